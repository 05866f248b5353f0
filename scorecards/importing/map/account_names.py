"""The accounts that opportunities name: on file, listed by the export, or new and to be added."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, count

from scorecards.importing.map.cells import Lens, field_reader, leading_column
from scorecards.importing.map.near_names import NearNames
from scorecards.importing.map.rosters import Cell, Entry, Names, Roster, line_to_add, same_id, two_meant
from scorecards.importing.map.set_aside import Sieve
from scorecards.importing.map.targets import ACCOUNT
from scorecards.importing.mapping.mapping import AccountSources
from scorecards.importing.tables import Fault, Table, in_order
from scorecards.model.names import page_name
from scorecards.yaml_files.document import quoted
from scorecards.yaml_files.emit import one_line, scalar


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to write to accounts.yml, and where its name stands first."""

    id: str
    name: str
    cell: Cell


def read_accounts(sources: AccountSources, tables: Sequence[Table], lens: Lens, sieve: Sieve) -> Names:
    """Read the names of the accounts."""
    names = Names()
    columns = {id(table): leading_column(sources.name, table) for table in tables}
    readers = {id(table): field_reader(ACCOUNT, sources.name, table, lens) for table in tables}
    for table, row in in_order(tables):
        name = readers[id(table)](row.cells)
        if isinstance(name, Fault):
            sieve.reject(row, name)
        elif isinstance(name, str):
            names.add(name, Cell(table, row, columns[id(table)]))
        elif sources.file is not None:
            sieve.skip(row, "it names no account")
    names.reject_same_ids(sieve)
    return names


def new_accounts(named: Names, sieve: Sieve) -> list[NewAccount]:
    """Give the accounts of names, sorted by id; a name of which every row is put aside is none."""
    found = []
    for name, cells in named.cells.items():
        first = next((cell for cell in cells if sieve.keeps(cell.row)), None)
        if first:
            found.append(NewAccount(page_name(name), name, first))
    return sorted(found, key=lambda account: account.id)


def reject_near(named: Names, roster: Roster, sieve: Sieve) -> Names:
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
            named.reject(name, "csv-two-meant", two_meant(name, ids, roster.path), sieve)
        elif other is not None:
            named.reject(name, "near-account", _nearly(name, other, of_word.get(other), roster.path, taken), sieve)
        elif page_name(name) in taken:
            named.reject(name, "same-page-name", same_id(name, taken[page_name(name)], ""), sieve)
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
    numbered = (f"{page_name(name)}-{number}" for number in count(2))
    free = next(each for each in chain([page_name(name)], numbered) if each not in taken)
    return one_line([("id", free), ("name", scalar(name))])
