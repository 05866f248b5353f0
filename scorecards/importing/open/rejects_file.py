"""The form of a rejects file: which row of the export each of its rows was, and how a cell is written.

It is CSV.  Its first columns, :data:`OWN`, say what is wrong and which row it was; the others are the export's own,
with each cell as it was written.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from scorecards.importing.open.table import Cells, Table

OWN: Final = ("(reason)", "(file)", "(line)", "(column)", "(value)", "(row)")
"""What is wrong; the row's file and line; the first column that is wrong and what stands there; the row's mark."""

_FILE, _LINE, _MARK = (OWN.index(name) for name in ("(file)", "(line)", "(row)"))
_ABSENT = "(absent)"
_LIKE_ABSENT = re.compile(r"\(+absent\)+")
_NUMBER = re.compile("[0-9]{1,9}")
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """Where a row stands in the export: the file's name without folder, the line, and the mark of its cells."""

    file: str
    line: int
    mark: str

    @classmethod
    def read(cls, cells: Cells) -> "RowOrigin":
        """Read it from a row of a rejects file; line 0 where that is not told."""
        own = [(cell or "").strip() for cell in cells[: len(OWN)]] + [""] * len(OWN)
        return cls(own[_FILE], int(own[_LINE]) if _NUMBER.fullmatch(own[_LINE]) else 0, own[_MARK])


def is_rejects(table: Table) -> bool:
    """Tell whether a table is that of a rejects file."""
    return tuple(table.header[: len(OWN)]) == OWN


def mark(cells: Cells) -> str:
    """Give a short mark of a row's cells; it begins with a letter, so that no spreadsheet takes it for a number."""
    return f"r{sha256(json.dumps(cells).encode()).hexdigest()[:12]}"


def columns_of(table: Table) -> list[str]:
    """Name the export's own columns as a rejects file has them."""
    return [writable(name) for name in table.header]


def written_cell(cell: str | None) -> str:
    """Write a cell; (absent) where the record does not hold it, and that very word with one more pair of brackets."""
    if cell is None:
        return _ABSENT
    return writable(f"({cell})" if _LIKE_ABSENT.fullmatch(cell) else cell)


def read_cells(cells: Cells) -> Cells:
    """Read the export's own cells from a row of a rejects file."""
    return [_read_cell(cell) for cell in cells[len(OWN) :]]


def writable(text: str) -> str:
    """Give a text that a file can hold: half of a pair of which a letter is made becomes U+FFFD."""
    return _HALVES.sub("\ufffd", text)


def _read_cell(text: str | None) -> str | None:
    if text is None or text == _ABSENT:
        return None
    return text[1:-1] if _LIKE_ABSENT.fullmatch(text) else text
