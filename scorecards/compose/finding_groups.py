"""Findings grouped by check, so that a page says "38 have no next step" once and not 38 times."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal, Protocol

from scorecards.evaluate.findings import Findings
from scorecards.index.index import Index
from scorecards.model.playbook.scoring import Scoring
from scorecards.report.scorecard import FindingGroup
from scorecards.report.values import OutcomeName
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
    found: defaultdict[str, list[tuple[str, OutcomeName]]] = defaultdict(list)
    resting = Counter(check for case in cases for check in case.findings.resting)
    for case in cases:
        for check, outcome in case.findings.awake:
            found[check].append((case.id, outcome))
    wanted = [check for check in checks.values() if check.concerns == concerns]
    groups = (_group(check.id, found[check.id], len(cases) - resting[check.id], scoring) for check in wanted)
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


def _group(check: str, found: Sequence[tuple[str, OutcomeName]], out_of: int, scoring: Scoring) -> FindingGroup | None:
    failed = [opportunity for opportunity, outcome in found if outcome == "fail"]
    if not failed:
        return None
    counts = tally((outcome for _, outcome in found), out_of)
    return FindingGroup(
        check=check,
        tally=counts,
        tells_little=tells_little(counts, scoring),
        begin_with=tuple(failed[: scoring.begin_with]),
        rest=max(0, len(failed) - scoring.begin_with),
    )
