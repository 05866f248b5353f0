"""One opportunity as the pages show it, with the evidence of its findings (promise 3)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from scorecards.compose.buyer_side import their_side_of
from scorecards.compose.channels import channels_of, people_of
from scorecards.compose.cold_file import restart_of
from scorecards.compose.interventions import interventions_on
from scorecards.compose.movement import movement_of
from scorecards.compose.plans import is_strategic
from scorecards.compose.statements import blocker_of, carried_of, crm_next_step_of, told_of
from scorecards.compose.timeline import timeline_of
from scorecards.conclude.person import main_contact
from scorecards.derive.criteria import met
from scorecards.derive.facts import Row
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.facts import account, movement, rulings
from scorecards.model.snapshot import Opportunity
from scorecards.report.deal import CriterionLine, Deal
from scorecards.report.rules import RulesToday
from scorecards.report.sums import money_of
from scorecards.report.values import AtLeast, Elsewhere, KnownFact, OutcomeName, Place
from scorecards.report.week import Pick
from scorecards.score.case import Case


def deal_of(case: Case, index: Index, action_play: str | None = None, picks: Sequence[Pick] = ()) -> Deal:
    """Show one case; ``action_play`` is the play of the action on its rep's page, None where there is none.

    ``picks`` are those of it that its rep made.
    """
    opportunity = case.opportunity
    diagnosis = case.diagnosis
    stage = index.stages.get(opportunity.stage or "")
    return Deal(
        id=opportunity.id,
        name=opportunity.name,
        account=opportunity.account,
        account_name=index.account_name(opportunity.account),
        strategic=is_strategic(opportunity.account, index),
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
        forecast=opportunity.forecast_category,
        contact=main_contact(case.file),
        people=people_of(opportunity),
        channels=channels_of(opportunity),
        place=case.file.place,
        score=case.score,
        failed=case.findings.failed,
        unknown=case.findings.unknown,
        to_ask=case.findings.to_ask,
        passed=case.findings.passed,
        waived=case.findings.waived,
        waivers=case.waivers,
        old=case.old,
        told=told_of(case.file),
        days_silent=case.days("days_since_their_last_word") if case.is_open else None,
        tries_since=_count(case, "tries_since_their_last_word") if case.is_open else None,
        criteria=criteria_of(case.file, case.facts, index),
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
        timeline=timeline_of(case.file, picks, index),
        awaits_ruling=case.awaits_ruling,
        ruled_over=case.is_over,
        interventions=interventions_on(case, index),
        pause=case.pause,
        has_gone=case.has_gone,
        resting=_at_rest(case, "fail"),
        resting_unknown=_at_rest(case, "unknown"),
        moot=tuple(check for check in case.findings.moot if case.findings.outcomes[check] == "fail"),
        moot_unknown=tuple(check for check in case.findings.moot if case.findings.outcomes[check] == "unknown"),
        for_manager=tuple(
            check
            for check, outcome in case.findings.outcomes.items()
            if outcome == "fail" and index.playbook.checks_by_id[check].concerns == "manager"
        ),
        diagnosis=diagnosis,
        conclusion=case.conclusion,
        clearing=case.minimum_to_clear,
        theirs=their_side_of(case, index),
        restart=restart_of(case.file, index),
        today=rules_today(case, action_play, index),
    )


def _at_rest(case: Case, outcome: OutcomeName) -> tuple[str, ...]:
    """Name the checks that come out so and rest in a pause, or since it was ruled over."""
    found = case.findings
    return tuple(check for check in found.resting if check not in found.moot and found.outcomes[check] == outcome)


def _count(case: Case, fact: str) -> int | AtLeast | None:
    value = case.facts.get(fact)
    return value if isinstance(value, int | AtLeast) else None


def _evidence(case: Case, index: Index) -> tuple[KnownFact, ...]:
    names = {name for check in case.findings.outcomes for name in index.playbook.facts_read[check]}
    return tuple(KnownFact(name, value) for name, value in case.facts.items() if name in names)


_RULED = frozenset(fact.name for fact in rulings.FACTS)
_ACCOUNT = frozenset(fact.name for fact in account.FACTS) - {"has_account"}
_MOVEMENT = frozenset(fact.name for fact in movement.FACTS)


def elsewhere_of(case: Case, index: Index) -> tuple[Elsewhere, ...]:
    """Give the places outside the snapshot that the known facts of a case come from, each with those facts."""
    read = {name for check in case.findings.outcomes for name in index.playbook.facts_read[check]} & case.facts.keys()
    found = ((group & read, told_by, on, place) for group, told_by, on, place in _places(case, index))
    return tuple(Elsewhere(tuple(sorted(names)), told_by, on, place) for names, told_by, on, place in found if names)


def _places(case: Case, index: Index) -> Iterator[tuple[frozenset[str], str, date | None, Place]]:
    opportunity = case.opportunity
    for ruling in case.file.standing_rulings()[-1:]:
        yield _RULED, f"manager decision: {ruling.value.ruling}", ruling.value.on, ruling.place
    place_of_account = index.places_of_accounts.get(opportunity.account or "")
    if place_of_account:
        yield _ACCOUNT, "the account", None, place_of_account
    if case.file.place_before:
        yield _MOVEMENT, "the snapshot before", None, case.file.place_before


_STATES: dict[str, Literal["met", "unmet", "unclear"]] = {"yes": "met", "no": "unmet", "unknown": "unclear"}


def criteria_of(file: OpportunityFile, facts: Row, index: Index) -> tuple[CriterionLine, ...]:
    """Give the exit criteria of the present stage as they stand; none where the snapshot says nothing of any."""
    opportunity = file.opportunity
    stage = index.stages.get(opportunity.stage or "")
    if stage is None or opportunity.status != "open" or "exit_criteria" not in opportunity.model_fields_set:
        return ()
    lines = []
    for criterion in stage.exit_criteria:
        state = opportunity.exit_criteria.get(criterion.id)
        lines.append(
            CriterionLine(
                criterion=criterion.id,
                text=criterion.criterion,
                state=_STATES[met(criterion, opportunity, facts)],
                evidence=state.evidence if state else None,
                on=state.on if state else None,
                line=file.line("exit_criteria", criterion.id),
            )
        )
    return tuple(lines)


def next_stage_of(opportunity: Opportunity, index: Index) -> str | None:
    """Name the stage that follows the present one; None for the last, and where there is no stage."""
    if opportunity.stage is None:
        return None
    following = index.playbook.stage_order[opportunity.stage] + 1
    stages = index.playbook.stages
    return stages[following].id if following < len(stages) else None


_NONE = RulesToday(findings=(), questions=(), situation=None, cause=None, plays=())


def rules_today(case: Case, action_play: str | None, index: Index) -> RulesToday:
    """Name the rules that concern a case today; ``action_play`` is the play of the action on its rep's page."""
    if not case.is_open:
        return _NONE
    findings = case.findings.awake_as("fail")
    diagnosis, checks = case.diagnosis, index.playbook.checks_by_id
    conclusion = case.conclusion
    named = {checks[check].play for check in findings}
    named |= {action_play, diagnosis.play if diagnosis else None, conclusion.play if conclusion else None}
    return RulesToday(
        findings=findings,
        questions=tuple(answer.question for answer in case.answers if answer.state in {"open", "stale"}),
        situation=conclusion.situation if conclusion else None,
        cause=diagnosis.leading if diagnosis else None,
        plays=tuple(play for play in index.playbook.plays_by_id if play in named),
    )
