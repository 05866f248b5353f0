"""A playbook's rules, each with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from scorecards.model.check import AppliesTo, Check, ConditionBase
from scorecards.model.playbook.causes import Cause
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.plays import Play
from scorecards.model.playbook.questions import Question
from scorecards.model.playbook.situations import Situation
from scorecards.model.playbook.stages import Stage
from scorecards.model.playbook.stories import Story
from scorecards.problems.problem import Problem
from scorecards.read.playbook_files import PlaybookSources, playbook_of
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, position

R = TypeVar("R")

Location = tuple[int | str, ...]
"""Keys and places in lists, from a rule on."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A rule, the file that it stands in, and what is written there."""

    rule: R
    path: str
    row: YamlMapping

    def at(self, *location: int | str) -> tuple[int, int]:
        """Give line and column of a part of the rule; of the rule itself where none is named."""
        return position(self.row, location) if location else self.row.own_place()

    def place(self, *location: int | str) -> str:
        """Give file and line of a part of the rule, for a message about another one."""
        return f"{self.path}:{self.at(*location)[0]}"

    def problem(self, code: str, message: str, *location: int | str) -> Problem:
        """Make a problem of a part of the rule."""
        return Problem(self.path, *self.at(*location), code, message)


@dataclass(frozen=True, slots=True)
class PlacedCondition:
    """A condition, with the rule that has it and where in the rule it stands."""

    condition: ConditionBase
    rule: Placed[Any]
    location: Location

    def problem(self, code: str, message: str, *below: int | str) -> Problem:
        """Make a problem of the condition, or of a part of it."""
        return self.rule.problem(code, message, *self.location, *below)


@dataclass(frozen=True)
class PlacedPlaybook:
    """A playbook that was read without problems, with where its rules stand."""

    sources: PlaybookSources

    @cached_property
    def playbook(self) -> Playbook:
        """Its rules, with the stages that they look at filled in."""
        return playbook_of(self.sources)

    @cached_property
    def stages(self) -> tuple[Placed[Stage], ...]:
        """The stages, in the order of the sale."""
        return _placed(self.sources.stages, "stages", self.playbook.stages)

    @cached_property
    def questions(self) -> tuple[Placed[Question], ...]:
        """The questions."""
        return _placed(self.sources.questions, "questions", self.playbook.questions)

    @cached_property
    def situations(self) -> tuple[Placed[Situation], ...]:
        """The situations, the most pressing first."""
        return _placed(self.sources.situations, "situations", self.playbook.situations)

    @cached_property
    def causes(self) -> tuple[Placed[Cause], ...]:
        """The causes."""
        return _placed(self.sources.causes, "causes", self.playbook.causes)

    @cached_property
    def plays(self) -> tuple[Placed[Play], ...]:
        """The plays."""
        return _placed(self.sources.plays, "plays", self.playbook.plays)

    @cached_property
    def stories(self) -> tuple[Placed[Story], ...]:
        """The stories."""
        return _placed(self.sources.stories, "stories", self.playbook.stories)

    @cached_property
    def checks(self) -> tuple[Placed[Check], ...]:
        """The checks, in the order of their files."""
        files = zip(self.playbook.checks, self.sources.checks, strict=True)
        return tuple(Placed(check, source.path, source.keys) for check, source in files)

    @cached_property
    def conditions(self) -> tuple[PlacedCondition, ...]:
        """Every condition of the playbook."""
        return tuple(self._conditions())

    def _conditions(self) -> Iterator[PlacedCondition]:
        for check in self.checks:
            yield from _when(check.rule.applies_to, check)
            yield PlacedCondition(check.rule.passes_when, check, ("passes_when",))
        for situation in self.situations:
            yield from _when(situation.rule.applies_to, situation)
        for cause in self.causes:
            for key, signs in (("signs", cause.rule.signs), ("signs_against", cause.rule.signs_against)):
                for number, sign in enumerate(signs):
                    if sign.when:
                        yield PlacedCondition(sign.when, cause, (key, number, "when"))
        for play in self.plays:
            for number, track in enumerate(play.rule.talk_tracks):
                if track.when:
                    yield PlacedCondition(track.when, play, ("talk_tracks", number, "when"))


def _when(scope: AppliesTo, rule: Placed[Any]) -> Iterator[PlacedCondition]:
    if scope.when:
        yield PlacedCondition(scope.when, rule, ("applies_to", "when"))


def _placed(source: Source[Any], key: str, rules: tuple[R, ...]) -> tuple[Placed[R], ...]:
    return tuple(Placed(rule, source.path, row) for rule, row in zip(rules, source.rows(key), strict=True))
