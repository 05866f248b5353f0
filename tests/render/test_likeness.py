"""Rows that say the same tell it once, above them; what differs stays with each."""

from pathlib import Path

from scorecards.render.likeness import runs_of
from tests.support.situations import Situation, situation


def team(folder: Path, *more: str) -> Situation:
    """Give four deals of which nobody has said anything, and others."""
    return situation(folder, *(f"id: O{place}, name: Deal {place}" for place in range(1, 5)), *more)


def test_four_rows_that_say_the_same_say_it_once_above_them(tmp_path: Path) -> None:
    told = team(tmp_path)
    page = told.pages["scorecards/ana.md"]
    (line,) = page.all("p", class_="sc-alike")
    deals = [told.deal(f"O{place}") for place in range(1, 5)]
    assert line.flat.startswith("4 deals alike")
    assert line.flat.endswith(f"{len(deals[0].to_ask)} unknowns")
    assert not list(page.all("span", class_="sc-counts"))
    assert all(name in page.flat for name in ("Deal 1", "Deal 2", "Deal 3", "Deal 4"))


def test_what_differs_keeps_its_own_counts(tmp_path: Path) -> None:
    told = team(tmp_path, "id: O5, name: Deal 5, stage_entered_on: 2020-01-01")
    page = told.pages["scorecards/ana.md"]
    assert len(list(page.all("p", class_="sc-alike"))) == 1
    (counts,) = page.all("span", class_="sc-counts")
    assert f"{len(told.deal('O5').failed)} finding" in counts.flat


def test_three_alike_say_it_each(tmp_path: Path) -> None:
    told = situation(tmp_path, "id: O1", "id: O2, name: B", "id: O3, name: C")
    page = told.pages["scorecards/ana.md"]
    assert not list(page.all("p", class_="sc-alike"))
    assert len(list(page.all("span", class_="sc-counts"))) == 3


def test_rows_keep_their_order_and_each_stands_in_one_run(tmp_path: Path) -> None:
    told = team(tmp_path, "id: O5, name: Deal 5, stage_entered_on: 2020-01-01")
    deals = {deal.id: deal for deal in told.review.opportunities}
    for order in (list(deals), list(reversed(deals))):
        assert [each for run in runs_of(order, deals) for each in run.ids] == order
