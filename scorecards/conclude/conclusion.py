"""From all that is known of a deal to one conclusion: the situation, and what follows from it.

The situations and their order are the playbook's (``playbook/situations.yml``); a cause that leads the diagnosis says
what to do in those that let it (D36).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from scorecards.conclude.person import person_for
from scorecards.conclude.questions import open_questions
from scorecards.derive.facts import Row
from scorecards.derive.named_people import is_among_us
from scorecards.derive.words import spoken_of
from scorecards.evaluate.conditions import surely
from scorecards.evaluate.outcomes import CompiledScope
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.playbook.causes import Cause
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.situations import Situation
from scorecards.model.snapshot import Opportunity
from scorecards.report.conclusion import Conclusion, FirstQuestion
from scorecards.report.deal import AnswerState, Diagnosis
from scorecards.report.values import KnownFact, Spoken, StepState

_PLACEHOLDER: Final = re.compile(r"\{(person|step)\}")


@dataclass(frozen=True, slots=True)
class CompiledSituation:
    """A situation of the playbook with its place there, and its condition as a function."""

    place: int
    situation: Situation
    scope: CompiledScope
    is_shown: Callable[[Row], bool]

    @classmethod
    def of(cls, place: int, situation: Situation) -> "CompiledSituation":
        """Compile a situation."""
        when = situation.applies_to.when
        return cls(place, situation, CompiledScope.of(situation.applies_to), surely(when) if when else lambda _: True)


@dataclass(frozen=True, slots=True)
class Situations:
    """The playbook's situations, compiled once for all opportunities."""

    situations: tuple[CompiledSituation, ...]
    _looking_at: dict[tuple[str, str | None], list[CompiledSituation]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, playbook: Playbook) -> "Situations":
        """Compile them, in their order."""
        return cls(tuple(CompiledSituation.of(*each) for each in enumerate(playbook.situations)))

    def has_gone(self, opportunity: Opportunity, facts: Row) -> bool:
        """Tell whether they have gone: of the situations that say so or not, the first that surely applies decides."""
        return next(
            (
                each.situation.has_gone
                for each in self._in_scope(opportunity)
                if each.situation.has_gone is not None and each.is_shown(facts)
            ),
            False,
        )

    def of_deal(self, known: "Known") -> CompiledSituation | None:
        """Give the first that surely applies; None where none does."""
        return next(
            (
                each
                for each in self._in_scope(known.file.opportunity)
                if _may_follow(each.situation, known.leading) and each.is_shown(known.facts)
            ),
            None,
        )

    def _in_scope(self, opportunity: Opportunity) -> list[CompiledSituation]:
        """Pick those that look at its status and stage; there are few pairs of them, and many deals."""
        at = (opportunity.status, opportunity.stage)
        if at not in self._looking_at:
            self._looking_at[at] = [each for each in self.situations if each.scope.looks_at(*at)]
        return self._looking_at[at]


def _may_follow(situation: Situation, leading: str | None) -> bool:
    return not situation.needs_cause or (leading is not None and leading not in situation.not_for)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one opportunity, as far as a conclusion needs it."""

    file: OpportunityFile
    facts: Row
    answers: tuple[AnswerState, ...]
    steps: tuple[StepState, ...]
    diagnosis: Diagnosis | None

    @property
    def leading(self) -> str | None:
        """The cause that leads."""
        return self.diagnosis.leading if self.diagnosis else None


def conclude(known: Known, situations: Situations, index: Index) -> Conclusion | None:
    """Conclude what to do on an opportunity; None where no situation of the playbook applies."""
    found = situations.of_deal(known)
    if found is None:
        return None
    situation = found.situation
    cause = _deciding_cause(situation, known.leading, index)
    step = _step(situation, known, index)
    is_internal = not situation.whom or (step is not None and _is_internal(step, known.file, index))
    whom = cause.whom if cause else situation.whom
    person = None if is_internal else person_for(whom, step, known.file)
    because = _because(situation, known.facts)
    return Conclusion(
        situation=situation.id,
        place=found.place,
        because=because,
        spoken=_spoken(because, known.file, index),
        step=step,
        do=_filled(cause.do if cause else situation.do, person.name if person else None, step),
        person=person,
        is_internal=is_internal,
        question=None if is_internal else _question(situation, cause, known, index),
        cause=cause.id if cause else None,
        play=cause.play if cause else situation.play,
        suggested=situation.suggested,
    )


def _deciding_cause(situation: Situation, leading: str | None, index: Index) -> Cause | None:
    if not situation.cause_decides or leading is None or leading in situation.not_for:
        return None
    return index.playbook.causes_by_id[leading]


def _because(situation: Situation, facts: Row) -> tuple[KnownFact, ...]:
    when = situation.applies_to.when
    names = dict.fromkeys(when.facts()) if when else ()
    return tuple(KnownFact(name, facts[name]) for name in names if name in facts)


def _spoken(because: Iterable[KnownFact], file: OpportunityFile, index: Index) -> tuple[Spoken, ...]:
    found = [spoken for fact in because if fact.value for spoken in spoken_of(fact.name, file, index)]
    return tuple(dict.fromkeys(found))


def _step(situation: Situation, known: "Known", index: Index) -> StepState | None:
    """Give the step that a situation is about: of several overdue ones the oldest, else the soonest of its side.

    One for which somebody there waits comes before one among us.
    """
    if situation.about is None:
        return None
    is_ours = situation.about.startswith("our_")
    is_overdue = situation.about.endswith("overdue_step")
    fitting = (
        each
        for each in known.steps
        if each.is_ours is is_ours and each.waiting_phrase is None and each.due and (not is_overdue or each.is_overdue)
    )
    return min(
        fitting,
        key=lambda each: (is_overdue and _is_internal(each, known.file, index), each.due or date.max),
        default=None,
    )


def _is_internal(step: StepState, file: OpportunityFile, index: Index) -> bool:
    return step.is_ours and is_among_us(step.what, file.opportunity, index)


def _question(situation: Situation, cause: Cause | None, known: Known, index: Index) -> FirstQuestion | None:
    if cause and known.diagnosis:
        return FirstQuestion(known.diagnosis.questions[0].text, None, cause.id)
    if situation.ask:
        return FirstQuestion(situation.ask, None, None)
    question = situation.question or next(iter(open_questions(known.answers, index)), None)
    if question is None:
        return None
    return FirstQuestion(index.playbook.questions_by_id[question].how_to_ask[0], question, None)


def what_to_do(conclusion: Conclusion, whom: str | None, index: Index) -> str:
    """Say what to do first with somebody else than the conclusion names: the rep chose whom."""
    cause = index.playbook.causes_by_id.get(conclusion.cause or "")
    situation = index.playbook.situations_by_id[conclusion.situation]
    return _filled(cause.do if cause else situation.do, whom, conclusion.step)


def _filled(text: str, whom: str | None, step: StepState | None) -> str:
    names = {"person": whom or "them", "step": step.what if step else "the next step"}
    return _PLACEHOLDER.sub(lambda found: names[found.group(1)], text)
