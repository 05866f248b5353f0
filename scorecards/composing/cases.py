"""A case: an opportunity with its facts, its outcomes, and its place in the order of urgency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from scorecards.composing.material import Material
from scorecards.deriving import Row
from scorecards.results import AnswerState, OutcomeName, Score
from scorecards.scoring import score, urgency, weight_of
from scorecards.snapshot import Answer, Opportunity


@dataclass(frozen=True, slots=True)
class Case:
    """One opportunity with all that was found on it."""

    opportunity: Opportunity
    facts: Row
    outcomes: Mapping[str, OutcomeName]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    passed: tuple[str, ...]
    score: Score
    answers: tuple[AnswerState, ...]

    @property
    def is_open(self) -> bool:
        """Whether the opportunity is open."""
        return self.opportunity.status == "open"


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
    return Case(
        opportunity=opportunity,
        facts=material.facts[opportunity.id],
        outcomes=outcomes,
        failed=tuple(check for check, outcome in outcomes.items() if outcome == "fail"),
        unknown=tuple(check for check, outcome in outcomes.items() if outcome == "unknown"),
        passed=tuple(check for check, outcome in outcomes.items() if outcome == "pass"),
        score=score(outcomes, material.checks, material.playbook.scoring),
        answers=_answers(opportunity, material) if opportunity.status == "open" else (),
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
    return tuple(
        _answer(question.id, opportunity.answers.get(question.id), opportunity.id, material) for question in due
    )


def _answer(question: str, answer: Answer | None, opportunity: str, material: Material) -> AnswerState:
    background = material.background
    if answer is None or not background.says_something(answer):
        value, line = (answer.value, material.places.line(opportunity, "answers", question)) if answer else (None, None)
        return AnswerState(
            question=question, state="open", value=value, said_by=None, on=None, good_until=None, line=line
        )
    return AnswerState(
        question=question,
        state="stale" if background.is_stale(question, answer) else "answered",
        value=answer.value,
        said_by=answer.said_by,
        on=answer.on,
        good_until=answer.on + timedelta(days=background.good_for_days[question]) if answer.on else None,
        line=material.places.line(opportunity, "answers", question),
    )
