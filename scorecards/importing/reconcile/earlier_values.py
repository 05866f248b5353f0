"""What stands on file about an opportunity, and since when each value of it stands there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scorecards.importing.reconcile.equal_values import stands_in
from scorecards.importing.reconcile.merged_opportunities import Known, joined
from scorecards.importing.task.on_file import SnapshotOnFile, Tree
from scorecards.read.dates import day_of
from scorecards.yaml_files.document import YamlMapping


@dataclass(frozen=True, slots=True)
class EarlierSnapshots:
    """What stands on file: snapshots, the newest first, and the ids that were merged into an id of the export.

    Among the snapshots is that of the import's own day where there is one, and two before it as far as there are.
    """

    snapshots: Sequence[SnapshotOnFile] = ()
    merged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    joined: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Those of them whose values the newest snapshot has taken on already: what people did to these since counts."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written: in the snapshot of a day, under an opportunity, in a line of that file."""

    day: date
    opportunity: str
    line: int


@dataclass(frozen=True, slots=True)
class SnapshotEntry:
    """An opportunity in one snapshot, beside all that stood on file about it before; None where nobody knows."""

    opportunity: str
    day: date
    tree: Tree
    before: tuple[Tree, ...] | None

    def since(self, key: str, piece: Any) -> date:
        """Give the day of the snapshot from which a value was carried here, or this one's where it is new in it."""
        noted = self.tree.get("carried_from")
        day = day_of(noted.get(key)) if noted and isinstance(noted, dict) else None
        if day is None or day >= self.day:
            return self.day
        if self.before is None or any(stands_in(value_at(tree, key), piece) for tree in self.before):
            return day
        return self.day

    def place(self, key: str) -> Place | None:
        """Give the place of a key, if the tree knows its lines."""
        name, _, id_ = key.partition(".")
        tree = self.tree.get(name) if id_ else self.tree
        if not isinstance(tree, YamlMapping) or (id_ or name) not in tree:
            return None
        return Place(self.day, self.opportunity, tree.line_of(id_ or name))


@dataclass(frozen=True, slots=True)
class OpportunityOnFile:
    """All that stands on file about an opportunity and those merged into it, in one tree."""

    entries: tuple[SnapshotEntry, ...]
    """Its own first."""
    tree: Tree
    said: Tree | None = None
    """What the CRM said of it when that was written; None where it is not on record."""

    def holder(self, key: str, piece: Any) -> SnapshotEntry:
        """Give the opportunity that holds a value."""
        for each in self.entries[:-1]:
            if stands_in(value_at(each.tree, key), piece):
                return each
        return self.entries[-1]


def value_at(tree: Tree, key: str) -> Any:
    """Give what stands under a key, or under an id of one that holds several; None where nothing does."""
    name, _, id_ = key.partition(".")
    value = tree.get(name)
    if not id_:
        return value
    return value.get(id_) if isinstance(value, dict) else None


def on_file_about(
    opportunity: str, before: EarlierSnapshots, as_of: date, now: Tree, said: Mapping[str, Tree]
) -> OpportunityOnFile | None:
    """Give what stands on file about an opportunity as an import of ``as_of`` finds it.

    That is the newest snapshot that holds it: the one of the day itself, where people may have gone on writing since
    the first import of that day; or one before, also where it was missing in between.  ``said`` is what the CRM said
    then, by id, and ``now`` what it says of the opportunity.
    """
    ids = (opportunity, *before.merged.get(opportunity, ()))
    left = [each for each in ids if each not in before.joined.get(opportunity, ())]
    snapshots = [each for each in before.snapshots if each.day <= as_of]
    found = _newest(left, snapshots, as_of)
    if not found or found[0].opportunity != opportunity or found[0].day < as_of:
        return _joined(found, said, now)
    first = _joined(_newest(ids, [each for each in snapshots if each.day < as_of], as_of), {}, now)
    known = (first.tree, *(each.tree for each in first.entries)) if first else ()
    own, *merged = (each for each in found if each.day == as_of)
    return _joined([replace(own, before=known), *merged], said, now)


def _newest(ids: Sequence[str], snapshots: Sequence[SnapshotOnFile], as_of: date) -> list[SnapshotEntry]:
    found = []
    for id_ in ids:
        holding = [(each.day, each.opportunities[id_]) for each in snapshots if id_ in each.opportunities]
        if holding:
            (day, tree), *older = holding
            before = (older[0][1],) if older else None
            found.append(SnapshotEntry(id_, day, tree, () if before is None and day == as_of else before))
    return found


def _joined(entries: list[SnapshotEntry], said: Mapping[str, Tree], now: Tree) -> OpportunityOnFile | None:
    if not entries:
        return None
    first, *merged = entries
    own = said.get(first.opportunity)
    if not merged:
        return OpportunityOnFile((first,), first.tree, own)
    known = Known(first.tree, own or {})
    for each in merged:
        known = joined(known, Known(each.tree, {} if own is None else said.get(each.opportunity, {})), now)
    return OpportunityOnFile(tuple(entries), known.filed, None if own is None else known.said)
