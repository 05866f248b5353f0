"""One row and whole columns are looked at alike: whatever a check says, both say the same."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scorecards.evaluate.columns import evaluate

from scorecards.evaluate.conditions import applies, holds, outcome_of
from scorecards.model.check import Check, Condition
from scorecards.model.facts import FACT_BY_NAME
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import AtLeast, Value
from tests.evaluate.test_outcomes import check, opportunity

DAYS = st.integers(-3, 3).map(lambda days: date(2026, 11, 16) + timedelta(days))
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "our_next_steps": st.one_of(st.integers(0, 3), st.sampled_from([AtLeast(1, 2), AtLeast(1, 3), AtLeast(2, 3)])),
    "days_to_deadline": st.integers(-3, 3),
    "amount": st.integers(0, 300).map(lambda cents: Decimal(cents) / 100),
    "qualified": st.booleans(),
    "has_deadline": st.booleans(),
    "close_date": DAYS,
    "ended": st.sampled_from(FACT_BY_NAME["ended"].words),
}
OPERATORS = {"flag": ["equals"], "money": ["at_least", "at_most"], "date": ["on_or_after", "on_or_before"]}
OPERANDS: dict[str, st.SearchStrategy[Value]] = {"our_next_steps": st.integers(0, 4)}
ROWS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries({}, optional=VALUES)


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a comparison of one fact, now and then with two operators."""
    name = draw(st.sampled_from(sorted(VALUES)))
    kind = FACT_BY_NAME[name].kind
    if kind == "word":
        return {name: {"one_of": draw(st.lists(VALUES[name], min_size=1, max_size=3, unique=True))}}
    operators = OPERATORS.get(kind, ["at_least", "at_most", "equals"])
    used = draw(st.lists(st.sampled_from(operators), min_size=1, max_size=2, unique=True))
    return {name: {operator: as_written(draw(OPERANDS.get(name, VALUES[name]))) for operator in used}}


def as_written(value: Value) -> str:
    return str(value).lower()


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        comparisons(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda each: {"all": each}),
            st.lists(inner, min_size=1, max_size=3).map(lambda each: {"any": each}),
            inner.map(lambda each: {"not": each}),
            st.tuples(comparisons(), inner).map(lambda both: {**both[0], "any": [both[1]]}),
        ),
        max_leaves=6,
    )


SCOPES = st.fixed_dictionaries(
    {"status": st.lists(st.sampled_from(["open", "lost"]), min_size=1, max_size=2, unique=True)},
    optional={
        "stages": st.lists(st.sampled_from(["scope", "quote"]), max_size=2, unique=True),
        "when": conditions(),
    },
)


def in_columns(rule: Check, deal: Opportunity, row: dict[str, Value]) -> str:
    return evaluate([deal], {deal.id: row}, [rule])[rule.id][0]


@given(conditions(), ROWS)
def test_a_condition_holds_of_a_row_as_it_does_in_a_column(condition: dict[str, Any], row: dict[str, Value]) -> None:
    said = {True: "pass", False: "fail", None: "unknown"}[holds(Condition.model_validate(condition), row)]
    assert said == in_columns(check(condition), opportunity(), row)


@given(conditions(), SCOPES, ROWS, st.sampled_from(["open", "lost", "won"]), st.sampled_from(["scope", "quote"]))
def test_a_check_comes_out_of_a_row_as_it_does_of_a_column(
    condition: dict[str, Any], scope: dict[str, Any], row: dict[str, Value], status: str, stage: str
) -> None:
    rule = check(condition, applies_to=scope)
    deal = opportunity(status=status, stage=stage)
    assert outcome_of(rule, status, stage, row) == in_columns(rule, deal, row)
    surely_not = applies(rule, status, stage, row) is False
    assert surely_not == (outcome_of(rule, status, stage, row) == "not_applicable")


@pytest.mark.parametrize(("stages", "expected"), [([], "pass"), (["quote"], "unknown")])
def test_a_check_on_stages_is_unknown_where_the_stage_is_not_known(stages: list[str], expected: str) -> None:
    rule = check({"needs": {"at_least": "1"}}, applies_to={"status": ["lost"], "stages": stages})
    assert outcome_of(rule, "lost", None, {"needs": 1}) == expected
    assert in_columns(rule, opportunity(status="lost", stage=None), {"needs": 1}) == expected


def test_a_check_is_known_not_to_apply_even_where_its_stage_is_not_known() -> None:
    rule = check({"needs": {"at_least": "1"}}, applies_to={"stages": ["quote"]})
    assert applies(rule, "lost", None, {}) is False
