"""Checks that can't pass or fail, and checks that contradict, imply or repeat each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final

from scorecards.lint.boxes import Box, TooManyBoxesError, both, boxes_of, implies, scope_of
from scorecards.lint.placed import Placed, PlacedPlaybook
from scorecards.model.check import NAME_LENGTH, Check
from scorecards.model.vocabulary import SEVERITIES
from scorecards.problems.problem import Problem

_ELAPSED: Final = {
    "days_in_stage": False,
    "days_since_their_last_word": False,
    "days_since_persons_last_reply": False,
    "days_since_their_last_move": False,
    "days_since_forward_move": False,
    "days_they_wait_for_us": False,
    "days_since_verbal_yes": False,
    "working_days_in_stage": True,
    "working_days_since_their_last_word": True,
    "working_days_since_persons_last_reply": True,
    "working_days_since_first_attempt": True,
}
"""Facts that grow while nothing happens, and whether they count working days."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """A check with the boxes in which it applies, surely passes, and surely fails."""

    placed: Placed[Check]
    scope: list[Box]
    passes: list[Box]
    fails: list[Box]
    fails_by_itself: list[Box]
    """Where its condition surely fails, whether it applies or not."""

    @property
    def weight(self) -> int:
        return -SEVERITIES.index(self.placed.rule.severity)

    def told(self) -> str:
        return f"{self.placed.rule.id} ({self.placed.place('id')})"


def of_checks(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through the checks of a playbook, each alone and each with the others."""
    limits = {stage.rule.id: (stage.rule.max_days, stage.rule.in_working_days) for stage in book.stages}
    for check in book.checks:
        yield from _long_title(check)
        yield from _beyond_limit(check, limits)
    decided = [each for check in book.checks if (each := _decided(check))]
    yield from (problem for each in decided for problem in _alone(each))
    sound = [each for each in decided if each.passes and each.fails]
    same = {(one.placed.rule.id, other.placed.rule.id) for one, other in combinations(sound, 2) if _same(one, other)}
    for one, other in combinations(sound, 2):
        if (one.placed.rule.id, other.placed.rule.id) in same:
            message = f"read the condition of {one.told()} again, expected each check to look at something of its own"
            yield other.placed.problem("checks-repeat", message, "passes_when")
        elif _contradict(one, other):
            message = f"read a condition that excludes that of {one.told()} wherever both apply"
            yield other.placed.problem("checks-contradict", message, "passes_when")
    for one, other in permutations(sound, 2):
        if not {(one.placed.rule.id, other.placed.rule.id), (other.placed.rule.id, one.placed.rule.id)} & same:
            yield from _implied(one, other)


def _decided(check: Placed[Check]) -> _Decided | None:
    try:
        scope = scope_of(check.rule.applies_to)
        passes, fails = (boxes_of(check.rule.passes_when, true=each) for each in (True, False))
        return _Decided(check, scope, both(scope, passes), both(scope, fails), fails)
    except TooManyBoxesError:
        return None


def _alone(check: _Decided) -> Iterator[Problem]:
    """Tell of a check whose scope and condition leave it one outcome, though each by itself leaves two."""
    if not check.scope:
        return
    condition = check.placed.rule.passes_when
    if not check.passes and boxes_of(condition):
        message = "read a condition that applies_to excludes, expected one that can hold where the check applies"
        yield check.placed.problem("check-never-passes", message, "passes_when")
    elif not check.fails and boxes_of(condition, true=False):
        message = "read a condition that applies_to already requires, expected one that can fail where it applies"
        yield check.placed.problem("check-never-fails", message, "passes_when")


def _same(one: _Decided, other: _Decided) -> bool:
    return all(
        implies(first, second) and implies(second, first)
        for first, second in ((one.passes, other.passes), (one.fails, other.fails))
    )


def _contradict(one: _Decided, other: _Decided) -> bool:
    """Tell whether of two checks that both apply, and of which each could pass there, one must fail."""
    facts = {*one.placed.rule.facts_tested()} & {*other.placed.rule.facts_tested()}
    if not facts:
        return False
    try:
        return bool(
            both(one.passes, other.scope) and both(other.passes, one.scope) and not both(one.passes, other.passes)
        )
    except TooManyBoxesError:
        return False


def _implied(one: _Decided, other: _Decided) -> Iterator[Problem]:
    """Tell of a check that fails only where one on the same facts does that is no lighter: a finding, and no news."""
    if (
        one.weight <= other.weight
        and implies(one.scope, other.scope)
        and implies(one.fails_by_itself, other.fails_by_itself)
    ):
        message = f"read a check that fails only where {other.told()} fails, expected it to find something more"
        yield one.placed.problem("check-implied", message, "passes_when")


def _long_title(check: Placed[Check]) -> Iterator[Problem]:
    if "name" not in check.row and len(check.rule.title) > NAME_LENGTH:
        message = f"read no name and a title of {len(check.rule.title)} characters, expected a name of 2 to 4 words"
        yield check.problem("no-short-name", message, "title")


def _beyond_limit(check: Placed[Check], limits: dict[str, tuple[int, bool]]) -> Iterator[Problem]:
    """Tell of a check that lets more days pass than any stage that it looks at allows.

    Where a limit is in working days and the check counts calendar days, it can't be told.
    """
    looked_at = [limits[each] for each in check.rule.applies_to.stages or limits]
    for fact, comparison in check.rule.passes_when.parts():
        if fact not in _ELAPSED or comparison.at_most is None:
            continue
        beyond = (comparison.at_most > limit for limit, _ in looked_at)
        if all(beyond) and not any(working and not _ELAPSED[fact] for _, working in looked_at):
            longest = max(limit for limit, _ in looked_at)
            message = (
                f"read {comparison.at_most}, expected no more days than a stage it looks at allows: {longest} at most"
            )
            yield check.problem("beyond-stage-limit", message, "passes_when", fact, "at_most")
