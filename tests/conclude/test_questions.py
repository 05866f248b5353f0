"""Which qualification question comes first: by what is not known, then by what costs deals."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.conclude.questions import open_questions
from scorecards.report.deal import AnswerState
from tests.support.factory import made
from tests.support.findings import index_of, playbook

INDEX = index_of(playbook())
STATES = ("answered", "told", "stale", "open")
SAID_BY = ("buyer", "rep", "inferred", None)
ANSWERS = st.fixed_dictionaries({"state": st.sampled_from(STATES), "said_by": st.sampled_from(SAID_BY)})


def answer(question: str, state: str, said_by: str | None = None) -> AnswerState:
    return made(AnswerState, {"question": question, "state": state, "said_by": said_by})


def test_what_nobody_knows_comes_before_what_only_we_say_and_that_before_what_is_too_old() -> None:
    answers = [answer("problem", "stale", "buyer"), answer("budget", "answered", "rep"), answer("paper", "open")]
    assert open_questions(answers, INDEX) == ("paper", "budget", "problem")


def test_of_equals_the_playbooks_order_counts() -> None:
    answers = [answer("paper", "open"), answer("problem", "open"), answer("budget", "open")]
    assert open_questions(answers, INDEX) == ("problem", "budget", "paper")


@pytest.mark.parametrize(
    ("state", "said_by", "is_open"),
    [
        ("open", None, True),
        ("stale", "buyer", True),
        ("answered", "rep", True),
        ("answered", "inferred", True),
        ("answered", "buyer", False),
        ("answered", None, False),
        ("told", None, False),
    ],
)
def test_what_the_buyer_said_or_a_field_tells_is_not_asked_again(
    state: str, said_by: str | None, *, is_open: bool
) -> None:
    assert bool(open_questions([answer("budget", state, said_by)], INDEX)) is is_open


@given(st.dictionaries(st.sampled_from(["problem", "budget", "paper"]), ANSWERS), st.randoms())
def test_the_order_in_which_answers_are_given_changes_nothing(found: dict[str, dict[str, Any]], random: Any) -> None:
    answers = [answer(question, **each) for question, each in found.items()]
    mixed = random.sample(answers, len(answers))
    assert open_questions(mixed, INDEX) == open_questions(answers, INDEX)
