"""From one opportunity's file to its case: derive, evaluate, diagnose, conclude and score."""

from decimal import Decimal

from scorecards.conclude.conclusion import Known, Situations, conclude
from scorecards.derive.answers import answers_of
from scorecards.derive.facts import Row, derive
from scorecards.derive.open_steps import open_steps_of
from scorecards.derive.rulings import pause_of, ruled_over
from scorecards.diagnose.diagnosis import Diagnostics
from scorecards.evaluate.baseline import still_old
from scorecards.evaluate.findings import findings_of
from scorecards.evaluate.waivers import waived
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.score.case import Case
from scorecards.score.score import score, urgency, weight_of


def case_of(file: OpportunityFile, diagnostics: Diagnostics, situations: Situations, index: Index) -> Case:
    """Make one opportunity's file a case."""
    return case_on(file, derive(file, index), diagnostics, situations, index)


def case_on(file: OpportunityFile, facts: Row, diagnostics: Diagnostics, situations: Situations, index: Index) -> Case:
    """Make one opportunity's file a case, given the facts that were derived from it."""
    playbook = index.playbook

    answers, steps = answers_of(file, facts, index), open_steps_of(file, index)
    pause, is_over = pause_of(file, index), ruled_over(file) is not None

    found = waived(diagnostics.evaluator.outcomes(file.opportunity, facts), file.waivers, index)
    has_gone = situations.has_gone(file.opportunity, facts)
    findings = findings_of(
        found.outcomes,
        diagnostics.evaluator,
        file,
        facts,
        index,
        is_paused=pause is not None,
        is_over=is_over,
        has_gone=has_gone,
    )

    diagnosis = diagnostics.diagnosis(file, facts, findings, index, is_paused=pause is not None, is_over=is_over)
    minimum_to_clear = diagnostics.minimum_to_clear(file, facts, findings)
    conclusion = conclude(Known(file, facts, answers, steps or (), diagnosis), situations, index)

    checks, scoring, opportunity = playbook.checks_by_id, playbook.scoring, file.opportunity
    place = urgency(
        failed_weight=weight_of(findings.failed, checks, scoring),
        stage_place=playbook.stage_order.get(opportunity.stage or "", -1),
        amount=amount if isinstance(amount := facts.get("amount"), Decimal) else None,
        opportunity=opportunity.id,
    )
    return Case(
        file=file,
        facts=facts,
        answers=answers,
        steps=steps,
        pause=pause,
        is_over=is_over,
        has_gone=has_gone,
        findings=findings,
        waivers=found.waivers,
        old=still_old(found.outcomes, file.baseline) if file.opportunity.status == "open" else (),
        diagnosis=diagnosis,
        conclusion=conclusion,
        minimum_to_clear=minimum_to_clear,
        score=score(findings.counted, checks, scoring),
        urgency=place,
    )
