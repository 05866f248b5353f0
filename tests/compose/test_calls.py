"""What the rep calls a deal, and what the buyer calls it in the buyer's words, side by side (D01)."""

from pathlib import Path

import pytest

from tests.support.situations import situation

HANGS = "stage_entered_on: 2026-06-01, created_on: 2026-05-01"


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("", ("No rep view on file.", "No buyer view on file.")),
        (
            ", claim: {state: stalled, words: It comes back}",
            ("Rep view stalled: It comes back", "No buyer view on file."),
        ),
        (
            ", buyer_call: {words: We are closing the site, by: Jo Park, on: 2026-11-12}",
            ("No rep view on file.", "Buyer view We are closing the site Jo Park, 12 Nov"),
        ),
    ],
)
def test_a_case_shows_both_calls_or_says_that_there_is_none(tmp_path: Path, said: str, texts: tuple[str, ...]) -> None:
    shown = situation(tmp_path, f"{HANGS}{said}").shown_of(page="scorecards/mara")
    for text in texts:
        assert text in shown


def test_the_buyers_call_stands_with_what_they_said_on_the_reps_page(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{HANGS}, buyer_call: {{words: We are closing the site, by: Jo Park}}")
    assert "Buyer says We are closing the site, Jo Park" in made.shown_of()


def test_the_buyers_call_is_not_of_a_day_to_come(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{HANGS}, buyer_call: {{words: Next year, on: 2026-11-17}}")
    assert [each.split(":")[0] for each in made.problems] == ["impossible-date"]
