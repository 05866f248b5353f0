"""Workbooks to tables: .xlsx, .xlsb, .xls and OpenDocument, through python-calamine."""

import lzma
import sys
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from struct import error as StructError  # noqa: N812 - a class
from typing import TYPE_CHECKING, Any, Final
from xml.parsers.expat import ExpatError

from scorecards.importing.open.cell_texts import cell_text
from scorecards.importing.open.export_file import ExportFile, FileKind
from scorecards.importing.open.grid import LOOKED_AT, CellsAtLine, table_of
from scorecards.importing.open.ods_extents import ods_extents
from scorecards.importing.open.sheet_extent import Extent
from scorecards.importing.open.table import Table
from scorecards.importing.open.xls_extents import xls_extents
from scorecards.importing.open.xlsb_extents import xlsb_extents
from scorecards.importing.open.xlsx_extents import xlsx_extents
from scorecards.problems.problem import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_EXTENTS: Final[dict[FileKind, Callable[[bytes], list[Extent]]]] = {
    FileKind.EXCEL: xlsx_extents,
    FileKind.BINARY_EXCEL: xlsb_extents,
    FileKind.OLD_EXCEL: xls_extents,
    FileKind.OPEN_DOCUMENT: ods_extents,
}
"""What finds, for each kind of file, how much a reader would make of it: it looks for no such thing itself."""

_BROKEN: Final = (
    LookupError,
    OSError,
    RuntimeError,
    StructError,
    ValueError,
    ExpatError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What is raised on files that are damaged or are something else."""

_PANIC: Final = "PanicException"
"""What the reader ends in where it meets what it never expected; Python has no class for it."""

_MOST_EXACT: Final = 1 << 53
"""From here on a workbook's numbers, which are floats, leave some out."""

_ERROR_CELL: Final = "#N/A"

Row = list[Any]


def read_workbook(file: ExportFile, data: bytes, kind: FileKind) -> list[Table]:
    """Read the sheet that holds the table; nothing, with a problem added, where that cannot be."""
    known = len(file.problems)
    with _TellingWhatIsBroken(file, kind):
        table = _table(file, data, kind)
        if len(file.problems) == known and table.header:
            return [table]
        if len(file.problems) == known:
            file.problems.add(file.problem("empty-file", "read nothing, expected a line of column names"))
    return []


@dataclass(frozen=True, slots=True)
class _TellingWhatIsBroken:
    """Makes a problem of what a reader ends in on a file that is damaged, a panic included."""

    file: ExportFile
    kind: FileKind

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        """Tell of an error that files raise; any other one is a mistake of ours."""
        if kind is None or error is None or not (issubclass(kind, _raised_by_reader()) or kind.__name__ == _PANIC):
            return False
        self.file.problems.add(self.file.unreadable(self.kind, error))
        return True


def _table(file: ExportFile, data: bytes, kind: FileKind) -> Table:
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415 - most exports are read without it

    errors = {each.name: each.errors for each in _EXTENTS[kind](data)}
    with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
        sheets = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        name, sheet = _chosen(sheets, lambda name: _Sheet.of(book, name, errors.get(name, frozenset())), file)
        which = "the first" if name == sheets[0] else "one"
        read_as = kind.value if len(sheets) == 1 else f"{kind.value}, {which} of {len(sheets)} sheets: {name}"
        return table_of(file, read_as, _exact(sheet, file))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as it was read, with the places of formulas that failed, which come as blank."""

    sheet: "CalamineSheet"
    errors: Collection[tuple[int, int]]

    @classmethod
    def of(cls, book: "CalamineWorkbook", name: str, errors: Collection[tuple[int, int]]) -> "_Sheet":
        """Read a sheet of a workbook."""
        return cls(book.get_sheet_by_name(name), errors)

    def rows(self) -> Iterator[Row]:
        """Give each row from the first one and the first column on, as people see them there."""
        before = [""] * (self.sheet.start[1] if self.sheet.start else 0)
        failed: dict[int, list[int]] = {}
        for line, column in self.errors:
            failed.setdefault(line, []).append(column)
        for number, cells in enumerate(self.sheet.iter_rows(), 1):
            row: Row = [*before, *cells]
            for column in failed.get(number, ()):
                row += [""] * (column - len(row))
                row[column - 1] = _ERROR_CELL
            yield row


def _chosen(names: list[str], read: Callable[[str], _Sheet], file: ExportFile) -> tuple[str, _Sheet]:
    """Choose the sheet that the mapping names, else the first, or the only one with columns of the mapping."""
    if not names:
        message = "it holds no sheet of cells"
        raise ValueError(message)
    wanted = file.source.sheet
    if wanted is not None and wanted not in names:
        file.problems.add(_sheet_missing(names, f"expected the sheet {wanted} that the mapping names", file))
    if wanted in names:
        return wanted, read(wanted)
    first = read(names[0])
    if len(names) == 1 or wanted is not None or not file.wanted or _header_in(first, file):
        return names[0], first
    fitting = [(name, sheet) for name in names[1:] if _header_in(sheet := read(name), file)]
    if len(fitting) != 1:
        said = "expected one with columns that the mapping names: write source: {sheet: …}"
        file.problems.add(_sheet_missing(names, said, file))
        return names[0], first
    return fitting[0]


def _header_in(sheet: _Sheet, file: ExportFile) -> dict[int, str]:
    """Give the columns of a sheet that the mapping names, by number, where one of its first rows names any."""
    wanted = {name.casefold() for name in file.wanted}
    rows = ([cell_text(value).strip() for value in row] for row in islice(sheet.rows(), LOOKED_AT))
    named = ({at: cell for at, cell in enumerate(row) if cell.casefold() in wanted} for row in rows)
    return max(named, key=len, default={})


def _exact(sheet: _Sheet, file: ExportFile) -> Iterator[CellsAtLine]:
    """Give the rows, numbered from 1; tell of a number with more digits than a workbook keeps: two ids may be one."""
    wanted = _header_in(sheet, file)
    for line, row in enumerate(sheet.rows(), 1):
        for at in [at for at in wanted if at < len(row) and _is_inexact(row[at])]:
            message = (
                f"{wanted.pop(at)}: read {cell_text(row[at])}, a number with more digits than a workbook keeps, "
                "expected text: make the column one of text before you export it, or export the file as CSV"
            )
            file.problems.add(file.problem("number-not-exact", message, line, at + 1))
        yield line, [value if type(value) is str else cell_text(value) for value in row]


def _is_inexact(value: Any) -> bool:
    return isinstance(value, float) and abs(value) >= _MOST_EXACT


def _sheet_missing(names: list[str], expected: str, file: ExportFile) -> Problem:
    return file.problem("sheet-missing", f"read the sheets {', '.join(names)}, {expected}")


def _raised_by_reader() -> tuple[type[Exception], ...]:
    calamine = getattr(sys.modules.get("python_calamine"), "CalamineError", None)
    return (*_BROKEN, *([calamine] if calamine else []))
