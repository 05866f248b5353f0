"""Findings grouped by check, so that a page says "38 have no next step" once and not 38 times."""

from collections.abc import Sequence
from typing import Literal

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.report.scorecard import FindingGroup
from scorecards.score.score import tally, tells_little


def finding_groups(
    cases: Sequence[Case], material: Material, *, concerns: Literal["rep", "manager"] = "rep"
) -> tuple[FindingGroup, ...]:
    """Group what fails in cases by check: the heaviest first, then the most frequent; those that tell little last."""
    scoring = material.playbook.scoring
    checks = [check.id for check in material.checks.values() if check.concerns == concerns]
    groups = [group for check in checks if (group := _group(check, cases, material)) is not None]
    return tuple(
        sorted(
            groups,
            key=lambda group: (
                group.tells_little,
                -scoring.weights[material.checks[group.check].severity],
                -group.tally.failed,
            ),
        )
    )


def _group(check: str, cases: Sequence[Case], material: Material) -> FindingGroup | None:
    awake = [case for case in cases if check not in case.resting]
    failed = [case.opportunity.id for case in awake if case.outcomes.get(check) == "fail"]
    if not failed:
        return None
    scoring = material.playbook.scoring
    counts = tally(case.outcomes.get(check, "not_applicable") for case in awake)
    return FindingGroup(
        check=check,
        tally=counts,
        tells_little=tells_little(counts, scoring),
        begin_with=tuple(failed[: scoring.begin_with]),
        rest=max(0, len(failed) - scoring.begin_with),
    )
