"""Findings by check and by whose opportunities they are on."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How often a check fails of so many known, among the open opportunities of one column.

    Nothing is known where ``known`` is 0; where ``unknown`` is 0 too, the check concerns none of them.
    """

    column: str
    failed: int
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One check: its sums over all columns, and a cell for each of them."""

    check: str
    failed: int
    known: int
    unknown: int
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The checks that fail most, by rep or by manager; ``columns`` are their ids, in the order of their names.

    Checks that fail for nearly all tell little, so they stand last, and are the first that find no place.  ``rest``
    counts the failing checks that are not shown.
    """

    by: Literal["rep", "manager"]
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    rest: int
