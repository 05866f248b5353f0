"""How often a test of faults tries: a little each time, and at length with ``make faults``."""

import os
from typing import Final

AT_LENGTH: Final = bool(os.environ.get("SCORECARDS_FAULTS"))


def times(short: int, long: int) -> int:
    """Give the number of tries."""
    return long if AT_LENGTH else short


def spread(last: int, many: int) -> list[int]:
    """Give so many of the numbers from 1 to the last, evenly spread; all of them where there are no more."""
    steps = min(many, last) - 1
    return sorted({1 + round((last - 1) * each / max(1, steps)) for each in range(steps + 1)})
