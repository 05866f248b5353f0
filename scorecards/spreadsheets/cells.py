"""Cells and rows as a CSV file that a spreadsheet opens as it is meant, and of which it runs nothing."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import category, normalize

Cell = str | int | Decimal | date | None
"""A text, a number, a day, or None where nobody has said."""

Row = tuple[Cell, ...]

_FORMULA: Final = frozenset("=+-@")
_BREAKS: Final = frozenset("\t\r\n")
_NO_CHARACTER: Final = re.compile("[\x00\ud800-\udfff]")


def written(rows: Iterable[Row]) -> bytes:
    """Write rows as CSV, RFC 4180: in UTF-8 with a mark at the start, without which Excel reads another encoding.

    Every text is quoted, so that a semicolon in it ends no cell where a spreadsheet takes those for separators.
    """
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerows([_cell(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str | int | Decimal:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, Decimal):
        return _Plain(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else cell


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: one that could be gets an apostrophe in front.

    That is one that begins with = + - or @, in any width and behind whatever blanks or control characters, or with a
    tab or a line end.  What no file can hold is replaced.
    """
    seen = next((character for character in text if category(character)[0] not in "CZ"), "")
    is_risky = normalize("NFKC", seen)[:1] in _FORMULA if seen else False
    kept = _NO_CHARACTER.sub("\ufffd", text)
    return f"'{kept}" if is_risky or text[:1] in _BREAKS else kept


class _Plain(Decimal):
    """A number that is written with all its digits, and never as a power of ten."""

    def __str__(self) -> str:
        """Write it."""
        return format(self, "f")
