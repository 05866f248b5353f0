"""Checks over facts: one column a check, for all opportunities at once, three-valued.

Pandas' nullable booleans follow Kleene's logic, so unknown stays unknown: ``unknown or true`` is true,
``unknown and false`` is false, everything else that touches unknown is unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from scorecards.model.check import Check, ConditionBase
from scorecards.model.facts import FACT_BY_NAME, Fact
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import AtLeast, OutcomeName, Value

Column = Any
"""A nullable array of pandas."""


class _Bounds(NamedTuple):
    """A fact's values as two columns: what they are at least, and at most; of most facts both are the same."""

    least: Column
    most: Column


_TYPES: dict[str, Any] = {
    "count": "Int64",
    "days": "Int64",
    "money": "Float64",
    "flag": "boolean",
    "date": "Int64",
    "word": "string",
}
_NAMES = np.array(["fail", "pass", "unknown", "not_applicable"], dtype=object)


def evaluate(
    opportunities: Sequence[Opportunity], facts: Mapping[str, Mapping[str, Value]], checks: Iterable[Check]
) -> dict[str, list[OutcomeName]]:
    """Give the outcome of each check for each opportunity, in the opportunities' order, by the check's id."""
    rows = [facts[opportunity.id] for opportunity in opportunities]
    checks = tuple(checks)
    names = {name for check in checks for name in check.facts()}
    columns = {name: _column(FACT_BY_NAME[name], rows) for name in sorted(names)}
    status = pd.Series([opportunity.status for opportunity in opportunities], dtype="string").array
    stage = pd.Series([opportunity.stage for opportunity in opportunities], dtype="string").array
    return {check.id: _outcomes(check, columns, status, stage) for check in checks}


def _column(fact: Fact, rows: Sequence[Mapping[str, Value]]) -> _Bounds:
    values: list[Any] = [row.get(fact.name) for row in rows]
    if fact.kind in {"date", "money"}:
        values = [None if value is None else _number(value) for value in values]
    if not any(isinstance(value, AtLeast) for value in values):
        column = pd.array(values, dtype=_TYPES[fact.kind])
        return _Bounds(column, column)
    least = [value.certain if isinstance(value, AtLeast) else value for value in values]
    most = [value.possible if isinstance(value, AtLeast) else value for value in values]
    return _Bounds(pd.array(least, dtype=_TYPES[fact.kind]), pd.array(most, dtype=_TYPES[fact.kind]))


def _number(value: Any) -> Any:
    """Give what columns hold: a day as its ordinal, an amount as a float; all else as it is."""
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if isinstance(value, Decimal) else value


def _outcomes(check: Check, columns: Mapping[str, _Bounds], status: Column, stage: Column) -> list[OutcomeName]:
    applies = _is_one_of(status, check.applies_to.status)
    if check.applies_to.stages:
        applies &= _is_one_of(stage, check.applies_to.stages)
    if check.applies_to.when is not None:
        applies &= _true_where(check.applies_to.when, columns)
    applied = applies.to_numpy(dtype="int8", na_value=2)
    passed = _true_where(check.passes_when, columns).to_numpy(dtype="int8", na_value=2)
    return list(_NAMES[np.select([applied == 0, applied == 2], [3, 2], default=passed)])  # noqa: PLR2004 - places in _NAMES


def _is_one_of(column: Column, words: Iterable[str]) -> Column:
    return reduce(or_, (column == word for word in words))


def _true_where(condition: ConditionBase, columns: Mapping[str, _Bounds]) -> Column:
    return reduce(and_, (_part(key, value, columns) for key, value in condition.parts()))


def _part(key: str, value: Any, columns: Mapping[str, _Bounds]) -> Column:
    if key == "all":
        return reduce(and_, (_true_where(condition, columns) for condition in value))
    if key == "any":
        return reduce(or_, (_true_where(condition, columns) for condition in value))
    if key == "not":
        return ~_true_where(value, columns)
    return reduce(and_, (_compare(columns[key], operator, operand) for operator, operand in value.parts()))


def _compare(values: _Bounds, operator: str, operand: Any) -> Column:
    match operator:
        case "at_least" | "on_or_after":
            return _at_least(values, _number(operand))
        case "at_most" | "on_or_before":
            return _at_most(values, _number(operand))
        case "one_of":
            return _is_one_of(values.least, operand)
        case _ if values.least is values.most:
            return values.least == operand
        case _:
            return _at_least(values, operand) & _at_most(values, operand)


def _at_least(values: _Bounds, number: Any) -> Column:
    """Compare: true where even the lower bound reaches the number, unknown where only the upper one does."""
    reached = values.least >= number
    return reached if values.least is values.most else reached | ((values.most >= number) & pd.NA)


def _at_most(values: _Bounds, number: Any) -> Column:
    within = values.most <= number
    return within if values.least is values.most else within | ((values.least <= number) & pd.NA)
