"""What a table holds before its rows are read, so that they can be read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorecards.importing.open.packed_rows import rows_without
from scorecards.importing.open.table import Fault, Rejected, Row, RowKey, Skipped, Table


@dataclass(frozen=True, slots=True)
class TableState:
    """What a table holds before its rows are read, so that they can be read again."""

    table: Table
    rows: Sequence[Row]
    skipped: tuple[Skipped, ...]
    rejected: tuple[Rejected, ...]

    @classmethod
    def of(cls, table: Table) -> "TableState":
        """Note what a table holds."""
        return cls(table, table.rows, tuple(table.skipped), tuple(table.rejected))

    def put_back(self, faults: Mapping[RowKey, Sequence[Fault]]) -> None:
        """Give the table what it held, but for the rows with a fault: those are rejected."""
        self.table.rows = rows_without(self.rows, faults)
        self.table.skipped = list(self.skipped)
        refused = (Rejected(row, tuple(dict.fromkeys(faults[row.key]))) for row in self.rows if row.key in faults)
        self.table.rejected = [*self.rejected, *refused]
