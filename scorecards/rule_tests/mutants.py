"""A playbook's checks, each time with one thing changed: what its rule tests must notice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from pydantic import ValidationError

from scorecards.model.check import Check
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.vocabulary import Closed
from scorecards.read.sources import Source
from scorecards.rule_tests.changed_conditions import Changed, Way, changed_conditions, left_out, other_words
from scorecards.yaml_files.document import position

_STATUSES: Final = ("open", *get_args(Closed))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A check with one thing changed, and the place of that thing; ``what`` is the way to it and what was done."""

    path: str
    line: int
    what: str
    check: Check
    same_outcomes: bool
    """Whether the check comes out as before, and counts otherwise alone."""


def mutants(checks: Iterable[Source[Check]], playbook: Playbook) -> Iterator[Mutant]:
    """Give every mutant of some checks that could be read, in the order of their files."""
    for source in checks:
        for each in _changed(source.checked, playbook):
            if (check := _read(each.part, playbook)) is not None:
                line, _ = position(source.tree, each.way)
                what = f"{'.'.join(map(str, each.way))}: {each.what}"
                yield Mutant(source.path, line, what, check, _counts_otherwise(each.way))


def _counts_otherwise(way: Way) -> bool:
    return way[0] in {"when_gone", "rests_in_pause", "question"}


def _read(written: Mapping[str, Any], playbook: Playbook) -> Check | None:
    """Read a check as from a file; None where no file could say that."""
    try:
        return Check.model_validate(written).within(list(playbook.stage_order))
    except ValidationError:
        return None


def _changed(check: Check, playbook: Playbook) -> Iterator[Changed]:
    written = check.model_dump(by_alias=True, exclude_unset=True)
    for key, parts in (
        ("applies_to", _scopes(written.get("applies_to", {}), playbook)),
        ("passes_when", changed_conditions(written["passes_when"], ("passes_when",))),
    ):
        for each in parts:
            yield Changed(each.way, each.what, {**written, key: each.part})
    yield from _counted(check, written, playbook)


def _scopes(scope: Mapping[str, Any], playbook: Playbook) -> Iterator[Changed]:
    way: Way = ("applies_to",)
    status = scope.get("status", ("open",))
    for each in other_words(status, _STATUSES, (*way, "status")):
        yield Changed(each.way, each.what, {**scope, "status": each.part})
    stages = list(playbook.stage_order)
    for each in other_words(scope["stages"], stages, (*way, "stages")) if "stages" in scope else ():
        yield Changed(each.way, each.what, {**scope, "stages": each.part})
    for key in ("from_stage", "to_stage"):
        if (stage := scope.get(key)) is not None:
            for other in _beside(stage, stages):
                yield Changed((*way, key), f"{stage} → {other}", {**scope, key: other})
    if (when := scope.get("when")) is not None:
        for each in changed_conditions(when, (*way, "when")):
            yield Changed(each.way, each.what, {**scope, "when": each.part})
    for key in ("from_stage", "to_stage", "when"):
        if key in scope:
            yield left_out(scope, key, way)


def _beside(stage: str, stages: list[str]) -> list[str]:
    """Give the stages before and after one."""
    place = stages.index(stage)
    return [*stages[max(place - 1, 0) : place], *stages[place + 1 : place + 2]]


def _counted(check: Check, written: Mapping[str, Any], playbook: Playbook) -> Iterator[Changed]:
    """Give the changes after which a check comes out as before and counts otherwise."""
    for key in ("rests_in_pause", "when_gone"):
        if "open" in check.applies_to.status and (key == "rests_in_pause" or check.concerns == "rep"):
            now = getattr(check, key)
            yield Changed((key,), f"{str(now).lower()} → {str(not now).lower()}", {**written, key: not now})
    if check.question is not None:
        yield left_out(written, "question", ())
        order = list(playbook.questions_by_id)
        other = order[(order.index(check.question) + 1) % len(order)]
        yield Changed(("question",), f"{check.question} → {other}", {**written, "question": other})
