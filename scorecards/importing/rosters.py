"""Names in a CRM's export to ids: the reps, managers and territories of a team, and the accounts.

An id is made from a name once, when team.yml or accounts.yml is first written; from then on the file says
which name has which id, and a name that it does not know is a problem and never a guess.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scorecards.accounts import Accounts
from scorecards.document import quoted
from scorecards.emitting import one_line, scalar
from scorecards.errors import Problem
from scorecards.importing.tables import Table
from scorecards.names import did_you_mean, page_name
from scorecards.team import Team


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a name stands."""

    table: Table
    line: int
    column: str

    def problem(self, code: str, message: str) -> Problem:
        """Name a problem here."""
        return self.table.problem(self.line, self.column, code, message)


@dataclass(slots=True)
class Names:
    """Names in the order in which they were first met, each with its place and the number of its rows."""

    cells: dict[str, Cell] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, cell: Cell) -> None:
        """Take a name; capital letters make no other name."""
        known = name.casefold()
        self.rows[known] = self.rows.get(known, 0) + 1
        if self.rows[known] == 1:
            self.cells[name] = cell

    def count(self, name: str) -> str:
        """Say in how many rows a name stands."""
        rows = self.rows[name.casefold()]
        return "1 row" if rows == 1 else f"{rows} rows"

    def same_ids(self) -> Iterable[Problem]:
        """Name each two names that would get the same id."""
        first: dict[str, str] = {}
        for name, cell in self.cells.items():
            other = first.setdefault(page_name(name), name)
            if other != name:
                yield cell.problem("same-page-name", _same(name, other, f" in line {self.cells[other].line}"))


@dataclass(frozen=True, slots=True)
class Roster:
    """Who or what is on file: names by id, and the file that says so."""

    path: str
    names: Mapping[str, str]
    _folded: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, path: str, on_file: Iterable[tuple[str | None, str]]) -> "Roster":
        """Make a roster of ids with names; an id that is left out is made from the name."""
        names = {given or page_name(name): name for given, name in on_file}
        folded: dict[str, tuple[str, ...]] = {}
        for key, name in names.items():
            known = name.strip().casefold()
            folded[known] = (*folded.get(known, ()), key)
        return cls(path, names, folded)

    @classmethod
    def of_names(cls, names: Names) -> "Roster":
        """Make a roster of names without ids, which stand in the export."""
        path = next((cell.table.path for cell in names.cells.values()), "")
        return cls.of(path, [(None, name) for name in names.cells])

    def id_of(self, name: str) -> str | None:
        """Give the id of a name, which may be the id itself; None where it is not on file, or is there twice."""
        ids = self.ids_of(name)
        return ids[0] if len(ids) == 1 else None

    def ids_of(self, name: str) -> tuple[str, ...]:
        """Give all ids of a name, in the order of the file."""
        return (name,) if name in self.names else self._folded.get(name.casefold(), ())


def roster_of_team(path: str, team: Team) -> Roster:
    """Give the reps of a team."""
    return Roster.of(path, [(rep.id, rep.name) for rep in team.reps])


def roster_of_accounts(path: str, accounts: Accounts) -> Roster:
    """Give the accounts on file."""
    return Roster.of(path, [(account.id, account.name) for account in accounts.accounts])


def unknown(
    names: Names, roster: Roster, code: str, under: str = "", more: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Name each name that is not on file; ``under`` a key of the file, the line with ``more`` keys would add it."""
    known = list(roster.names.values())
    for name, cell in names.cells.items():
        ids = roster.ids_of(name)
        if len(ids) == 1:
            continue
        if ids:
            yield cell.problem("csv-two-meant", _two_meant(name, names.count(name), ids, roster.path))
            continue
        same = roster.names.get(page_name(name))
        if same is not None:
            yield cell.problem("same-page-name", _same(name, same, f" in {roster.path}"))
            continue
        line = one_line([("id", page_name(name)), ("name", scalar(name)), *(more or {}).items()])
        adding = f"; to add it there, write under {under}: - {line}" if under else ""
        message = f"read {quoted(name)} ({names.count(name)}), expected a name in {roster.path}{adding}"
        yield cell.problem(code, message + did_you_mean(name, known))


def _two_meant(name: str, rows: str, ids: Iterable[str], path: str) -> str:
    return (
        f"read {quoted(name)} ({rows}), which is the name of {' and of '.join(ids)} in {path}, expected a name that "
        "stands there once. Say in the mapping, with aliases, which id is meant"
    )


def _same(name: str, other: str, where: str) -> str:
    return (
        f"read {quoted(name)}, whose id would be {page_name(name)}, which is that of {quoted(other)}{where}; "
        "expected names that differ in letters or digits. If both are one, say so in the mapping with aliases"
    )
