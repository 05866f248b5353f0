"""The playbook: how the team sells, as rules that a person can read."""

from dataclasses import dataclass
from functools import cached_property

from scorecards.model.check import Check
from scorecards.model.playbook.causes import Cause
from scorecards.model.playbook.glossary import Term
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.plays import Play
from scorecards.model.playbook.principles import NO_PRINCIPLES, Principles
from scorecards.model.playbook.questions import Question
from scorecards.model.playbook.scoring import Scoring, heaviest_first
from scorecards.model.playbook.situations import Situation
from scorecards.model.playbook.stages import Criterion, Stage
from scorecards.model.playbook.stories import Story
from scorecards.model.playbook.themes import NO_THEMES, Themes
from scorecards.model.working_days import WorkingDays


@dataclass(frozen=True)
class Playbook:
    """All parts of the playbook, with look-ups of its rules."""

    stages: tuple[Stage, ...]
    questions: tuple[Question, ...]
    causes: tuple[Cause, ...]
    plays: tuple[Play, ...]
    stories: tuple[Story, ...]
    phrases: Phrases
    terms: tuple[Term, ...]
    scoring: Scoring
    working_days: WorkingDays
    checks: tuple[Check, ...]
    situations: tuple[Situation, ...] = ()
    themes: Themes = NO_THEMES
    principles: Principles = NO_PRINCIPLES

    @cached_property
    def stage_order(self) -> dict[str, int]:
        """The place of each stage in the sale, from 0."""
        return {stage.id: place for place, stage in enumerate(self.stages)}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The exit criteria of all stages, by id."""
        return {criterion.id: criterion for stage in self.stages for criterion in stage.exit_criteria}

    @cached_property
    def questions_by_id(self) -> dict[str, Question]:
        """The questions by id, in the order of the file: the most telling first."""
        return {question.id: question for question in self.questions}

    @cached_property
    def question_order(self) -> dict[str, int]:
        """The place of each question in the file, from 0."""
        return {question.id: place for place, question in enumerate(self.questions)}

    @cached_property
    def causes_by_id(self) -> dict[str, Cause]:
        """The causes by id."""
        return {cause.id: cause for cause in self.causes}

    @cached_property
    def situations_by_id(self) -> dict[str, Situation]:
        """The situations by id, in the order of the file: the most pressing first."""
        return {situation.id: situation for situation in self.situations}

    @cached_property
    def plays_by_id(self) -> dict[str, Play]:
        """The plays by id."""
        return {play.id: play for play in self.plays}

    @cached_property
    def checks_by_id(self) -> dict[str, Check]:
        """The checks by id, the heaviest first; all lists of checks follow this order."""
        return {check.id: check for check in heaviest_first(self.checks, self.scoring)}

    @cached_property
    def facts_read(self) -> dict[str, tuple[str, ...]]:
        """The facts that each check reads, by the check's id."""
        return {check.id: check.facts() for check in self.checks}

    @cached_property
    def deciding_facts(self) -> dict[str, tuple[str, ...]]:
        """The facts that decide whether a check applies, by the check's id."""
        conditions = ((check.id, check.applies_to.when) for check in self.checks)
        return {check: tuple(condition.facts()) if condition else () for check, condition in conditions}
