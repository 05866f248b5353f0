"""One opportunity as the pages show it, with the evidence of its findings."""

from scorecards.compose.buyer_side import their_side_of
from scorecards.compose.case import Case
from scorecards.compose.cold_file import restart_of
from scorecards.compose.diagnosis import clearing_of, diagnosis_of
from scorecards.compose.interventions import interventions_of
from scorecards.compose.material import Material
from scorecards.compose.movement import movement_of
from scorecards.compose.next_steps import criteria_of, next_stage_of
from scorecards.compose.other_sources import elsewhere_of
from scorecards.compose.rules_today import rules_today
from scorecards.compose.statements import blocker_of, carried_of, crm_next_step_of, told_of
from scorecards.compose.sums import money_of, worth_of
from scorecards.compose.talk_tracks import main_contact
from scorecards.report.deal import Deal
from scorecards.report.values import AtLeast, KnownFact


def deal_of(case: Case, material: Material, action_play: str | None = None) -> Deal:
    """Show one case; ``action_play`` is the play of the action on its rep's page, None where there is none."""
    opportunity = case.opportunity
    diagnosis = diagnosis_of(case, material)
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
        amount=money_of(opportunity, material.team),
        worth=worth_of(opportunity, material.team),
        amount_basis=opportunity.amount_basis,
        close_date=opportunity.close_date,
        closed_on=opportunity.closed_on,
        days_in_stage=_days(case, "working_days_in_stage" if stage and stage.in_working_days else "days_in_stage"),
        stage_limit=stage.max_days if stage else None,
        in_working_days=bool(stage and stage.in_working_days),
        contact=main_contact(opportunity),
        place=material.places.opportunity(opportunity.id),
        score=case.score,
        failed=case.failed,
        unknown=case.unknown,
        to_ask=case.to_ask,
        passed=case.passed,
        told=told_of(opportunity, material),
        days_silent=_days(case, "days_since_their_last_word") if case.is_open else None,
        tries_since=_count(case, "tries_since_their_last_word") if case.is_open else None,
        criteria=criteria_of(opportunity, material),
        next_stage=next_stage_of(opportunity, material) if case.is_open else None,
        blocker=blocker_of(opportunity, material),
        facts=_evidence(case, material),
        reads=material.places.reads(opportunity.id),
        elsewhere=elsewhere_of(case, material),
        answers=case.answers,
        questions_due=len(case.answers),
        questions_answered=_days(case, "answered_questions"),
        next_steps=case.steps,
        crm_next_step=crm_next_step_of(opportunity, material) if case.is_open else None,
        notes=opportunity.notes,
        carried=carried_of(opportunity),
        movement=movement_of(case, material),
        awaits_ruling=case.awaits_ruling,
        ruled_over=case.is_over,
        interventions=interventions_of(opportunity.id, material),
        pause=case.pause,
        resting=tuple(check for check in case.resting if case.outcomes[check] == "fail"),
        resting_unknown=tuple(check for check in case.resting if case.outcomes[check] == "unknown"),
        for_manager=tuple(
            check
            for check, outcome in case.outcomes.items()
            if outcome == "fail" and material.checks[check].concerns == "manager"
        ),
        diagnosis=diagnosis,
        clearing=clearing_of(case, material),
        theirs=their_side_of(case, material),
        restart=restart_of(opportunity, material),
        today=rules_today(case, diagnosis, action_play, material),
    )


def _days(case: Case, fact: str) -> int | None:
    value = case.facts.get(fact)
    return value if isinstance(value, int) else None


def _count(case: Case, fact: str) -> int | AtLeast | None:
    value = case.facts.get(fact)
    return value if isinstance(value, int | AtLeast) else None


def _evidence(case: Case, material: Material) -> tuple[KnownFact, ...]:
    names = {name for check in case.outcomes for name in material.facts_read[check]}
    return tuple(KnownFact(name, value) for name, value in case.facts.items() if name in names)
