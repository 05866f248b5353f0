"""Opportunities of reps who have left: a closed one is left out, and an open one needs another owner."""

from collections.abc import Iterable
from typing import Final

from scorecards.importing.map.cells import leading_column
from scorecards.importing.map.opportunities import Record
from scorecards.importing.map.rosters import Roster
from scorecards.importing.map.set_aside import Sieve
from scorecards.importing.mapping.source import Source
from scorecards.importing.tables import Fault
from scorecards.yaml_files.document import quoted

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
