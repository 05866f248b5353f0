"""Conditions, compiled to functions of a row of facts: true, false, or not known (Kleene's logic).

A fact that a row lacks is unknown, and unknown stays unknown unless the rest decides: ``unknown or true`` is true,
``unknown and false`` is false.  A count between two bounds (:class:`AtLeast`) may decide too: "2 or more, at most 5"
is at least 2, is not known to be at least 3, and is not at least 6.

>>> holds(Condition.model_validate({"our_next_steps": {"at_least": 1}}), {"our_next_steps": 2})
True
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scorecards.model.check import ConditionBase
from scorecards.report.values import AtLeast, Value

Truth = bool | None
"""True, false, or None: not known."""

Test = Callable[[Any], Truth]
"""What is asked of a row of facts, or of one value."""


def holds(condition: ConditionBase, row: Mapping[str, Value]) -> Truth:
    """Tell whether a condition is true of a row of known facts; None where the row does not tell.

    A condition that is asked of many rows is compiled once (:func:`compiled`).
    """
    return compiled(condition)(row)


def compiled(condition: ConditionBase) -> Test:
    """Make a condition a function of a row of facts."""
    return all_of([_part(key, value) for key, value in condition.parts()])


def fitting(comparison: Any) -> Test:
    """Make a comparison a function of a known value."""
    return all_of([_COMPARISONS[operator](operand) for operator, operand in comparison.parts()])


def all_of(tests: Iterable[Test]) -> Test:
    """Join tests: false where one is, else unknown where one is."""
    first, *others = tests
    if not others:
        return first

    def every(asked: Any) -> Truth:
        result: Truth = True
        for test in (first, *others):
            truth = test(asked)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return every


def _part(key: str, value: Any) -> Test:
    if key == "all":
        return all_of([compiled(each) for each in value])
    if key == "any":
        return _not(all_of([_not(compiled(each)) for each in value]))
    if key == "not":
        return _not(compiled(value))
    fits = fitting(value)
    return lambda row: fits(row[key]) if key in row else None


def _not(test: Test) -> Test:
    def other(asked: Any) -> Truth:
        truth = test(asked)
        return None if truth is None else not truth

    return other


def _at_least(operand: Any) -> Test:
    def reaches(value: Any) -> Truth:
        if isinstance(value, AtLeast):
            return True if value.certain >= operand else None if value.possible >= operand else False
        return bool(value >= operand)

    return reaches


def _at_most(operand: Any) -> Test:
    def stays_within(value: Any) -> Truth:
        if isinstance(value, AtLeast):
            return True if value.possible <= operand else None if value.certain <= operand else False
        return bool(value <= operand)

    return stays_within


def _equals(operand: Any) -> Test:
    between = all_of([_at_least(operand), _at_most(operand)])
    return lambda value: between(value) if isinstance(value, AtLeast) else bool(value == operand)


_COMPARISONS: Mapping[str, Callable[[Any], Test]] = {
    "at_least": _at_least,
    "on_or_after": _at_least,
    "at_most": _at_most,
    "on_or_before": _at_most,
    "equals": _equals,
    "one_of": lambda operand: lambda value: value in operand,
}
