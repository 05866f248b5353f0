"""Which person, and which activity, of the snapshot before is which of the export."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from scorecards.importing.reconcile.equal_values import alike, is_blank, says
from scorecards.model.names import folded

IDENTITY: Final = {"contacts": ("name",), "activities": ("on", "direction", "kind", "with")}
"""The keys by which two items of a list are the same one."""

CERTAIN: Final = {"contacts": ("name",), "activities": ("on", "direction", "kind")}
"""The keys that both must hold; ``with`` may have been added by hand."""

ITEMS: Final = {**IDENTITY, "next_steps": ("what",), "needs": ("need",), "buying_plan": ("step",)}
"""The same, and lists whose items are the same one only where what they say is."""

CERTAIN_ITEMS: Final = {**ITEMS, **CERTAIN}
"""The keys of any of these lists that both must hold."""

_Numbered = dict[int, Any]
"""Items of a list by their numbers."""


def identity(item: Any, keys: Iterable[str]) -> tuple[str, ...] | None:
    """Give what tells an item from the others; None where it is no tree."""
    if not isinstance(item, dict):
        return None
    return tuple([_folded(value) if isinstance(value := item.get(key), str) else "" for key in keys])


_folded = lru_cache(maxsize=10_000)(folded)


def pairs(now: list[Any], old: list[Any], field: str) -> dict[int, int]:
    """Give the item of the past, by number, for each item of the export that is in both.

    Where the list of the past begins with that of the export, as an import writes it, each is the one in its place.
    Otherwise the only ones of their identity are the same; where there are several, those that contradict each other
    in nothing: a note on one call must not end up with another call of the same day.
    """
    in_place = {number: number for number in range(len(now))}
    if now == old[: len(now)]:
        return in_place
    found = dict(_only_ones(now, old, ITEMS[field]))
    if _begins_with(old, now, found, CERTAIN_ITEMS[field]):
        return in_place
    found.update(_fitting(_left(now, found.keys()), _left(old, found.values()), CERTAIN_ITEMS[field]))
    return found


def _begins_with(old: list[Any], now: list[Any], only: dict[int, int], keys: tuple[str, ...]) -> bool:
    return len(now) <= len(old) and all(
        only.get(number) == number
        or (identity(item, keys) == identity(old[number], keys) and _fits(item, old[number], lacks_nothing=True))
        for number, item in enumerate(now)
    )


def _left(items: list[Any], taken: Iterable[int]) -> _Numbered:
    left = dict(enumerate(items))
    for number in taken:
        del left[number]
    return left


def _only_ones(now: list[Any], old: list[Any], keys: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    there = _by_identity(enumerate(old), keys)
    for one, numbers in _by_identity(enumerate(now), keys).items():
        if one is not None and len(numbers) == len(there.get(one, ())) == 1:
            yield numbers[0], there[one][0]


def _fitting(now: _Numbered, old: _Numbered, keys: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    there = _by_identity(old.items(), keys)
    for number, item in now.items():
        candidates = there.get(identity(item, keys), [])
        fitting = next((each for each in candidates if _fits(item, old[each])), None)
        if fitting is not None:
            candidates.remove(fitting)
            yield number, fitting


def _by_identity(items: Iterable[tuple[int, Any]], keys: tuple[str, ...]) -> dict[tuple[str, ...] | None, list[int]]:
    grouped: dict[tuple[str, ...] | None, list[int]] = defaultdict(list)
    for number, item in items:
        grouped[identity(item, keys)].append(number)
    return grouped


def _fits(item: Any, old: Any, *, lacks_nothing: bool = False) -> bool:
    if not isinstance(item, dict) or not isinstance(old, dict):
        return alike(item, old)
    if lacks_nothing and not item.keys() <= old.keys():
        return False
    return all(is_blank(value) or is_blank(old.get(key)) or says(old[key], value, key) for key, value in item.items())
