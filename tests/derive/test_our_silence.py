"""Our own silence: how long they have waited for an answer of ours."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.findings import AS_OF, facts_of, opportunity

ASKED = {"on": "2026-11-06", "direction": "inbound", "kind": "email", "with": "Jo Park"}
ANSWERED = {"on": "2026-11-09", "direction": "outbound", "kind": "email", "with": "Jo Park", "outcome": "none"}


def waits(*activities: dict[str, Any]) -> object:
    """Give the days that they have waited."""
    return facts_of(opportunity(activities=list(activities)))["days_they_wait_for_us"]


@pytest.mark.parametrize(
    ("activities", "days"),
    [
        ([ASKED], 10),
        ([{**ASKED, "kind": "message"}], 10),
        ([{**ASKED, "kind": "other"}], 10),
        ([ASKED, ANSWERED], 0),
        ([ANSWERED, {**ASKED, "on": "2026-11-12"}], 4),
        ([ASKED, {**ASKED, "on": "2026-11-12"}], 4),
        ([ASKED, {**ANSWERED, "on": "2026-11-06"}], 0),
        ([ANSWERED], 0),
        ([], 0),
    ],
)
def test_they_wait_from_the_day_on_which_they_last_wrote_until_a_contact_of_ours(
    activities: list[dict[str, Any]], days: int
) -> None:
    assert waits(*activities) == days


@pytest.mark.parametrize("kind", ["call", "meeting"])
def test_a_call_or_a_meeting_was_a_talk_already(kind: str) -> None:
    assert waits({**ASKED, "kind": kind}) == 0
    assert waits(ASKED, {**ASKED, "kind": kind, "on": "2026-11-09"}) == 0


def test_a_no_in_writing_asks_for_no_answer() -> None:
    assert waits({**ASKED, "outcome": "setback"}) == 0
    assert waits({**ASKED, "outcome": "advance"}) == 10


@pytest.mark.parametrize(
    ("note", "outcome", "days"),
    [
        ("Thanks, got it.", "reply", 0),
        ("When does the layout come?", "reply", 10),
        ("Thanks, got it.", None, 0),
        (None, "reply", 10),
    ],
)
def test_what_asks_nothing_and_had_its_outcome_waits_for_nothing(
    note: str | None, outcome: str | None, days: int
) -> None:
    assert waits({**ASKED, "note": note, "outcome": outcome}) == days


def test_without_a_record_of_contacts_nobody_knows() -> None:
    assert "days_they_wait_for_us" not in facts_of(opportunity())
    assert facts_of(opportunity(activities=None))["days_they_wait_for_us"] == 0


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "on": st.dates(AS_OF.replace(month=9), AS_OF).map(str),
                "direction": st.sampled_from(["inbound", "outbound"]),
                "kind": st.sampled_from(["call", "email"]),
            }
        ),
        max_size=5,
    )
)
def test_an_answer_of_today_ends_every_wait(activities: list[dict[str, Any]]) -> None:
    assert waits(*activities, {**ANSWERED, "on": str(AS_OF)}) == 0
