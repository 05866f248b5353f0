"""The cells of the team's tables that are more than a word."""

from dataclasses import replace
from datetime import timedelta

from scorecards.render.pieces import html
from scorecards.render.table_cells import Cells
from tests.support.small_review import REVIEW


def test_a_close_date_that_has_passed_is_marked_where_the_deal_is_open() -> None:
    cells, deal = Cells.of(REVIEW), next(each for each in REVIEW.opportunities if each.is_open)
    today, yesterday = REVIEW.as_of, REVIEW.as_of - timedelta(days=1)
    assert "passed" not in html(cells.close_date(replace(deal, close_date=today)))
    assert html(cells.close_date(replace(deal, close_date=yesterday))).endswith('<span class="sc-over">passed</span>')
    assert "passed" not in html(cells.close_date(replace(deal, close_date=yesterday, status="won")))
    assert cells.close_date(replace(deal, close_date=None)) == ()
