"""One opportunity as the pages show it, with the evidence of its findings."""

from scorecards.compose.buyer_side import their_side_of
from scorecards.compose.exit_criteria import criteria_of, next_stage_of
from scorecards.compose.interventions import interventions_on
from scorecards.compose.movement import movement_of
from scorecards.compose.other_sources import elsewhere_of
from scorecards.compose.restart import restart_of
from scorecards.compose.rules_today import rules_today
from scorecards.compose.statements import blocker_of, carried_of, crm_next_step_of, told_of
from scorecards.compose.talk_tracks import main_contact
from scorecards.index.index import Index
from scorecards.report.deal import Deal
from scorecards.report.sums import money_of
from scorecards.report.values import AtLeast, KnownFact
from scorecards.score.case import Case


def deal_of(case: Case, index: Index, action_play: str | None = None) -> Deal:
    """Show one case; ``action_play`` is the play of the action on its rep's page, None where there is none."""
    opportunity = case.opportunity
    diagnosis = case.diagnosis
    account = index.accounts.get(opportunity.account or "")
    stage = index.stages.get(opportunity.stage or "")
    return Deal(
        id=opportunity.id,
        name=opportunity.name,
        account=opportunity.account,
        account_name=account.name if account else opportunity.account,
        strategic=bool(account and account.strategic),
        owner=opportunity.owner,
        owner_name=index.reps[opportunity.owner].name,
        status=opportunity.status,
        stage=opportunity.stage,
        crm_stage=opportunity.crm_stage,
        ended=opportunity.ended,
        amount=money_of(opportunity, index.team),
        worth=case.worth,
        amount_basis=opportunity.amount_basis,
        close_date=opportunity.close_date,
        closed_on=opportunity.closed_on,
        days_in_stage=case.days("working_days_in_stage" if stage and stage.in_working_days else "days_in_stage"),
        stage_limit=stage.max_days if stage else None,
        in_working_days=bool(stage and stage.in_working_days),
        contact=main_contact(opportunity),
        place=case.file.place,
        score=case.score,
        failed=case.findings.failed,
        unknown=case.findings.unknown,
        to_ask=case.findings.to_ask,
        passed=case.findings.passed,
        told=told_of(case.file),
        days_silent=case.days("days_since_their_last_word") if case.is_open else None,
        tries_since=_count(case, "tries_since_their_last_word") if case.is_open else None,
        criteria=criteria_of(case.file, index),
        next_stage=next_stage_of(opportunity, index) if case.is_open else None,
        blocker=blocker_of(case.file),
        facts=_evidence(case, index),
        reads=case.file.reads,
        elsewhere=elsewhere_of(case, index),
        answers=case.answers,
        questions_due=len(case.answers),
        questions_answered=case.days("answered_questions"),
        next_steps=case.steps,
        crm_next_step=crm_next_step_of(case.file) if case.is_open else None,
        notes=opportunity.notes,
        carried=carried_of(opportunity),
        movement=movement_of(case, index),
        awaits_ruling=case.awaits_ruling,
        ruled_over=case.is_over,
        interventions=interventions_on(case, index),
        pause=case.pause,
        resting=tuple(check for check in case.findings.resting if case.findings.outcomes[check] == "fail"),
        resting_unknown=tuple(check for check in case.findings.resting if case.findings.outcomes[check] == "unknown"),
        for_manager=tuple(
            check
            for check, outcome in case.findings.outcomes.items()
            if outcome == "fail" and index.playbook.checks_by_id[check].concerns == "manager"
        ),
        diagnosis=diagnosis,
        clearing=case.minimum_to_clear,
        theirs=their_side_of(case, index),
        restart=restart_of(case.file, index),
        today=rules_today(case, action_play, index),
    )


def _count(case: Case, fact: str) -> int | AtLeast | None:
    value = case.facts.get(fact)
    return value if isinstance(value, int | AtLeast) else None


def _evidence(case: Case, index: Index) -> tuple[KnownFact, ...]:
    names = {name for check in case.findings.outcomes for name in index.playbook.facts_read[check]}
    return tuple(KnownFact(name, value) for name, value in case.facts.items() if name in names)
