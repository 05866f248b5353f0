"""How far the cells of a sheet reach, found before a reader makes room for them, and which of them hold an error."""

from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.open.limits import LONGEST_CELL, MOST_COLUMNS

MOST_CELLS: Final = 50_000_000
"""The cells of a sheet up to its last row and column: a reader makes room for each of them, filled or not."""

MOST_ROOM: Final = 5_000_000
"""So many cells a sheet may have whatever it holds; a larger one must be filled, as a report is."""

_LEAST_FILLED: Final = 50
"""In a large sheet at least one of so many cells is filled."""

MOST_REPEATED: Final = 1 << 26
"""So many characters may stand in a sheet's cells beside those in its file, being written once and shown often."""

_REPEATED_EACH: Final = 256
"""So many each cell may have of them in a large sheet: the same few words stand in very many rows."""

_MOST_REPEATED_EVER: Final = 1 << 30


@dataclass(slots=True)
class Extent:
    """The cells of one sheet that hold something; rows and columns count from 1."""

    name: str = ""
    """That of the sheet, or of its part of the file."""
    rows: int = 1
    columns: int = 1
    filled: int = 0
    repeated: int = 0
    """Characters that stand in several cells and once in the file."""
    longest: int = 0
    """The characters of its longest cell, as far as that was measured."""
    errors: set[tuple[int, int]] = field(default_factory=set)
    """The cells whose formula failed, which readers give as blank."""

    def take(self, row: int, column: int, *, is_error: bool = False) -> None:
        """Take a cell that holds something."""
        self.rows, self.columns, self.filled = max(self.rows, row), max(self.columns, column), self.filled + 1
        if is_error:
            self.errors.add((row, column))

    def check(self) -> None:
        """Refuse a sheet that would need far more room than it fills: ValueError."""
        room = self.rows * self.columns
        if room > MOST_CELLS:
            size = f"it has {self.rows:,} rows and {self.columns:,} columns"
            message = f"{size}, expected at most {MOST_CELLS:,} cells"
            raise ValueError(message)
        if self.columns > MOST_COLUMNS:
            message = f"it has {self.columns:,} columns, expected at most {MOST_COLUMNS:,}"
            raise ValueError(message)
        if room > max(MOST_ROOM, self.filled * _LEAST_FILLED):
            size = f"it has {self.rows:,} rows and {self.columns:,} columns"
            message = f"{size}, and {self.filled:,} cells that hold anything, expected none far beyond all others"
            raise ValueError(message)
        most = min(_MOST_REPEATED_EVER, max(MOST_REPEATED, self.filled * _REPEATED_EACH))
        if self.repeated > most:
            message = f"it repeats {self.repeated:,} characters, expected at most {most:,}"
            raise ValueError(message)
        if self.longest > LONGEST_CELL:
            message = f"it has a cell of {self.longest:,} characters, expected at most {LONGEST_CELL:,}"
            raise ValueError(message)
