"""Why opportunities hang: the playbook's causes, ranked by their evidence (D36 to D39)."""

from collections.abc import Mapping

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.derive.closing import facts_at_close
from scorecards.diagnose.causes import diagnose
from scorecards.diagnose.minimum_to_clear import clear
from scorecards.evaluate.conditions import applies, outcome_of
from scorecards.report.diagnosis import Clearing, Diagnosis
from scorecards.report.values import OutcomeName


def diagnosis_of(case: Case, material: Material) -> Diagnosis | None:
    """Diagnose an opportunity that stalls, vanished or was reversed; None for all others.

    One that only hangs, and of which no sign is known, is left out too: no cause has any evidence there.
    """
    if not (case.said_to_have_gone and case.opportunity.status != "won") and not _hangs(case):
        return None
    outcomes = case.outcomes if case.is_open else _at_close(case, material)
    if not case.said_to_have_gone and not _any_known(outcomes, material):
        return None
    reason = case.opportunity.loss_reason
    return diagnose(
        outcomes, material.signs, named=reason.cause if reason else None, as_of_end=case.opportunity.status != "open"
    )


def clearing_of(case: Case, material: Material) -> Clearing | None:
    """Give the smallest set of answers or steps that would clear the critical findings; None where there are none."""
    critical = [
        check
        for check in (*case.failed, *case.unknown)
        if material.checks[check].severity == "critical" and _surely_applies(check, case, material)
    ]
    return clear((material.checks[check] for check in critical), case.facts) if critical else None


def _surely_applies(check: str, case: Case, material: Material) -> bool:
    if any(fact not in case.facts for fact in material.deciding_facts[check]):
        return False
    return applies(material.checks[check], case.opportunity.status, case.opportunity.stage, case.facts) is True


def _hangs(case: Case) -> bool:
    """Tell whether an open opportunity is said to stall, ruled to be stalled, or waits for a ruling."""
    stalls = case.facts.get("said_to_stall") is True or case.facts.get("ruling") == "stalled"
    return case.is_open and (stalls or case.awaits_ruling)


def _at_close(case: Case, material: Material) -> Mapping[str, OutcomeName]:
    """Give how the signs stood on the day on which it was closed, as if it were open."""
    row = facts_at_close(case.opportunity, material.background)
    return {check.id: outcome_of(check, "open", case.opportunity.stage, row) for check in material.signs.checks}


def _any_known(outcomes: Mapping[str, OutcomeName], material: Material) -> bool:
    return any(outcomes.get(check.id) in {"pass", "fail"} for check in material.signs.checks)
