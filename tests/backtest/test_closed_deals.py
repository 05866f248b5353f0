"""Closed deals of a file: which values came before wins, which tell nothing, and which give the end away."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scorecards.backtest.closed_deals import closed_deals
from scorecards.backtest.closed_file import OutcomeWords, read_closed
from scorecards.problems.problem import ProblemsFound
from scorecards.report.backtest import ClosedDeals, ColumnTold

NEED = 10
COUNTS = {"Yes": (119, 219), "No": (103, 193), "Unknown": (5, 36)}
"""How many deals were won by whether a budget was allocated, as a published set of B2B deals counts them."""


def rows(counts: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    ends = (
        (value, status) for value, (won, whole) in counts.items() for status in ["Won"] * won + ["Lost"] * (whole - won)
    )
    return list(ends)


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., ClosedDeals]:
    def tell(header: str, lines: list[str], words: OutcomeWords | None = None) -> ClosedDeals:
        path = tmp_path / "closed.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return closed_deals(read_closed(path, words or OutcomeWords()), NEED, lambda value: value == "Unknown")

    return tell


def column(found: ClosedDeals, name: str) -> ColumnTold:
    (only,) = [each for each in found.columns if each.column == name]
    return only


def test_an_answer_that_says_nothing_is_told_from_not_knowing_it(told: Callable[..., ClosedDeals]) -> None:
    found = told("Budget;Status", [f"{value};{status}" for value, status in rows(COUNTS)])
    budget = column(found, "Budget")
    assert {each.value: (each.won.part, each.won.whole) for each in budget.values} == COUNTS
    assert {each.value: (each.won.low, each.won.high) for each in budget.values} == {
        "Yes": (48, 61),
        "No": (46, 60),
        "Unknown": (6, 29),
    }
    assert budget.telling == "tells"
    assert budget.apart == ("Yes", "Unknown")
    assert budget.known_apart is None
    assert [each.telling for each in budget.values] == ["tells_nothing", "tells_nothing", "tells"]


def test_overlapping_answers_tell_nothing(told: Callable[..., ClosedDeals]) -> None:
    counts = {"High": (17, 32), "Mid": (201, 399), "Low": (9, 17)}
    found = told("Authority,Status", [f"{value},{status}" for value, status in rows(counts)])
    assert column(found, "Authority").telling == "tells_nothing"


def test_too_few_deals_say_nothing(told: Callable[..., ClosedDeals]) -> None:
    counts = {"Yes": (9, 9), "No": (0, 9), "Perhaps": (20, 40)}
    found = told("Sponsor,Status", [f"{value},{status}" for value, status in rows(counts)])
    assert column(found, "Sponsor").telling == "too_few"
    assert [each.telling for each in column(found, "Sponsor").values] == ["tells_nothing", "too_few", "too_few"]


def test_a_planted_look_ahead_is_refused(told: Callable[..., ClosedDeals]) -> None:
    """A reason that only losses have, and a signature that only wins have, are known once the deal has ended."""
    lines = [
        f"{value},{'price' if status == 'Lost' else ''},{'2026-01-01' if status == 'Won' else ''},{status}"
        for value, status in rows(COUNTS)
    ]
    found = told("Budget,Loss reason,Signed,Status", lines)
    assert [(each.column, each.why) for each in found.left_out] == [
        ("Loss reason", "known_after_the_end"),
        ("Signed", "known_after_the_end"),
    ]
    assert [each.column for each in found.columns] == ["Budget"]


@pytest.mark.parametrize("name", ["Seller", "Opportunity Owner", "sales_rep", "Manager"])
def test_nobody_is_ranked_by_what_they_won(told: Callable[..., ClosedDeals], name: str) -> None:
    found = told(f"{name},Status", [f"Person {at % 2},{'Won' if at % 3 else 'Lost'}" for at in range(60)])
    assert [each.why for each in found.left_out] == ["names_people"]
    assert not found.columns


def test_what_has_not_ended_is_counted_apart(told: Callable[..., ClosedDeals]) -> None:
    found = told("Budget,Status", ["Yes,Closed Won", "No,Closed Lost", "No,Open", "Yes,"])
    assert (found.deals, found.not_closed, found.outcome) == (2, 2, "Status")


def test_other_words_for_the_outcome_can_be_named(told: Callable[..., ClosedDeals]) -> None:
    words = OutcomeWords("Ergebnis", frozenset({"Gewonnen"}))
    found = told("Budget,Ergebnis", ["Ja,Gewonnen", "Nein,Verloren", "Nein,"], words)
    assert (found.won.part, found.deals, found.not_closed) == (1, 2, 1)


def test_rows_that_stand_twice_are_told(told: Callable[..., ClosedDeals]) -> None:
    assert told("Budget,Status", ["Yes,Won", "Yes,Won", "No,Lost"]).twice == 1


@pytest.mark.parametrize(
    ("header", "lines"), [("Budget,Size", ["Yes,1"]), ("Budget,Status", ["Yes,Won", "No,Won"]), ("Budget,Status", [])]
)
def test_a_file_that_tells_no_ends_is_refused(told: Callable[..., ClosedDeals], header: str, lines: list[str]) -> None:
    with pytest.raises(ProblemsFound):
        told(header, lines)


def test_a_column_that_is_not_there_is_refused(told: Callable[..., ClosedDeals]) -> None:
    with pytest.raises(ProblemsFound):
        told("Budget,Status", ["Yes,Won", "No,Lost"], OutcomeWords("Result"))
