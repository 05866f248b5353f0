"""What the pages say of the open deals as a whole: the CRM's words for their stages, and that there are none."""

from pathlib import Path

from scorecards.cli.main import scorecards
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from tests.support.weeks import review_of_weeks


def deal(number: int, word: str, stage: str = "meet") -> str:
    return f"id: A{number}, name: N{number}, owner: bo, status: open, stage: {stage}, crm_stage: '{word}'"


def test_spellings_of_the_crm_s_stage_that_differ_in_capitals_and_spaces_are_one_word_as_most_write_it(
    base: Path,
) -> None:
    words = ("Open", " OPEN ", "Open", "Fresh", "open")
    made = review_of_weeks(base, "\n".join(deal(number, word) for number, word in enumerate(words)))
    assert [(line.crm_stage, line.count) for line in made.crm_stages] == [("Fresh", 1), ("Open", 4)]


def test_where_no_deal_is_open_the_page_of_the_unknown_does_not_say_that_all_is_told(base: Path) -> None:
    lost = "id: A1, name: N1, owner: bo, status: lost, closed_on: 2026-11-02"
    page = render(review_of_weeks(base, lost), reference(scorecards))["scorecards/unknown.md"]
    assert "No open opportunities in this snapshot" in page
    assert "tells everything" not in page
