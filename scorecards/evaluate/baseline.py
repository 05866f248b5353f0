"""What of the baseline is still there: a finding is cleared once its check passes, or no longer applies."""

from collections.abc import Collection, Mapping

from scorecards.report.values import OutcomeName


def still_old(outcomes: Mapping[str, OutcomeName], baseline: Collection[str]) -> tuple[str, ...]:
    """Name the checks of the baseline that are not cleared; what became unknown, is waived or rests is not."""
    return tuple(check for check, outcome in outcomes.items() if check in baseline and outcome != "pass")
