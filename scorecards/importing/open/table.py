"""Rows of text that know their line, as any kind of file gives them, and what is wrong with a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scorecards.model.names import did_you_mean
from scorecards.problems.problem import Problem

Cells = list[str | None]
"""A row's cells as they are written; None where a record does not hold the column at all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken: the column (blank for the row as a whole), what stands there, and what is wrong."""

    column: str
    code: str
    message: str
    value: str = ""
    of_field: bool = False
    """True where this one value is wrong: what can do without it is taken, and it is not known.

    False where the row as a whole is wrong, or where somebody has to be asked what is meant.
    """


class RowKey(NamedTuple):
    """Which row it is of all that an import reads: the path of its file, and its number among the file's records."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line on which it begins, and its cells."""

    line: int
    cells: Cells
    key: RowKey = field(compare=False)
    stands_for: "Row | None" = field(default=None, compare=False)
    """The row of the export as it was, where somebody mended it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no record of ours, and why, in words."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken."""

    row: Row
    faults: tuple[Fault, ...]


@dataclass(slots=True, eq=False)
class Table:
    """A file, or one list of child records in it; a table equals itself alone, whatever it holds.

    Every record stands in exactly one of ``rows``, ``skipped`` and ``rejected``.
    """

    path: str
    name: str
    """The file's name without folder and ending, or that of the list of child records."""
    read_as: str
    header: list[str]
    rows: Sequence[Row]
    skipped: list[Skipped] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    columns_before: int = 0
    """Columns that stand in the file before those of the header."""
    of_total: int | None = None
    """How many records there are in all, where the file says that it holds only some of them."""
    mended: list[Row] = field(default_factory=list)
    """Rows that are skipped because others stand in their place, which somebody mended."""
    mends: str = ""
    """The path of the file of the export in whose place the rows stand, where somebody mended them."""

    @property
    def file(self) -> str:
        """The path of the file of the export that the rows come from."""
        return self.mends or self.path

    @property
    def is_json(self) -> bool:
        """Tell whether it is read from JSON."""
        return self.read_as.startswith("JSON")

    def index(self, column: str) -> int:
        """Give the number of a column, from 0."""
        return self.header.index(column)

    def problem(self, line: int, column: str, code: str, message: str) -> Problem:
        """Name a problem with a cell: the column's number counts as the place in the line."""
        if column not in self.header:
            return Problem(self.path, line, 1, code, message)
        return Problem(self.path, line, self.columns_before + self.index(column) + 1, code, f"{column}: {message}")

    def total(self) -> int:
        """Count all records."""
        return len(self.rows) + len(self.skipped) + len(self.rejected)


def missing_column(table: Table, column: str) -> Problem:
    """Name a column that the mapping needs and the table does not have, or has more than once."""
    if stands_twice(table, column):
        message = f"read the column {column!r} several times with different cells, expected it once"
        number = table.index(first := f"{column} (1)") + 1
        hint = f"; write {first} in the mapping for the first, {column} (2) for the second"
        return Problem(table.path, 1, number, "csv-column", message + hint)
    hint = did_you_mean(column, table.header)
    message = f"read no column {column!r}, expected it, because the mapping names it{hint}"
    return Problem(table.path, 1, 1, "csv-column", message)


def stands_twice(table: Table, column: str) -> bool:
    """Tell whether several columns have this name, with different cells."""
    return column not in table.header and f"{column} (1)" in table.header


def in_order(tables: Sequence[Table]) -> Iterable[tuple[Table, Row]]:
    """Give the rows of tables as the export has them: a mended one stands where the row stood that it is for.

    So whatever is met first is the same with the rejected rows given along as without.
    """
    rows = ((table, row) for table in tables for row in table.rows)
    if not any(table.mends for table in tables):
        return rows
    places: dict[tuple[str, str], int] = {}
    for table in tables:
        places.setdefault((table.file, table.name), len(places))
    return sorted(rows, key=lambda each: (places[each[0].file, each[0].name], (each[1].stands_for or each[1]).line))
