"""What a manager ruled on one opportunity (D01, D02, D04)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.model.vocabulary import RulingWord
from scorecards.report.changes import Change
from scorecards.report.values import Place


@dataclass(frozen=True, slots=True)
class Intervention:
    """One ruling of a manager, the ``number``-th of ``of`` on this opportunity, with what moved until the next one.

    ``days_still_open`` counts the days since a last ruling of lost or dead while the CRM still holds the deal open;
    None elsewhere.  ``until`` is the day of the next one.  ``moved`` holds only movement of the buyer and how it ended;
    where it is empty, ``movement`` tells whether nothing moved, whether that is unknown, or whether it is too early to
    tell.
    """

    opportunity: str
    number: int
    of: int
    ruling: RulingWord
    by: str
    by_name: str
    on: date
    reason: str | None
    course_of_action: str | None
    review_on: date | None
    place: Place
    days_still_open: int | None
    until: date | None
    moved: tuple[Change, ...]
    movement: Literal["known", "unknown", "too_early"]

    @property
    def tells_what_moved(self) -> bool:
        """Whether there is something to say of what moved after it."""
        return bool(self.moved) or self.movement != "too_early"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that a manager approved: until when, and why (D02).  It silences findings until then."""

    until: date
    reason: str
    by_name: str
    place: Place
