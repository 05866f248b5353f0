"""Opportunities of reps who have left: a closed one is left out, and an open one needs another owner."""

from collections.abc import Iterable
from typing import Final

from scorecards.document import quoted
from scorecards.importing.cells.converting import leading_column
from scorecards.importing.mapping import Source
from scorecards.importing.rows.records import Record
from scorecards.importing.rows.rosters import Roster
from scorecards.importing.rows.sifting import Sieve
from scorecards.importing.tables import Fault

_LEFT: Final = "owned by somebody who has left"


def put_former_aside(
    records: Iterable[Record], roster: Roster, former: Roster, source: Source, sieve: Sieve
) -> list[Record]:
    """Skip the closed opportunities of former reps, reject their open ones, and give all others.

    Whoever is in the team again is no former rep.
    """
    others = []
    for record in records:
        owner = record.values.get("owner")
        if not owner or roster.ids_of(owner) or not former.ids_of(owner):
            others.append(record)
        elif record.values.get("status") == "open":
            told = f"read {quoted(owner)}, who has left (former_reps in {former.path}), expected a rep of the team"
            message = f"{told}; give the deal to somebody in the CRM"
            sieve.reject(record.row, Fault(leading_column(source, record.table), "unknown-rep", message, owner))
        else:
            sieve.skip(record.row, _LEFT)
    return others
