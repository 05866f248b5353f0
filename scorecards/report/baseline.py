"""The findings of the baseline, counted down."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OldFindings:
    """How many of the findings that were there on the day ``since`` are not cleared yet."""

    since: date
    left: int
    of: int
