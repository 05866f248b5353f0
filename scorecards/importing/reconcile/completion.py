"""One opportunity of an export on its way to be completed with what stands on file about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from scorecards.importing.mapping.mapping import Rule
from scorecards.importing.reconcile.conflicts import Conflict, Resolution
from scorecards.importing.reconcile.earlier_values import OpportunityOnFile, SnapshotEntry
from scorecards.importing.reconcile.kept_fields import KindOf, kinds_of
from scorecards.importing.reconcile.pairing import IDENTITY
from scorecards.importing.task.on_file import Tree
from scorecards.model.snapshot import Opportunity

_FIELDS: Final = tuple(Opportunity.model_fields)
_ITEMISED: Final = {*IDENTITY, "next_steps"}


@dataclass(slots=True)
class Completion:
    """An opportunity as far as it is completed, and what was taken from its past, by key.

    ``crm_day`` is the day of what the CRM says without a day of its own.
    """

    tree: Tree
    earlier: OpportunityOnFile
    keep: Mapping[str, Rule]
    as_of: date
    crm_day: date | None
    days: dict[str, date] = field(default_factory=dict)
    origins: dict[str, SnapshotEntry] = field(default_factory=dict)
    kinds: set[KindOf] = field(default_factory=set)

    def conflict(self, name: str, key: str) -> Conflict:
        """Give the rule by which one of two values under a key of a field counts."""
        return Conflict(name, key, self.keep[name], self.crm_day, self.earlier)

    def note(self, key: str, resolution: Resolution) -> None:
        """Note what became of a value, and from where its parts are that stood on file."""
        name = key.partition(".")[0]
        self.kinds.update(kinds_of(name, resolution))
        self.take(key, [piece for each in resolution.pieces for piece in _pieces(name, each)])

    def carry(self, key: str, value: Any) -> None:
        """Note that a value is carried on as it stood on file."""
        name = key.partition(".")[0]
        self.kinds.add((name, "carried"))
        self.take(key, _pieces(name, value))

    def take(self, key: str, pieces: Iterable[Any]) -> None:
        """Note of which opportunity on file a value is, and since when: the newest of its pieces says so."""
        for piece in pieces:
            holder = self.earlier.holder(key, piece)
            day = holder.since(key, piece)
            self.origins.setdefault(key, holder)
            if day < self.as_of:
                self.days[key] = max(day, self.days.get(key, day))

    def in_order(self) -> Tree:
        """Give what it says in the order of the snapshot, and from which day each value of the past is."""
        return in_order(self.tree, self.days)


def in_order(tree: Tree, days: Mapping[str, date]) -> Tree:
    """Give a tree in the order of the snapshot; ``days`` are those of values of the past, by key."""
    ordered = {name: tree[name] for name in _FIELDS if name in tree}
    if len(ordered) < len(tree):
        ordered |= {name: value for name, value in tree.items() if name not in ordered}
    if days:
        keys = sorted(days, key=lambda key: (_FIELDS.index(key.partition(".")[0]), key))
        ordered["carried_from"] = {key: days[key].isoformat() for key in keys}
    return ordered


def _pieces(name: str, value: Any) -> list[Any]:
    """Give what of a value may be of different days: the items of a list that an import puts together."""
    return value if name in _ITEMISED and value and isinstance(value, list) else [value]
