"""The practices with the rules of the playbook that serve each."""

from collections.abc import Iterable
from typing import Protocol

from scorecards.model.playbook import Playbook
from scorecards.model.practices import PRACTICES
from scorecards.report.rules import PracticeRule


class _Rule(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def doctrine(self) -> tuple[str, ...]: ...


def practices_of(playbook: Playbook) -> tuple[PracticeRule, ...]:
    """Give every practice, in order, with the rules that name it."""
    return tuple(
        PracticeRule(
            id=practice.id,
            source=practice.source,
            practice=practice.practice,
            shown=practice.shown,
            stages=_serving(practice.id, playbook.stages),
            questions=_serving(practice.id, playbook.questions),
            causes=_serving(practice.id, playbook.causes),
            plays=_serving(practice.id, playbook.plays),
            stories=_serving(practice.id, playbook.stories),
            checks=_serving(practice.id, playbook.checks),
            test=practice.test,
        )
        for practice in PRACTICES
    )


def _serving(practice: str, rules: Iterable[_Rule]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules if practice in rule.doctrine)
