"""Facts from the snapshot: a row for each opportunity, from its fields, the team's files and ``as_of``.

A row holds only what is known.  A fact that is missing from a row is unknown: the fields that it reads are
absent, or blank where a blank tells nothing.  Nothing here reads a clock, a file or a random number.
"""

from collections.abc import Iterable

from scorecards.derive import (
    account,
    activities,
    buyer_side,
    criteria,
    ending,
    money,
    movement,
    next_steps,
    people,
    qualification,
    rulings,
    timing,
)
from scorecards.index.background import Background
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value

Row = dict[str, Value]

_PARTS = (timing, money, next_steps, activities, people, buyer_side, criteria, ending, account, movement, rulings)


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
