"""Records of cells, as files of lines and sheets have them, to a table: its header, its rows, and what is neither."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from scorecards.importing.open.export_file import ExportFile
from scorecards.importing.open.packed_rows import PackedRows, cut_to
from scorecards.importing.open.table import Fault, Rejected, Row, RowKey, Skipped, Table

CellsAtLine = tuple[int, list[str]]
"""The line on which a record begins, and its cells."""

LOOKED_AT: Final = 20
"""So many records at the beginning of a file can be the header: a report has its title and filters above it."""

_BELOW: Final = "below the report"
_FEW: Final = 2
_LONGEST_FOOTER: Final = 60


def table_of(file: ExportFile, read_as: str, records: Iterator[CellsAtLine]) -> Table:
    """Find the header and sort the records below it; the table of a file without records has no header.

    ``read_as`` says in words how the file was read.
    """
    columns = list(file.source.columns)
    above = [(0, columns)] if columns else list(islice(records, LOOKED_AT))
    at = header_at([cells for _, cells in above], file.wanted)
    written = above[at][1] if above else []
    table = Table(file.path, file.name, read_as, as_wanted(names_of(written), file.wanted), [])
    table.skipped.extend(Skipped(line, "above the header") for line, _ in above[:at])
    footers = tuple(footer.strip()[:_LONGEST_FOOTER].casefold() for footer in file.source.footers)
    sorter = _Sorter([cell.strip() for cell in written], footers)
    _sort(table, sorter, chain(above[at + 1 :], records))
    _leave_out_empty_columns(table, sorter.named)
    _number_the_first(table, [cell.strip() for cell in written])
    return table


def header_at(records: list[list[str]], wanted: Collection[str]) -> int:
    """Give the number of the record that names the most columns that are wanted; the first with any text, if none."""
    best = max((wanted_in(cells, wanted) for cells in records), default=0)
    if best:
        return next(at for at, cells in enumerate(records) if wanted_in(cells, wanted) == best)
    return next((at for at, cells in enumerate(records) if _first_filled(cells)), 0)


def wanted_in(cells: list[str], wanted: Collection[str]) -> int:
    """Count the columns that are wanted; capital letters make no difference."""
    known = {name.casefold() for name in wanted}
    return sum(name.casefold() in known for name in names_of(cells))


def as_wanted(header: Sequence[str], wanted: Collection[str]) -> list[str]:
    """Name the columns as they are wanted, where one differs from that in capital letters alone."""
    spelled = {name.casefold(): name for name in wanted if name not in header}
    counts = Counter(name.casefold() for name in header)
    return [spelled.get(name.casefold(), name) if counts[name.casefold()] == 1 else name for name in header]


def names_of(cells: Iterable[str]) -> list[str]:
    """Name the columns, each in its own way: of two of one name the second is ``Name (2)``, a blank ``column 3``."""
    written = [cell.strip().strip("\ufeff").strip() or f"column {at}" for at, cell in enumerate(cells, 1)]
    taken = set(written)
    numbers: dict[str, int] = {}
    names = []
    for name in written:
        if name not in numbers:
            numbers[name] = 1
            names.append(name)
            continue
        numbers[name] += 1
        while (numbered := f"{name} ({numbers[name]})") in taken:
            numbers[name] += 1
        taken.add(numbered)
        names.append(numbered)
    return names


@dataclass(frozen=True, slots=True)
class _Sorter:
    """Tells what a record is, by the header's cells as they are written and the texts that footers begin with."""

    header: list[str]
    footers: tuple[str, ...]

    @property
    def named(self) -> int:
        """The number of columns up to the last that has a name."""
        return max((at for at, name in enumerate(self.header, 1) if name), default=0)

    def reason(self, cells: list[str], first: str) -> str | None:
        """Say why a record is none of ours, by its first cell with text; None where it is."""
        if not first:
            return "blank line"
        if first in self.header and [cell.strip() for cell in cells] == self.header:
            return "the header again"
        if not first[:_LONGEST_FOOTER].casefold().startswith(self.footers) or not self._alone(cells):
            return None
        footer = next(each for each in self.footers if first[:_LONGEST_FOOTER].casefold().startswith(each))
        return f"{_BELOW}: {first[: len(footer)]}"

    def is_lone(self, cells: list[str]) -> bool:
        """Tell whether a record may be a line of a report that nobody listed: nothing but its first cell is filled."""
        alone = self.footers and len(self.header) > _FEW and cells[0].strip()
        return bool(alone) and not any(map(str.strip, cells[1:]))

    def _alone(self, cells: list[str]) -> bool:
        """Tell whether a record holds little beside the text with which it begins."""
        filled, width = sum(map(bool, map(str.strip, cells))), len(self.header)
        return filled == 1 or (filled <= _FEW < width) or (len(cells) < width and filled * 2 <= width)

    def fitted(self, cells: list[str]) -> list[str] | None:
        """Give one cell for each column, where those that are too many are blank, or those that lack have no name."""
        width = len(self.header)
        if len(cells) > width:
            return None if any(map(str.strip, cells[width:])) else cells[:width]
        return [*cells, *[""] * (width - len(cells))] if len(cells) >= self.named else None


def _sort(table: Table, sorter: _Sorter, records: Iterable[CellsAtLine]) -> None:
    """Put each record where it belongs; lone cells at the end, around a known footer, are lines of the report too."""
    width = len(table.header)
    rows = PackedRows(table.path)
    lone: list[tuple[int, int, list[str]]] = []
    below = False

    def take(number: int, line: int, written: list[str]) -> None:
        cells = written if len(written) == width else sorter.fitted(written)
        if cells is not None:
            rows.add(line, number, cells)
            return
        message = f"read {len(written)} of {width} cells, expected one for each column"
        row = Row(line, [*written], RowKey(table.path, number))
        table.rejected.append(Rejected(row, (Fault("", "csv-cells", message),)))

    for number, (line, written) in enumerate(records, 1):
        reason = sorter.reason(written, _first_filled(written))
        if reason is not None:
            table.skipped.append(Skipped(line, reason))
            below = below or reason.startswith(_BELOW)
        elif sorter.is_lone(written):
            lone.append((number, line, written))
        else:
            for each in lone:
                take(*each)
            lone.clear()
            below = False
            take(number, line, written)
    for each in lone:
        if below:
            table.skipped.append(Skipped(each[1], _BELOW))
        else:
            take(*each)
    table.rows = rows


def _first_filled(cells: list[str]) -> str:
    return next(filter(None, map(str.strip, cells)), "")


def _leave_out_empty_columns(table: Table, named: int) -> None:
    """Leave out columns at the end that have neither a name nor a cell with text."""
    if named < len(table.header) and not any(cell for row in table.rows for cell in row.cells[named:]):
        del table.header[named:]
        table.rows = cut_to(table.rows, named)


def _number_the_first(table: Table, written: list[str]) -> None:
    """Name a column ``Name (1)`` where another of that name holds other cells: nobody can say then which is meant."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(written):
        places[name].append(at)
    for at, name in enumerate(list(table.header)):
        others = [each for each in places.get(name, ()) if at < each < len(table.header)]
        if others and any(row.cells[at] != row.cells[other] for row in table.rows for other in others):
            table.header[at] = f"{name} (1)"
