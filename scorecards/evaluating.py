"""Checks over facts: one column a check, for all opportunities at once, three-valued.

Pandas' nullable booleans follow Kleene's logic, so unknown stays unknown: ``unknown or true`` is true,
``unknown and false`` is false, everything else that touches unknown is unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
import pandas as pd

from scorecards.check import Check, ConditionBase
from scorecards.facts import FACT_BY_NAME, Fact
from scorecards.results import OutcomeName, Value
from scorecards.snapshot import Opportunity

Column = Any
"""A nullable boolean array of pandas."""

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


def _column(fact: Fact, rows: Sequence[Mapping[str, Value]]) -> Column:
    values: list[Any] = [row.get(fact.name) for row in rows]
    if fact.kind in {"date", "money"}:
        values = [None if value is None else _number(value) for value in values]
    return pd.array(values, dtype=_TYPES[fact.kind])


def _number(value: Any) -> Any:
    """Give what columns hold: a day as its ordinal, an amount as a float; all else as it is."""
    if isinstance(value, date):
        return value.toordinal()
    return float(value) if isinstance(value, Decimal) else value


def _outcomes(check: Check, columns: Mapping[str, Column], status: Column, stage: Column) -> list[OutcomeName]:
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


def _true_where(condition: ConditionBase, columns: Mapping[str, Column]) -> Column:
    return reduce(and_, (_part(key, value, columns) for key, value in condition.parts()))


def _part(key: str, value: Any, columns: Mapping[str, Column]) -> Column:
    if key == "all":
        return reduce(and_, (_true_where(condition, columns) for condition in value))
    if key == "any":
        return reduce(or_, (_true_where(condition, columns) for condition in value))
    if key == "not":
        return ~_true_where(value, columns)
    return reduce(and_, (_compare(columns[key], operator, operand) for operator, operand in value.parts()))


def _compare(column: Column, operator: str, operand: Any) -> Column:
    match operator:
        case "at_least" | "on_or_after":
            return column >= _number(operand)
        case "at_most" | "on_or_before":
            return column <= _number(operand)
        case "one_of":
            return _is_one_of(column, operand)
        case _:
            return column == _number(operand)
