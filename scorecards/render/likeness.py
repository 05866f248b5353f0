"""Deals of a page that are alike: what is the same on all of them is told once, above their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from scorecards.report.deal import Deal

_MANY: Final = 4
"""So many rows one below the other that say the same are a likeness; of fewer, each says it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that stand below each other; ``like`` is the first of them where all say the same, else None."""

    ids: tuple[str, ...]
    like: Deal | None


def runs_of(ids: Iterable[str], deals: Mapping[str, Deal]) -> tuple[Run, ...]:
    """Part rows, in their order, into those that say the same of findings, unknowns and state, and the others."""
    runs: list[Run] = []
    for said, found in groupby(ids, key=lambda each: _said(deals[each])):
        of_one = tuple(found)
        is_many = said is not None and len(of_one) >= _MANY
        runs.append(Run(of_one, deals[of_one[0]] if is_many else None))
    return tuple(runs)


def _said(deal: Deal) -> tuple[object, ...] | None:
    """Give what a row says besides its name, amount and age; None where that is of this deal alone."""
    moved = deal.movement and not deal.movement.stood_still
    if deal.ruled_over or deal.pause or moved or not (deal.failed or deal.to_ask):
        return None
    return deal.failed, deal.to_ask, deal.awaits_ruling
