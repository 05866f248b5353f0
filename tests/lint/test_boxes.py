"""What is said of conditions is sound: checked against their meaning, row by row."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.evaluate.conditions import holds
from scorecards.lint.boxes import boxes_of, implies
from scorecards.model.check import Condition

VALUES: Mapping[str, tuple[Any, ...]] = {
    "push_count": (0, 1, 2, 3, None),
    "days_to_close_date": (-2, -1, 0, 1, None),
    "qualified": (True, False, None),
    "ruling": ("active", "stalled", "lost", "dead", None),
}
ROWS = [
    {fact: value for fact, value in zip(VALUES, values, strict=True) if value is not None}
    for values in product(*VALUES.values())
]
"""Every row of a few values of these facts, each known or not."""

NUMBERS = st.integers(-2, 4).map(str)
COMPARISONS = st.one_of(
    st.tuples(
        st.sampled_from(["push_count", "days_to_close_date"]),
        st.dictionaries(st.sampled_from(["at_least", "at_most", "equals"]), NUMBERS, min_size=1),
    ),
    st.tuples(st.just("qualified"), st.fixed_dictionaries({"equals": st.sampled_from(["true", "false"])})),
    st.tuples(
        st.just("ruling"),
        st.fixed_dictionaries({"one_of": st.lists(st.sampled_from(["active", "stalled", "lost", "dead"]), min_size=1)}),
    ),
).map(lambda each: {each[0]: each[1]})
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
).map(Condition.model_validate)


@given(CONDITIONS)
def test_a_condition_without_a_box_is_never_true_and_one_whose_opposite_has_none_never_false(condition: Any) -> None:
    truths = {holds(condition, row) for row in ROWS}
    assert boxes_of(condition) or True not in truths
    assert boxes_of(condition, true=False) or False not in truths


@given(CONDITIONS, CONDITIONS)
def test_where_one_condition_implies_another_the_other_is_true_on_every_row_on_which_it_is(
    one: Any, other: Any
) -> None:
    if implies(boxes_of(one), boxes_of(other)):
        assert [row for row in ROWS if holds(one, row) and holds(other, row) is not True] == []


@pytest.mark.parametrize(
    ("condition", "met", "missed"),
    [
        ({"push_count": {"at_least": "5", "at_most": "3"}}, False, True),
        ({"push_count": {"at_least": "0"}}, True, False),
        ({"days_to_close_date": {"at_least": "0"}}, True, True),
        ({"amount": {"at_least": "0.01"}}, True, True),
        ({"amount": {"at_least": "0"}}, True, False),
        ({"all": [{"amount": {"at_most": "0.10"}}, {"amount": {"at_least": "0.11"}}]}, False, True),
        ({"close_date": {"on_or_after": "2026-02-01", "on_or_before": "2026-01-31"}}, False, True),
        ({"close_date": {"on_or_after": "2026-02-01", "on_or_before": "2026-02-01"}}, True, True),
        ({"any": [{"qualified": {"equals": "true"}}, {"qualified": {"equals": "false"}}]}, True, False),
        ({"not": {"ruling": {"one_of": ["active", "stalled", "lost", "dead"]}}}, False, True),
        ({"any": [{"push_count": {"at_most": "1"}}, {"push_count": {"at_least": "2"}}]}, True, False),
    ],
)
def test_a_condition_can_be_met_and_missed_or_not(condition: dict[str, Any], *, met: bool, missed: bool) -> None:
    made = Condition.model_validate(condition)
    assert (bool(boxes_of(made)), bool(boxes_of(made, true=False))) == (met, missed)
