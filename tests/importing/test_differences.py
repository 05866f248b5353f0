"""What a week changed: new and gone opportunities, and the fields that say something else than before."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.importing.reconcile.differences import Changes, compare, dropped
from scorecards.model.snapshot import Opportunity


def changed(now: dict[str, Any], before: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    told = compare({"1": now}, {"1": before}, "2026-11-09.yml")
    assert told is not None
    assert told.unchanged == (not told.changed)
    return told.changed


def test_new_gone_changed_and_unchanged_are_told() -> None:
    now = {"b": {"name": "B"}, "a": {"name": "A"}, "d": {"name": "D", "amount": "2"}, "e": {"name": "E"}}
    before = {"d": {"name": "Delta", "amount": "1"}, "e": {"name": "E"}, "z": {"name": "Z"}, "y": {"name": "Y"}}
    assert compare(now, before, "2026-11-09.yml") == Changes(
        against="2026-11-09.yml", new=("a", "b"), gone=("y", "z"), changed=(("name", 1), ("amount", 1)), unchanged=1
    )


def test_nothing_is_told_where_there_is_no_snapshot_before() -> None:
    assert compare({"1": {"name": "A"}}, None, "") is None


def test_an_empty_snapshot_before_makes_all_of_them_new() -> None:
    told = compare({"1": {"name": "A"}}, {}, "2026-11-09.yml")
    assert told == Changes("2026-11-09.yml", ("1",), (), (), 0)


def test_a_row_that_was_rejected_is_not_gone() -> None:
    told = compare({"1": {"name": "A"}}, {"1": {"name": "A"}, "2": {}, "3": {}}, "", rejected={"2", "9"})
    assert told == Changes("", (), ("3",), (), 1)


def test_what_somebody_added_today_and_the_export_does_not_hold_is_named() -> None:
    assert dropped({"1", "2"}, {"2": {}, "by-hand": {}, "4": {}, "another": {}}, {"4"}) == ("another", "by-hand")
    assert dropped({"1"}, {}, ()) == ()


def test_fields_come_in_the_order_of_the_snapshot_with_the_number_of_opportunities() -> None:
    before = {id_: {"notes": "x", "stage": "meet", "amount": "1"} for id_ in "123"}
    now = {id_: {"notes": "y", "stage": "sign", "amount": "1"} for id_ in "12"} | {"3": {**before["3"], "notes": "z"}}
    told = compare(now, before, "")
    assert told is not None
    assert told.changed == (("stage", 2), ("notes", 3))


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("amount", "1200.5", "1200.50"),
        ("amount", "1200", "1200.00"),
        ("push_count", "2", "02"),
        ("final", "yes", "true"),
        ("notes", "x", "x\n"),
        ("notes", None, ""),
        ("needs", None, []),
        ("answers", {"budget": "yes"}, {"budget": {"value": "yes"}}),
        ("answers", {"budget": None}, {"budget": {"value": None}}),
        ("deadline", {"date": "2027-01-01"}, {"date": "2027-01-01", "consequence": None}),
        ("gap_rating", {"score": "7"}, {"score": "07"}),
        ("carried_from", {"notes": "2026-11-02"}, {"notes": "2026-11-09"}),
        ("contacts", [{"name": "Ben", "title": "CFO"}], [{"title": "CFO", "name": "Ben"}]),
    ],
)
def test_what_is_only_written_otherwise_is_no_change(field: str, one: Any, other: Any) -> None:
    assert changed({field: one}, {field: other}) == ()
    assert changed({field: other}, {field: one}) == ()


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("amount", "1200.5", "1200.05"),
        ("crm_stage", "7", "07"),
        ("answers", {"budget": "7"}, {"budget": "07"}),
        ("answers", {"budget": "yes"}, {"budget": {"value": "yes", "said_by": "buyer"}}),
        ("answers", {"budget": "yes"}, {"need": "yes"}),
        ("name", "Atlas", "atlas"),
        ("needs", [{"need": "a"}, {"need": "b"}], [{"need": "b"}, {"need": "a"}]),
        ("needs", [{"need": "a"}], "a"),
        ("notes", "yes", "true"),
        ("notes", "x", None),
    ],
)
def test_what_says_something_else_is_a_change(field: str, one: Any, other: Any) -> None:
    assert changed({field: one}, {field: other}) == ((field, 1),)
    assert changed({field: other}, {field: one}) == ((field, 1),)


def test_not_known_and_known_to_be_empty_differ() -> None:
    assert changed({"notes": None}, {}) == (("notes", 1),)
    assert changed({}, {"notes": None}) == (("notes", 1),)


def test_since_when_a_value_is_carried_is_no_change() -> None:
    assert changed({"notes": "x", "carried_from": {"notes": "2026-11-02"}}, {"notes": "x"}) == ()


texts = st.text(alphabet="ab 07.\n", max_size=4) | st.none()
values = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["value", "on"]), inner)
)
deals = st.dictionaries(st.sampled_from(["amount", "final", "answers", "notes", "needs", "deadline"]), values)
shots = st.dictionaries(st.sampled_from("1234"), deals)


@given(now=shots, before=shots)
def test_the_counts_add_up_and_both_ways_tell_the_same(now: dict[str, Any], before: dict[str, Any]) -> None:
    there, back = compare(now, before, "x"), compare(before, now, "x")
    assert there is not None
    assert back is not None
    assert (there.new, there.gone, there.changed) == (back.gone, back.new, back.changed)
    both = len(now) - len(there.new)
    most = max((count for _, count in there.changed), default=0)
    assert most <= both - there.unchanged <= sum(count for _, count in there.changed)
    assert all(field in Opportunity.model_fields for field, _ in there.changed)


@given(shots)
def test_a_snapshot_against_itself_has_no_change(shot: dict[str, Any]) -> None:
    assert compare(shot, shot, "x") == Changes("x", (), (), (), len(shot))
