"""Names that a look-up gives for several ids: two users called Ana Lima may be two people, or one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scorecards.importing.map.cells import LookUps
from scorecards.importing.map.rosters import Entry, Roster
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.source import LookUp, Source
from scorecards.importing.open.packed_rows import cells_in
from scorecards.importing.open.table import Table
from scorecards.model.crm_ids import id_key, word_key
from scorecards.yaml_files.document import quoted
from scorecards.yaml_files.emit import scalar


def shared_names(
    rules: CrmMapping, tables: Sequence[Table], look_ups: LookUps, rosters: Mapping[str, Roster]
) -> dict[tuple[LookUp, ...], dict[str, str]]:
    """Find the owners and accounts that are looked up by an id and share their name; ``rosters`` are those on file.

    Gives, by look-ups and by id, what to ask; blank where the id itself is on file, as one that somebody or something
    is known as.  A rep who is looked up by the account's id has as many ids as accounts, and is asked about for none.
    """
    told = {id_key(key) for key in rules.called}
    shared: dict[tuple[LookUp, ...], dict[str, str]] = {}
    for name in ("owner", "account"):
        source: Source | None = getattr(rules.opportunities, name)
        roster = rosters.get(name)
        for part in source.parts() if source else ():
            if part.look_up and part.column and not rules.is_by_account(part.look_up[0]):
                keys = _keys_in(tables, part.column)
                known = {key for key in keys if roster and roster.ids_of(key)}
                for holders in _holders(part.look_up, keys - told, look_ups):
                    asked = _question(holders, part.look_up[-1], look_ups, roster)
                    answers = {key: "" if key in known else asked for key in holders}
                    shared.setdefault(part.look_up, {}).update(answers)
    return shared


def _keys_in(tables: Iterable[Table], column: str) -> set[str]:
    there = (table for table in tables if column in table.header)
    cells = (cell for table in there for _, cell in cells_in(table.rows, table.index(column)))
    return {id_key(cell.strip()) for cell in cells if cell and cell.strip()}


def _holders(chain: Sequence[LookUp], keys: Iterable[str], look_ups: LookUps) -> Iterator[set[str]]:
    """Give the ids of each name that several have."""
    by_name: dict[str, set[str]] = {}
    for key in keys:
        name = _name_of(chain, key, look_ups)
        if name:
            by_name.setdefault(word_key(name), set()).add(key)
    yield from (holders for holders in by_name.values() if len(holders) > 1)


def _name_of(chain: Iterable[LookUp], key: str, look_ups: LookUps) -> str | None:
    found: str | None = key
    for look_up in chain:
        found = look_ups.get(look_up, {}).get(id_key(found.strip())) if found else None
    return found


def _question(holders: Iterable[str], look_up: LookUp, look_ups: LookUps, roster: Roster | None) -> str:
    ids = sorted(holders)
    name = (look_ups[look_up].get(ids[0]) or "").strip() or ids[0]
    read = (
        f"read {quoted(name)}, the name of {' and of '.join(ids)} in {look_up.file[0]}, "
        "expected the mapping to say if they're"
    )
    if roster is None:
        called = [", ".join(f"{scalar(key)}: {scalar(each)}" for key, each in pairs) for pairs in _answers(name, ids)]
        return f"{read} one. If they are, write in the mapping called: {{{called[0]}}}; if not, called: {{{called[1]}}}"
    entry = next((roster.entries[id_] for id_ in roster.ids_of(name)), Entry("it", name))
    known_as = f"known_as: [{', '.join(map(scalar, dict.fromkeys((*entry.known_as, *ids))))}]"
    return (
        f"{read} one. If they are, write {known_as} beside {entry.id} in {roster.path}; if not, write there one entry "
        "for each, with its own id under known_as"
    )


def _answers(name: str, ids: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """Give the names for all ids but the first: those where all are one, and those where each is another."""
    yield [(key, name) for key in ids[1:]]
    yield [(key, f"{name} ({number})") for number, key in enumerate(ids[1:], 2)]
