"""This week: the picks and what became of them, and the follow-up blocks (D08, D09, D15, D25)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.model.vocabulary import RuledOver
from scorecards.report.changes import Change
from scorecards.report.values import Money, Place, StepState

Ended = Literal["signed", "won_unsigned", "no", "to_a_competitor", "without_a_word"]
PickOutcome = Literal[Ended, "open", "gone", "not_yet"]
LeftToDo = Literal["ask_why", "set_wake"]


@dataclass(frozen=True, slots=True)
class Due:
    """A step of an opportunity with the day on which it is due, overdue or within reach of the snapshot (D25).

    The step's ``rep`` is who does it, which may be a colleague of the opportunity's owner.
    """

    opportunity: str
    step: StepState


@dataclass(frozen=True, slots=True)
class Pick:
    """A deal that a rep picked to bring to an end in a week, and what the first snapshot of a later week says of it.

    ``week`` is the Monday.  ``no`` is an honest no: they said so.  ``to_a_competitor`` is closed too, and neither
    praised nor blamed: they chose somebody else.  ``without_a_word`` is closed though they said nothing.  ``gone`` says
    that the snapshot left it out, ``not_yet`` that no later snapshot is there.  ``last_told`` says what the last
    snapshot that holds it says of it, where that is not the outcome; ``last_seen`` is the day of that snapshot, where
    the newest one leaves it out.

    ``ruled`` is what the manager ruled where that is over and the newest snapshot still holds the deal open (D01).

    Where it was last told as closed without a sale, ``words`` is the reason, ``said_by`` who gave it, and ``wake_on``
    the day ahead on which the cold file wakes it.  Then ``left`` says what is left to do (D36, D40): ``ask_why`` where
    the buyer's own reason is not on file, ``set_wake`` where nobody has said when to look again, or that it is final,
    and the export still holds it.
    """

    opportunity: str
    name: str
    account_name: str | None
    rep: str
    rep_name: str
    week: date
    why: str | None
    amount: Money | None
    outcome: PickOutcome
    told_on: date | None
    last_told: PickOutcome | None
    last_seen: date | None
    ruled: RuledOver | None
    words: str | None
    said_by: str | None
    wake_on: date | None
    left: tuple[LeftToDo, ...]
    place: Place

    @property
    def stands(self) -> bool:
        """Whether what became of it calls for what its outcome does: nothing since tells otherwise."""
        if self.outcome == "gone":
            return self.last_seen is not None
        if self.outcome == "open":
            return not (self.last_told or self.last_seen or self.ruled)
        return not self.last_told

    @property
    def ended_in_no(self) -> bool:
        """Whether they said no, or chose somebody else, then or since."""
        return not {"no", "to_a_competitor"}.isdisjoint((self.outcome, self.last_told))

    @property
    def went_to_a_competitor(self) -> bool:
        """Whether they chose somebody else, as it was last told."""
        return (self.last_told or self.outcome) == "to_a_competitor"

    @property
    def is_gone_since(self) -> bool:
        """Whether the newest snapshot leaves out what an earlier one told of."""
        return self.last_seen is not None and bool(self.last_told or self.outcome != "gone")

    @property
    def asks_why(self) -> bool:
        """Whether the buyer's own reason is still to be asked."""
        return "ask_why" in self.left

    @property
    def lacks_wake(self) -> bool:
        """Whether it is still to be said when to look again."""
        return "set_wake" in self.left


@dataclass(frozen=True, slots=True)
class Block:
    """A follow-up block with the steps that go into it; ``room`` is how many steps it holds.

    ``start`` and ``end`` are times of day such as 09:00, in the time zone of the follow-up.
    """

    day: date
    start: str
    end: str
    room: int
    steps: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A rep's blocks of the coming 14 days; ``overflow`` is what finds no room in them.

    What is overdue found every block full; all else has none with room before it is due.
    They hold what the rep does, on opportunities of the rep's own and on those of colleagues.
    ``calendar`` is the name of the calendar file beside the page, ``time_zone`` an IANA time zone.
    """

    blocks: tuple[Block, ...]
    overflow: tuple[Due, ...]
    calendar: str
    time_zone: str

    @property
    def filled(self) -> tuple[Block, ...]:
        """The blocks with steps."""
        return tuple(block for block in self.blocks if block.steps)

    @property
    def free(self) -> tuple[Block, ...]:
        """The blocks without a step."""
        return tuple(block for block in self.blocks if not block.steps)

    @property
    def too_many(self) -> tuple[Due, ...]:
        """What is overdue and found every block full."""
        return tuple(each for each in self.overflow if each.step.is_overdue)

    @property
    def too_late(self) -> tuple[Due, ...]:
        """What finds no block before it is due."""
        return tuple(each for each in self.overflow if not each.step.is_overdue)


@dataclass(frozen=True, slots=True)
class Closure:
    """Something that was brought to an end: a signature, an honest no, or what is no win but closed (D09, D15).

    ``outcome`` is one of those of a pick, ``ended`` how it ended, where that is noted, ``words`` the reason of an end
    without a sale, and ``said_by`` who gave it.  ``told_on`` is the day of the snapshot that told it, ``closed_on`` the
    day on which it was closed, where it is given.

    ``week`` is the Monday of the last pick before that, and ``why`` what the rep wrote beside it; both are None where
    it was not picked.  ``moved`` are the last talks and steps by which the buyer moved it forward, the oldest first.
    """

    opportunity: str
    name: str
    account_name: str | None
    rep: str
    rep_name: str
    amount: Money | None
    outcome: Ended
    ended: str | None
    told_on: date
    closed_on: date | None
    picked: bool
    week: date | None
    why: str | None
    moved: tuple[Change, ...]
    words: str | None
    said_by: str | None

    @property
    def is_signed(self) -> bool:
        """Whether they signed."""
        return self.outcome == "signed"

    @property
    def is_unsigned(self) -> bool:
        """Whether it was won, and no signature is on file."""
        return self.outcome == "won_unsigned"

    @property
    def went_to_a_competitor(self) -> bool:
        """Whether they chose somebody else."""
        return self.outcome == "to_a_competitor"

    @property
    def moved_before_pick(self) -> tuple[Change, ...]:
        """What moved it before it was picked; all, where it never was."""
        return tuple(each for each in self.moved if not self.week or each.on < self.week)

    @property
    def moved_since_pick(self) -> tuple[Change, ...]:
        """What moved it from the week on in which it was picked."""
        return tuple(each for each in self.moved if self.week and each.on >= self.week)


@dataclass(frozen=True, slots=True)
class Wins:
    """The page of the wins: the closed picks and the other closures of the weeks that the snapshots tell.

    ``successes`` are the signatures, and the noes that the buyer said.  ``ended`` are no wins: a competitor was chosen,
    or only the rep tells of the no.

    ``weeks`` counts the snapshots that were compared, the first of them of the day ``since``; with fewer than two,
    there is nothing to compare.  ``picked`` counts the picks of which a later snapshot tells: ``closed`` ended in a
    yes, a no or their choice of a competitor, ``still_open`` did not end, ``without_a_word`` was closed though they
    said nothing, and ``gone`` is missing.
    """

    weeks: int
    since: date
    successes: tuple[Closure, ...]
    ended: tuple[Closure, ...]
    picked: int
    closed: int
    still_open: int
    without_a_word: int
    gone: int

    @property
    def is_first(self) -> bool:
        """Whether there is no snapshot yet with which to compare the first."""
        return self.weeks <= 1

    @property
    def unsigned(self) -> int:
        """How many of the successes are won without a signature on file."""
        return sum(each.is_unsigned for each in self.successes)

    @property
    def picked_successes(self) -> tuple[Closure, ...]:
        """The successes that a rep had picked."""
        return tuple(each for each in self.successes if each.picked)

    @property
    def other_successes(self) -> tuple[Closure, ...]:
        """The successes that came without a pick."""
        return tuple(each for each in self.successes if not each.picked)
