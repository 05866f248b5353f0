"""Conditions of any shape follow three-valued logic, and a check that may not apply neither passes nor fails."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from operator import eq, ge, le
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.evaluate.conditions import holds, surely
from scorecards.model.check import Condition
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.report.values import AtLeast, Value
from tests.support.findings import check, outcome

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


# The reference to which conditions are held: Kleene's three-valued logic, written out.

Kleene = bool | None
COMPARES: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": ge,
    "at_most": le,
    "equals": eq,
    "on_or_after": ge,
    "on_or_before": le,
    "one_of": lambda value, words: value in words,
}


def truth(condition: dict[str, Any], row: dict[str, Value]) -> Kleene:
    return every(part_truth(key, value, row) for key, value in condition.items())


def part_truth(key: str, value: Any, row: dict[str, Value]) -> Kleene:
    if key == "not":
        return inverted(truth(value, row))
    if key == "all":
        return every(truth(each, row) for each in value)
    if key == "any":
        return inverted(every(inverted(truth(each, row)) for each in value))
    return every(compared(key, operator, operand, row) for operator, operand in value.items())


def compared(fact: str, operator: str, operand: Any, row: dict[str, Value]) -> Kleene:
    """Compare every number that an uncertain count may be; where they do not agree, nobody knows."""
    if fact not in row:
        return None
    value = row[fact]
    may_be = range(value.certain, value.possible + 1) if isinstance(value, AtLeast) else [value]
    answers = {COMPARES[operator](each, as_meant(operand, value)) for each in may_be}
    return answers.pop() if len(answers) == 1 else None


def as_meant(operand: Any, value: Value) -> Any:
    """Read what is written as a condition's operand as what it is compared with."""
    if isinstance(operand, list):
        return operand
    if isinstance(value, bool):
        return operand == "true"
    return date.fromisoformat(operand) if isinstance(value, date) else Decimal(operand)


def every(truths: Iterable[Kleene]) -> Kleene:
    found = list(truths)
    return False if False in found else None if None in found else True


def inverted(truth: Kleene) -> Kleene:
    return None if truth is None else not truth


@given(conditions(), ROWS)
def test_a_condition_is_true_false_or_not_known_as_three_valued_logic_says(
    condition: dict[str, Any], row: dict[str, Value]
) -> None:
    assert holds(Condition.model_validate(condition), row) is truth(condition, row)


@given(conditions(), SCOPES, ROWS, st.sampled_from(["open", "lost", "won"]), st.sampled_from(["scope", "quote", None]))
def test_a_check_passes_or_fails_only_where_it_is_known_to_apply(
    condition: dict[str, Any], scope: dict[str, Any], row: dict[str, Value], status: str, stage: str | None
) -> None:
    stages = scope.get("stages")
    in_stage = None if stages and stage is None else not stages or stage in stages
    applies = every([status in scope["status"], in_stage, truth(scope.get("when", {}), row)])
    expected = {True: "pass", False: "fail", None: "unknown"}[truth(condition, row) if applies else None]
    found = outcome(check(condition, applies_to=scope), row, status=status, stage=stage)
    assert found == ("not_applicable" if applies is False else expected)


@pytest.mark.parametrize(("stages", "expected"), [([], "pass"), (["quote"], "unknown")])
def test_a_check_on_stages_is_unknown_where_the_stage_is_not_known(stages: list[str], expected: str) -> None:
    rule = check({"needs": {"at_least": "1"}}, applies_to={"status": ["lost"], "stages": stages})
    assert outcome(rule, {"needs": 1}, status="lost", stage=None) == expected


def test_a_check_is_known_not_to_apply_even_where_its_stage_is_not_known() -> None:
    rule = check({"needs": {"at_least": "1"}}, applies_to={"stages": ["quote"]})
    assert outcome(rule, {}, status="lost", stage=None) == "not_applicable"


@given(conditions(), ROWS)
def test_what_surely_holds_is_what_holds(written: dict[str, Any], row: dict[str, Value]) -> None:
    condition = Condition.model_validate(written)
    assert surely(condition)(row) is (holds(condition, row) is True)
