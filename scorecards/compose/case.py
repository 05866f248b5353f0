"""A case: an opportunity with its facts, its outcomes, and its place in the order of urgency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from scorecards.compose.interventions import is_over, pause_of
from scorecards.compose.material import Material
from scorecards.compose.next_steps import next_steps_of
from scorecards.derive.facts import Row
from scorecards.derive.qualification import is_told
from scorecards.index.background import is_reset
from scorecards.index.carried_forward import carried_on, said_by_then
from scorecards.model.playbook import Question
from scorecards.model.snapshot import Answer, Opportunity
from scorecards.report.deal import AnswerState
from scorecards.report.interventions import Pause
from scorecards.report.values import OutcomeName, Score, StepState
from scorecards.score.score import score, urgency, weight_of


@dataclass(frozen=True, slots=True)
class Case:
    """One opportunity with all that was found on it.

    ``to_ask`` are the unknown checks that surely apply, but for those whose question has an answer on file: what
    decides whether the others do is asked first.  ``steps`` are the open next steps, None where nothing tells of any.
    ``outcomes`` holds all that applies; ``failed``, ``unknown``, ``passed`` and the score leave out what concerns the
    manager, and ``resting``, what fails or is unknown while a pause runs that the manager approved (D02).  ``is_over``
    says that the manager ruled it lost or dead while the CRM still holds it open.
    """

    opportunity: Opportunity
    facts: Row
    outcomes: Mapping[str, OutcomeName]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    to_ask: tuple[str, ...]
    passed: tuple[str, ...]
    score: Score
    answers: tuple[AnswerState, ...]
    steps: tuple[StepState, ...] | None
    pause: Pause | None
    resting: tuple[str, ...]
    awaits_ruling: bool
    is_over: bool

    @property
    def is_worked(self) -> bool:
        """Whether anybody is to work on it: it is open, not ruled over, and in no pause that the manager approved."""
        return self.is_open and not self.is_over and self.pause is None

    @property
    def is_open(self) -> bool:
        """Whether the opportunity is open."""
        return self.opportunity.status == "open"

    @property
    def said_to_have_gone(self) -> bool:
        """Whether the CRM or the rep says that they vanished or called it off."""
        return self.facts.get("said_to_have_gone") is True


def cases_of(material: Material) -> list[Case]:
    """Give every opportunity as a case, the most urgent first."""
    rows = zip(*(material.outcomes[check] for check in material.checks), strict=True)
    cases = [
        _case(opportunity, row, material)
        for opportunity, row in zip(material.snapshot.opportunities, rows, strict=True)
    ]
    return sorted(cases, key=lambda case: _urgency(case, material))


def _case(opportunity: Opportunity, row: tuple[OutcomeName, ...], material: Material) -> Case:
    outcomes = {
        check: outcome for check, outcome in zip(material.checks, row, strict=True) if outcome != "not_applicable"
    }
    facts = material.facts[opportunity.id]
    pause = pause_of(opportunity, material)
    over = is_over(opportunity, material)
    resting = _overruled(outcomes, material) if over else _resting(outcomes, material) if pause else ()
    counted = {
        check: outcome
        for check, outcome in outcomes.items()
        if check not in resting and material.checks[check].concerns == "rep"
    }
    unknown = tuple(check for check, outcome in counted.items() if outcome == "unknown")
    return Case(
        opportunity=opportunity,
        facts=facts,
        outcomes=outcomes,
        failed=tuple(check for check, outcome in counted.items() if outcome == "fail"),
        unknown=unknown,
        to_ask=tuple(check for check in unknown if _is_to_ask(check, opportunity, material)),
        passed=tuple(check for check, outcome in counted.items() if outcome == "pass"),
        score=score(counted, material.checks, material.playbook.scoring),
        steps=next_steps_of(opportunity, material),
        answers=_answers(opportunity, material) if opportunity.status == "open" else (),
        pause=pause,
        resting=resting,
        is_over=over,
        awaits_ruling=outcomes.get(material.playbook.scoring.awaits_ruling or "") == "fail",
    )


def _is_to_ask(check: str, opportunity: Opportunity, material: Material) -> bool:
    """Tell whether a check surely applies, and its question has no answer on file."""
    if any(fact not in material.facts[opportunity.id] for fact in material.deciding_facts[check]):
        return False
    name = material.checks[check].question
    if name is None:
        return True
    question = material.playbook.questions[material.question_order[name]]
    return _state(question, opportunity.answers.get(name), opportunity, material) in {"open", "stale"}


def _overruled(outcomes: Mapping[str, OutcomeName], material: Material) -> tuple[str, ...]:
    """Name the checks that say nothing once the manager has ruled it over: all but those on the ruling itself."""
    return tuple(check for check in outcomes if "ruling" not in material.facts_read[check])


def _resting(outcomes: Mapping[str, OutcomeName], material: Material) -> tuple[str, ...]:
    """Name the checks that say nothing while an approved pause runs."""
    return tuple(
        check
        for check, outcome in outcomes.items()
        if material.checks[check].rests_in_pause and outcome in {"fail", "unknown"}
    )


def _urgency(case: Case, material: Material) -> tuple[object, ...]:
    opportunity = case.opportunity
    amount = opportunity.amount
    if amount is not None:
        amount = material.team.in_team_currency(amount, opportunity.currency or material.team.currency)
    return urgency(
        failed_weight=weight_of(case.failed, material.checks, material.playbook.scoring),
        stage_place=material.stage_order.get(opportunity.stage or "", -1),
        amount=amount,
        opportunity=opportunity.id,
    )


def _answers(opportunity: Opportunity, material: Material) -> tuple[AnswerState, ...]:
    due = material.background.questions_due[opportunity.stage] if opportunity.stage else ()
    return tuple(_answer(question, opportunity, material) for question in due)


def _answer(question: Question, opportunity: Opportunity, material: Material) -> AnswerState:
    answer = opportunity.answers.get(question.id)
    state = _state(question, answer, opportunity, material)
    shown = answer if state in {"answered", "stale"} else None
    said = answer if answer is not None and material.background.says_something(answer) else None
    latest = said_by_then(question.id, shown, opportunity) if shown else None
    reset = said is not None and is_reset(said, opportunity)
    return AnswerState(
        question=question.id,
        state=state,
        value=answer.value if answer else None,
        said_by=said.said_by if said else None,
        on=shown.on if shown else None,
        carried_from=carried_on(opportunity, "answers", question.id) if shown else None,
        days_at_least=(material.background.as_of - latest).days if latest and shown and not shown.on else None,
        good_until=latest + timedelta(days=question.good_for_days) if latest and not reset else None,
        line=material.places.line(opportunity.id, "answers", question.id) if answer else None,
    )


def _state(
    question: Question, answer: Answer | None, opportunity: Opportunity, material: Material
) -> Literal["answered", "told", "stale", "open"]:
    background = material.background
    says = answer is not None and background.says_something(answer)
    if answer is not None and says and not background.is_stale(question.id, answer, opportunity):
        return "answered"
    if is_told(question, material.facts[opportunity.id]):
        return "told"
    return "stale" if says else "open"
