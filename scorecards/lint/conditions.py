"""Conditions that nothing can meet, that everything meets, or that say a thing twice."""

from collections.abc import Iterator, Sequence

from scorecards.lint.boxes import (
    Box,
    TooManyBoxesError,
    allowed_by,
    boxes_of,
    everything,
    implies,
)
from scorecards.lint.placed import Location, PlacedCondition, PlacedPlaybook
from scorecards.model.check import ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.problems.problem import Problem


def of_conditions(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through every condition of a playbook."""
    for each in book.conditions:
        found = list(_in(each.condition, each, ()))
        yield from found
        if not found:
            yield from _as_a_whole(each)


def _as_a_whole(placed: PlacedCondition) -> Iterator[Problem]:
    """Look at a condition of which no part is wrong by itself."""
    met, missed = _boxes(placed.condition, true=True), _boxes(placed.condition, true=False)
    if met == []:
        yield placed.problem("condition-never-met", "read parts that contradict each other, expected some value to fit")
    elif missed == []:
        yield placed.problem("condition-always-met", "read parts of which one always holds, expected some value not to")


def _in(condition: ConditionBase, placed: PlacedCondition, location: Location) -> Iterator[Problem]:
    """Look at the parts of a condition, the innermost first."""
    for key, value in condition.parts():
        if key in {"all", "any"}:
            inside = [
                problem for number, each in enumerate(value) for problem in _in(each, placed, (*location, key, number))
            ]
            yield from inside or _repeated(key, value, placed, (*location, key))
        elif key == "not":
            yield from _in(value, placed, (*location, key))
        else:
            yield from _comparison(key, value, placed, (*location, key))


def _comparison(fact: str, comparison: object, placed: PlacedCondition, location: Location) -> Iterator[Problem]:
    about = FACT_BY_NAME[fact]
    allowed = allowed_by(fact, comparison)
    if not allowed:
        yield placed.problem("condition-never-met", f"read bounds of {fact} that no value meets", *location)
    elif allowed == everything(about):
        yield placed.problem("condition-always-met", f"read a comparison that every value of {fact} meets", *location)


def _repeated(
    key: str, parts: Sequence[ConditionBase], placed: PlacedCondition, location: Location
) -> Iterator[Problem]:
    """Tell of parts without which the same would be so: of two that say the same, the later one."""
    boxes = [_boxes(each, true=True) for each in parts]
    for number, own in enumerate(boxes):
        if own == []:
            message = "read parts that contradict each other, expected some value to fit"
            yield placed.problem("condition-never-met", message, *location, number)
        elif own is not None and any(_says_it(key, own, number, boxes, other) for other in range(len(boxes))):
            message = f"read a part that another part under {key} already says, expected each to add something"
            yield placed.problem("part-adds-nothing", message, *location, number)


def _says_it(key: str, own: Sequence[Box], number: int, boxes: Sequence[list[Box] | None], place: int) -> bool:
    other = boxes[place]
    if place == number or not other:
        return False
    narrow, wide = (other, own) if key == "all" else (own, other)
    return implies(narrow, wide) and (place < number or not implies(wide, narrow))


def _boxes(condition: ConditionBase, *, true: bool) -> list[Box] | None:
    """Give the boxes of a condition; None where there are too many."""
    try:
        return boxes_of(condition, true=true)
    except TooManyBoxesError:
        return None
