"""The sheets of an OpenDocument workbook: how far each reaches, with all its repeats, and which formulas failed."""

from typing import Final

from scorecards.importing.open.archive_parts import parts_of
from scorecards.importing.open.sheet_extent import MOST_REPEATED, Extent
from scorecards.importing.open.xml_parts import XmlPart

_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})


def ods_extents(data: bytes) -> list[Extent]:
    """Find how far each sheet reaches; blank cells and rows behind the last that holds anything do not count.

    Raises ValueError, or what the parser and the archive raise, for a workbook of which a reader would make far more
    than it holds.
    """
    found: list[Extent] = []
    for part, blocks in parts_of(data):
        if part.filename.lower() == "content.xml":
            content = _Content()
            content.xml.parse(blocks)
            found += content.sheets
    for each in found:
        each.check()
    return [each for each in found if each.filled]


class _Content:
    """Hears of the elements of the content: tables, rows and cells, each with how often it is repeated."""

    def __init__(self) -> None:
        self.sheets: list[Extent] = []
        self.xml = XmlPart(self._start, self._end)
        self._row = self._rows = self._column = self._columns = 0
        self._in_cell = self._is_filled = self._is_error = False
        self._length = self._spaces = 0

    def _start(self, name: str, given: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table":
            self.sheets.append(Extent(plain.get("name", "")))
            self._row = self._rows = 0
        elif name == "table-row":
            self._row += self._rows
            self._rows = int(plain.get("number-rows-repeated", 1))
            self._column = self._columns = 0
        elif name in _CELLS:
            self._start_cell(plain, [value for key, value in given.items() if key.endswith(":value-type")])
        elif name == "s":
            self._take_spaces(int(plain.get("c", 1)))
        elif self._in_cell:
            self._is_filled = True

    def _start_cell(self, plain: dict[str, str], kinds: list[str]) -> None:
        self._column += self._columns
        self._columns = int(plain.get("number-columns-repeated", 1))
        self._in_cell, self._length, self._spaces = True, 0, 0
        self._is_filled = "value-type" in plain or "formula" in plain
        self._is_error = "error" in kinds
        self.xml.hear_text(self._take_text)

    def _take_spaces(self, number: int) -> None:
        """Take spaces of which only the number is written."""
        self._spaces += number
        if self._spaces > MOST_REPEATED:
            message = f"it has {self._spaces:,} spaces in a cell, expected at most {MOST_REPEATED:,}"
            raise ValueError(message)
        self._is_filled = True

    def _take_text(self, words: str) -> None:
        self._length += len(words)

    def _end(self, name: str) -> None:
        if name not in _CELLS or not self._in_cell:
            return
        self._in_cell = False
        self.xml.hear_text(None)
        if self._is_filled and self.sheets:
            sheet = self.sheets[-1]
            row, column = self._row + self._rows, self._column + self._columns
            sheet.take(row, column, is_error=self._is_error)
            sheet.longest = max(sheet.longest, self._length)
            times = self._rows * self._columns
            sheet.repeated += self._length * (times - 1) + self._spaces * times
