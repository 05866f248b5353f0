"""What differs between the snapshot that an import makes and the one before it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scorecards.importing.reconcile.equal_values import alike
from scorecards.importing.task.on_file import Tree
from scorecards.model.snapshot import Opportunity

_COMPARED: Final = tuple(name for name in Opportunity.model_fields if name not in {"id", "carried_from"})
_MISSING: Final = object()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the snapshot before."""

    against: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    """Ids that the snapshot before holds and this one does not."""
    changed: tuple[tuple[str, int], ...]
    """Fields, each with the number of opportunities in which it differs."""
    unchanged: int


def compare(
    now: Mapping[str, Tree],
    before: Mapping[str, Tree] | None,
    against: str,
    rejected: Collection[str] = (),
    unchanged: Collection[str] = (),
) -> Changes | None:
    """Tell what differs from the snapshot before, ``against`` being its name; None where there is none.

    The ids of ``rejected`` rows are in the export, so they are not gone.  Of those that are known to be ``unchanged``
    nothing is read again.

    A field differs where it says something else, not where the same is written otherwise; and where only one of the
    two has it, even blank: not known and known to be empty are not the same.
    """
    if before is None:
        return None
    counts: Counter[str] = Counter()
    both = now.keys() & before.keys()
    doubtful = both.difference(unchanged)
    same = len(both) - len(doubtful)
    for id_ in doubtful:
        changed = list(_changed(now[id_], before[id_]))
        counts.update(changed)
        same += not changed
    return Changes(
        against=against,
        new=tuple(sorted(now.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - now.keys() - set(rejected))),
        changed=tuple((name, counts[name]) for name in _COMPARED if counts[name]),
        unchanged=same,
    )


def dropped(now: Collection[str], today: Collection[str], others: Collection[str] = ()) -> tuple[str, ...]:
    """Give the ids that the snapshot of the import's own day holds and that it will not hold any more.

    ``others`` are ids that the export does hold: of rejected rows, and merged into another opportunity.
    """
    return tuple(sorted(set(today).difference(now, others)))


def _changed(now: Tree, before: Tree) -> Iterator[str]:
    for name in _COMPARED:
        one, other = now.get(name, _MISSING), before.get(name, _MISSING)
        if one is not other and one != other and (one is _MISSING or other is _MISSING or not alike(one, other, name)):
            yield name
