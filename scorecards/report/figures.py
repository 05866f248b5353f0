"""The team's figures: of deals and stages, never of a person (D14, D19)."""

from dataclasses import dataclass
from datetime import date

from scorecards.report.finding_matrix import Matrix
from scorecards.report.pipeline_flow import Flow
from scorecards.report.stage_ages import Ages
from scorecards.report.values import Sum


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
