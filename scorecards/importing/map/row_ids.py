"""Ids for an export that has none: made from the cells of the row, so that the same row gets the same id again.

Rows with the same cells are numbered in the order in which they stand in the export, rejected rows and those that
somebody mends later included: so the number of a row does not depend on what becomes of the others.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from scorecards.importing.open.table import Cells, Row, RowKey, Table

_DIGITS: Final = 10


@dataclass(slots=True)
class MadeIds:
    """Ids made from rows, each made once."""

    repeats: dict[str, bool] = field(default_factory=dict)
    """For each id, whether it is that of a row that is the same as one before."""
    _ids: dict[tuple[RowKey, str], str] = field(default_factory=dict)
    """By row, and by what tells the cells that make the id."""
    _counts: Counter[str] = field(default_factory=Counter)

    def id_of(self, row: Row, cells: str) -> str:
        """Give the id of a row, of which ``cells`` tells those that make it.

        A mended row has that of the row in whose place it stands, while the same cells make it.
        """
        original = (row.stands_for.key, cells) if row.stands_for else None
        made = original if original in self._ids else (row.key, cells)
        if made not in self._ids:
            self._counts[cells] += 1
            number = self._counts[cells]
            self._ids[made] = f"row-{cells}" if number == 1 else f"row-{cells}-{number}"
            self.repeats[self._ids[made]] = number > 1
        return self._ids[made]


def id_maker(columns: tuple[str, ...], table: Table, made: MadeIds) -> Callable[[Row], str]:
    """Make the id of a row from its cells in these columns, ``*`` for all; repeats get -2, -3, and so on."""
    every = range(len(table.header))
    chosen = every if "*" in columns else [table.index(column) for column in columns if column in table.header]

    def make(row: Row) -> str:
        return made.id_of(row, fingerprint([row.cells[position] for position in chosen], _DIGITS))

    return make


def fingerprint(cells: Cells, digits: int) -> str:
    """Give so many hexadecimal digits that tell cells from others; a blank is not an absent one."""
    told = "".join("-;" if cell is None else f"{len(cell)}:{cell};" for cell in cells)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
