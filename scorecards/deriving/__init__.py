"""Facts from the snapshot: a row for each opportunity, from its fields, the team's files and ``as_of``.

A row holds only what is known.  A fact that is missing from a row is unknown: the fields that it reads are
absent, or blank where a blank tells nothing.  Nothing here reads a clock, a file or a random number.
"""

from collections.abc import Iterable

from scorecards.deriving import (
    account,
    criteria,
    ending,
    money,
    movement,
    people,
    qualification,
    ruled,
    steps,
    talks,
    their_side,
    timing,
)
from scorecards.deriving.background import Background
from scorecards.results import Value
from scorecards.snapshot import Opportunity

Row = dict[str, Value]

_PARTS = (timing, money, steps, talks, people, their_side, criteria, ending, account, movement, ruled)


def derive(opportunities: Iterable[Opportunity], background: Background) -> dict[str, Row]:
    """Give the known facts of each opportunity, by its id."""
    return {opportunity.id: facts_of(opportunity, background) for opportunity in opportunities}


def facts_of(opportunity: Opportunity, background: Background) -> Row:
    """Give the known facts of one opportunity."""
    row: Row = {}
    for part in _PARTS:
        for name, value in part.facts(opportunity, background):
            if value is not None:
                row[name] = value
    row.update(qualification.facts(opportunity, row, background))
    return row
