"""What people keep by hand, carried on from the snapshots before into the one that an import makes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any, Final

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.map.record import Record
from scorecards.importing.mapping import mapping
from scorecards.importing.mapping.mapping import KEPT_BY_HAND, Rule
from scorecards.importing.reconcile.conflicts import Conflict, Resolution, resolve
from scorecards.importing.reconcile.crm_next_step import OwnSteps, StepOf, own_steps, without
from scorecards.importing.reconcile.earlier_values import (
    KEYED,
    EarlierSnapshots,
    OpportunityOnFile,
    Place,
    SnapshotEntry,
    on_file_about,
)
from scorecards.importing.reconcile.known_none import STEPS, is_told_none, says_now, told_none
from scorecards.importing.reconcile.pairing import IDENTITY, ITEMS
from scorecards.importing.reconcile.three_way import MISSING, Missing, Sides, merge, with_unread
from scorecards.importing.task.on_file import OnFile, Tree
from scorecards.importing.task.task import Task
from scorecards.model.snapshot import Opportunity
from scorecards.read.dates import day_of

_FIELDS: Final = tuple(Opportunity.model_fields)
_ITEMISED: Final = {*IDENTITY, "next_steps"}
_AT_A_TIME: Final = 5_000
"""So many opportunities are completed at a time."""

_KINDS: Final = ("carried", "ours", "crm", "edited")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a field that people write by hand, in opportunities."""

    field: str
    carried: int
    """The CRM does not hold it: carried on from the snapshot before."""
    ours: int
    """Both hold it, and differ: what stood in the snapshot before was kept."""
    crm: int
    """Both hold it, and differ: the CRM's was taken."""
    edited: int = 0
    """Only people changed it since the last import: what they wrote was kept."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The opportunities of an export with what was written about them by hand."""

    trees: dict[str, Tree]
    """By id, in the order of the export, their fields in the order of the snapshot."""
    kept: tuple[Kept, ...]
    """Fields of which something was carried on, or that differ, in the order of the snapshot."""
    origins: dict[str, dict[str, SnapshotEntry]]
    """By id and key (``needs``, ``answers.budget``), what each value that was taken from the past was taken from."""

    def place(self, opportunity: str, key: str) -> Place | None:
        """Give the place where a value was written that was taken from the past, if its tree knows its lines."""
        filed = self.origins.get(opportunity, {}).get(key)
        return filed.place(key) if filed else None


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the CRM said of opportunities at the last import, by id, and the fields that the export tells of any now."""

    said: Mapping[str, Tree] = field(default_factory=dict)
    told: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Completed:
    """One opportunity as far as it is completed, and what was taken from its past, by key."""

    tree: Tree
    days: dict[str, date] = field(default_factory=dict)
    origins: dict[str, SnapshotEntry] = field(default_factory=dict)
    kinds: set[tuple[str, str]] = field(default_factory=set)


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
        unread = {record.get("id"): frozenset(record.unread) for record in portion if record.unread}
        carried = carry(now, before, task.rules, task.as_of, dates, step_of=mapped.step_of, last=last, unread=unread)
        records += [told_none(_with_carried(record, carried, on_file)) for record in portion]
        kept += carried.kept
    return Reconciled(records, tuple(_summed(kept)), last.said)


def _last_days(now: Iterable[str], before: EarlierSnapshots) -> dict[str, date]:
    """Give the day of the newest snapshot that holds each opportunity, of those that one holds."""
    days: dict[str, date] = {}
    for snapshot in before.snapshots:
        for id_ in now:
            if id_ in snapshot.opportunities:
                days[id_] = max(snapshot.day, days.get(id_, snapshot.day))
    return days


def _summed(kept: Sequence[Kept]) -> Iterator[Kept]:
    for name in KEPT_BY_HAND:
        of_field = [each for each in kept if each.field == name]
        if of_field:
            yield Kept(name, *(sum(getattr(each, kind) for each in of_field) for kind in _KINDS))


def _with_carried(record: Record, carried: Carried, on_file: OnFile) -> Record:
    id_ = record.get("id")
    if id_ not in carried.origins and carried.trees[id_] == record.values:
        return record
    places = ((key, carried.place(id_, key)) for key in carried.origins.get(id_, ()))
    origins = {key: (on_file.file_of(place.opportunity, place.day), place.line) for key, place in places if place}
    return record.saying(carried.trees[id_], origins)


def carry(  # noqa: PLR0913 - what an import knows of the export, and what of the past
    now: Mapping[str, Tree],
    before: EarlierSnapshots,
    rules: mapping.CrmMapping,
    as_of: date,
    changed_on: Mapping[str, str | None] | None = None,
    *,
    step_of: StepOf | None = None,
    last: LastTime | None = None,
    unread: Mapping[str, frozenset[str]] | None = None,
) -> Carried:
    """Complete the opportunities of an export, by id, with what stands on file.

    A field that people write by hand and the CRM does not hold is carried on as it was written; one that both hold
    and that differs is resolved by the rule of the mapping.  ``carried_from`` says from which day's snapshot each value
    of the past is, unless it was written on ``as_of`` itself.  ``changed_on`` gives the day, by id, of what the CRM
    says without a day of its own; without any day it cannot be newer than what stands on file.  By ``step_of`` the
    step that an older text of the CRM made is known, and goes with that text.  Where ``last`` holds what the CRM said
    before, who changed a value counts, and the rule only where both did (:mod:`.three_way`).  What the CRM holds and
    nobody can read, by id the fields under ``unread``, takes nothing away.  The same export over the result gives the
    same again.  Opportunities that only the past holds are not added.
    """
    merged = {id_: [each for each in others if each not in now] for id_, others in before.merged.items()}
    before = replace(before, merged=merged)
    keep = {name: rules.kept_by(name) for name in KEPT_BY_HAND}
    carried = Carried({}, (), {})
    counts: Counter[tuple[str, str]] = Counter()
    for id_, tree in now.items():
        earlier = on_file_about(id_, before, as_of) if before.snapshots else None
        if earlier is None:
            carried.trees[id_] = _in_order(tree, {})
            continue
        crm_day = day_of((changed_on or {}).get(id_))
        fields = (unread or {}).get(id_, frozenset())
        found = _reconciled(tree, earlier, _Keeping(keep, as_of, crm_day, step_of, id_, last or LastTime(), fields))
        carried.trees[id_] = _in_order(found.tree, found.days)
        counts.update(found.kinds)
        if found.origins:
            carried.origins[id_] = found.origins
    return replace(carried, kept=tuple(_kept(counts)))


@dataclass(frozen=True, slots=True)
class _Keeping:
    """How one opportunity is completed; ``crm_day`` is the day of what the CRM says without a day of its own."""

    keep: Mapping[str, Rule]
    as_of: date
    crm_day: date | None
    step_of: StepOf | None
    opportunity: str
    last: LastTime
    unread: frozenset[str]
    """Fields that the CRM holds and nobody can read."""


def _reconciled(tree: Tree, earlier: OpportunityOnFile, keeping: _Keeping) -> _Completed:
    found = _Completed(dict(tree))
    if keeping.opportunity in keeping.last.said:
        for name in keeping.keep:
            _merge(name, earlier, keeping, found)
        return found
    own = own_steps(tree, earlier.tree, keeping.step_of)
    for name, rule in keeping.keep.items():
        if name not in earlier.tree:
            continue
        if name == STEPS and name not in tree and says_now(tree, earlier.tree):
            found.tree.update({name: earlier.tree[name]} if is_told_none(tree) else {})
            continue
        if name == "next_steps" and own and (rule == "newest" or (rule == "crm" and name not in tree)):
            _reconcile_steps(own, earlier, keeping, found)
            continue
        into, values = _values(name, found.tree, earlier.tree)
        for key, at, in_export, old in values:
            now = into.get(at)
            if not in_export:
                found.kinds.add((name, "carried"))
                into[at] = old
                _take(key, _pieces(name, old), earlier, keeping, found)
            elif now != old:
                resolution = resolve(now, old, Conflict(name, key, rule, keeping.crm_day, earlier))
                found.kinds.update((name, kind) for kind in _KINDS if getattr(resolution, kind))
                into[at] = resolution.value
                pieces = [piece for each in resolution.pieces for piece in _pieces(name, each)]
                _take(key, pieces, earlier, keeping, found)
    return found


def _merge(name: str, earlier: OpportunityOnFile, keeping: _Keeping, found: _Completed) -> None:
    """Merge a field of which it is known what the CRM said last time."""
    said = keeping.last.said[keeping.opportunity]
    now = found.tree.get(name, MISSING)
    is_uncertain = name == STEPS and now is MISSING and bool(found.tree.get("crm_next_step"))
    if name in keeping.unread or (name == STEPS and "crm_next_step" in keeping.unread):
        now = with_unread(now, said.get(name), name)
    elif is_uncertain or (now is MISSING and name == STEPS and "crm_next_step" in found.tree):
        now = [] if is_uncertain else None
    elif now is MISSING and name in keeping.last.told and name in ITEMS:
        now = None  # its table has rows of others, and none of this one
    sides = Sides(said.get(name, MISSING), earlier.tree.get(name, MISSING), now)
    if name in KEYED and all(each is None or isinstance(each, dict | Missing) for each in _all(sides)):
        _merge_keyed(name, sides, earlier, keeping, found)
        return
    resolution = merge(sides, Conflict(name, name, keeping.keep[name], keeping.crm_day, earlier))
    _take_merged(name, name, resolution, found.tree, earlier, keeping, found)
    if not found.tree.get(name) and (is_uncertain or (name not in earlier.tree and now is None)):
        found.tree.pop(name, None)


def _merge_keyed(name: str, sides: Sides, earlier: OpportunityOnFile, keeping: _Keeping, found: _Completed) -> None:
    """Merge a field that holds a value for each of several ids, one by one."""
    said, filed, now = (each if isinstance(each, dict) else {} for each in _all(sides))
    into: Tree = {}
    for id_ in dict.fromkeys([*now, *filed, *said]):
        one = Sides(said.get(id_, MISSING), filed.get(id_, MISSING), now.get(id_, MISSING))
        key = f"{name}.{id_}"
        resolution = merge(one, Conflict(name, key, keeping.keep[name], keeping.crm_day, earlier))
        _take_merged(key, id_, resolution, into, earlier, keeping, found)
    if into:
        found.tree[name] = into
    elif name in earlier.tree:
        found.tree[name] = None if filed else earlier.tree[name]
    elif said or filed:
        found.tree.pop(name, None)  # a person took it away


def _all(sides: Sides) -> tuple[Any, Any, Any]:
    return sides.said, sides.filed, sides.now


def _take_merged(  # noqa: PLR0913, PLR0917 - where a value belongs, and what is known of it
    key: str,
    at: str,
    resolution: Resolution,
    into: Tree,
    earlier: OpportunityOnFile,
    keeping: _Keeping,
    found: _Completed,
) -> None:
    name = key.partition(".")[0]
    found.kinds.update((name, kind) for kind in _KINDS if getattr(resolution, kind))
    if resolution.value is MISSING:
        into.pop(at, None)
        return
    into[at] = resolution.value
    _take(key, [piece for each in resolution.pieces for piece in _pieces(name, each)], earlier, keeping, found)


def _reconcile_steps(own: OwnSteps, earlier: OpportunityOnFile, keeping: _Keeping, found: _Completed) -> None:
    """Reconcile the steps of people with those of the CRM, but for the step of its free text: that goes as it came."""
    name: Final = "next_steps"
    given = without(own.now, found.tree.get(name))
    filed = without(own.now, without(own.old, earlier.tree[name]))
    resolution = Resolution(filed, filed, carried=bool(filed))
    if given:
        resolution = resolve(given, filed, Conflict(name, name, keeping.keep[name], keeping.crm_day, earlier))
    found.kinds.update((name, kind) for kind in _KINDS if getattr(resolution, kind))
    found.kinds.update([(name, "ours")] if own.removed() else [(name, "crm")] if own.withdrawn() else [])
    steps = own.with_now(resolution.value)
    if steps:
        found.tree[name] = steps
    _take(name, filed if resolution.pieces else [], earlier, keeping, found)


def _values(name: str, tree: Tree, earlier: Tree) -> tuple[Tree, list[tuple[str, str, bool, Any]]]:
    """Give where the values of a field belong, and those of the past, each with its key and if the CRM holds it."""
    now, old = tree.get(name), earlier[name]
    if name not in KEYED or not old or not isinstance(old, dict) or not isinstance(now or {}, dict):
        return tree, [(name, name, name in tree, old)]
    into = dict(now or {})
    tree[name] = into
    return into, [(f"{name}.{id_}", id_, id_ in into, value) for id_, value in old.items()]


def _pieces(name: str, value: Any) -> list[Any]:
    """Give what of a value may be of different days: the items of a list that an import puts together."""
    return value if name in _ITEMISED and value and isinstance(value, list) else [value]


def _take(key: str, pieces: list[Any], earlier: OpportunityOnFile, keeping: _Keeping, found: _Completed) -> None:
    """Note of which opportunity on file a value is, and since when: the newest of its pieces says so."""
    for piece in pieces:
        holder = earlier.holder(key, piece)
        day = holder.since(key, piece)
        found.origins.setdefault(key, holder)
        if day < keeping.as_of:
            found.days[key] = max(day, found.days.get(key, day))


def _in_order(tree: Tree, days: dict[str, date]) -> Tree:
    ordered = {name: tree[name] for name in _FIELDS if name in tree}
    ordered |= {name: value for name, value in tree.items() if name not in ordered}
    if days:
        keys = sorted(days, key=lambda key: (_FIELDS.index(key.partition(".")[0]), key))
        ordered["carried_from"] = {key: days[key].isoformat() for key in keys}
    return ordered


def _kept(counts: Counter[tuple[str, str]]) -> Iterator[Kept]:
    for name in KEPT_BY_HAND:
        numbers = [counts[name, kind] for kind in _KINDS]
        if any(numbers):
            yield Kept(name, *numbers)
