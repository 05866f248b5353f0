"""Text of lines whose cells are divided by a character, CSV above all, to a table."""

import csv
import re
from collections.abc import Iterator
from typing import Final

from scorecards.importing.open.delimiters import delimiter_of, lines_of, spoken
from scorecards.importing.open.encodings import Decoded
from scorecards.importing.open.export import Export
from scorecards.importing.open.grid import Record, table_of
from scorecards.importing.tables import Skipped, Table
from scorecards.problems.problem import Problem

_LARGEST_CELL: Final = (1 << 31) - 1
_TELLS_DELIMITER: Final = re.compile('"?sep=([^"\r\n])"?(?:\r\n?|\n)')
"""A first line that spreadsheets write and read."""


def read_delimited(export: Export, decoded: Decoded, problems: list[Problem]) -> list[Table]:
    """Read a text; nothing, with a problem added, where it is no table."""
    csv.field_size_limit(_LARGEST_CELL)
    told = _TELLS_DELIMITER.match(decoded.text)
    begin = told.end() if told else 0
    delimiter = export.source.delimiter or (told[1] if told else delimiter_of(decoded.text, export.wanted))
    broken: list[Problem] = []
    records = _records(export, decoded.text, begin, delimiter, broken)
    read_as = f"CSV in {decoded.encoding}, cells divided by {spoken(delimiter)}"
    if not told and export.source.delimiter is None:
        read_as += " (found)"
    table = table_of(export, read_as, records)
    if not table.header and not broken:
        broken.append(export.problem("empty-file", "read nothing, expected a line of column names"))
    if told:
        table.skipped.insert(0, Skipped(1, "the line that names the delimiter"))
    problems.extend(broken)
    return [] if broken else [table]


def _records(export: Export, text: str, begin: int, delimiter: str, problems: list[Problem]) -> Iterator[Record]:
    """Give the records one by one; where one is no CSV, add a problem and end."""
    reader = csv.reader(lines_of(text, begin), delimiter=delimiter, strict=True)
    before = 1 if begin else 0
    line = before + 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = before + reader.line_num + 1
    except csv.Error as error:
        message = f"read a record that is no CSV ({error}), expected {delimiter!r} between cells and quotes in pairs"
        problems.append(export.problem("csv-syntax", message, line))
