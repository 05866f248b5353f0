"""What a score consists of: the checks of each severity, and how they came out."""

from dataclasses import dataclass

from scorecards.model.playbook.playbook import Playbook
from scorecards.report.deal import Deal


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one severity adds to a score: its weight, and how many of its checks pass, fail, or are unknown."""

    severity: str
    weight: int
    passing: int
    findings: int
    unknown: int


def score_parts(deal: Deal, playbook: Playbook) -> list[ScorePart]:
    """Tell what a score consists of, by severity, the heaviest first; one with no check that applies is left out."""
    severity = {check.id: check.severity for check in playbook.checks}
    parts = [
        ScorePart(
            name,
            weight,
            *(sum(severity[check] == name for check in checks) for checks in (deal.passed, deal.failed, deal.unknown)),
        )
        for name, weight in playbook.scoring.weights.items()
    ]
    return [part for part in parts if part.passing or part.findings or part.unknown]
