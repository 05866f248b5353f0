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
    """How many opportunities of a stage are of one span of ages: those over the limit, and all others."""

    over: int
    others: int


@dataclass(frozen=True, slots=True)
class StageAges:
    """The open opportunities of one stage by their age in it.

    ``limit`` is in days, in working days where ``in_working_days`` says so, as are the ages.  ``over`` counts those
    beyond the limit, ``within`` those that are not, ``unknown`` those whose age is not known.  What a manager ruled
    lost or dead by the day of the snapshot is none of these: ``ruled_over`` counts it apart (D14).  ``bands`` counts
    those over and within, up to each of the edges that :class:`Ages` has, and all beyond the last.  ``over_ids``,
    ``within_ids`` and ``ruled_over_ids`` name them, the longest there first; all are empty where :class:`Ages` says
    that they are too many.
    """

    stage: str
    limit: int
    in_working_days: bool
    over: int
    within: int
    unknown: int
    ruled_over: int
    bands: tuple[AgeBand, ...]
    over_ids: tuple[str, ...]
    within_ids: tuple[str, ...]
    ruled_over_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """Open opportunities by stage and age; ``too_many`` says that they are counted, and not named one by one.

    ``open`` counts all of them: those whose age is ``known`` and that nobody ruled over, those ``ruled_over``, and the
    rest, of which nobody knows since when they are there, or in which stage.  ``edges`` are where the bands of all
    stages end, in limits of the stage.  ``without_stage`` counts those whose stage is not known.
    """

    too_many: bool
    open: int
    known: int
    ruled_over: int
    edges: tuple[Decimal, ...]
    without_stage: int
    stages: tuple[StageAges, ...]

    @property
    def age_unknown(self) -> int:
        """How many there are of which nobody knows since when they are there, or in which stage."""
        return self.open - self.known - self.ruled_over


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How often a check fails of so many known, among the open opportunities of one column.

    Nothing is known where ``known`` is 0; where ``unknown`` is 0 too, the check concerns none of them.
    """

    column: str
    failed: int
    known: int
    unknown: int

    @property
    def shade(self) -> int:
        """How dark the cell is, from 0 where none fails to 5 where all that are known do."""
        return -(-5 * self.failed // self.known) if self.known else 0


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
    """Days of ``n`` cases: their median and what lies around it; None each where there are too few.

    Around it are the quartiles where there are cases enough for these, and else all cases, from the least to the most:
    ``is_range``.
    """

    n: int
    median: int | None
    low: int | None
    high: int | None
    is_range: bool


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, in whole percent, with the interval that holds the true share in 95 of 100 cases (Wilson).

    All three are None where there are too few cases.  ``target`` is the team's own, in percent; None where it has none.
    """

    part: int
    whole: int
    percent: int | None
    low: int | None
    high: int | None
    target: int | None

    @property
    def against_target(self) -> Literal["above", "below", "unclear"] | None:
        """How it stands to the target: unclear where that lies inside the interval; None where nothing is told."""
        if self.target is None or self.low is None or self.high is None:
            return None
        return "above" if self.low > self.target else "below" if self.high < self.target else "unclear"


@dataclass(frozen=True, slots=True)
class Stay:
    """How long opportunities stay in a stage, by Kaplan-Meier with late entry: those still there count too.

    Days are those of the stage's limit: working days where it counts these.  ``n`` visits were watched, of which
    ``left`` left; ``left_out`` were not, since nobody says when they began, or they had ended before a snapshot
    showed them.  ``median`` is the day by which half have left, and ``at_risk`` how many were watched and still there
    just before; both are None where half have not left by the last day that tells anything, ``followed_to``, with so
    many ``at_risk`` on it.  ``is_cut`` says that too few were watched beyond that day.

    ``low`` and ``high`` are the days by which a quarter and three quarters have left, None where they have not; where
    ``is_range`` says so they are the shortest and the longest stay instead, and the longest one still goes on where
    ``goes_on`` says so.  ``target`` is the team's own for the median.
    """

    n: int
    left: int
    left_out: int
    enough: bool
    median: int | None
    at_risk: int | None
    followed_to: int | None
    is_cut: bool
    low: int | None
    high: int | None
    is_range: bool
    goes_on: bool
    target: int | None


@dataclass(frozen=True, slots=True)
class WhereTo:
    """Where opportunities went from a stage by some day in it, in whole percent, by Aalen-Johansen with late entry.

    The ends compete, and those still there count too: all add up to 100.  ``by_day`` is the last day in the stage that
    tells anything, ``at_risk`` how many were watched and still there just before it.  ``target`` is the team's own
    for ``moved_on``.
    """

    by_day: int
    at_risk: int
    moved_on: int
    back: int
    won: int
    lost: int
    no_decision: int
    still_there: int
    target: int | None


@dataclass(frozen=True, slots=True)
class StageFigure:
    """What became of the opportunities that the snapshots show in a stage.

    One that comes back to a stage counts again.  ``left`` counts those that left it: ``moved_on`` to a later stage,
    ``back`` to an earlier one, or ended in it.  ``gone`` ones are no longer in the export.  ``where_to`` is None where
    too few were watched.
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
    stay: Stay
    where_to: WhereTo | None


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """The open pipeline of one snapshot; ``aged`` are over their stage's limit with no end ruled (D14).

    ``age_known`` counts the open ones whose day of entering the stage is known; those that a manager had ruled lost or
    dead by that day are left out of both, and counted as ``ruled_over``.  ``days_open`` are calendar days since they
    were created.
    """

    as_of: date
    open: Sum
    aged: Sum
    age_known: int
    ruled_over: int
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
class Agreement:
    """Whether the buyer gave the cause of a loss that the rep had given before: ``same`` of ``both`` (D36).

    ``both`` counts the deals without a sale for which the snapshots hold a cause said by each.
    """

    same: int
    both: int


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

    ``need`` is the number of cases below which a figure is too few, ``quartiles_need`` that from which quartiles are
    told.  ``closed`` counts what ended without a sale.  ``won_of_decided`` are the won ones of the won and lost ones:
    no decision is neither (D32); ``won_of_ended`` are those of all that ended, ``signed_of_ended`` those with a
    signature on file (D35), ``no_decision_of_ended`` those that ended in none; None where deals are lost and no
    snapshot marks any as that: it is unknown how many of the lost are.
    ``ages`` and ``matrix`` are of all open opportunities, ``flow`` is None where there is no earlier snapshot.
    ``days_to_close`` are calendar days from created to closed, ``days_to_win`` those of the won ones alone, with the
    team's own target for their median.
    """

    need: int
    quartiles_need: int
    stages: tuple[StageFigure, ...]
    weeks: tuple[WeekFigure, ...]
    reasons: tuple[ReasonFigure, ...]
    agreement: Agreement
    closed: int
    picks: PickFigure
    won_of_decided: Share
    won_of_ended: Share
    signed_of_ended: Share
    no_decision_of_ended: Share | None
    days_to_close: Spread
    days_to_win: Spread
    days_to_win_target: int | None
    ages: Ages
    flow: Flow | None
    matrix: Matrix

    @property
    def is_first(self) -> bool:
        """Whether there is one snapshot alone, which shows no course."""
        return len(self.weeks) <= 1

    @property
    def visits_left_out(self) -> int:
        """How many visits to stages no curve tells of."""
        return sum(stage.stay.left_out for stage in self.stages)

    @property
    def tells_of_closed(self) -> bool:
        """Whether enough ended without a sale to say why."""
        return self.closed >= self.need
