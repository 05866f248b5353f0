"""Situations that never come about, and what they say without what they need for it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from scorecards.lint.boxes import Box, TooManyBoxesError, implies, scope_of
from scorecards.lint.placed import Placed, PlacedPlaybook
from scorecards.model.playbook.situations import Situation
from scorecards.problems.problem import Problem

if TYPE_CHECKING:
    from scorecards.model.playbook.causes import Cause


def of_situations(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through the situations of a playbook."""
    before: list[tuple[Placed[Situation], list[Box]]] = []
    for situation in book.situations:
        boxes = _boxes(situation.rule)
        if boxes:
            yield from _unreachable(situation, boxes, before)
        if boxes is not None and not situation.rule.needs_cause:
            before.append((situation, boxes))
        yield from _left_open(situation)


def _boxes(situation: Situation) -> list[Box] | None:
    try:
        return scope_of(situation.applies_to)
    except TooManyBoxesError:
        return None


def _unreachable(
    situation: Placed[Situation], boxes: list[Box], before: list[tuple[Placed[Situation], list[Box]]]
) -> Iterator[Problem]:
    earlier = [box for _, others in before for box in others]
    if implies(boxes, earlier):
        names = [other.rule.id for other, others in before if any(implies([box], others) for box in boxes)]
        message = (
            f"read a situation that never comes up: wherever it applies, {' or '.join(names)} does, which is earlier"
        )
        yield situation.problem("situation-unreachable", message, "applies_to")


def _left_open(situation: Placed[Situation]) -> Iterator[Problem]:
    """Tell of texts that have nothing to be filled in with, and of people who are never come to."""
    rule = situation.rule
    if "{step}" in rule.do and rule.about is None:
        message = "read {step}, expected about, which says which step is meant"
        yield situation.problem("step-without-about", message, "do")
    if "{person}" in rule.do and not rule.whom:
        message = "read {person}, expected whom, which says how the person is found"
        yield situation.problem("person-without-whom", message, "do")
    if rule.ask and not rule.whom:
        message = "read a question, expected whom, which says who is asked; without it, nothing is asked"
        yield situation.problem("person-without-whom", message, "ask")
    if rule.ask and rule.question:
        yield situation.problem("ask-beside-question", "read ask beside question, expected one of the two", "question")
    if rule.not_for and not (rule.cause_decides or rule.needs_cause):
        message = "read causes, expected cause_decides or needs_cause; without these, no cause says anything here"
        yield situation.problem("not-for-nothing", message, "not_for")


def of_whom(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of ways to choose a person that come after anybody, who is whoever is named at all."""
    rules: tuple[Placed[Situation] | Placed[Cause], ...] = (*book.situations, *book.causes)
    for rule in rules:
        whom = rule.rule.whom
        for number, (before, _) in enumerate(pairwise(whom)):
            if before == "anybody":
                message = (
                    f"read {whom[number + 1]} after anybody, expected anybody last: whoever is named is taken there"
                )
                yield rule.problem("whom-after-anybody", message, "whom", number + 1)
                break
