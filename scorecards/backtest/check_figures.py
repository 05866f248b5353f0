"""The figures of each check: what it said before wins and losses, each deal counted once."""

from collections.abc import Iterable, Mapping
from typing import Final

from scorecards.backtest.ended import Ended
from scorecards.backtest.observing import Seen
from scorecards.backtest.telling import lift_of, rate, telling_of
from scorecards.model.check import Check
from scorecards.model.playbook.scoring import Scoring
from scorecards.report.backtest import CheckTold, Telling
from scorecards.report.figures import Share
from scorecards.team.durations import spread

_ORDER: Final[tuple[Telling, ...]] = ("tells", "tells_nothing", "too_few")


def check_figures(
    checks: Iterable[Check], ends: Mapping[str, Ended], seen: Mapping[str, Seen], scoring: Scoring
) -> tuple[CheckTold, ...]:
    """Give the figures of each check, what tells something first and the highest lift first."""
    found = [_figures(check, ends, seen, scoring) for check in checks]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.telling), -(each.lift.times or 0), each.check)))


def _figures(check: Check, ends: Mapping[str, Ended], seen: Mapping[str, Seen], scoring: Scoring) -> CheckTold:
    first = {deal: seen[deal].fired[check.id] for deal in ends if check.id in seen[deal].fired}
    passed = [deal for deal in ends if deal not in first and check.id in seen[deal].passed]
    unknown = [
        deal
        for deal in ends
        if deal not in first and check.id not in seen[deal].passed and check.id in seen[deal].unknown
    ]
    of_fired, of_passed = _lost(first, ends), _lost(passed, ends)
    known = rate(of_fired.part + of_passed.part, of_fired.whole + of_passed.whole)
    telling = telling_of(of_fired, of_passed, scoring.quartiles_need)
    ahead = {deal: (ends[deal].on - day).days for deal, day in first.items()}
    return CheckTold(
        check=check.id,
        name=check.name,
        fired=of_fired,
        passed=of_passed,
        unknown=_lost(unknown, ends),
        not_applicable=len(ends) - len(first) - len(passed) - len(unknown),
        recall=rate(of_fired.part, known.part),
        lift=lift_of(of_fired, known),
        days_ahead_of_losses=spread([days for deal, days in ahead.items() if not ends[deal].won], scoring),
        days_ahead_of_wins=spread([days for deal, days in ahead.items() if ends[deal].won], scoring),
        telling=telling,
        warns=_share(of_fired) > _share(of_passed) if telling == "tells" else None,
    )


def _lost(deals: Iterable[str], ends: Mapping[str, Ended]) -> Share:
    won = [ends[deal].won for deal in deals]
    return rate(won.count(False), len(won))


def _share(share: Share) -> float:
    return share.part / share.whole
