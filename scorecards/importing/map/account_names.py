"""The accounts that opportunities name: on file, listed by the export, or new and to be added."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scorecards.importing.map.cells import CellContext, field_reader, leading_column
from scorecards.importing.map.name_ids import free_id
from scorecards.importing.map.rejected_rows import SetAsideRows
from scorecards.importing.map.rosters import Cell, Entry, Names, Roster, line_to_add, same_id, two_meant
from scorecards.importing.mapping.mapping import AccountSources
from scorecards.importing.mapping.targets import ACCOUNT
from scorecards.importing.open.table import Fault, Table, in_order
from scorecards.model.names import folded, one_slip_apart, page_name
from scorecards.yaml_files.document import quoted
from scorecards.yaml_files.emit import one_line, scalar


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to write to accounts.yml, and where its name stands first."""

    id: str
    name: str
    cell: Cell


def read_accounts(
    sources: AccountSources,
    tables: Sequence[Table],
    context: CellContext,
    aside: SetAsideRows,
    *,
    shared: Collection[Table] = (),
) -> Names:
    """Read the names of the accounts; a row of a table that is ``shared`` may tell something else, and stays."""
    names = Names()
    columns = {table: leading_column(sources.name, table) for table in tables}
    readers = {table: field_reader(ACCOUNT, sources.name, table, context) for table in tables}
    for table, row in in_order(tables):
        name = readers[table](row)
        if isinstance(name, Fault):
            if sources.file is not None or not name.of_field:
                aside.reject(row, name)
        elif isinstance(name, str):
            names.add(name, Cell(table, row, columns[table]))
        elif sources.file is not None and table not in shared:
            aside.skip(row, "it names no account")
    names.reject_same_ids(aside)
    return names


def new_accounts(named: Names, aside: SetAsideRows) -> list[NewAccount]:
    """Give the accounts of names, sorted by id; a name of which every row is put aside is none."""
    found = []
    ids = named.ids()
    for name, cells in named.cells.items():
        first = next((cell for cell in cells if aside.keeps(cell.of)), None)
        if first:
            found.append(NewAccount(ids[name], name, first))
    return sorted(found, key=lambda account: account.id)


def reject_near(named: Names, roster: Roster, aside: SetAsideRows) -> Names:
    """Give the names that are not on file.

    Rejects the rows of those that are nearly on file, or nearly another new one.
    """
    near = NearNames.of(word for entry in roster.entries.values() for word in (entry.name, *entry.known_as))
    of_word = {word: entry for entry in roster.entries.values() for word in (*entry.known_as, entry.name)}
    taken = {key: entry.name for key, entry in roster.entries.items()}
    new = Names()
    for name, cells in named.cells.items():
        ids = roster.ids_of(name)
        if len(ids) == 1:
            continue
        other = near.nearest(name)
        if ids:
            named.reject(name, "csv-two-meant", two_meant(name, ids, roster.path), aside)
        elif other is not None:
            named.reject(name, "near-account", _nearly(name, other, of_word.get(other), roster.path, taken), aside)
        elif page_name(name) in taken:
            named.reject(name, "same-page-name", same_id(name, taken[page_name(name)], ""), aside)
        else:
            near.add(name)
            taken[page_name(name)] = name
            for cell in cells:
                new.add(name, cell)
    return new


def _nearly(name: str, other: str, entry: Entry | None, path: str, taken: Collection[str]) -> str:
    known_as = f"known_as: [{', '.join(map(scalar, (*(entry.known_as if entry else ()), name)))}]"
    if entry is not None:
        read = f"read {quoted(name)}, which is nearly {quoted(other)} in {path}"
        one = f"write {known_as} beside {entry.id} there"
        return f"{read}. If they are one, {one}; if they are two, add under accounts: - {_line(name, taken)}"
    read = f"read {quoted(name)}, which is nearly {quoted(other)}, and neither stands in {path}"
    one = one_line([("id", page_name(other)), ("name", scalar(other)), ("known_as", f"[{scalar(name)}]")])
    both = f"- {line_to_add(other)} and - {_line(name, taken)}"
    return f"{read}. If they are one, add under accounts: - {one}; if they are two, add {both}"


def _line(name: str, taken: Collection[str]) -> str:
    """Give the line that adds a name with an id that no other one has."""
    return one_line([("id", free_id(name, taken)), ("name", scalar(name))])


@dataclass(slots=True)
class NearNames:
    """Names that are found by those nearly like them."""

    _by_letters: dict[str, str] = field(default_factory=dict)
    _by_slip: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> "NearNames":
        """Make it of names."""
        near = cls()
        for name in names:
            near.add(name)
        return near

    def add(self, name: str) -> None:
        """Take a name."""
        self._by_letters.setdefault(_letters(name), name)
        for slip in _slips(folded(name)):
            self._by_slip.setdefault(slip, []).append(name)

    def nearest(self, name: str) -> str | None:
        """Give the first name that is equal in letters and digits, or is one slip of the hand apart; None for none."""
        letters = _letters(name)
        if letters and letters in self._by_letters:
            return self._by_letters[letters]
        word = folded(name)
        candidates = dict.fromkeys(other for slip in _slips(word) for other in self._by_slip.get(slip, ()))
        return next((other for other in candidates if one_slip_apart(word, folded(other))), None)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _slips(word: str) -> Iterator[str]:
    """Give the word, and the word without each of its letters: words that are one slip apart share one of these."""
    yield word
    yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
