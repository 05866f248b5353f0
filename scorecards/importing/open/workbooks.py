"""Excel and Parquet files to tables, through the readers that pandas has for them."""

import re
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import reduce
from io import BytesIO
from itertools import islice
from struct import error as StructError  # noqa: N812 - a class
from typing import IO, TYPE_CHECKING, Any, Final
from xml.parsers.expat import ExpatError

from scorecards.importing.open.export_file import ExportFile, FileKind
from scorecards.importing.open.grid import LOOKED_AT, CellsAtLine, table_of
from scorecards.importing.open.table import Table
from scorecards.problems.problem import Problem

if TYPE_CHECKING:
    import pandas as pd

LARGEST_UNPACKED: Final = 1 << 30
"""In bytes: a sheet of a million rows and ten columns takes less."""

MOST_CELLS: Final = 50_000_000
"""The cells of a sheet up to its last row and column: a reader makes room for each of them, filled or not."""

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE: Final = re.compile(rb'<(?:c|row) (?:[^<>]{0,200} )?r="([A-Z]{0,3})(\d{1,10})"')
_LONGEST_PLACE: Final = 256

_BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    OSError,
    RuntimeError,
    StructError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the readers raise on files that are damaged or are something else: they check little before they go on."""

_OWN_ERRORS: Final = (
    ("openpyxl.utils.exceptions", "InvalidFileException"),
    ("xlrd", "XLRDError"),
    ("xlrd.compdoc", "CompDocError"),
    ("xml.sax", "SAXException"),
    ("lzma", "LZMAError"),
    ("pyarrow", "ArrowException"),
)
"""What readers raise that is of a class of their own, where they are loaded."""

_READERS: Final = {
    FileKind.EXCEL: "openpyxl",
    FileKind.OLD_EXCEL: "xlrd",
    FileKind.OPEN_DOCUMENT: "odfpy",
    FileKind.BINARY_EXCEL: "pyxlsb",
    FileKind.PARQUET: "pyarrow",
}
"""The package with which pandas reads each kind of file."""

_MOST_EXACT: Final = 1 << 53
"""From here on a workbook's numbers, which are floats, leave some out."""

_ERROR_CELL: Final = "#N/A"

_WRITTEN: Final[dict[type, Callable[[Any], str]]] = {
    bool: lambda value: "true" if value else "false",
    float: lambda value: format(Decimal(repr(value)), "f").removesuffix(".0"),
    Decimal: lambda value: format(value, "f"),
    datetime: lambda value: value.isoformat().removesuffix("T00:00:00"),
    date: date.isoformat,
    time: time.isoformat,
    list: lambda values: "; ".join(map(cell_text, values)),
    tuple: lambda values: "; ".join(map(cell_text, values)),
    bytes: lambda value: value.decode(errors="backslashreplace"),
}
"""How a value of each kind is written; one of another kind is written as Python does."""


def read_frame(file: ExportFile, data: bytes, kind: FileKind) -> list[Table]:
    """Read the first sheet, or the one table, of a file; nothing, with a problem added, where that cannot be."""
    known = len(file.problems)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read_as, records = _parquet(data, kind) if kind is FileKind.PARQUET else _sheet(data, kind, file)
            table = table_of(file, read_as, records)
    except ImportError:
        file.problems.add(_reader_missing(file, kind))
    except _raised_by_readers() as error:
        file.problems.add(_unreadable(file, kind, error))
    else:
        if len(file.problems) > known:
            return []
        if table.header:
            return [table]
        file.problems.add(file.problem("empty-file", "read nothing, expected a line of column names"))
    return []


def _sheet(data: bytes, kind: FileKind, file: ExportFile) -> tuple[str, Iterator[CellsAtLine]]:
    """Read the sheet that holds the table: how, in words, and each of its rows as people see it."""
    import pandas as pd  # noqa: PLC0415 - it takes longer to load than a CSV file to read

    if kind is not FileKind.OLD_EXCEL:
        _check_unpacked(data)
    with pd.ExcelFile(BytesIO(data)) as book:
        names = [str(name) for name in book.sheet_names]
        at, frame = _chosen(names, lambda number: _frame(book, number), file)
    _tell_inexact(frame, file)
    which = "the first" if at == 0 else "one"
    read_as = kind.value if len(names) == 1 else f"{kind.value}, {which} of {len(names)} sheets: {names[at]}"
    return read_as, _records(frame, as_seen)


def _frame(book: "pd.ExcelFile", number: int) -> "pd.DataFrame":
    return book.parse(number, header=None, dtype=object, na_filter=False)


def _chosen(
    names: list[str], frame_of: Callable[[int], "pd.DataFrame"], file: ExportFile
) -> tuple[int, "pd.DataFrame"]:
    """Choose the sheet that the mapping names, else the first, or the only one with columns of the mapping."""
    wanted = file.source.sheet
    if wanted is not None and wanted not in names:
        file.problems.add(_sheet_missing(names, f"expected the sheet {wanted} that the mapping names", file))
    if wanted in names:
        at = names.index(wanted)
        return at, frame_of(at)
    first = frame_of(0)
    if len(names) == 1 or wanted is not None or not file.wanted or _header_in(first, file):
        return 0, first
    fitting = [(at, frame) for at in range(1, len(names)) if _header_in(frame := frame_of(at), file)]
    if len(fitting) != 1:
        said = "expected one with columns that the mapping names: write source: {sheet: …}"
        file.problems.add(_sheet_missing(names, said, file))
        return 0, first
    return fitting[0]


def _header_in(frame: "pd.DataFrame", file: ExportFile) -> dict[int, str]:
    """Give the columns of a sheet that the mapping names, by number, where one of its first rows names any."""
    wanted = {name.casefold() for name in file.wanted}
    rows = ([as_seen(value).strip() for value in row] for row in islice(frame.itertuples(index=False), LOOKED_AT))
    named = ({at: cell for at, cell in enumerate(row) if cell.casefold() in wanted} for row in rows)
    return max(named, key=len, default={})


def _tell_inexact(frame: "pd.DataFrame", file: ExportFile) -> None:
    """Tell of a number with more digits than a workbook keeps: two ids may have become one."""
    for at, name in _header_in(frame, file).items():
        numbers = enumerate(frame.iloc[:, at], 1)
        line = next((line for line, value in numbers if _is_inexact(value)), None)
        if line is not None:
            message = (
                f"{name}: read {cell_text(frame.iloc[line - 1, at])}, a number with more digits than a workbook keeps, "
                "expected text: make the column one of text before you export it, or export the file as CSV"
            )
            file.problems.add(file.problem("number-not-exact", message, line, at + 1))


def _is_inexact(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _MOST_EXACT


def _sheet_missing(names: list[str], expected: str, file: ExportFile) -> Problem:
    return file.problem("sheet-missing", f"read the sheets {', '.join(names)}, {expected}")


def _parquet(data: bytes, kind: FileKind) -> tuple[str, Iterator[CellsAtLine]]:
    import pandas as pd  # noqa: PLC0415 - it takes longer to load than a CSV file to read

    frame = pd.read_parquet(BytesIO(data))
    names = [str(name) for name in frame.columns]
    filled = frame.astype(object).where(frame.notna(), None)
    return kind.value, _with_header(names, _records(filled, cell_text))


def _with_header(names: list[str], records: Iterator[CellsAtLine]) -> Iterator[CellsAtLine]:
    yield 1, names
    yield from records


def _records(frame: "pd.DataFrame", written: Callable[[Any], str]) -> Iterator[CellsAtLine]:
    """Give the rows, numbered from 1."""
    for number, values in enumerate(frame.itertuples(index=False, name=None), 1):
        yield number, [value if type(value) is str else written(value) for value in values]


def as_seen(value: Any) -> str:
    """Write a sheet's cell; what is no number there is a formula that failed, and no blank."""
    return _ERROR_CELL if isinstance(value, float) and value != value else cell_text(value)  # noqa: PLR0124 - NaN


def cell_text(value: Any) -> str:
    """Write a cell as people see it."""
    plain = value.tolist() if hasattr(value, "tolist") else value
    if plain is None or plain != plain:  # noqa: PLR0124 - NaN and NaT differ from themselves
        return ""
    kind = next((kind for kind in _WRITTEN if isinstance(plain, kind)), None)
    return _WRITTEN[kind](plain) if kind else str(plain)


def _check_unpacked(data: bytes) -> None:
    """Refuse a file that is small and becomes huge: ValueError."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = sum(each.file_size for each in archive.infolist())
        if size > LARGEST_UNPACKED:
            message = f"it holds {size:,} bytes, expected at most {LARGEST_UNPACKED:,}"
            raise ValueError(message)
        for part in archive.infolist():
            if _SHEET.fullmatch(part.filename):
                with archive.open(part) as sheet:
                    _check_cells(sheet)


def _check_cells(sheet: IO[bytes]) -> None:
    """Refuse a sheet with a cell far beyond all others: ValueError.  Only what stands for places is looked at."""
    rows = columns = 1
    rest = b""
    while block := sheet.read(1 << 20):
        text = rest + block
        for letters, digits in _PLACE.findall(text):
            rows = max(rows, int(digits))
            columns = max(columns, _number_of(letters))
        if rows * columns > MOST_CELLS:
            message = f"it has {rows:,} rows and {columns:,} columns, expected at most {MOST_CELLS:,} cells"
            raise ValueError(message)
        rest = text[-_LONGEST_PLACE:]


def _number_of(letters: bytes) -> int:
    """Give the number of a column: A is 1, Z is 26, AA is 27."""
    return reduce(lambda found, letter: found * 26 + letter - ord("A") + 1, letters, 0)


def _raised_by_readers() -> tuple[type[Exception], ...]:
    loaded = [(sys.modules.get(module), name) for module, name in _OWN_ERRORS]
    return (*_BROKEN, *(getattr(module, name) for module, name in loaded if hasattr(module, name)))


def _reader_missing(file: ExportFile, kind: FileKind) -> Problem:
    message = (
        f"read {kind.value}, expected the package {_READERS[kind]} that reads it; install it "
        f"(.venv/bin/python -m pip install {_READERS[kind]}), or export the file as CSV"
    )
    return file.problem("reader-missing", message)


def _unreadable(file: ExportFile, kind: FileKind, error: BaseException) -> Problem:
    said = " ".join(str(error).split())[:200] or type(error).__name__
    message = f"read a file that is damaged, expected {kind.value} ({said}); export it again, or as CSV"
    return file.problem("file-unreadable", message)
