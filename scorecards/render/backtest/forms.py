"""The forms that a back-test takes."""

from scorecards.render.backtest import words
from scorecards.render.backtest.table import rows_of
from scorecards.render.backtest.text import check_lines, text_of
from scorecards.render.csv_files import written as as_csv
from scorecards.render.environment import environment
from scorecards.render.review_json import written as as_json
from scorecards.report.backtest import ClosedDeals, Replay


def written(found: ClosedDeals | Replay, form: str) -> bytes:
    """Write a back-test as text, json, csv or html."""
    if form == "json":
        return as_json(found)
    if form == "csv":
        return as_csv(rows_of(found))
    return _page(found) if form == "html" else text_of(found)


def _page(found: ClosedDeals | Replay) -> bytes:
    name = "closed" if isinstance(found, ClosedDeals) else "replay"
    template = environment().get_template(f"backtest/{name}.html.j2")
    return template.render(found=found, words=words, check_lines=check_lines).encode()
