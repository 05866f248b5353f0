"""The team's tables as CSV files, for those who want to go on in a spreadsheet, which runs nothing of them."""

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final
from unicodedata import category, normalize

from scorecards.render.characters import HALVES
from scorecards.render.handed import handed
from scorecards.render.table_columns import (
    Cell,
    Row,
    account_table,
    cold_table,
    gap_table,
    open_table,
    rep_table,
    territory_table,
    win_table,
)
from scorecards.report.review import Review

_FORMULA: Final = frozenset("=+-@")
_BREAKS: Final = frozenset("\t\r\n")
_APART: Final = frozenset(";|\t\r\n")
"""What parts cells or rows besides a comma, where a spreadsheet is set so: the quotes around a text are no help."""

_BEHIND: Final = re.compile(r"[;|\t\r\n]\W+")
"""Such a sign with all up to the next letter or figure."""

_PLAIN: Final = re.compile(f"\\w[^;|\t\r\n\x00{HALVES}]*")
"""A text that begins with a letter or a figure and holds nothing that parts cells: most of them, and harmless."""

_NO_CHARACTER: Final = re.compile(f"[\x00{HALVES}]")


def csv_files_of(review: Review) -> dict[str, bytes]:
    """Write a file for each table of the team, by its name.

    Where the fields on a page filter the table, the same lines stand in a script besides: the page makes a file of
    those that a reader has left (:file:`docs/assets/scripts/csv.js`).
    """
    filtered = {
        "open": open_table(review).rows,
        "accounts": account_table(review).rows,
        "territories": territory_table(review).rows,
        "unknown": gap_table(review).rows,
    }
    whole = {"reps": rep_table(review).rows, "wins": win_table(review).rows, "cold": cold_table(review).rows}
    files = {f"{name}.csv": written(rows) for name, rows in (filtered | whole).items()}
    return files | {f"{name}.csv.js": handed(f"{name}.csv", lines(rows)) for name, rows in filtered.items()}


def written(rows: Iterable[Row]) -> bytes:
    """Write rows as CSV, RFC 4180: in UTF-8 with a mark at the start, without which Excel reads another encoding.

    Every text is quoted, and commas part the cells.  Where a spreadsheet parts them at something else, the cells are
    other ones, and none of those that begin in a text is a formula either (see ``harmless``).
    """
    return "".join(lines(rows)).encode("utf-8-sig")


def lines(rows: Iterable[Row]) -> list[str]:
    """Write each row as a line of such a file, with its end."""
    found = _Lines()
    csv.writer(found, quoting=csv.QUOTE_NONNUMERIC).writerows([_cell(cell) for cell in row] for row in rows)
    return found


def _cell(cell: Cell) -> str | int | Decimal:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, Decimal):
        return _Plain(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else cell


def harmless(text: str) -> str:
    """Give a text of which no spreadsheet takes anything for a formula: what could be one gets an apostrophe in front.

    That is a text that begins with = + - or @, in any width and behind whatever blanks, control characters or quotation
    marks, or with a tab or a line end.  It is also each such sign behind a semicolon, a bar, a tab or a line end within
    the text: in many countries Excel parts cells at semicolons, and then a new cell begins there, as
    https://owasp.org/www-community/attacks/CSV_Injection describes.  What no file can hold is replaced.
    """
    if _PLAIN.fullmatch(text):
        return text
    seen = next((character for character in text if not _is_blank(character)), "")
    is_risky = _is_sign(seen) or text[:1] in _BREAKS
    kept = _BEHIND.sub(_disarmed, _NO_CHARACTER.sub("\ufffd", text))
    return f"'{kept}" if is_risky else kept


def _disarmed(behind: re.Match[str]) -> str:
    """Put an apostrophe before each sign with which a cell could begin, if it began behind what parts cells."""
    written, begins = "", False
    for character in behind.group():
        written += "'" * (begins and _is_sign(character)) + character
        begins = character in _APART or (begins and _is_blank(character))
    return written


def _is_blank(character: str) -> bool:
    """Tell whether a spreadsheet may pass over a character at the beginning of a cell."""
    return character == '"' or category(character)[0] in "CZ"


def _is_sign(character: str) -> bool:
    return normalize("NFKC", character)[:1] in _FORMULA if character else False


class _Lines(list[str]):
    """What a writer of CSV writes, line by line."""

    def write(self, line: str) -> None:
        """Take a line with its end."""
        self.append(line)


class _Plain(Decimal):
    """A number that is written with all its digits, and never as a power of ten."""

    def __str__(self) -> str:
        """Write it."""
        return format(self, "f")
