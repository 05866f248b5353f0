"""Findings grouped by check, so that a page says "38 have no next step" once and not 38 times."""

from collections.abc import Sequence
from typing import Literal, Protocol

from scorecards.evaluate.findings import Findings
from scorecards.index.index import Index
from scorecards.report.scorecard import FindingGroup
from scorecards.score.score import tally, tells_little


class WithFindings(Protocol):
    """An opportunity with its findings: a case, or its summary."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def findings(self) -> Findings:
        """What its checks come to."""


def finding_groups(
    cases: Sequence[WithFindings], index: Index, *, concerns: Literal["rep", "manager"] = "rep"
) -> tuple[FindingGroup, ...]:
    """Group what fails in cases by check: the heaviest first, then the most frequent; those that tell little last."""
    scoring, checks = index.playbook.scoring, index.playbook.checks_by_id
    groups = (_group(check.id, cases, index) for check in checks.values() if check.concerns == concerns)
    return tuple(
        sorted(
            (group for group in groups if group),
            key=lambda group: (
                group.tells_little,
                -scoring.weights[checks[group.check].severity],
                -group.tally.failed,
            ),
        )
    )


def _group(check: str, cases: Sequence[WithFindings], index: Index) -> FindingGroup | None:
    awake = [case for case in cases if check not in case.findings.resting]
    failed = [case.id for case in awake if case.findings.outcomes.get(check) == "fail"]
    if not failed:
        return None
    scoring = index.playbook.scoring
    counts = tally(case.findings.outcomes.get(check, "not_applicable") for case in awake)
    return FindingGroup(
        check=check,
        tally=counts,
        tells_little=tells_little(counts, scoring),
        begin_with=tuple(failed[: scoring.begin_with]),
        rest=max(0, len(failed) - scoring.begin_with),
    )
