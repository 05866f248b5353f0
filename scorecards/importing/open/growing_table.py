"""A table whose columns are found record by record."""

from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.tables import Cells, Fault, Rejected, Row, Table

_MANY: Final = 100_000


@dataclass(slots=True)
class Growing:
    """The columns and records of a table as far as they are read."""

    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)

    def add(self, line: int, cells: dict[str, str], faults: tuple[Fault, ...]) -> None:
        """Add a record; one with faults is rejected."""
        same = self._seen.setdefault if len(self._seen) < _MANY else self._seen.get
        row = Row(line, self._in_columns({column: same(cell, cell) for column, cell in cells.items()}))
        if faults:
            self.rejected.append(Rejected(row, faults))
        else:
            self.rows.append(row)

    def _in_columns(self, cells: dict[str, str]) -> Cells:
        """Put the cells in the order of the columns, and add a column for each that is new."""
        if cells.keys() - self.columns.keys():
            for column in cells:
                self.columns.setdefault(column, len(self.columns))
        return list(map(cells.get, self.columns))

    def table(self, path: str, name: str, read_as: str) -> Table:
        """Give the table, with a cell or None for every column in every row."""
        table = Table(path, name, read_as, list(self.columns), self.rows, rejected=self.rejected)
        inside = self._inside()
        for row in (*table.rows, *(each.row for each in table.rejected)):
            row.cells.extend([None] * (len(table.header) - len(row.cells)))
            for at, inner in inside.items():
                if row.cells[at] == "":
                    _blank(row.cells, inner)
        return table

    def _inside(self) -> dict[int, list[int]]:
        """Give, for a column that holds what has columns of its own in other records, the numbers of these."""
        inside: dict[int, list[int]] = {}
        for column, at in self.columns.items():
            outer, _, _ = column.rpartition(".")
            if outer in self.columns:
                inside.setdefault(self.columns[outer], []).append(at)
        return inside


def _blank(cells: Cells, positions: list[int]) -> None:
    """Fill in what an object that is null does not hold: it is known to be blank."""
    for at in positions:
        cells[at] = cells[at] or ""
