"""The forecast: what of each category is earned, not earned, and unknown."""

from pathlib import Path

import pytest

from tests.support.weeks import review_of_weeks

OPEN = "owner: bo, status: open, stage: meet, amount: 100"


def deal(number: int, category: str | None, more: str = "") -> str:
    stands = f", forecast_category: {category}" if category else ""
    return f"id: A{number}, name: N{number}, {OPEN}{stands}{more}"


def test_categories_stand_in_the_order_in_which_sales_commits_and_none_stands_last(base: Path) -> None:
    rows = [deal(1, "pipeline"), deal(2, None), deal(3, "commit"), deal(4, "omitted"), deal(5, "best_case")]
    lines = review_of_weeks(base, "\n".join(rows)).forecast
    assert [line.category for line in lines] == ["commit", "best_case", "pipeline", "omitted", None]


def test_a_team_that_does_not_forecast_has_no_lines(base: Path) -> None:
    assert review_of_weeks(base, deal(1, None)).forecast == ()


def test_a_deal_of_which_nobody_knows_whether_it_is_qualified_is_unknown(base: Path) -> None:
    (line,) = review_of_weeks(base, deal(1, "best_case")).forecast
    assert (line.total.count, line.earned.count, line.not_earned.count, line.unknown.count) == (1, 0, 0, 1)


@pytest.mark.parametrize("category", ["commit", "best_case", "pipeline"])
def test_the_parts_of_a_category_add_up_to_it(base: Path, category: str) -> None:
    rows = "\n".join(deal(number, category) for number in range(4))
    for line in review_of_weeks(base, rows).forecast:
        parts = (line.earned, line.not_earned, line.unknown)
        assert sum(part.count for part in parts) == line.total.count == 4
        assert sum(part.amount_in("EUR") or 0 for part in parts) == line.total.amount_in("EUR") == 400
