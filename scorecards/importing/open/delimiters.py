"""Which character divides the cells of a text."""

import csv
import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from scorecards.importing.open.grid import LOOKED_AT, header_at, wanted_in

_USUAL: Final = (",", ";", "\t", "|")
_OTHERS: Final = ("^", "~", ":")
_SPOKEN: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a vertical bar", " ": "a space"}
_LINE: Final = re.compile("[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAMPLE: Final = 1 << 16


def lines_of(text: str, begin: int = 0) -> Iterator[str]:
    """Give the lines of a text one by one, each with its line break."""
    return (found[0] for found in _LINE.finditer(text, begin))


def spoken(delimiter: str) -> str:
    """Name a delimiter in words."""
    return _SPOKEN.get(delimiter, repr(delimiter))


def delimiter_of(text: str, wanted: Collection[str]) -> str:
    """Find the character by which the header holds the most of the columns that are wanted."""
    lines = list(lines_of(text[:_SAMPLE]))
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
    signs = {sign for line in lines if any(name in line for name in wanted) for sign in line}
    return sorted(sign for sign in signs if not sign.isalnum() and sign not in '" \r\n')
