"""The team's figures: stages, snapshots and reasons, ages and findings of what is open, how the pipeline changed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scorecards.model.vocabulary import Closed
from scorecards.report.values import Money, Named, Sum

FlowKind = Literal[
    "new",
    "back",
    "reopened",
    "given",
    "raised",
    "lowered",
    "currency",
    "withdrawn",
    Closed,
    "gone",
]
"""What changes the open pipeline: what comes in, what is worth more or less, what goes."""


@dataclass(frozen=True, slots=True)
class FlowSum:
    """Open opportunities with what they are worth in the team's currency.

    ``without`` counts those that have no amount above zero, ``without_rate`` those in a currency for which no rate is
    on file: neither adds anything to the amount.
    """

    count: int
    amount: Money
    without: int
    without_rate: int


@dataclass(frozen=True, slots=True)
class FlowStep:
    """What one kind of change did to the open pipeline; ``amount`` is below zero where it took away.

    What goes, goes with what it was worth in the snapshot before.  ``given`` are those that have an amount, in a
    currency with a rate, for the first time, ``withdrawn`` those that have none any more, ``currency`` those whose
    amount is now in another currency.  ``comes`` is 1 for what comes in, -1 for what goes, 0 for what stays.  ``shown``
    are the first few of the opportunities by their names, ``rest`` counts the others.
    """

    kind: FlowKind
    comes: int
    count: int
    amount: Money
    without: int
    without_rate: int
    opportunities: tuple[str, ...]
    shown: tuple[Named, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class MovedDates:
    """Opportunities that stayed open and whose close date moved, with what they are worth now: it changes no sum.

    ``shown`` are the first few of them by their names, ``rest`` counts the others.
    """

    count: int
    amount: Money
    without: int
    without_rate: int
    opportunities: tuple[str, ...]
    shown: tuple[Named, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The open pipeline ``then``, every kind of change that there was, and the open pipeline ``now``.

    The amounts of ``then`` and of all steps add up to that of ``now``, exactly.
    """

    since: date
    then: FlowSum
    steps: tuple[FlowStep, ...]
    now: FlowSum
    pushed_out: MovedDates
    pulled_in: MovedDates


@dataclass(frozen=True, slots=True)
class AgeBand:
    """How many opportunities of a stage are of one span of ages: those over the limit, and all others.

    Beyond the limit the others are those that were ruled lost or dead (D14).
    """

    over: int
    others: int


@dataclass(frozen=True, slots=True)
class StageAges:
    """The open opportunities of one stage by their age in it.

    ``limit`` is in days, in working days where ``in_working_days`` says so, as are the ages.  ``over`` counts those
    beyond the limit that nobody ruled lost or dead, ``within`` all others whose age is known, ``unknown`` the rest.
    ``bands`` counts those whose age is known, up to each of the edges that :class:`Ages` has, and all beyond the last.
    ``over_ids`` and ``within_ids`` name them, the longest there first; both are empty where :class:`Ages` says that
    they are too many.
    """

    stage: str
    limit: int
    in_working_days: bool
    over: int
    within: int
    unknown: int
    bands: tuple[AgeBand, ...]
    over_ids: tuple[str, ...]
    within_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """Open opportunities by stage and age; ``too_many`` says that they are counted, and not named one by one.

    ``edges`` are where the bands of all stages end, in limits of the stage.  ``without_stage`` counts those whose stage
    is not known.
    """

    too_many: bool
    known: int
    edges: tuple[Decimal, ...]
    without_stage: int
    stages: tuple[StageAges, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How often a check fails of so many known, among the open opportunities of one column.

    Nothing is known where ``known`` is 0; where ``unknown`` is 0 too, the check concerns none of them.
    """

    column: str
    failed: int
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One check: its sums over all columns, and a cell for each of them."""

    check: str
    failed: int
    known: int
    unknown: int
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The checks that fail most, by rep or by manager; ``columns`` are their ids, in the order of their names.

    Checks that fail for nearly all tell little, so they stand last, and are the first that find no place.  ``rest``
    counts the failing checks that are not shown.
    """

    by: Literal["rep", "manager"]
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Days of ``n`` cases: their median, and the quartiles around it; None each where there are too few."""

    n: int
    median: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class StageFigure:
    """What became of the opportunities that the snapshots show in a stage.

    One that comes back to a stage counts again.  ``left`` counts those that left it: ``moved_on`` to a later stage,
    ``back`` to an earlier one, or ended in it.  ``gone`` ones are no longer in the export.  Nothing is said of
    conversion where ``enough`` is false.  ``days`` are the days in the stage of those that left it: working days
    where the stage's limit counts these, else calendar days.
    """

    stage: str
    seen: int
    left: int
    moved_on: int
    back: int
    won: int
    lost: int
    no_decision: int
    gone: int
    still_there: int
    enough: bool
    days: Spread


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """The open pipeline of one snapshot; ``aged`` are over their stage's limit with no end ruled (D14).

    ``age_known`` counts the open ones whose day of entering the stage is known.  ``days_open`` are calendar days since
    they were created.
    """

    as_of: date
    open: Sum
    aged: Sum
    age_known: int
    days_open: Spread


@dataclass(frozen=True, slots=True)
class ReasonFigure:
    """How often a cause or a way of ending stands behind a closed opportunity, by who said so."""

    cause: str | None
    ended: str | None
    buyer: int
    rep: int
    inferred: int
    nobody: int


@dataclass(frozen=True, slots=True)
class PickFigure:
    """What became of the picks of the weeks so far; what went ``to_a_competitor`` is closed, as is a ``no``."""

    picked: int
    signed: int
    won_unsigned: int
    no: int
    to_a_competitor: int
    without_a_word: int
    open: int
    gone: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The page of the team's figures.

    ``need`` is the number of cases below which a figure is too few.  ``closed`` counts what ended without a sale;
    ``won_of_decided`` is the won ones, and the won and lost ones together: no decision is neither (D32).
    ``ages`` and ``matrix`` are of all open opportunities, ``flow`` is None where there is no earlier snapshot.
    ``days_to_close`` are calendar days from created to closed, ``days_to_win`` those of the won ones alone.
    """

    need: int
    stages: tuple[StageFigure, ...]
    weeks: tuple[WeekFigure, ...]
    reasons: tuple[ReasonFigure, ...]
    closed: int
    picks: PickFigure
    won_of_decided: tuple[int, int]
    no_decision: int
    days_to_close: Spread
    days_to_win: Spread
    ages: Ages
    flow: Flow | None
    matrix: Matrix

    @property
    def is_first(self) -> bool:
        """Whether there is one snapshot alone, which shows no course."""
        return len(self.weeks) <= 1

    @property
    def tells_of_decided(self) -> bool:
        """Whether enough is decided to say how much of it was won."""
        return self.won_of_decided[1] >= self.need

    @property
    def tells_of_closed(self) -> bool:
        """Whether enough ended without a sale to say why."""
        return self.closed >= self.need
