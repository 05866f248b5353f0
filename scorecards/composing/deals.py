"""One opportunity as the pages show it, with the evidence of its findings."""

from collections import Counter
from datetime import date
from typing import Literal

from scorecards.composing.afterwards import restart_of
from scorecards.composing.cases import Case
from scorecards.composing.diagnoses import clearing_of, diagnosis_of
from scorecards.composing.interventions import interventions_of
from scorecards.composing.material import Material
from scorecards.composing.movement import movement_of
from scorecards.composing.telling import told_of
from scorecards.composing.theirs import their_side_of
from scorecards.deriving.talks import they_spoke
from scorecards.results import Deal, KnownFact, Money, StepState
from scorecards.snapshot import NextStep, Opportunity

_STATES = ("ahead", "overdue", "undated")


def deal_of(case: Case, material: Material) -> Deal:
    """Show one case."""
    opportunity = case.opportunity
    account = material.background.accounts.get(opportunity.account or "")
    stage = material.background.stages.get(opportunity.stage or "")
    return Deal(
        id=opportunity.id,
        name=opportunity.name,
        account=opportunity.account,
        account_name=account.name if account else opportunity.account,
        strategic=bool(account and account.strategic),
        owner=opportunity.owner,
        owner_name=material.reps[opportunity.owner].name,
        status=opportunity.status,
        stage=opportunity.stage,
        crm_stage=opportunity.crm_stage,
        ended=opportunity.ended,
        amount=_amount(opportunity, material),
        amount_basis=opportunity.amount_basis,
        close_date=opportunity.close_date,
        closed_on=opportunity.closed_on,
        days_in_stage=_days(case, "days_in_stage"),
        stage_limit=stage.max_days if stage else None,
        contact=main_contact(opportunity),
        place=material.places.opportunity(opportunity.id),
        score=case.score,
        failed=case.failed,
        unknown=case.unknown,
        to_ask=case.to_ask,
        passed=case.passed,
        told=told_of(opportunity, material),
        facts=_evidence(case, material),
        reads=material.places.reads(opportunity.id),
        answers=case.answers,
        questions_due=len(case.answers),
        questions_answered=_days(case, "answered_questions"),
        next_steps=next_steps_of(opportunity, material),
        notes=opportunity.notes,
        movement=movement_of(case, material),
        awaits_ruling=case.awaits_ruling,
        interventions=interventions_of(opportunity.id, material),
        pause=case.pause,
        resting=case.resting,
        diagnosis=diagnosis_of(case, material),
        clearing=clearing_of(case, material),
        theirs=their_side_of(case, material),
        restart=restart_of(opportunity, material),
    )


def main_contact(opportunity: Opportunity) -> str | None:
    """Name the person to talk to: the one whom we tried most in vain, else a champion, else the first contact."""
    last_word = max((each.on for each in opportunity.activities if they_spoke(each)), default=date.min)
    tried = Counter(each.contact for each in opportunity.activities if each.contact and each.on > last_word)
    most_tried = [name for name, _ in tried.most_common(1)]
    champions = [contact.name for contact in opportunity.contacts if "champion" in contact.roles]
    everybody = [contact.name for contact in opportunity.contacts]
    return next(iter(most_tried + champions + everybody), None)


def _days(case: Case, fact: str) -> int | None:
    value = case.facts.get(fact)
    return value if isinstance(value, int) else None


def _amount(opportunity: Opportunity, material: Material) -> Money | None:
    if opportunity.amount is None:
        return None
    return Money(opportunity.amount, opportunity.currency or material.team.currency)


def _evidence(case: Case, material: Material) -> tuple[KnownFact, ...]:
    names = {name for check in case.outcomes for name in material.facts_read[check]}
    return tuple(KnownFact(name, value) for name, value in case.facts.items() if name in names)


def next_steps_of(opportunity: Opportunity, material: Material) -> tuple[StepState, ...] | None:
    """Give the open steps, the next real one first; those that only wait come last."""
    if "next_steps" not in opportunity.model_fields_set:
        return None
    steps = [
        _step(place, step, opportunity.id, material)
        for place, step in enumerate(opportunity.next_steps)
        if step.done_on is None
    ]
    return tuple(sorted(steps, key=_soonest_first))


def _soonest_first(step: StepState) -> tuple[bool, int, date]:
    return (step.waiting_phrase is not None, _STATES.index(step.state), step.due or date.max)


def _step(place: int, step: NextStep, opportunity: str, material: Material) -> StepState:
    waiting = material.background.waiting.search(step.what)
    return StepState(
        what=step.what,
        side=step.side,
        owner=material.reps[step.owner].name if step.owner in material.reps else step.owner,
        due=step.due,
        state=_state(step, material),
        waiting_phrase=waiting.group() if waiting else None,
        serves=step.serves,
        line=material.places.line(opportunity, "next_steps", place),
    )


def _state(step: NextStep, material: Material) -> Literal["ahead", "overdue", "undated"]:
    if step.due is None:
        return "undated"
    return "overdue" if step.due < material.background.as_of else "ahead"
