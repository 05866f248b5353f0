"""The rows of a large file in little memory: each is made when it is asked for."""

from array import array
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from typing import Final, overload

from scorecards.importing.open.table import Cells, Row, RowKey

_BETWEEN: Final = "\x1f"
"""A character that hardly ever stands in a cell; a row in which it does is kept as it is."""


class PackedRows(Sequence[Row]):
    """Rows of one file that nobody mended, by rising number."""

    __slots__ = ("_cells", "_lines", "_numbers", "path")

    def __init__(self, path: str) -> None:
        """Begin without rows; ``path`` is that of their file."""
        self.path = path
        self._lines = array("q")
        self._numbers = array("q")
        self._cells: list[str | Sequence[str | None]] = []

    def add(self, line: int, number: int, cells: Sequence[str]) -> None:
        """Add a row: the line on which it begins, its number among the records of the file, and its cells."""
        self._lines.append(line)
        self._numbers.append(number)
        joined = _BETWEEN.join(cells)
        self._cells.append(joined if cells and joined.count(_BETWEEN) == len(cells) - 1 else [*cells])

    def numbered(self, number: int) -> Row:
        """Give the row that has a number among the records of the file."""
        return self[bisect_left(self._numbers, number)]

    def without(self, keys: Container[RowKey]) -> "PackedRows":
        """Give the rows but for some."""
        rows = PackedRows(self.path)
        for line, number, cells in zip(self._lines, self._numbers, self._cells, strict=True):
            if (self.path, number) not in keys:
                rows._lines.append(line)
                rows._numbers.append(number)
                rows._cells.append(cells)
        return rows

    def cells_in(self, position: int) -> Iterator[tuple[int, str | None]]:
        """Give the line of each row, and its cell in a column."""
        for line, cells in zip(self._lines, self._cells, strict=True):
            yield line, (cells.split(_BETWEEN, position + 1) if isinstance(cells, str) else cells)[position]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._cells)

    def __iter__(self) -> Iterator[Row]:
        """Give each row."""
        path = self.path
        for line, number, cells in zip(self._lines, self._numbers, self._cells, strict=True):
            yield Row(line, _unpacked(cells), RowKey(path, number))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        """Give one row, or several."""
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        return Row(self._lines[index], _unpacked(self._cells[index]), RowKey(self.path, self._numbers[index]))


def rows_without(rows: Sequence[Row], keys: Container[RowKey]) -> Sequence[Row]:
    """Give rows but for some, packed as they were."""
    return rows.without(keys) if isinstance(rows, PackedRows) else [row for row in rows if row.key not in keys]


def cells_in(rows: Sequence[Row], position: int) -> Iterator[tuple[int, str | None]]:
    """Give the line of each row, and its cell in a column."""
    return (
        rows.cells_in(position)
        if isinstance(rows, PackedRows)
        else ((each.line, each.cells[position]) for each in rows)
    )


def cut_to(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """Give rows with so many cells each."""
    cut = PackedRows(rows[0].key.path if rows else "")
    for row in rows:
        cut.add(row.line, row.key.number, [cell or "" for cell in row.cells[:width]])
    return cut


def _unpacked(cells: str | Sequence[str | None]) -> Cells:
    return [*cells] if not isinstance(cells, str) else list[str | None](cells.split(_BETWEEN))
