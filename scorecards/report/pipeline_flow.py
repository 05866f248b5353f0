"""How the open pipeline came from the amount of the snapshot before to that of this one."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.model.vocabulary import Closed
from scorecards.report.managers import Named
from scorecards.report.values import Money

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
