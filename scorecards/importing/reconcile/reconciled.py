"""The opportunities of an import as they are to be written: what the export says and what people keep by hand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.map.record import Record
from scorecards.importing.reconcile.carry_forward import Carried, LastTime, carry
from scorecards.importing.reconcile.earlier_values import EarlierSnapshots
from scorecards.importing.reconcile.kept_fields import Kept, summed
from scorecards.importing.reconcile.known_none import told_none
from scorecards.importing.task.crm_record import SetAside, merged_into, set_aside
from scorecards.importing.task.on_file import OnFile, SnapshotOnFile, Tree
from scorecards.importing.task.task import Task

_AT_A_TIME: Final = 5_000
"""So many opportunities are completed at a time."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The opportunities as they are to be written, in the order of the export."""

    records: list[Record]
    kept: tuple[Kept, ...]
    said: Mapping[str, Tree]
    """What the CRM said at the last import, by id, as far as that is on record."""
    aside: Mapping[str, SetAside]
    """What the snapshot of the day holds by hand of opportunities that this export lacks, by id."""
    unchanged: Collection[str] = ()
    """Ids of opportunities that say word for word the same as in the snapshot before the day; others may too."""

    def trees(self) -> Mapping[str, Tree]:
        """Give what they say, by id."""
        return _Trees({record.get("id"): record for record in self.records})


class _Trees(Mapping[str, Tree]):
    """What opportunities say, by id, each made when it is asked for."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records

    def __getitem__(self, id_: str) -> Tree:
        return self._records[id_].values

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class _Besides(Mapping[str, Tree]):
    """Opportunities by id, and others besides that are not among them."""

    def __init__(self, opportunities: Mapping[str, Tree], others: Mapping[str, Tree]) -> None:
        self._opportunities = opportunities
        self._others = {id_: tree for id_, tree in others.items() if id_ not in opportunities}

    def __getitem__(self, id_: str) -> Tree:
        return self._others[id_] if id_ in self._others else self._opportunities[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._others or id_ in self._opportunities

    def __iter__(self) -> Iterator[str]:
        return chain(self._opportunities, self._others)

    def __len__(self) -> int:
        return len(self._opportunities) + len(self._others)


def reconcile(task: Task, mapped: MappedRows) -> Reconciled:
    """Complete the opportunities of an export with what people wrote about them by hand, some thousand at a time.

    Those that the newest snapshots do not hold are looked for in the ones before these.  Raises ProblemsFound with
    what is wrong with one of those.
    """
    ids = {record.get("id") for record in mapped.records}
    others = {each for record in mapped.records for each in record.merged}
    on_file = task.on_file.look_back(chain(ids, others), task.problems)
    task.problems.stop()
    if not on_file.snapshots:
        return Reconciled(list(map(told_none, mapped.records)), (), {}, {})
    days = {each.day for each in on_file.snapshots}
    aside = task.records.set_aside(days, task.problems)
    snapshots = [_with_set_aside(each, aside.get(each.day)) for each in on_file.snapshots]
    lacking = _lacking(snapshots, task.as_of, ids | others)
    said = task.records.said(_last_days(ids | others, snapshots) | dict.fromkeys(lacking, task.as_of), task.problems)
    task.problems.stop()
    before = _before(snapshots, mapped, ids, said)
    records: list[Record] = []
    kept: list[Kept] = []
    unchanged: set[str] = set()
    for start in range(0, len(mapped.records), _AT_A_TIME):
        portion = mapped.records[start : start + _AT_A_TIME]
        now = {record.get("id"): record.values for record in portion}
        dates = {record.get("id"): record.changed_on for record in portion}
        last = LastTime(said, {record.get("id"): mapped.told.of_table(record.table) for record in portion})
        unread = {record.get("id"): frozenset(record.unread) for record in portion if record.unread}
        carried = carry(now, before, task.rules, task.as_of, dates, step_of=mapped.step_of, last=last, unread=unread)
        completed = [_with_carried(record, now[record.get("id")], carried, on_file) for record in portion]
        records += map(told_none, completed)
        unchanged.update(_unchanged(completed, carried, task.on_file))
        kept += carried.kept
    return Reconciled(records, tuple(summed(kept)), said, dict(_to_set_aside(lacking, said)), unchanged)


def _unchanged(completed: Iterable[Record], carried: Carried, on_file: OnFile) -> Iterator[str]:
    before = on_file.before()
    for record in completed if before else ():
        id_ = record.get("id")
        if before and carried.same_since.get(id_) == before.day and told_none(record) is record:
            yield id_


def _with_set_aside(snapshot: SnapshotOnFile, aside: Mapping[str, SetAside] | None) -> SnapshotOnFile:
    """Give a snapshot with what an earlier one of its day held beside it."""
    if not aside:
        return snapshot
    filed = {id_: each.filed for id_, each in aside.items()}
    return replace(snapshot, opportunities=_Besides(snapshot.opportunities, filed))


def _lacking(snapshots: Iterable[SnapshotOnFile], as_of: date, ids: Collection[str]) -> dict[str, Tree]:
    """Give the opportunities that the snapshot of the day holds and the export lacks."""
    today = (each.opportunities for each in snapshots if each.day == as_of)
    return {id_: held[id_] for held in today for id_ in held.keys() - ids}


def _to_set_aside(lacking: Mapping[str, Tree], said: Mapping[str, Tree]) -> Iterator[tuple[str, SetAside]]:
    for id_, filed in lacking.items():
        found = set_aside(filed, said.get(id_))
        if found:
            yield id_, found


def _before(
    snapshots: Sequence[SnapshotOnFile], mapped: MappedRows, ids: Collection[str], said: Mapping[str, Tree]
) -> EarlierSnapshots:
    """Give what stands on file, and which opportunities were merged into which: those of ``ids`` are left."""
    into = {record.get("id"): record.merged for record in mapped.records if record.merged}
    merged = {id_: [each for each in others if each not in ids] for id_, others in into.items()}
    return EarlierSnapshots(snapshots, merged, {id_: merged_into(said.get(id_, {})) for id_ in into})


def _last_days(ids: Iterable[str], snapshots: Iterable[SnapshotOnFile]) -> dict[str, date]:
    """Give the day of the newest snapshot that holds each opportunity, of those that one holds."""
    days: dict[str, date] = {}
    for snapshot in snapshots:
        for id_ in ids:
            if id_ in snapshot.opportunities:
                days[id_] = max(snapshot.day, days.get(id_, snapshot.day))
    return days


def _with_carried(record: Record, now: Tree, carried: Carried, on_file: OnFile) -> Record:
    id_ = record.get("id")
    if id_ not in carried.origins and carried.trees[id_] == now:
        return record
    places = ((key, carried.place(id_, key)) for key in carried.origins.get(id_, ()))
    origins = {key: (on_file.file_of(place.opportunity, place.day), place.line) for key, place in places if place}
    return record.saying(carried.trees[id_], origins)
