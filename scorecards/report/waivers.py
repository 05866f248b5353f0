"""Checks that a manager waives until a day: on a deal, and as the manager looks through them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.report.values import Named, OutcomeName, Place

WaiverState = Literal["waives", "unused", "ended"]
"""A waiver silences what its check finds, finds nothing to silence, or its last day has passed."""


@dataclass(frozen=True, slots=True)
class DealWaiver:
    """A waiver as it bears on one deal; ``outcome`` is what its check says without it, ``until`` its last day."""

    check: str
    reason: str
    by: str
    by_name: str
    approved_on: date
    until: date
    outcome: OutcomeName
    state: WaiverState
    place: Place

    @property
    def is_back(self) -> bool:
        """Whether it has ended, and what it silenced is open again."""
        return self.state == "ended" and self.outcome in {"fail", "unknown"}


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver as its manager looks through it.

    It is of one deal (``of``), or of all deals of an account whose owners the manager led (``account_name``).
    ``waived`` names the deals on which it silences its check today, ``back`` those on which the check finds something
    again since it ended.
    """

    check: str
    of: Named | None
    account_name: str | None
    reason: str
    approved_on: date
    until: date
    state: WaiverState
    waived: tuple[str, ...]
    back: tuple[str, ...]
    place: Place

    @property
    def is_to_review(self) -> bool:
        """Whether its manager should renew it or take it out of the file."""
        return self.state != "waives"
