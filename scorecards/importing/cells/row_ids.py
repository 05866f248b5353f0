"""Ids for an export that has none: made from the cells of the row, so that the same row gets the same id again."""

from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from scorecards.importing.tables import Cells, Table

_DIGITS: Final = 10


def id_maker(columns: tuple[str, ...], table: Table, made: Counter[str]) -> Callable[[Cells], str]:
    """Make the id of a row from its cells in these columns, ``*`` for all; repeats get -2, -3, and so on."""
    every = range(len(table.header))
    chosen = every if "*" in columns else [table.index(column) for column in columns if column in table.header]

    def make(cells: Cells) -> str:
        key = fingerprint([cells[position] for position in chosen], _DIGITS)
        made[key] += 1
        return f"row-{key}" if made[key] == 1 else f"row-{key}-{made[key]}"

    return make


def fingerprint(cells: Cells, digits: int) -> str:
    """Give so many hexadecimal digits that tell cells from others; a blank is not an absent one."""
    told = "".join("-;" if cell is None else f"{len(cell)}:{cell};" for cell in cells)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
