"""The opportunities of an import as they are to be written: what the export says and what people keep by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.map.record import Record
from scorecards.importing.reconcile.carry_forward import Carried, LastTime, carry
from scorecards.importing.reconcile.earlier_values import EarlierSnapshots
from scorecards.importing.reconcile.kept import Kept, summed
from scorecards.importing.reconcile.known_none import told_none
from scorecards.importing.task.on_file import OnFile, Tree
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


def reconcile(task: Task, mapped: MappedRows) -> Reconciled:
    """Complete the opportunities of an export with what people wrote about them by hand, some thousand at a time.

    Those that the newest snapshots do not hold are looked for in the ones before these.  Raises ProblemsFound with
    what is wrong with one of those.
    """
    ids = {record.get("id") for record in mapped.records}
    told = frozenset(name for record in mapped.records for name in record.names)
    others = (each for record in mapped.records for each in record.merged)
    on_file = task.on_file.look_back(chain(ids, others), task.problems)
    task.problems.stop()
    if not on_file.snapshots:
        return Reconciled(list(map(told_none, mapped.records)), (), {})
    merged = {
        record.get("id"): [each for each in record.merged if each not in ids]
        for record in mapped.records
        if record.merged
    }
    before = EarlierSnapshots(on_file.snapshots, merged)
    last = LastTime(task.records.said(_last_days(ids, before), task.problems), told)
    task.problems.stop()
    records: list[Record] = []
    kept: list[Kept] = []
    for start in range(0, len(mapped.records), _AT_A_TIME):
        portion = mapped.records[start : start + _AT_A_TIME]
        now = {record.get("id"): record.values for record in portion}
        dates = {record.get("id"): record.changed_on for record in portion}
        carried = carry(now, before, task.rules, task.as_of, dates, step_of=mapped.step_of, last=last)
        records += [told_none(_with_carried(record, carried, on_file)) for record in portion]
        kept += carried.kept
    return Reconciled(records, tuple(summed(kept)), last.said)


def _last_days(now: Iterable[str], before: EarlierSnapshots) -> dict[str, date]:
    """Give the day of the newest snapshot that holds each opportunity, of those that one holds."""
    days: dict[str, date] = {}
    for snapshot in before.snapshots:
        for id_ in now:
            if id_ in snapshot.opportunities:
                days[id_] = max(snapshot.day, days.get(id_, snapshot.day))
    return days


def _with_carried(record: Record, carried: Carried, on_file: OnFile) -> Record:
    id_ = record.get("id")
    if id_ not in carried.origins and carried.trees[id_] == record.values:
        return record
    places = ((key, carried.place(id_, key)) for key in carried.origins.get(id_, ()))
    origins = {key: (on_file.file_of(place.opportunity, place.day), place.line) for key, place in places if place}
    return record.saying(carried.trees[id_], origins)
