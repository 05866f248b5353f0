"""What a manager ruled on one opportunity (D01, D02, D04)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.model.vocabulary import Doer, RulingWord, Weighed
from scorecards.report.changes import Change
from scorecards.report.values import Place, Told


@dataclass(frozen=True, slots=True)
class ActionState:
    """One thing that a manager asked for with a ruling, and whether it is done (D04).

    ``key`` is what files call it.  ``who_name`` names whose it is, None where nobody is named.  It is ``done`` only
    where a step of the deal that names it is done, or follow_ups.yml says so; ``told_by`` is where the last word on it
    stands, ``outcome`` that word, also on what is not done.  It is ``overdue`` after its day, ``days_overdue`` days
    ago, and ``untold`` where the next ruling, or the end of the deal, came before any word of it.  ``since`` is the
    last contact after the ruling while nothing says that it is done: it claims nothing.
    """

    key: str
    what: str
    who: Doer | None
    who_name: str | None
    by: date | None
    days_overdue: int | None
    state: Literal["done", "open", "overdue", "untold"]
    done_on: date | None
    outcome: str | None
    told_by: Place | None
    since: Told | None

    @property
    def is_due(self) -> bool:
        """Whether it is still to be done."""
        return self.state in {"open", "overdue"}

    @property
    def is_for_the_rep(self) -> bool:
        """Whether it is still to be done, and not by the manager."""
        return self.is_due and self.who != "manager"

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.state == "overdue"

    @property
    def is_done(self) -> bool:
        """Whether it is said to be done."""
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class Intervention:
    """One ruling of a manager, the ``number``-th of ``of`` on this opportunity, with what moved until the next one.

    ``days_still_open`` counts the days since a last ruling of lost or dead while the CRM still holds the deal open;
    None elsewhere.  ``until`` is the day of the next one.  ``moved`` holds only movement of the buyer and how it ended;
    where it is empty, ``movement`` tells whether nothing moved, whether that is unknown, or whether it is too early to
    tell.  ``weighed`` is the plan that was weighed (D06), ``actions`` what is to be done, and ``no_action`` why nothing
    is: where neither stands, no course of action is on record.
    """

    opportunity: str
    number: int
    of: int
    ruling: RulingWord
    by: str
    by_name: str
    on: date
    reason: str | None
    weighed: Weighed | None
    actions: tuple[ActionState, ...]
    no_action: str | None
    review_on: date | None
    place: Place
    days_still_open: int | None
    until: date | None
    moved: tuple[Change, ...]
    movement: Literal["known", "unknown", "too_early"]

    @property
    def says_what_to_do(self) -> bool:
        """Whether it says what is to be done, or on purpose that nothing is."""
        return bool(self.actions) or self.no_action is not None

    @property
    def actions_done(self) -> int:
        """How many of its actions are said to be done."""
        return sum(each.is_done for each in self.actions)

    @property
    def is_movement_unknown(self) -> bool:
        """Whether nothing shows if anything moved after it."""
        return self.movement == "unknown"

    @property
    def tells_what_moved(self) -> bool:
        """Whether there is something to say of what moved after it."""
        return bool(self.moved) or self.movement != "too_early"


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a manager asked for on an opportunity that is open (D04)."""

    opportunity: str
    ruled_on: date
    by_name: str
    action: ActionState


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that a manager approved: until when, and why (D02).  It silences findings until then."""

    until: date
    reason: str
    by_name: str
    place: Place
