"""What became of the fields that people write by hand, counted in opportunities."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.reconcile.conflicts import Resolution

_KINDS: Final = ("carried", "ours", "crm", "edited")

KindOf = tuple[str, str]
"""A field, and what became of it in one opportunity."""


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


def kinds_of(name: str, resolution: Resolution) -> Iterator[KindOf]:
    """Give what became of a field by one resolution."""
    return ((name, kind) for kind in _KINDS if getattr(resolution, kind))


def counted(counts: Counter[KindOf]) -> Iterator[Kept]:
    """Give the fields of which something is counted, in the order of the snapshot."""
    for name in KEPT_BY_HAND:
        numbers = [counts[name, kind] for kind in _KINDS]
        if any(numbers):
            yield Kept(name, *numbers)


def summed(kept: Sequence[Kept]) -> Iterator[Kept]:
    """Put together what was counted of several portions."""
    for name in KEPT_BY_HAND:
        of_field = [each for each in kept if each.field == name]
        if of_field:
            yield Kept(name, *(sum(getattr(each, kind) for each in of_field) for kind in _KINDS))
