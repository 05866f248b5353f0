"""Conditions and checks on the facts of one opportunity, three-valued, in plain Python.

It means what :mod:`scorecards.evaluate.columns` means, which looks at whole columns; a test holds the
two to each other.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scorecards.model.check import Check, ConditionBase
from scorecards.report.values import AtLeast, OutcomeName, Value

Truth = bool | None
"""True, false, or None: not known."""


def holds(condition: ConditionBase, row: Mapping[str, Value]) -> Truth:
    """Tell whether a condition is true of a row of known facts; None where the row does not tell (Kleene)."""
    return _all(_part(key, value, row) for key, value in condition.parts())


def outcome_of(check: Check, status: str, stage: str | None, row: Mapping[str, Value]) -> OutcomeName:
    """Give the outcome of a check on one opportunity in a status and a stage."""
    applied = applies(check, status, stage, row)
    if applied is False:
        return "not_applicable"
    passed = holds(check.passes_when, row)
    if applied is None or passed is None:
        return "unknown"
    return "pass" if passed else "fail"


def applies(check: Check, status: str, stage: str | None, row: Mapping[str, Value]) -> Truth:
    """Tell whether a check looks at an opportunity; None where its stage or a fact that decides it is not known."""
    scope = check.applies_to
    in_stage = None if stage is None else stage in scope.stages
    return _all(
        (
            status in scope.status,
            in_stage if scope.stages else True,
            True if scope.when is None else holds(scope.when, row),
        )
    )


def fits(comparison: Any, value: Value) -> Truth:
    """Tell whether a known value stands as a comparison asks; None where it is a count between two bounds."""
    return _all(_compares(operator, operand, value) for operator, operand in comparison.parts())


def _compares(operator: str, operand: Any, value: Any) -> Truth:
    match operator:
        case "at_least" | "on_or_after":
            return _reaches(value, operand)
        case "at_most" | "on_or_before":
            return _stays_within(value, operand)
        case "one_of":
            return bool(value in operand)
        case _ if isinstance(value, AtLeast):
            return _all((_reaches(value, operand), _stays_within(value, operand)))
        case _:
            return bool(value == operand)


def _reaches(value: Any, operand: Any) -> Truth:
    if isinstance(value, AtLeast):
        return True if value.certain >= operand else None if value.possible >= operand else False
    return bool(value >= operand)


def _stays_within(value: Any, operand: Any) -> Truth:
    if isinstance(value, AtLeast):
        return True if value.possible <= operand else None if value.certain <= operand else False
    return bool(value <= operand)


def _part(key: str, value: Any, row: Mapping[str, Value]) -> Truth:
    if key == "all":
        return _all(holds(condition, row) for condition in value)
    if key == "any":
        return _not(_all(_not(holds(condition, row)) for condition in value))
    if key == "not":
        return _not(holds(value, row))
    return fits(value, row[key]) if key in row else None


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _all(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    if False in found:
        return False
    return None if None in found else True
