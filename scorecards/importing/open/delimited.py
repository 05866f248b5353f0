"""Text of lines whose cells are divided by a character, CSV above all, to a table."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from scorecards.importing.open.encodings import Decoded
from scorecards.importing.open.export_file import ExportFile
from scorecards.importing.open.grid import LOOKED_AT, CellsAtLine, header_at, table_of, wanted_in
from scorecards.importing.open.limits import LONGEST_CELL, BeyondLimitsError, cell_too_long, refuse_columns
from scorecards.importing.open.table import Skipped, Table

_USUAL: Final = (",", ";", "\t", "|")
_OTHERS: Final = ("^", "~", ":")
_SPOKEN: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a vertical bar", " ": "a space"}
_LINE: Final = re.compile("[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE: Final = 1 << 16
_MOST_SIGNS: Final = 20

_TELLS_DELIMITER: Final = re.compile('"?sep=([^"\r\n])"?(?:\r\n?|\n)')
"""A first line that spreadsheets write and read."""


def _lines_of(text: str, begin: int = 0) -> Iterator[str]:
    """Give the lines of a text one by one, each with its line break."""
    return (found[0] for found in _LINE.finditer(text, begin))


def _spoken(delimiter: str) -> str:
    """Name a delimiter in words."""
    return _SPOKEN.get(delimiter, repr(delimiter))


def _delimiter_of(text: str, wanted: Collection[str], columns: Sequence[str]) -> str:
    """Find the character by which the header holds the most of the columns that are wanted.

    Where the mapping names the ``columns``, there is no header: then the one by which most lines have so many cells.
    """
    lines = list(_lines_of(text[:_SAMPLE]))
    if columns:
        return max(
            _USUAL, key=lambda mark: sum(len(cells) == len(columns) for cells in csv.reader(lines, delimiter=mark))
        )
    candidates = [*_USUAL, *_OTHERS, *_signs_beside(wanted, lines[: LOOKED_AT * 2])]
    return max(dict.fromkeys(candidates), key=lambda delimiter: _fit(lines, delimiter, wanted))


def _fit(lines: list[str], delimiter: str, wanted: Collection[str]) -> tuple[int, int]:
    """Count the columns that are wanted, and, for the usual delimiters, all of them."""
    records = list(islice(filter(None, csv.reader(lines, delimiter=delimiter)), LOOKED_AT))
    if not records:
        return 0, 0
    header = records[header_at(records, wanted)]
    return wanted_in(header, wanted), len(header) if delimiter in _USUAL else 0


def _signs_beside(wanted: Collection[str], lines: list[str]) -> list[str]:
    """Give the signs of the lines that hold the name of a column that is wanted."""
    signs = Counter(sign for line in lines if any(name in line for name in wanted) for sign in line)
    possible = sorted(sign for sign in signs if not sign.isalnum() and sign not in '" \r\n')
    return sorted(possible, key=signs.__getitem__, reverse=True)[:_MOST_SIGNS]


def read_delimited(file: ExportFile, decoded: Decoded) -> list[Table]:
    """Read a text; nothing, with a problem added, where it is no table."""
    csv.field_size_limit(LONGEST_CELL)
    told = _TELLS_DELIMITER.match(decoded.text)
    begin = told.end() if told else 0
    source = file.source
    delimiter = source.delimiter or (told[1] if told else _delimiter_of(decoded.text, file.wanted, source.columns))
    known = len(file.problems)
    records = _records(file, decoded.text, begin, delimiter)
    read_as = f"CSV in {decoded.encoding}, cells divided by {_spoken(delimiter)}"
    if not told and file.source.delimiter is None:
        read_as += " (found)"
    table = table_of(file, read_as, records)
    if not table.header and len(file.problems) == known:
        file.problems.add(file.problem("empty-file", "read nothing, expected a line of column names"))
    if told:
        table.skipped.insert(0, Skipped(1, "the line that names the delimiter"))
    return [table] if len(file.problems) == known else []


def _without_nothing(text: str, delimiter: str, escape: str) -> str:
    """Leave out what a database writes for a cell without a value: the escape character and N."""
    between = rf"\r\n{re.escape(delimiter)}"
    return re.sub(rf"(?:^|(?<=[{between}])){re.escape(escape)}N(?=[{between}]|$)", "", text)


def _records(file: ExportFile, text: str, begin: int, delimiter: str) -> Iterator[CellsAtLine]:
    """Give the records one by one; where one is no CSV, add a problem and end."""
    before = 1 if begin else 0
    escape = file.source.escape
    if escape:
        text, begin = _without_nothing(text[begin:], delimiter, escape), 0
    reader = csv.reader(_lines_of(text, begin), delimiter=delimiter, escapechar=escape, strict=True)
    line = before + 1
    try:
        for cells in reader:
            if cells:
                refuse_columns(line, cells)
                yield line, cells
            line = before + reader.line_num + 1
    except BeyondLimitsError as error:
        file.problems.add(file.problem("csv-limit", str(error), line))
    except csv.Error as error:
        if "limit" in str(error):
            file.problems.add(file.problem("csv-limit", cell_too_long(), line))
            return
        message = f"read a record that isn't CSV ({error}), expected {delimiter!r} between cells and quotes in pairs"
        file.problems.add(file.problem("csv-syntax", message, line))
