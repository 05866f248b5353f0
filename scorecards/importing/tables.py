"""CSV files to rows of text that know their line."""

import codecs
import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scorecards.document import quoted
from scorecards.errors import Problem
from scorecards.importing.mapping import CsvSource
from scorecards.names import did_you_mean
from scorecards.reading.sources import shown

_MARKS = (";", "\t", "|", ",")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line on which it begins, and its cells as they are written."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file."""

    path: str
    header: list[str]
    rows: list[Row]

    def index(self, column: str) -> int:
        """Give the number of a column, from 0."""
        return self.header.index(column)

    def problem(self, line: int, column: str, code: str, message: str) -> Problem:
        """Name a problem with a cell: the column's number counts as the place in the line."""
        return Problem(self.path, line, self.index(column) + 1, code, f"{column}: {message}")


def read_table(path: Path, source: CsvSource, problems: list[Problem]) -> Table | None:
    """Read a CSV file; None, with a problem added, where it is no table."""
    text = _text(path, source, problems)
    if text is None:
        return None
    rows = _rows(shown(path), text, source.delimiter, problems)
    if rows is None:
        return None
    if not rows:
        problems.append(Problem(shown(path), 1, 1, "empty-file", "read nothing, expected a line of column names"))
        return None
    header = [cell.strip() for cell in rows[0].cells]
    problems.extend(_ragged(shown(path), len(header), rows[1:]))
    return Table(shown(path), header, [row for row in rows[1:] if len(row.cells) == len(header)])


def missing_columns(table: Table, columns: Iterable[str]) -> list[Problem]:
    """Name each of the columns that the table does not have, or has more than once."""
    if len(table.header) == 1 and (divided_by := next((mark for mark in _MARKS if mark in table.header[0]), None)):
        message = f"read a single column, expected more: the cells seem to be divided by {divided_by!r}"
        hint = f"; in the mapping, write source: {{delimiter: {json.dumps(divided_by)}}}"
        return [Problem(table.path, 1, 1, "csv-column", message + hint)]
    problems = []
    for column in sorted(set(columns)):
        count = table.header.count(column)
        if count > 1:
            message = f"read the column {quoted(column)} {count} times, expected it once"
            problems.append(table.problem(1, column, "csv-column", message))
        elif not count:
            hint = did_you_mean(column, table.header)
            message = f"read no column {quoted(column)}, expected it, because the mapping names it{hint}"
            problems.append(Problem(table.path, 1, 1, "csv-column", message))
    return problems


def _text(path: Path, source: CsvSource, problems: list[Problem]) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(Problem(shown(path), 1, 1, *_unreadable(error)))
        return None
    encoding = "utf-8" if source.encoding == "utf-8-sig" else source.encoding
    if encoding == "utf-8":
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = (
            f"read the byte 0x{data[error.start]:02X}, expected text in {encoding}; "
            "name the file's encoding in the mapping, under source, or save it again"
        )
        problems.append(Problem(shown(path), line, 1, "csv-encoding", message))
        return None


def _unreadable(error: OSError) -> tuple[str, str]:
    if isinstance(error, IsADirectoryError):
        return "not-a-file", "read a folder, expected a CSV file"
    if isinstance(error, FileNotFoundError):
        return "file-missing", "read nothing, expected this CSV file"
    return "file-unreadable", f"read nothing, expected a file that can be opened: {error.strerror}"


def _rows(path: str, text: str, delimiter: str, problems: list[Problem]) -> list[Row] | None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if cells:
                rows.append(Row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"read a record that is no CSV ({error}), expected {delimiter!r} between cells and quotes in pairs"
        problems.append(Problem(path, line, 1, "csv-syntax", message))
        return None
    return rows


def _ragged(path: str, expected: int, rows: list[Row]) -> Iterable[Problem]:
    for row in rows:
        if len(row.cells) != expected:
            message = f"read {len(row.cells)} of {expected} cells, expected one for each column"
            yield Problem(path, row.line, 1, "csv-cells", message)
