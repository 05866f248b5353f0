"""Checks are three-valued: what is not known is neither passed nor failed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.model.check import Condition
from scorecards.report.values import AtLeast
from tests.support.findings import check, outcome, outcomes

Kleene = bool | None


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ({"our_next_steps": {"at_least": "1"}}, {"our_next_steps": 1}, "pass"),
        ({"our_next_steps": {"at_least": "1"}}, {"our_next_steps": 0}, "fail"),
        ({"our_next_steps": {"at_least": "1"}}, {}, "unknown"),
        ({"our_next_steps": {"at_least": "1", "at_most": "2"}}, {"our_next_steps": 3}, "fail"),
        ({"days_in_stage": {"equals": "7"}}, {"days_in_stage": 7}, "pass"),
        ({"amount": {"at_most": "10.5"}}, {"amount": 10}, "pass"),
        ({"qualified": {"equals": "false"}}, {"qualified": False}, "pass"),
        ({"close_date": {"on_or_after": "2026-11-16"}}, {"close_date": date(2026, 11, 16)}, "pass"),
        ({"close_date": {"on_or_before": "2026-11-16"}}, {"close_date": date(2026, 11, 17)}, "fail"),
        ({"close_date": {"on_or_before": "2026-11-16"}}, {}, "unknown"),
        ({"ended": {"one_of": ["vanished", "reversed"]}}, {"ended": "reversed"}, "pass"),
        ({"ended": {"one_of": ["vanished", "reversed"]}}, {"ended": "declined"}, "fail"),
        ({"champions": {"at_least": "1"}}, {"champions": AtLeast(1, 3)}, "pass"),
        ({"champions": {"at_least": "2"}}, {"champions": AtLeast(1, 3)}, "unknown"),
        ({"champions": {"at_least": "4"}}, {"champions": AtLeast(1, 3)}, "fail"),
        ({"champions": {"at_most": "2"}}, {"champions": AtLeast(1, 3)}, "unknown"),
        ({"champions": {"equals": "1"}}, {"champions": AtLeast(1, 3)}, "unknown"),
        ({"not": {"has_deadline": {"equals": "true"}}}, {}, "unknown"),
        ({"not": {"has_deadline": {"equals": "true"}}}, {"has_deadline": False}, "pass"),
    ],
)
def test_each_comparison_passes_fails_or_stays_unknown(
    condition: dict[str, Any], facts: dict[str, Any], expected: str
) -> None:
    assert outcome(check(condition), facts) == expected


@given(
    st.sampled_from(["at_least", "at_most", "equals"]),
    st.integers(0, 6),
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), min_size=1, max_size=4),
)
def test_a_comparison_with_an_uncertain_count_holds_only_where_it_does_for_every_number_that_it_may_be(
    operator: str, operand: int, bounds: list[tuple[int, int]]
) -> None:
    holds = {"at_least": operand.__le__, "at_most": operand.__ge__, "equals": operand.__eq__}[operator]
    rows = [{"champions": AtLeast(low, low + more) if more else low} for low, more in bounds]
    ways = [{holds(number) for number in range(low, low + more + 1)} for low, more in bounds]
    expected = ["unknown" if len(each) > 1 else "pass" if True in each else "fail" for each in ways]
    rule = check({"champions": {operator: str(operand)}})
    assert outcomes(rule, rows) == expected


def test_a_check_does_not_apply_to_another_status_or_stage() -> None:
    rule = check({"needs": {"at_least": "1"}}, applies_to={"status": ["open"], "stages": ["quote"]})
    assert outcome(rule, {"needs": 1}) == "not_applicable"
    assert outcome(rule, {"needs": 1}, status="won", stage="quote") == "not_applicable"
    assert outcome(rule, {"needs": 1}, stage="quote") == "pass"


SALE = ("meet", "scope", "quote", "sign")


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("meet", "not_applicable"), ("scope", "not_applicable"), ("quote", "pass"), ("sign", "pass"), (None, "unknown")],
)
def test_a_check_from_a_stage_on_looks_at_this_stage_and_all_later_ones(stage: str | None, expected: str) -> None:
    scope = {"status": ["lost"], "from_stage": "quote"}
    rule = check({"needs": {"at_least": "1"}}, applies_to=scope).within(SALE)
    assert outcome(rule, {"needs": 1}, status="lost", stage=stage) == expected


@pytest.mark.parametrize("scope", [{}, {"from_stage": "~"}, {"stages": ["quote"], "from_stage": None}])
def test_the_order_of_the_sale_changes_no_check_that_names_no_first_stage(scope: dict[str, Any]) -> None:
    rule = check({"needs": {"at_least": "1"}}, applies_to=scope)
    assert rule.within(SALE) == rule


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"people_with_rapport": 0, "has_gap_rating": True}, "not_applicable"),
        ({"people_with_rapport": 1, "has_gap_rating": True}, "pass"),
        ({"people_with_rapport": 1}, "unknown"),
        ({"has_gap_rating": True}, "unknown"),
    ],
)
def test_a_further_condition_decides_whether_a_check_applies(facts: dict[str, Any], expected: str) -> None:
    rule = check(
        {"has_gap_rating": {"equals": "true"}}, applies_to={"when": {"people_with_rapport": {"at_least": "1"}}}
    )
    assert outcome(rule, facts) == expected


LEAVES = ("has_deadline", "qualified", "has_blocker", "signed")


def trees() -> st.SearchStrategy[dict[str, Any]]:
    leaf = st.sampled_from(LEAVES).map(lambda name: {name: {"equals": "true"}})
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda each: {"all": each}),
            st.lists(inner, min_size=1, max_size=3).map(lambda each: {"any": each}),
            inner.map(lambda each: {"not": each}),
        ),
        max_leaves=8,
    )


def by_hand(tree: dict[str, Any], facts: dict[str, bool]) -> Kleene:
    """Kleene's three-valued logic, written out: the reference to which conditions are held."""
    ((key, value),) = tree.items()
    if key == "not":
        inner = by_hand(value, facts)
        return None if inner is None else not inner
    if key in {"all", "any"}:
        values = [by_hand(each, facts) for each in value]
        deciding = key == "any"
        if deciding in values:
            return deciding
        return None if None in values else not deciding
    return facts.get(key)


@given(trees(), st.lists(st.dictionaries(st.sampled_from(LEAVES), st.booleans()), min_size=1, max_size=5))
def test_conditions_follow_three_valued_logic(tree: dict[str, Any], rows: list[dict[str, bool]]) -> None:
    names: dict[Kleene, str] = {True: "pass", False: "fail", None: "unknown"}
    rule = check(tree)
    assert outcomes(rule, rows) == [names[by_hand(tree, row)] for row in rows]


@given(trees())
def test_a_condition_names_every_fact_that_it_reads(tree: dict[str, Any]) -> None:
    condition = Condition.model_validate(tree)
    assert all(f"'{name}'" in str(tree) for name in condition.facts())
    assert set(condition.facts()) == {name for name in LEAVES if f"'{name}'" in str(tree)}
