"""Scores with their coverage, and the order in which opportunities and findings are looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from scorecards.model.check import Check
from scorecards.model.playbook.scoring import Scoring
from scorecards.report.values import OutcomeName, Score, Tally


def score(outcomes: Mapping[str, OutcomeName], checks: Mapping[str, Check], scoring: Scoring) -> Score:
    """Weigh what passes against what is known; unknown counts for neither (promise 2), nor does what is waived.

    The value is None where fewer outcomes are known than ``score_needs_known``, or a smaller share of those that apply
    than ``score_needs_share``, and where all known ones weigh nothing.
    """
    passed = [check for check, outcome in outcomes.items() if outcome == "pass"]
    failed = [check for check, outcome in outcomes.items() if outcome == "fail"]
    unknown = sum(outcome == "unknown" for outcome in outcomes.values())
    waived = sum(outcome == "waived" for outcome in outcomes.values())
    known = len(passed) + len(failed)
    gained = weight_of(passed, checks, scoring)
    possible = gained + weight_of(failed, checks, scoring)
    enough = known >= scoring.score_needs_known and is_share_known(known, unknown, scoring)
    value = (200 * gained + possible) // (2 * possible) if possible and enough else None
    return Score(value=value, known=known, applicable=known + unknown, waived=waived)


def is_share_known(known: int, unknown: int, scoring: Scoring) -> bool:
    """Tell whether as large a share of what applies is known as the playbook asks for."""
    return 100 * known >= scoring.score_needs_share * (known + unknown)


def weight_of(ids: Iterable[str], checks: Mapping[str, Check], scoring: Scoring) -> int:
    """Add up the weights of checks."""
    return sum(scoring.weights[checks[check].severity] for check in ids)


def tally(outcomes: Iterable[OutcomeName], out_of: int) -> Tally:
    """Count the outcomes of a check; on the others ``out_of`` so many opportunities it does not apply."""
    return tally_of(Counter(outcomes), out_of)


def tally_of(counts: Mapping[OutcomeName, int], out_of: int) -> Tally:
    """Tell what counted outcomes of a check come to; on the others ``out_of`` it does not apply."""
    passed, failed, unknown, waived = (counts.get(outcome, 0) for outcome in ("pass", "fail", "unknown", "waived"))
    known = passed + failed
    applicable = known + unknown
    return Tally(
        passed=passed,
        failed=failed,
        known=known,
        unknown=unknown,
        applicable=applicable,
        not_applicable=out_of - applicable - waived,
        waived=waived,
    )


def tells_little(counts: Tally, scoring: Scoring) -> bool:
    """Tell whether a check fails for nearly all opportunities, so that failing it says little about any one."""
    limit = scoring.flags_nearly_all
    return counts.known >= limit.of_at_least and 100 * counts.failed >= limit.percent * counts.known


def urgency(
    failed_weight: int, stage_place: int, amount: Decimal | None, opportunity: str
) -> tuple[int, int, bool, Decimal, str]:
    """Give the key by which opportunities are sorted: heaviest to mend, then latest stage, then largest amount.

    An unknown amount comes after every known one; it is not taken for zero or for an average.
    """
    return (-failed_weight, -stage_place, amount is None, -(amount or Decimal(0)), opportunity)
