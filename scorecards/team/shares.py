"""Shares with how far they can be trusted: so many of so many, and the interval of Wilson around it."""

from collections.abc import Mapping
from math import sqrt
from statistics import NormalDist
from typing import Final

from scorecards.report.figures import Share

_Z: Final = NormalDist().inv_cdf(0.975)
"""Intervals hold the true share in 95 of 100 cases."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Give the 95 % interval around a share, from 0 to 1; it holds for few cases, and for none and all of them.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.

    >>> [round(each, 3) for each in wilson(2, 5)]
    [0.118, 0.769]
    >>> wilson(0, 7)[0], wilson(7, 7)[1]
    (0.0, 1.0)
    """
    share, spread = part / whole, _Z * _Z / whole
    middle = share + spread / 2
    reach = sqrt(spread * (share * (1 - share) + spread / 4))
    # None and all are the ends themselves, which sums of floating point miss by a hair.
    low = (middle - reach) / (1 + spread) if part else 0.0
    high = (middle + reach) / (1 + spread) if part < whole else 1.0
    return low, high


def share_of(part: int, whole: int, need: int, target: int | None = None) -> Share:
    """Give a share in whole percent; neither it nor its interval is told of fewer cases than needed."""
    if whole < need:
        return Share(part, whole, None, None, None, target)
    low, high = wilson(part, whole)
    return Share(part, whole, round(100 * part / whole), round(100 * low), round(100 * high), target)


def percents(parts: Mapping[str, float]) -> dict[str, int]:
    """Round parts of a whole to percents that add up to 100: the largest remainders are rounded up."""
    rounded = {name: int(100 * part) for name, part in parts.items()}
    remainders = sorted(parts, key=lambda name: (rounded[name] - 100 * parts[name], name))
    for name in remainders[: 100 - sum(rounded.values())]:
        rounded[name] += 1
    return rounded
