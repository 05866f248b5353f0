"""Weights, targets and lists of scoring.yml that the rest of the playbook makes useless."""

from collections.abc import Iterator
from itertools import pairwise

from scorecards.lint.placed import PlacedPlaybook
from scorecards.model.vocabulary import SEVERITIES
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import position


def of_scoring(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through the scoring of a playbook."""
    yield from _weights(book)
    yield from _targets(book)
    yield from _hanging(book)
    yield from _answers(book)


def _problem(book: PlacedPlaybook, code: str, message: str, *location: int | str) -> Problem:
    source = book.sources.scoring
    return Problem(source.path, *position(source.keys, location), code, message)


def _weights(book: PlacedPlaybook) -> Iterator[Problem]:
    weights = book.playbook.scoring.weights
    for heavy, light in pairwise(each for each in SEVERITIES if each in weights):
        if weights[light] > weights[heavy]:
            message = (
                f"read {weights[light]} for {light} and {weights[heavy]} for {heavy}, expected {heavy} to weigh more"
            )
            yield _problem(book, "weights-out-of-order", message, "weights", light)


def _targets(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of targets that a stage's own limit forbids, and of a stage that nothing can leave for a later one."""
    targets = book.playbook.scoring.targets
    for stage in book.playbook.stages:
        days = targets.median_days.get(stage.id)
        if days is not None and days > stage.max_days:
            message = f"read {days}, expected no more than the limit of {stage.id}: {stage.max_days}"
            yield _problem(book, "target-beyond-limit", message, "targets", "median_days", stage.id)
    last = book.playbook.stages[-1].id
    if last in targets.moved_on:
        message = f"read a share that is to leave {last}, expected none: no later stage follows"
        yield _problem(book, "target-of-last-stage", message, "targets", "moved_on", last)


def _hanging(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of checks that are to show which open deals hang, and look at none, or are the manager's own."""
    checks = book.playbook.checks_by_id
    for number, each in enumerate(book.playbook.scoring.hanging):
        if "open" not in checks[each].applies_to.status:
            message = f"read {each}, expected a check of open deals; this one looks at closed ones only"
            yield _problem(book, "hanging-never", message, "hanging", number)
        elif checks[each].concerns == "manager":
            message = f"read {each}, expected a check of the rep's; this one is the manager's own finding"
            yield _problem(book, "hanging-never", message, "hanging", number)


def _answers(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of questions whose answers are stale before the stage that needs them is out of time."""
    limits = {stage.id: stage.max_days for stage in book.playbook.stages}
    for question in book.questions:
        good, limit = question.rule.good_for_days, limits[question.rule.answered_by_stage]
        if good < limit:
            message = f"read {good}, expected {limit} days or more, the limit of {question.rule.answered_by_stage}"
            yield question.problem("stale-within-stage", message, "good_for_days")
