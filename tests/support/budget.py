"""How often a test of faults tries: a little each time, and at length with ``make faults``."""

import os
from typing import Final

AT_LENGTH: Final = bool(os.environ.get("SCORECARDS_FAULTS"))


def times(short: int, long: int) -> int:
    """Give the number of tries."""
    return long if AT_LENGTH else short
