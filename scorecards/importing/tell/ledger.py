"""The ledger of an import: what became of every row, every column and every field.

It adds up: of each file, rows = taken + rejected + skipped; and of the export, the rows taken are the opportunities.
All numbers are counts of rows or of opportunities.
"""

from dataclasses import dataclass
from datetime import date

from scorecards.importing.map.cells import UnknownWord
from scorecards.importing.mapping.plan import Role
from scorecards.importing.reconcile.differences import Changes
from scorecards.importing.reconcile.kept_fields import Kept


@dataclass(frozen=True, slots=True)
class TableLedger:
    """What became of the rows and columns of one file, or of one list of child records in it."""

    file: str
    role: Role
    read_as: str
    """How it was read, in words: "CSV in Windows-1252 (found), cells divided by ; (found)"."""
    rows: int
    taken: int
    rejected: int
    skipped: tuple[tuple[str, int], ...]
    """Reasons, each with the number of rows."""
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    """Columns that the mapping names as optional and the file does not have."""
    mended: int = 0
    """So many rows stand a second time, in a file of mended rows."""

    def adds_up(self) -> bool:
        """Tell whether every row is accounted for."""
        return self.rows == self.taken + self.rejected + sum(count for _, count in self.skipped)


@dataclass(frozen=True, slots=True)
class Fill:
    """In how many opportunities a field holds something, is there and blank, or is not there at all."""

    field: str
    filled: int
    blank: int
    absent: int


@dataclass(frozen=True, slots=True)
class UnreadColumn:
    """Values of a column that cannot be taken for one cause, in so many rows: what is wrong with the first of them."""

    file: str
    column: str
    code: str
    message: str
    rows: int
    lines: tuple[int, ...]
    """The lines of the first few."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What an import did, or would do."""

    as_of: date
    mapping: str
    tables: tuple[TableLedger, ...]
    opportunities: int
    statuses: tuple[tuple[str, int], ...]
    reps: int
    managers: int
    owners: int
    notations: tuple[str, ...]
    """How dates and amounts are written, in words, with what shows it."""
    fills: tuple[Fill, ...]
    unread: tuple[UnreadColumn, ...]
    """Values that cannot be taken, of rows that can: their fields are not known."""
    unknown_words: tuple[UnknownWord, ...]
    changes: Changes | None
    kept: tuple[Kept, ...]
    notes: tuple[str, ...]
    """What else the reader should know: ids made from rows, accounts added, ids merged."""
    written: tuple[str, ...]
    removed: tuple[str, ...]
    """Files that the import replaces: parts of the day's snapshot, and rejects that nothing needs any more."""
    rejects: tuple[str, ...]
    """Files that hold the rejected rows."""
    again: tuple[str, ...] = ()
    """Files to give to the next import, once the rejected rows are mended."""

    def rejected(self) -> int:
        """Count the rejected rows of all files."""
        return sum(table.rejected for table in self.tables)
