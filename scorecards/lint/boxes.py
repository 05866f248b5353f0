"""What a condition allows, as boxes: for each fact that it reads, the values with which it is true.

A condition is true of a row of facts where the row lies in one of its boxes: every fact of the box is known, and is
one of its values.  Facts are taken to be independent of each other, so what is said here to be impossible is, and some
of what is impossible is not seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from math import inf
from typing import Any, Final

from scorecards.lint.allowed import Allowed, common, outside, within
from scorecards.model.check import AppliesTo, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.facts.fact import Fact

Box = Mapping[str, Allowed]

STATUS: Final = "applies_to.status"
STAGE: Final = "applies_to.stage"
"""What stands in a box beside facts: no fact has a point in its name."""

MOST: Final = 1_000
"""Of more boxes than that, nothing is said."""

_MONEY: Final = 1_000
"""Amounts in so small parts are whole numbers: no currency has more than three decimals."""


class TooManyBoxesError(Exception):
    """A condition branches so often that nothing can be said of it."""


def boxes_of(condition: ConditionBase, *, true: bool = True) -> list[Box]:
    """Give the boxes in which a condition is true, or false.  Raises ``TooManyBoxesError``."""
    parts = (_of_part(key, value, true=true) for key, value in condition.parts())
    return both(*parts) if true else _either(parts)


def scope_of(scope: AppliesTo) -> list[Box]:
    """Give the boxes in which a rule applies; its stages must be filled in.  Raises ``TooManyBoxesError``."""
    box: dict[str, Allowed] = {STATUS: frozenset(scope.status)}
    if scope.stages:
        box[STAGE] = frozenset(scope.stages)
    return both([box], boxes_of(scope.when)) if scope.when else [box]


def both(*alternatives: Sequence[Box]) -> list[Box]:
    """Give the boxes that lie in one of each of several lists of boxes.  Raises ``TooManyBoxesError``."""
    return reduce(_in_both, alternatives, [{}])


def implies(given: Sequence[Box], other: Sequence[Box]) -> bool:
    """Tell whether whatever lies in the given boxes surely lies in the other ones, and is known to."""
    return all(any(_lies_within(inner, outer) for outer in other) for inner in given)


def allowed_by(fact: str, comparison: Any) -> Allowed:
    """Give the values of a fact with which a comparison is true."""
    values = everything(FACT_BY_NAME[fact])
    for operator, operand in comparison.parts():
        values = common(values, _met(operator, operand))
    return values


def everything(fact: Fact) -> Allowed:
    """Give all values that a fact can have: nothing is counted below zero, but for days from or to a day ahead."""
    if fact.kind == "flag":
        return frozenset({True, False})
    if fact.kind == "word":
        return frozenset(fact.words)
    may_be_below_zero = fact.kind == "date" or fact.until or fact.since or fact.phrase_below_zero
    return ((-inf if may_be_below_zero else 0, inf),)


def _of_part(key: str, value: Any, *, true: bool) -> list[Box]:
    if key == "not":
        return boxes_of(value, true=not true)
    if key in {"all", "any"}:
        parts = (boxes_of(each, true=true) for each in value)
        return both(*parts) if true is (key == "all") else _either(parts)
    values = allowed_by(key, value)
    if not true:
        values = outside(everything(FACT_BY_NAME[key]), values)
    return [{key: values}] if values else []


def _met(operator: str, operand: Any) -> Allowed:
    if operator == "one_of":
        return frozenset(operand)
    if isinstance(operand, bool):
        return frozenset({operand})
    number = operand.toordinal() if isinstance(operand, date) else _whole(operand)
    low = number if operator in {"at_least", "on_or_after", "equals"} else -inf
    high = number if operator in {"at_most", "on_or_before", "equals"} else inf
    return ((low, high),)


def _whole(operand: Any) -> int:
    return operand if isinstance(operand, int) else int(operand * _MONEY)


def _either(parts: Iterable[Sequence[Box]]) -> list[Box]:
    found = [box for boxes in parts for box in boxes]
    if len(found) > MOST:
        raise TooManyBoxesError
    return found


def _in_both(some: Sequence[Box], others: Sequence[Box]) -> list[Box]:
    if len(some) * len(others) > MOST:
        raise TooManyBoxesError
    joined = (_joined(box, other) for box in some for other in others)
    return [box for box in joined if box is not None]


def _joined(box: Box, other: Box) -> Box | None:
    """Give what lies in both of two boxes; None where nothing does."""
    made = dict(box)
    for fact, values in other.items():
        made[fact] = common(made[fact], values) if fact in made else values
        if not made[fact]:
            return None
    return made


def _lies_within(inner: Box, outer: Box) -> bool:
    return all(fact in inner and within(inner[fact], values) for fact, values in outer.items())
