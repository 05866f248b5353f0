"""Ids for an export that has none: made from the cells of the row, so that the same row gets the same id again.

Rows with the same cells are numbered in the order in which they stand in the export, rejected rows and those that
somebody mends later included: so the number of a row does not depend on what becomes of the others.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from scorecards.importing.tables import Cells, Table

_DIGITS: Final = 10


@dataclass(slots=True)
class MadeIds:
    """Ids made from rows, each made once; a row is known by its list of cells, which must stay."""

    repeats: dict[str, bool] = field(default_factory=dict)
    """For each id, whether it is that of a row that is the same as one before."""
    _ids: dict[tuple[int, str], str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _originals: dict[int, int] = field(default_factory=dict)

    def stands_for(self, cells: Cells, original: Cells) -> None:
        """Note that a mended row stands in the place of another; it has the same id while the same cells make it."""
        self._originals[id(cells)] = id(original)

    def id_of(self, cells: Cells, key: str) -> str:
        """Give the id of a row, of which ``key`` tells the cells that make it."""
        original = self._originals.get(id(cells), 0), key
        row = original if original in self._ids else (id(cells), key)
        if row not in self._ids:
            self._counts[key] += 1
            number = self._counts[key]
            self._ids[row] = f"row-{key}" if number == 1 else f"row-{key}-{number}"
            self.repeats[self._ids[row]] = number > 1
        return self._ids[row]


def id_maker(columns: tuple[str, ...], table: Table, made: MadeIds) -> Callable[[Cells], str]:
    """Make the id of a row from its cells in these columns, ``*`` for all; repeats get -2, -3, and so on."""
    every = range(len(table.header))
    chosen = every if "*" in columns else [table.index(column) for column in columns if column in table.header]

    def make(cells: Cells) -> str:
        return made.id_of(cells, fingerprint([cells[position] for position in chosen], _DIGITS))

    return make


def fingerprint(cells: Cells, digits: int) -> str:
    """Give so many hexadecimal digits that tell cells from others; a blank is not an absent one."""
    told = "".join("-;" if cell is None else f"{len(cell)}:{cell};" for cell in cells)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
