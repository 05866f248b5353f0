"""What changed from one snapshot to the next, and whether the buyer moved (D16)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from scorecards.model.vocabulary import Closed
from scorecards.report.values import Money, Place

ChangeKind = Literal[
    "first_seen",
    "missing",
    "back",
    "renamed",
    "owner",
    "stage",
    "amount",
    "close_date",
    "forecast_category",
    "gap_rating",
    "need",
    "ended",
    "claim",
    "reopened",
    Closed,
    "advance",
    "setback",
    "criterion_met",
    "criterion_lost",
    "step_done",
    "buying_step_done",
    "verbal_yes",
    "signed",
]
MovementState = Literal["forward", "backward", "both", "still", "new", "unknown"]

TALKS: Final = ("advance", "setback")
"""The kinds of change that are a talk: its note tells more of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs from the snapshot before, or that the buyer did since.

    ``on`` is the day of what happened where it is known, else ``told_on``, the day of the snapshot that shows it.
    ``moves`` says what it tells of the buyer's movement: a stage that we set forward tells nothing.
    ``before`` and ``after`` are words, days or amounts, whichever the change is about.
    """

    kind: ChangeKind
    on: date
    told_on: date
    moves: Literal["forward", "backward", "nothing"]
    before: str | None = None
    after: str | None = None
    day_before: date | None = None
    day_after: date | None = None
    amount_before: Money | None = None
    amount_after: Money | None = None
    text: str | None = None
    who: str | None = None
    place_before: Place | None = None
    place_after: Place | None = None

    @property
    def days_moved(self) -> int:
        """The days by which it moves our close date out; below zero where it pulls it in."""
        if self.kind != "close_date" or not self.day_before or not self.day_after:
            return 0
        return (self.day_after - self.day_before).days

    @property
    def is_step_done(self) -> bool:
        """Whether it is a step of theirs that they did."""
        return self.kind == "step_done"


@dataclass(frozen=True, slots=True)
class GapPoint:
    """One of their ratings of the chance of closing, 1 to 10 (D23)."""

    score: int
    on: date | None
    told_on: date


@dataclass(frozen=True, slots=True)
class Movement:
    """How one opportunity moved since the snapshot before, and in all that the snapshots tell.

    ``state`` goes by the buyer alone; it is unknown where the snapshot holds nothing that would show the buyer's
    movement.  ``since`` is the day of the snapshot that it is compared with, None where it is new.
    ``contacts`` counts contacts since then, ``contacts_since_move`` those since the buyer last moved it forward, None
    where a contact does not say what came of it.  ``changes`` are those since then, the weightiest first,
    ``turns_back`` what moved it backward before, but for talks.
    ``pushes`` counts how often the snapshots show that our close date moved out, ``pulls`` how often in.
    """

    state: MovementState
    since: date | None
    contacts: int | None
    contacts_since_move: int | None
    last_move_on: date | None
    last_setback_on: date | None
    pushes: int
    pulls: int
    first_seen: date
    weeks_missing: tuple[date, ...]
    gap_ratings: tuple[GapPoint, ...]
    changes: tuple[Change, ...]
    turns_back: tuple[Change, ...]

    @property
    def stood_still(self) -> bool:
        """Whether it is known that the buyer did nothing since then."""
        return self.state == "still"

    @property
    def is_unknown(self) -> bool:
        """Whether nothing shows if the buyer moved."""
        return self.state == "unknown"

    @property
    def went_back_on(self) -> date | None:
        """The day on which it went back after the last move forward; None where it did not."""
        forward, back = self.last_move_on, self.last_setback_on
        return back if forward and back and back >= forward else None

    @property
    def moves(self) -> tuple[Change, ...]:
        """What moved it since then, either way."""
        return tuple(each for each in self.changes if each.moves != "nothing")

    @property
    def changes_besides_talks(self) -> tuple[Change, ...]:
        """What changed since then, but for talks: their notes tell more of these."""
        return tuple(each for each in self.changes if each.kind not in TALKS) if self.since else ()


@dataclass(frozen=True, slots=True)
class Gone:
    """An opportunity that an earlier snapshot held and this one does not: told, not forgotten."""

    opportunity: str
    name: str
    account_name: str | None
    owner: str
    owner_name: str
    stage: str | None
    amount: Money | None
    last_seen: date
    place: Place


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a set of opportunities since the snapshot before.

    The counts of movement are of the open ones; ``moved`` to ``no_decision`` name opportunities by id.
    ``handed_over`` are those that changed hands, ``gone`` those that left the export since then, ``gone_before`` counts
    the earlier ones.
    """

    since: date
    forward: int
    backward: int
    both: int
    still: int
    unknown: int
    moved: tuple[str, ...]
    opened: tuple[str, ...]
    back: tuple[str, ...]
    reopened: tuple[str, ...]
    handed_over: tuple[str, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    no_decision: tuple[str, ...]
    gone: tuple[Gone, ...]
    gone_before: int

    @property
    def tells_which(self) -> bool:
        """Whether there is more to tell than how many did not move."""
        return bool(self.moved or self.back or self.reopened or self.handed_over or self.gone or self.gone_before)
