"""The tables of the pages as CSV files, for those who want to go on in a spreadsheet."""

from scorecards.render.spreadsheets.cells import Row, written
from scorecards.render.spreadsheets.deals import deal_rows
from scorecards.render.spreadsheets.team import account_rows, cold_rows, gap_rows, rep_rows, territory_rows, win_rows
from scorecards.report.review import Review


def spreadsheets_of(review: Review) -> dict[str, bytes]:
    """Give a file for each table of the team, and one for each rep with the open opportunities, by name."""
    open_deals = [deal for deal in review.opportunities if deal.status == "open"]
    tables: dict[str, list[Row]] = {
        "open": deal_rows(open_deals, review),
        "reps": rep_rows(review),
        "accounts": account_rows(review),
        "territories": territory_rows(review),
        "unknown": gap_rows(review),
        "wins": win_rows(review),
        "cold": cold_rows(review),
    }
    for card in review.scorecards:
        tables[card.rep] = deal_rows([deal for deal in open_deals if deal.owner == card.rep], review)
    return {f"{name}.csv": written(rows) for name, rows in tables.items()}
