"""Conditions, compiled to functions of a row of facts: true, false, or not known (Kleene's logic).

A fact that a row lacks is unknown, and unknown stays unknown unless the rest decides: ``unknown or true`` is true,
``unknown and false`` is false.  A count between two bounds (:class:`AtLeast`) may decide too: "2 or more, at most 5"
is at least 2, is not known to be at least 3, and is not at least 6.

>>> holds(Condition.model_validate({"our_next_steps": {"at_least": 1}}), {"our_next_steps": 2})
True
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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


def surely(condition: ConditionBase) -> Callable[[Mapping[str, Value]], bool]:
    """Make a condition a function that tells whether a row of facts surely fulfils it.

    Most rows lack a fact without which it cannot be true, and looking at that alone is quicker.
    """
    test, needed = compiled(condition), needed_for(condition)
    return lambda row: row.keys() >= needed and test(row) is True


def needed_for(condition: ConditionBase, *, outcome: bool = True) -> frozenset[str]:
    """Name the facts without which a condition cannot be known to be true; or false, as ``outcome`` says."""
    needed = [_needed_for_part(key, value, outcome=outcome) for key, value in condition.parts()]
    return _all_or_common(needed, decided_by_each=outcome)


def _needed_for_part(key: str, value: Any, *, outcome: bool) -> frozenset[str]:
    if key == "not":
        return needed_for(value, outcome=not outcome)
    if key in {"all", "any"}:
        needed = [needed_for(each, outcome=outcome) for each in value]
        return _all_or_common(needed, decided_by_each=outcome is (key == "all"))
    return frozenset({key})


def _all_or_common(needed: Sequence[frozenset[str]], *, decided_by_each: bool) -> frozenset[str]:
    """Join what parts need: everything where each of them decides, else what they have in common."""
    return frozenset.union(*needed) if decided_by_each else frozenset.intersection(*needed)


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
