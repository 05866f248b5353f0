"""The ids of opportunities: made from rows where the export has none, standing twice, or merged into another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.map.cells import CellContext, field_reader, leading_column
from scorecards.importing.map.record import Record
from scorecards.importing.map.rejected_rows import SetAsideRows
from scorecards.importing.map.several_rows import SeveralRows, joined_rows
from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.importing.mapping.source import Source
from scorecards.importing.mapping.targets import ID
from scorecards.importing.open.table import Fault, Row, Table
from scorecards.importing.task.on_file import OnFile
from scorecards.model.crm_ids import SALESFORCE_LENGTHS, id_key
from scorecards.yaml_files.document import quoted

_MOST_PLACES: Final = 5


@dataclass(slots=True)
class WrittenIds:
    """Each id as it is written: as it stands on file already, or as the export writes it first."""

    _by_key: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, on_file: OnFile) -> "WrittenIds":
        """Take the ids of the snapshots on file, the newest first."""
        written = cls()
        for snapshot in on_file.snapshots:
            for id_ in snapshot.opportunities:
                written.of_id(id_)
        return written

    def of_id(self, id_: str) -> str:
        """Give an id as it is written; only those of Salesforce can be written in two ways."""
        return self._by_key.setdefault(id_key(id_), id_) if len(id_) in SALESFORCE_LENGTHS else id_


def number_rows(source: Source, tables: Sequence[Table], context: CellContext) -> None:
    """Make the ids of all rows of the export, where they are made from rows, before anything else becomes of them.

    A mended row keeps the number of the one in whose place it stands.  A row with too many or too few cells has none
    until it is mended: nobody knows which cell belongs to which column.
    """
    if not any(part.made_from for part in source.parts()):
        return
    mended = []
    for table in tables:
        read = field_reader(ID, source, table, context)
        for row in _in_order(table):
            if row.stands_for:
                mended.append((read, row))
            else:
                read(row)
    for read, row in mended:
        read(row)


def _in_order(table: Table) -> list[Row]:
    rows = (*table.rows, *(each.row for each in table.rejected), *table.mended)
    return sorted((row for row in rows if len(row.cells) == len(table.header)), key=lambda row: row.line)


def set_duplicates_aside(
    records: list[Record], source: Source, aside: SetAsideRows, several: SeveralRows | None = None
) -> None:
    """Skip rows that stand twice word for word, and reject all rows of an id that say different things.

    Where the mapping says that an opportunity has ``several`` rows, the first takes on what the others add.
    """
    by_id: dict[str, list[Record]] = {key: [] for key in _twice(records)}
    for record in records if by_id else ():
        if record.get("id") in by_id:
            by_id[record.get("id")].append(record)
    at_place = {record.key: at for at, record in enumerate(records)} if several and by_id else {}
    for key, same in by_id.items():
        joined = joined_rows(same, several) if several and all(map(aside.keeps, same)) else None
        if joined:
            records[at_place[same[0].key]] = joined
            for record in same[1:]:
                aside.skip(record, "is another row of the same opportunity")
            continue
        if len({_words(record) for record in same}) == 1:
            for record in same[1:]:
                aside.skip(record, "is there twice, word for word")
            continue
        for record in same:
            places = _places(record, same)
            expected = "expected each id once, or several_rows in the mapping"
            message = f"read {quoted(key)}, which stands in {places} too, not all alike; {expected}"
            aside.reject(record, Fault(leading_column(source, record.table), "duplicate-id", message, key))


def _twice(records: Iterable[Record]) -> Iterator[str]:
    """Give the ids that stand twice, in the order in which they are met first."""
    first: dict[str, bool] = {}
    for record in records:
        id_ = record.get("id")
        if id_ is not None:
            first[id_] = id_ in first
    return (id_ for id_, again in first.items() if again)


def merged(records: Sequence[Record], sources: OpportunitySources, aside: SetAsideRows) -> list[Record]:
    """Skip the rows of opportunities that were merged into another one, and give the others.

    Each tells the ids that were merged into it, those of ids that were merged earlier included.  Ids that were each
    merged into the other are rejected, and so are two into which one and the same id was merged.
    """
    if not any(record.merged for record in records):
        return [*records]
    into = {record.get("id"): [each for each in record.merged if each != record.get("id")] for record in records}
    taken = {each: key for key, ids in reversed(into.items()) for each in ids}
    kept = []
    for record in records:
        key = record.get("id")
        inner = _within(key, into)
        if key in inner:
            message = f"read {quoted(key)}, merged into {taken[key]}, and that into this one; expected one that is left"
            aside.reject(record, Fault(leading_column(sources.id, record.table), "duplicate-id", message, key))
        elif key in taken:
            aside.skip(record, f"merged into {taken[key]}")
        else:
            kept.append(record.merging(tuple(inner)) if record.merged else record)
    _reject_shared(kept, sources.merged_ids or sources.id, aside)
    return [record for record in kept if aside.keeps(record)]


def _reject_shared(records: Iterable[Record], source: Source, aside: SetAsideRows) -> None:
    """Reject the rows into which one and the same id was merged: whose it is, nobody can tell."""
    holders: dict[str, list[Record]] = {}
    for record in records:
        for each in record.merged:
            holders.setdefault(each, []).append(record)
    for each, several in holders.items():
        for record in several if len(several) > 1 else ():
            places = _places(record, several)
            message = f"read {quoted(each)}, merged into the opportunity in {places} too, expected it in one of them"
            aside.reject(record, Fault(leading_column(source, record.table), "duplicate-id", message, each))


def _words(record: Record) -> tuple[str | None, ...]:
    return (*record.table.header, None, *(cell and id_key(cell.strip()) for cell in record.row.cells))


def _places(record: Record, several: Sequence[Record]) -> str:
    """Name the places of the others, the first few of them."""
    told = [
        f"line {each.line}" if each.table is record.table else f"{each.table.path}:{each.line}"
        for each in several[: _MOST_PLACES + 1]
        if each is not record
    ][:_MOST_PLACES]
    more = len(several) - 1 - len(told)
    return " and ".join([*told, f"{more} more places"] if more else told)


def _within(key: str, into: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Give all ids that were merged into one, directly or through another."""
    found: dict[str, None] = {}
    left = list(into.get(key, ()))
    while left:
        each = left.pop(0)
        if each not in found:
            found[each] = None
            left.extend(into.get(each, ()))
    return found
