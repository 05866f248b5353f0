"""Facts from the snapshot: a row for each opportunity, from its fields, the team's files and ``as_of``.

A row holds only what is known.  A fact that is missing from a row is unknown: the fields that it reads are
absent, or blank where a blank tells nothing.  Nothing here reads a clock, a file or a random number.
"""

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
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.values import Value

Row = dict[str, Value]

_PARTS = (timing, money, next_steps, activities, people, buyer_side, criteria, ending, account, movement, rulings)


def derive(file: OpportunityFile, index: Index) -> Row:
    """Derive the known facts of one opportunity."""
    row: Row = {}
    for part in _PARTS:
        for name, value in part.facts(file, index):
            if value is not None:
                row[name] = value
    row.update(qualification.facts(file, row, index))
    return row
