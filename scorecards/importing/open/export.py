"""One file of an export, before it is read."""

from collections.abc import Collection
from dataclasses import dataclass

from scorecards.importing.mapping.source import CsvSource
from scorecards.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Export:
    """Where a file stands, and what the mapping says of it."""

    path: str
    name: str
    """The file's name without folder and ending."""
    source: CsvSource
    wanted: Collection[str]
    """Columns that the mapping names for such a file."""

    def problem(self, code: str, message: str, line: int = 1, column: int = 1) -> Problem:
        """Name a problem with the file, as a whole or at a place."""
        return Problem(self.path, line, column, code, message)
