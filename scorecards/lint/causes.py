"""Causes that the record can never show, and signs that speak for a cause and against it."""

from collections.abc import Iterator
from typing import Final

from scorecards.lint.boxes import TooManyBoxesError, boxes_of, implies
from scorecards.lint.placed import Placed, PlacedPlaybook
from scorecards.model.check import ConditionBase
from scorecards.model.playbook.causes import Cause
from scorecards.problems.problem import Problem

_ENOUGH: Final = 3
"""What the signs of a cause must add up to before it leads."""


def of_causes(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through the causes of a playbook."""
    for cause in book.causes:
        yield from _never_leads(cause)
        yield from _repeated_signs(cause)
        yield from _both_ways(cause)


def _never_leads(cause: Placed[Cause]) -> Iterator[Problem]:
    shown = [sign.strength for sign in cause.rule.signs if sign.when]
    if not shown:
        message = "read no sign with when, expected one that the record can show"
        yield cause.problem("cause-without-signs", message, "signs")
    elif sum(shown) < _ENOUGH:
        message = f"read signs on the record of {sum(shown)} in all, expected {_ENOUGH} or more, or it never leads"
        yield cause.problem("cause-never-leads", message, "signs")


def _repeated_signs(cause: Placed[Cause]) -> Iterator[Problem]:
    """Tell of signs that count the same thing twice: one record would be taken for two."""
    for key, signs in (("signs", cause.rule.signs), ("signs_against", cause.rule.signs_against)):
        for number, sign in enumerate(signs):
            before = [other.when for other in signs[:number] if other.when]
            if sign.when and any(_same(sign.when, other) for other in before):
                message = "read the condition of an earlier sign again, expected each sign to show something else"
                yield cause.problem("sign-repeats", message, key, number, "when")


def _both_ways(cause: Placed[Cause]) -> Iterator[Problem]:
    for number, against in enumerate(cause.rule.signs_against):
        signs_for = [sign.when for sign in cause.rule.signs if sign.when]
        if against.when and any(_same(against.when, other) for other in signs_for):
            message = "read a condition that speaks for the cause, too, expected it to speak one way"
            yield cause.problem("sign-both-ways", message, "signs_against", number, "when")


def _same(one: ConditionBase, other: ConditionBase) -> bool:
    try:
        first, second = boxes_of(one), boxes_of(other)
    except TooManyBoxesError:
        return one == other
    return implies(first, second) and implies(second, first)
