"""The different texts of some columns, each with the place where it stands first."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from scorecards.importing.open.packed_rows import cells_in
from scorecards.importing.open.table import Table
from scorecards.problems.problem import Problem, visible


@dataclass(frozen=True, slots=True)
class DistinctText:
    """A text, and the first row of a column in which it stands."""

    text: str
    table: Table
    line: int
    column: str

    def place(self) -> str:
        """Say what stands where: "31/10/2026 in deals.csv, line 4, column Close Date"."""
        return visible(f"{self.text} in {self.table.path}, line {self.line}, column {self.column}")

    def example(self) -> str:
        """Name it as an example: "as in 31/10/2026 (deals.csv, line 4, column Close Date)"."""
        return visible(f"as in {self.text} ({self.table.path}, line {self.line}, column {self.column})")

    def problem(self, code: str, message: str) -> Problem:
        """Name a problem with the text."""
        return self.table.problem(self.line, self.column, code, message)


def texts_of(columns: Iterable[tuple[Table, str]], blanks: Collection[str]) -> Iterator[DistinctText]:
    """Give each text of each column once, on one line and with single spaces, but no blank one.

    A table need not have the column.
    """
    for table, column in columns:
        if column in table.header:
            for text, line in _lines(table, column).items():
                if text.strip() and text.strip() not in blanks:
                    yield DistinctText(" ".join(text.split()), table, line, column)


def _lines(table: Table, column: str) -> dict[str, int]:
    """Give the first line of each text of a column."""
    position = table.index(column)
    lines: dict[str, int] = {}
    for line, text in cells_in(table.rows, position):
        if text is not None and text not in lines:
            lines[text] = line
    return lines
