"""Rows that cannot be taken, or are none of ours: noted while they are read, and put aside once all are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from scorecards.importing.tables import Fault, Rejected, Row, Skipped, Table


@dataclass(slots=True)
class Sieve:
    """What is noted about rows, by the row itself: a fault rejects it, otherwise a reason skips it."""

    _faults: dict[int, dict[Fault, None]] = field(default_factory=dict)
    _reasons: dict[int, str] = field(default_factory=dict)

    def reject(self, row: Row, *faults: Fault) -> None:
        """Note what is wrong with a row; the same fault counts once."""
        self._faults.setdefault(id(row), {}).update(dict.fromkeys(faults))

    def skip(self, row: Row, reason: str) -> None:
        """Note why a row is no record of ours; the first reason counts."""
        self._reasons.setdefault(id(row), reason)

    def keeps(self, row: Row) -> bool:
        """Tell whether nothing is noted against a row."""
        return id(row) not in self._faults and id(row) not in self._reasons

    def reason(self, row: Row) -> str:
        """Give the reason for which a row is skipped."""
        return self._reasons.get(id(row), "")

    def rejects(self, row: Row) -> bool:
        """Tell whether a row has a fault."""
        return id(row) in self._faults

    def sift(self, tables: Iterable[Table]) -> None:
        """Put the rows of tables where they belong; the notes about them are used up by it."""
        for table in tables:
            kept = []
            for row in table.rows:
                faults = self._faults.pop(id(row), None)
                reason = self._reasons.pop(id(row), None)
                if faults:
                    table.rejected.append(Rejected(row, tuple(faults)))
                elif reason is not None:
                    table.skipped.append(Skipped(row.line, reason))
                else:
                    kept.append(row)
            table.rows = kept
