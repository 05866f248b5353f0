"""The files of one rep: the page, or the part of it, the table for a spreadsheet, the JSON, the calendar."""

from collections.abc import Mapping

from scorecards.compose.rep_review import RepReview
from scorecards.render.csv_files import written as csv
from scorecards.render.pages import Pages
from scorecards.render.review_json import written as json
from scorecards.render.table_cells import Cells
from scorecards.render.table_columns import deal_table
from scorecards.report.deal import ColleaguesDeal, Deal
from scorecards.report.published import RepFile
from scorecards.report.values import FORMAT


def rep_files(review: RepReview, named: Mapping[str, ColleaguesDeal], pages: Pages) -> tuple[dict[str, bytes], str]:
    """Render them, by their paths below the pages; ``named`` are the opportunities of colleagues that it names.

    A rep who leads others has no page of their own among them, but the part of the manager's page beside them.
    """
    card, terms = review.scorecard, pages.terms
    deals = {deal.id: deal for deal in review.deals}
    open_deals = [deal for deal in review.deals if deal.is_open]
    table = deal_table(open_deals, {card.rep: card.manager_name}, terms.playbook, Cells(terms.formats))
    page = pages.of_rep(card, deals, named)
    files = {
        **({} if card.leads else {f"{card.rep}.md": page.encode()}),
        f"{card.rep}.csv": csv(table.rows),
        f"{card.rep}.json": json(RepFile(FORMAT, terms.as_of, card, review.deals, review.cold)),
    }
    if card.follow_up:
        from scorecards.render.calendar_file import calendar_file  # noqa: PLC0415 - whoever keeps no blocks loads nothing

        on_file: dict[str, Deal | ColleaguesDeal] = {**named, **deals}
        files[card.follow_up.calendar] = calendar_file(card, card.follow_up, terms.as_of, on_file, terms.formats)
    return {f"scorecards/{name}": content for name, content in files.items()}, page if card.leads else ""
