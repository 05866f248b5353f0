"""Names in a CRM's export to ids: the reps, managers and territories of a team, and the accounts.

An id is made from a name once, when it is first written to team.yml or accounts.yml; from then on the file says which
name has which id.  A rep that it does not know is a problem and never a guess.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scorecards.importing.map.name_ids import NameIds, are_two, free_id
from scorecards.importing.map.record import Record
from scorecards.importing.map.rejected_rows import SetAsideRows
from scorecards.importing.open.table import Fault, Row, Table
from scorecards.model.accounts import Accounts
from scorecards.model.crm_ids import id_key, looks_like_id, word_key
from scorecards.model.names import did_you_mean, page_name
from scorecards.model.team import Rep
from scorecards.yaml_files.document import quoted
from scorecards.yaml_files.emit import one_line, scalar


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a name stands."""

    table: Table
    of: Row | Record
    """The row, or what was made of it."""
    column: str

    @property
    def row(self) -> Row:
        """The row."""
        return self.of if isinstance(self.of, Row) else self.of.row

    @property
    def line(self) -> int:
        """The line on which its row begins."""
        return self.row.line


@dataclass(slots=True)
class Names:
    """Names in the order in which they were first met, each with its places; capital letters make no other name."""

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)
    """For each way to write a name, and for what is equal in all of them, how it was first met."""

    def add(self, name: str, cell: Cell) -> None:
        """Take a name as it stands in a cell."""
        if name not in self._written:
            self._written[name] = self._written.setdefault(word_key(name), name)
        self.cells.setdefault(self._written[name], []).append(cell)

    def reject(self, name: str, code: str, message: str, aside: SetAsideRows) -> None:
        """Reject every row with a name."""
        for cell in self.cells[name]:
            aside.reject(cell.of, Fault(cell.column, code, message, name))

    def reject_same_ids(self, aside: SetAsideRows) -> set[str]:
        """Reject the rows of each name that would get the id of an earlier one, and give these names."""
        first: dict[str, str] = {}
        refused = set()
        for name in self.cells:
            other = first.setdefault(page_name(name), name)
            if other != name and not are_two(name, other):
                where = f" in line {self.cells[other][0].line}"
                self.reject(name, "same-page-name", same_id(name, other, where), aside)
                refused.add(name)
        return refused

    def ids(self) -> dict[str, str]:
        """Give the id of each name."""
        ids = NameIds()
        return {name: ids.of(name) for name in self.cells}


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something on file."""

    id: str
    name: str
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """Who or what is on file, and the file that says so."""

    path: str
    entries: Mapping[str, Entry]
    """By id."""
    _exact: Mapping[str, Sequence[str]]
    """Ids by each name and each other word, as it is written."""
    _folded: Mapping[str, Sequence[str]]
    """The same in the form in which spellings are equal."""

    @classmethod
    def of(cls, path: str, entries: Iterable[Entry]) -> "Roster":
        """Make a roster."""
        by_id = {entry.id: entry for entry in entries}
        exact: dict[str, list[str]] = {}
        folded: dict[str, list[str]] = {}
        for entry in by_id.values():
            words = dict.fromkeys(id_key(word.strip()) for word in (entry.name, *entry.known_as))
            for ids, keys in ((exact, words), (folded, dict.fromkeys(map(word_key, words)))):
                for key in keys:
                    ids.setdefault(key, []).append(entry.id)
        return cls(path, by_id, exact, folded)

    @classmethod
    def of_names(cls, names: Names) -> "Roster":
        """Make a roster of names without ids, which stand in the export."""
        path = next((cells[0].table.path for cells in names.cells.values()), "")
        return cls.of(path, [Entry(id_, name) for name, id_ in names.ids().items()])

    def id_of(self, name: str) -> str | None:
        """Give the id of a name; None where it is not on file, or is there twice."""
        ids = self.ids_of(name)
        return ids[0] if len(ids) == 1 else None

    def ids_of(self, name: str) -> tuple[str, ...]:
        """Give all ids of a name or of another word, which may be the id itself; capital letters come second."""
        word = name.strip()
        if word in self.entries:
            return (word,)
        exact = self._exact.get(id_key(word), ())
        return tuple(exact if len(exact) == 1 else self._folded.get(word_key(word), ()))


def roster_of_reps(path: str, reps: Iterable[Rep]) -> Roster:
    """Give reps of a team."""
    return Roster.of(path, [Entry(rep.id or page_name(rep.name), rep.name, rep.known_as) for rep in reps])


def roster_of_accounts(path: str, accounts: Accounts) -> Roster:
    """Give the accounts on file."""
    return Roster.of(path, [Entry(each.id, each.name, each.known_as) for each in accounts.accounts])


def reject_refused(names: Names, refused: Mapping[str, str], aside: SetAsideRows) -> Names:
    """Reject the rows of each rep whose own rows are rejected, in the files named, and give the other names."""
    if not refused:
        return names
    others = Names()
    for name, cells in names.cells.items():
        path = refused.get(word_key(name))
        if path is None:
            for cell in cells:
                others.add(name, cell)
        else:
            message = f"read {quoted(name)}, whose own row in {path} is rejected, expected that row to be fixed first"
            names.reject(name, "unknown-rep", message, aside)
    return others


def reject_unknown(
    names: Names, roster: Roster, code: str, aside: SetAsideRows, managers: Mapping[str, str] | None = None
) -> None:
    """Reject the rows of each name that is not on file, or is there twice.

    With ``managers``, the names of those of the team by id, the line is offered that adds a rep to team.yml: of a
    manager who owns deals, under the same id.
    """
    known = [entry.name for entry in roster.entries.values()]
    for name in names.cells:
        ids = roster.ids_of(name)
        if len(ids) == 1:
            continue
        same = roster.entries.get(page_name(name))
        if ids:
            names.reject(name, "csv-two-meant", two_meant(name, ids, roster.path), aside)
        elif same is not None and not are_two(name, same.name):
            names.reject(name, "same-page-name", same_id(name, same.name, f" in {roster.path}"), aside)
        else:
            led_by = managers or {}
            own = next((id_ for id_, manager in led_by.items() if word_key(manager) == word_key(name)), None)
            above = " or ".join(sorted(led_by.keys() - {own}))
            line = line_to_add(name, [("manager", above)] if above else [], own or free_id(name, roster.entries))
            known_as = f"for somebody who is there under another name, write known_as: [{scalar(name)}] beside them"
            adding = f"; to add a rep there, write under reps: - {line}; {known_as}" if managers else ""
            near = "" if looks_like_id(name) else did_you_mean(name, known)
            message = f"read {quoted(name)}, expected a name in {roster.path}{adding}{near}"
            names.reject(name, code, message, aside)


def line_to_add(name: str, more: Iterable[tuple[str, str]] = (), id_: str | None = None) -> str:
    """Give the line that adds a name to a file, with an id of its own where one is given."""
    return one_line([("id", id_ or page_name(name)), ("name", scalar(name)), *more])


def two_meant(name: str, ids: Iterable[str], path: str) -> str:
    """Say that a name on file is that of several."""
    return (
        f"read {quoted(name)}, which is the name of {' and of '.join(ids)} in {path}, expected a name that stands "
        "there once. Say in the mapping, with aliases, which id is meant"
    )


def same_id(name: str, other: str, where: str) -> str:
    """Say that two names would get the same id."""
    return (
        f"read {quoted(name)}, whose id would be {page_name(name)}, which is that of {quoted(other)}{where}; "
        "expected names that differ in letters or digits. If both are one, say so in the mapping with aliases"
    )
