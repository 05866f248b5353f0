"""Checks that fail for all deals, for none, or are never known, and stories that fit nobody."""

from typing import Any

import pytest

from scorecards.lint.on_deals import of_deals
from scorecards.lint.placed import PlacedPlaybook
from scorecards.model.snapshot import Opportunity
from scorecards.problems.problem import Problems
from scorecards.read.playbook_files import playbook_sources
from tests.support.project import ROOT

CHECK = "amount-given"
STORY = "bakery-night-shift"


@pytest.fixture(scope="module")
def book() -> PlacedPlaybook:
    sources = playbook_sources(ROOT / "playbook", Problems())
    assert sources
    return PlacedPlaybook(sources)


def deal(**fields: Any) -> Opportunity:
    given = {"id": "1", "name": "Rota", "owner": "ana", "stage": "scope", "status": "open", **fields}
    return Opportunity.model_validate(given)


def codes_of(book: PlacedPlaybook, rows: list[dict[str, Any]], name: str = f"{CHECK}.yml", **fields: Any) -> list[str]:
    found = of_deals(book, [(deal(**fields), row) for row in rows])
    return [each.code for each in found if each.path.endswith(name)]


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ([True] * 20, ["fails-for-none"]),
        ([True] * 19, []),
        ([True] * 19 + [False], []),
        ([False] * 18 + [True] * 2, ["fails-for-all"]),
        ([False] * 17 + [True] * 3, []),
        ([None] * 20, ["never-known"]),
        ([None] * 19 + [True], []),
    ],
)
def test_a_check_is_noted_where_it_tells_enough_deals_apart_by_nothing(
    book: PlacedPlaybook, known: list[bool | None], code: list[str]
) -> None:
    assert codes_of(book, [{} if each is None else {"has_amount": each} for each in known]) == code


def test_a_check_that_applies_to_none_of_the_deals_is_not_said_to_be_unknown(book: PlacedPlaybook) -> None:
    assert codes_of(book, [{}] * 40, stage="meet") == []


def test_a_story_is_noted_where_no_need_on_record_has_its_words_and_nobody_has_told_it(book: PlacedPlaybook) -> None:
    def noted(**fields: Any) -> int:
        return len(codes_of(book, [{}] * 20, "stories.yml", **fields))

    every = len(book.stories)
    assert noted(needs=[{"need": "Something else"}]) == every
    assert noted(needs=[{"need": "Fill the night shift"}]) == every - 1
    assert noted(needs=[{"need": "Something else"}], stories_told=[STORY]) == every - 1
    assert noted() == 0
