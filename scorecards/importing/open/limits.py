"""How much a file of lines may hold, far beyond what any export has; it is found while the file streams by."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from scorecards.problems.problem import Problem
from scorecards.read.sources import shown

MOST_COLUMNS: Final = 16_384
"""As many as a sheet of Excel holds."""

LONGEST_CELL: Final = 1 << 24
LONGEST_LINE: Final = 1 << 24
"""In characters."""

_LARGE: Final = 1 << 24
_SIXTEEN_BITS: Final = (b"\xff\xfe", b"\xfe\xff")
_PACKED: Final = (b"PK", b"PAR1", b"\xd0\xcf\x11\xe0")
_DELIMITERS: Final = (",", ";", "\t", "|")
_BEGINNING: Final = 1 << 16


class BeyondLimitsError(Exception):
    """A file holds more of something than any export does, from a line on."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line, and what there is too much of."""
        super().__init__(message)
        self.line = line


def refuse_columns(line: int, cells: list[str]) -> None:
    """Raise BeyondLimitsError where a record has too many cells."""
    if len(cells) > MOST_COLUMNS:
        raise BeyondLimitsError(line, f"read {len(cells):,} columns, expected at most {MOST_COLUMNS:,}")


def beyond_limits(path: Path) -> Problem | None:
    """Look for what is too long in a large file of lines, before it is held in memory; None where nothing is.

    A file of another kind, and one that cannot be opened, is left to whoever reads it.
    """
    try:
        if not path.is_file() or path.stat().st_size <= _LARGE:
            return None
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
        if beginning.startswith(_PACKED) or beginning.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{", b"<"}:
            return None
        encoding = "utf-16" if beginning.startswith(_SIXTEEN_BITS) else "latin-1"
        with path.open(encoding=encoding, errors="replace", newline="") as text:
            _look_through(text, max(_DELIMITERS, key=beginning.decode("latin-1").count))
    except BeyondLimitsError as found:
        return Problem(shown(path), found.line, 1, "csv-limit", str(found))
    except OSError:
        return None
    return None


def _look_through(text: TextIO, delimiter: str) -> None:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(text), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            refuse_columns(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        if "limit" in str(error):
            raise BeyondLimitsError(line, cell_too_long()) from None


def cell_too_long() -> str:
    """Say that a cell is too long."""
    longest = f"read a cell of more than {LONGEST_CELL:,} characters"
    return f"{longest}, expected shorter ones; usually an opening quote is never closed"


def _lines(text: TextIO) -> Iterator[str]:
    number = 1
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            message = f"read a line of more than {LONGEST_LINE:,} characters, expected shorter ones"
            raise BeyondLimitsError(number, message)
        yield line
        number += 1
