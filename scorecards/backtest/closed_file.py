"""Closed deals as a file of texts, with which of its columns tells how each deal ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.files import tables_of
from scorecards.importing.open.table import Table
from scorecards.model.names import folded
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.sources import shown
from scorecards.yaml_files.document import quoted

WON: Final = frozenset({"won", "closed won", "win", "signed"})
LOST: Final = frozenset(
    {"lost", "closed lost", "loss", "no decision", "no_decision", "closed no decision", "abandoned", "disqualified"}
)
"""What CRMs write for an end with a sale and without one, whatever the capitals."""

_EXPECTED: Final = "name it with --outcome, and its words with --won and --lost"


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """Which column tells how a deal ended, and in which words; what is not named is found in the file.

    Where words are given for a win alone, every other word that is not blank is an end without a sale.
    """

    column: str | None = None
    won: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    def is_won(self, word: str) -> bool | None:
        """Tell how a deal ended by the word that stands there; None where it did not, or nobody can say."""
        said = folded(word)
        if not said:
            return None
        won = frozenset(map(folded, self.won)) or WON
        lost = frozenset(map(folded, self.lost)) or LOST
        if said in won:
            return True
        return False if said in lost or (self.won and not self.lost) else None


@dataclass(frozen=True, slots=True)
class ClosedFile:
    """The deals of a file that ended: each row's texts by the number of its column, and whether it was won.

    ``outcome`` is the column that says so, and no longer among ``columns``.
    """

    name: str
    outcome: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    won: tuple[bool, ...]
    not_closed: int


def read_closed(path: Path, words: OutcomeWords) -> ClosedFile:
    """Read a file of closed deals.  Raises ProblemsFound where it cannot be read, or no column tells the outcome."""
    problems = Problems()
    tables = tables_of(path, CsvSource(), (), problems)
    problems.stop()
    if not tables or not tables[0].rows:
        message = "read no deals, expected a line of column names and a row for each closed deal"
        raise ProblemsFound([Problem(shown(path), 1, 1, "empty-file", message)])
    table = tables[0]
    cells = [tuple((cell or "").strip() for cell in row.cells) for row in table.rows]
    at = _outcome_column(table, cells, words)
    ends = [words.is_won(row[at]) for row in cells]
    rows = tuple(row[:at] + row[at + 1 :] for row, won in zip(cells, ends, strict=True) if won is not None)
    return ClosedFile(
        name=path.name,
        outcome=table.header[at],
        columns=tuple(table.header[:at] + table.header[at + 1 :]),
        rows=rows,
        won=tuple(won for won in ends if won is not None),
        not_closed=len(cells) - len(rows),
    )


def _outcome_column(table: Table, cells: Sequence[Sequence[str]], words: OutcomeWords) -> int:
    """Find the column in which the most deals were won or lost, or the one that is named; both must be there."""
    columns = range(len(table.header))
    if words.column is not None:
        columns = (
            range(table.header.index(words.column), table.header.index(words.column) + 1)
            if (words.column in table.header)
            else range(0)
        )
    found = {at: Counter(words.is_won(row[at]) for row in cells) for at in columns}
    telling = [at for at, ends in found.items() if ends[True] and ends[False]]
    if not telling:
        read = f"no column {quoted(words.column)} with wins and losses" if words.column else "no such column"
        message = f"read {read}, expected one that says which deals were won and which were lost; {_EXPECTED}"
        raise ProblemsFound([Problem(table.path, 1, 1, "csv-column", message)])
    return max(telling, key=lambda at: (found[at][True] + found[at][False], -at))
