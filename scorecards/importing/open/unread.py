"""The tables of an import as they were before their rows were read, so that they can be read again."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecards.importing.tables import Fault, Rejected, Row, Skipped, Table


@dataclass(frozen=True, slots=True)
class Unread:
    """A table with what it held."""

    table: Table
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    rejected: tuple[Rejected, ...]

    @classmethod
    def of(cls, table: Table) -> "Unread":
        """Note what a table holds."""
        return cls(table, tuple(table.rows), tuple(table.skipped), tuple(table.rejected))

    def put_back(self, faults: dict[int, list[Fault]]) -> None:
        """Give the table what it held, but for rows with a fault, by the row's identity: those are rejected."""
        self.table.rows = [row for row in self.rows if id(row) not in faults]
        self.table.skipped = list(self.skipped)
        refused = (Rejected(row, tuple(dict.fromkeys(faults[id(row)]))) for row in self.rows if id(row) in faults)
        self.table.rejected = [*self.rejected, *refused]


def unread(tables: Iterable[Table]) -> list[Unread]:
    """Note what some tables hold."""
    return [Unread.of(table) for table in tables]
