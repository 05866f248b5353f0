"""The files of a review that holds every opportunity in full, as a build makes them."""

from collections.abc import Collection

from scorecards.build import team_files
from scorecards.compose.rep_review import RepReview
from scorecards.render.calendar_file import calendar_file
from scorecards.render.context import Terms
from scorecards.render.lookups import rows_of
from scorecards.render.pages import Pages
from scorecards.render.reference.reference import Reference
from scorecards.render.rep_files import rep_files
from scorecards.render.review_json import json_files_of as of_team
from scorecards.report.deal import ColleaguesDeal, Deal
from scorecards.report.formats import Formats
from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard


def files_of(review: Review, reference: Reference) -> dict[str, bytes]:
    """Give every generated file by its path below the pages."""
    pages = Pages(Terms.of_review(review))
    files: dict[str, bytes] = {}
    own_deals = {}
    for card in review.scorecards:
        of_rep, own_deals[card.rep] = _files_of_rep(card, review, pages)
        files |= of_rep
    return dict(team_files(review, pages, reference, own_deals=own_deals)) | files


def calendars_of(review: Review) -> dict[str, bytes]:
    """Give the calendar of each rep who keeps follow-up blocks, by its name."""
    deals, formats = {deal.id: deal for deal in review.opportunities}, Formats(review.locale, review.currency)
    kept = [(card, card.follow_up) for card in review.scorecards if card.follow_up]
    return {plan.calendar: calendar_file(card, plan, review.as_of, deals, formats) for card, plan in kept}


def tables_of_reps(review: Review) -> dict[str, bytes]:
    """Give the table of each rep for a spreadsheet, by its name."""
    return _of_reps(review, ".csv")


def json_files_of(review: Review) -> dict[str, bytes]:
    """Give every JSON file, and the schemas, by name."""
    return of_team(review) | _of_reps(review, ".json")


def _of_reps(review: Review, ending: str) -> dict[str, bytes]:
    pages = Pages(Terms.of_review(review))
    files = {path: data for card in review.scorecards for path, data in _files_of_rep(card, review, pages)[0].items()}
    return {path.rpartition("/")[2]: data for path, data in files.items() if path.endswith(ending)}


def _files_of_rep(card: Scorecard, review: Review, pages: Pages) -> tuple[dict[str, bytes], str]:
    own = tuple(deal for deal in review.opportunities if deal.owner == card.rep)
    rows = rows_of(review.opportunities, review.scorecards)
    named = {deal.id: _named(deal, rows) for deal in review.opportunities if deal.owner != card.rep}
    return rep_files(
        RepReview(card, own, (), (), tuple(each for each in review.cold if each.owner == card.rep)), named, pages
    )


def _named(deal: Deal, rows: Collection[str]) -> ColleaguesDeal:
    has_row = deal.id in rows
    return ColleaguesDeal(
        deal.id, deal.name, deal.account_name, deal.owner, deal.owner_name, deal.contact, has_row=has_row
    )
