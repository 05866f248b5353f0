"""What people keep by hand, carried on from the snapshots before into the one that an import makes."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from scorecards.importing.mapping.mapping import KEPT_BY_HAND, CrmMapping
from scorecards.importing.reconcile.completion import Completion, in_order
from scorecards.importing.reconcile.crm_next_step import StepOf
from scorecards.importing.reconcile.earlier_values import EarlierSnapshots, Place, SnapshotEntry, on_file_about
from scorecards.importing.reconcile.kept_fields import Kept, KindOf, counted
from scorecards.importing.reconcile.merged_fields import merge_fields
from scorecards.importing.reconcile.resolved_fields import resolve_fields
from scorecards.importing.task.on_file import Tree
from scorecards.read.dates import day_of


@dataclass(frozen=True, slots=True)
class Carried:
    """The opportunities of an export with what was written about them by hand."""

    trees: dict[str, Tree]
    """By id, in the order of the export, their fields in the order of the snapshot."""
    kept: tuple[Kept, ...]
    """Fields of which something was carried on, or that differ, in the order of the snapshot."""
    origins: dict[str, dict[str, SnapshotEntry]]
    """By id and key (``needs``, ``answers.budget``), what each value that was taken from the past was taken from."""
    same_since: dict[str, date]
    """By id, the day of the newest snapshot, of those of which it says the same word for word."""

    def place(self, opportunity: str, key: str) -> Place | None:
        """Give the place where a value was written that was taken from the past, if its tree knows its lines."""
        filed = self.origins.get(opportunity, {}).get(key)
        return filed.place(key) if filed else None


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the CRM said of opportunities at the last import, by id, and the lists that the export tells of each now."""

    said: Mapping[str, Tree] = field(default_factory=dict)
    told: Mapping[str, Collection[str]] = field(default_factory=dict)


def carry(  # noqa: PLR0913 - what an import knows of the export, and what of the past
    now: Mapping[str, Tree],
    before: EarlierSnapshots,
    rules: CrmMapping,
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
    last = last or LastTime()
    keep = {name: rules.kept_by(name) for name in KEPT_BY_HAND}
    carried = Carried({}, (), {}, {})
    counts: Counter[KindOf] = Counter()
    for id_, tree in now.items():
        earlier = on_file_about(id_, before, as_of, tree, last.said) if before.snapshots else None
        if earlier is None:
            carried.trees[id_] = in_order(tree, {})
            continue
        found = Completion(dict(tree), earlier, keep, as_of, day_of((changed_on or {}).get(id_)))
        if earlier.said is not None:
            merge_fields(found, earlier.said, last.told.get(id_, ()), (unread or {}).get(id_, ()))
        else:
            resolve_fields(found, step_of)
        carried.trees[id_] = found.in_order()
        if carried.trees[id_] == earlier.tree:
            carried.same_since[id_] = earlier.entries[0].day
        counts.update(found.kinds)
        if found.origins:
            carried.origins[id_] = found.origins
    return replace(carried, kept=tuple(counted(counts)))
