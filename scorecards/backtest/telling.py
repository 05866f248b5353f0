"""Whether two shares differ: where their intervals lie apart, which asks for more than chance one time in twenty."""

from scorecards.report.backtest import Lift, Telling
from scorecards.report.figures import Share
from scorecards.team.shares import share_of, wilson


def rate(part: int, whole: int) -> Share:
    """Give a share of however few cases, with its interval; nothing but the counts where there are none."""
    return share_of(part, whole, need=1)


def lie_apart(one: Share, other: Share) -> bool:
    """Tell whether the intervals of two shares have no point in common; never where either has no cases.

    >>> lie_apart(rate(5, 36), rate(119, 219)), lie_apart(rate(119, 219), rate(103, 193))
    (True, False)
    """
    if not one.whole or not other.whole:
        return False
    (low, high), (other_low, other_high) = wilson(one.part, one.whole), wilson(other.part, other.whole)
    return high < other_low or other_high < low


def telling_of(one: Share, other: Share, need: int) -> Telling:
    """Judge two shares; neither tells anything on fewer cases than needed."""
    if min(one.whole, other.whole) < need:
        return "too_few"
    return "tells" if lie_apart(one, other) else "tells_nothing"


def lift_of(precision: Share, base: Share) -> Lift:
    """Divide a share by that of all cases, and so both ends of its interval; the share of all is taken as it is."""
    if not precision.whole or not base.part:
        return Lift(None, None, None)
    of_all = base.part / base.whole
    low, high = wilson(precision.part, precision.whole)
    times = precision.part / precision.whole
    return Lift(*(round(each / of_all, 2) for each in (times, low, high)))
