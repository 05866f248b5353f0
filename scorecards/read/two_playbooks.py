"""One review read with two playbooks, once where both name the same rules: then the pipeline reads alike."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.model.playbook.playbook import Playbook
from scorecards.problems.problem import Problem, Problems
from scorecards.read.input import Input, input_of
from scorecards.read.playbook_files import places_of_rules, playbook_of, playbook_sources
from scorecards.read.team_files import across, read_files


@dataclass(frozen=True, slots=True)
class Refused:
    """What keeps a playbook from reading a review."""

    playbook: Literal["base", "head"]
    problems: tuple[Problem, ...]


def read_with_both(
    base: Path, head: Path, pipeline: Path, snapshot: Path | None, cache: SnapshotCache | None
) -> tuple[Input, Input] | Refused:
    """Read a review with a base playbook and with another one; tell which of them cannot read it, where one can't."""
    of_head = read_files(head, pipeline, snapshot, cache)
    if of_head.problems:
        return Refused("head", tuple(of_head.problems))
    given = input_of(of_head, head, pipeline)
    problems = Problems()
    rules = playbook_sources(base, problems)
    problems.extend(across(rules, None))
    if problems or rules is None:
        return Refused("base", tuple(problems))
    playbook = playbook_of(rules)
    if _names(playbook) == _names(given.playbook):
        return replace(given, playbook=playbook, places_of_rules=places_of_rules(base, rules)), given
    of_base = read_files(base, pipeline, snapshot, cache)
    if of_base.problems:
        return Refused("base", tuple(of_base.problems))
    return input_of(of_base, base, pipeline), given


def _names(playbook: Playbook) -> tuple[object, ...]:
    """Give all by which a pipeline may name a rule, now and formerly."""
    renamed = (playbook.stages, playbook.criteria.values(), playbook.questions, playbook.causes, playbook.stories)
    ids = tuple({(each.id, each.formerly) for each in rules} for rules in renamed)
    return (*ids, {each.id for each in playbook.plays})
