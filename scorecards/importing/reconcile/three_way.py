"""Three sides of what people and the CRM both write: what the CRM said last time, what is on file, what it says now.

Where only one of the two changed a value, or took it away, that is what counts.  Where both did, the mapping's rule for
conflicts decides (:mod:`.conflicts`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from scorecards.importing.reconcile.conflicts import LEADING, Conflict, Resolution, resolve
from scorecards.importing.reconcile.equal_values import alike, as_part
from scorecards.importing.reconcile.pairing import CERTAIN_ITEMS, ITEMS, pairs
from scorecards.importing.task.on_file import Tree


class Missing(Enum):
    """What stands where nothing stands: blank is something."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


@dataclass(frozen=True, slots=True)
class Sides:
    """One value on its three sides; MISSING where a side does not hold it.

    A CRM that does not tell it now, because the export has no such column, has not changed it.
    """

    said: Any
    filed: Any
    now: Any

    @property
    def crm_changed_it(self) -> bool:
        """Tell whether the CRM says something else than last time."""
        if self.now is None and self.said is MISSING:
            return False
        return self.now is not MISSING and not _same(self.said, self.now)

    @property
    def people_changed_it(self) -> bool:
        """Tell whether somebody wrote something else than the CRM said last time, or took it away."""
        if self.filed is MISSING and self.said is None:
            return False  # a blank was taken away, which said nothing
        return not _same(self.said, self.filed)


def merge(sides: Sides, conflict: Conflict) -> Resolution:
    """Give what counts of a value; MISSING where it is to stand there no more."""
    lists = [[] if each is MISSING or each is None else each for each in (sides.said, sides.filed, sides.now)]
    if conflict.field in ITEMS and sides.now is not MISSING and all(isinstance(each, list) for each in lists):
        said, filed, now = lists
        return _of_items(said, filed, now, sides, conflict)
    leading = LEADING.get(conflict.field)
    if leading and MISSING not in _all(sides):
        return _with_leading(sides, leading, conflict)
    return _whole(sides, conflict)


def _with_leading(sides: Sides, leading: str, conflict: Conflict) -> Resolution:
    """Merge an answer or a criterion key by key, as long as both sides answer the same.

    Who said it and when goes with what was said: where one side alone changed that, what the other side noted beside
    the old answer is not put beside the new one.
    """
    said, filed, now = (as_part(each) for each in _all(sides))
    one = _at(leading, said, filed, now)
    if not _same(one.filed, one.now):
        if one.crm_changed_it and one.people_changed_it:
            return resolve(sides.now, sides.filed, conflict)
        return Resolution(sides.now, crm=True) if one.crm_changed_it else _kept(sides)
    by_key = {key: _at(key, said, filed, now) for key in _keys(now, filed)}
    theirs = [key for key, each in by_key.items() if each.people_changed_it and not each.crm_changed_it]
    ours = [key for key, each in by_key.items() if each.crm_changed_it and not each.people_changed_it]
    found = _settled(sides.now, _with(now, filed, theirs), _with(filed, now, ours), conflict)
    edited = {key: filed[key] for key in theirs if key in filed}
    if edited:
        found.pieces.append({leading: filed.get(leading)} | edited)
    found.crm |= bool(ours)
    found.edited |= bool(theirs)
    return found


def _settled(as_given: Any, now: Tree, filed: Tree, conflict: Conflict) -> Resolution:
    """Resolve what is left once each side has what the other alone changed."""
    given = as_given if as_part(as_given) == now else now
    return Resolution(given) if alike(now, filed) else resolve(given, filed, conflict)


def _with(one: Tree, other: Tree, keys: Collection[str]) -> Tree:
    """Give a part with some keys as the other side has them, or lacks them."""
    return {key: value for key, value in one.items() if key not in keys} | {
        key: other[key] for key in other if key in keys
    }


def _at(key: str, said: Tree, filed: Tree, now: Tree) -> Sides:
    return Sides(said.get(key, MISSING), filed.get(key, MISSING), now.get(key, MISSING))


def _all(sides: Sides) -> tuple[Any, Any, Any]:
    return sides.said, sides.filed, sides.now


def _whole(sides: Sides, conflict: Conflict) -> Resolution:
    if not sides.crm_changed_it:
        took_a_blank_away = sides.filed is MISSING and sides.said is None
        if not sides.people_changed_it and sides.now is not MISSING and not took_a_blank_away:
            return Resolution(sides.now)
        return _kept(sides)
    if not sides.people_changed_it:
        return Resolution(sides.now, crm=True)
    if _same(sides.filed, sides.now):
        return Resolution(sides.now)
    if sides.filed is MISSING:
        stays_away = _stays_away(conflict)
        return Resolution(MISSING if stays_away else sides.now, ours=stays_away, crm=not stays_away)
    return resolve(sides.now, sides.filed, conflict)


def _stays_away(conflict: Conflict) -> bool:
    """Tell whether what a person took away stays away though the CRM changed it: by the rule, or no day being later."""
    if conflict.rule != "newest":
        return conflict.rule == "ours"
    return conflict.crm_day is None or conflict.crm_day <= conflict.earlier.entries[0].day


def _kept(sides: Sides) -> Resolution:
    """Keep what stands on file: nobody but people changed it."""
    pieces = [] if sides.filed is MISSING else [sides.filed]
    is_told = sides.now is not MISSING
    return Resolution(sides.filed, pieces, carried=not is_told and bool(pieces), edited=is_told)


def _of_items(said: list[Any], filed: list[Any], now: list[Any], sides: Sides, conflict: Conflict) -> Resolution:
    """Merge a list item by item: those of the CRM in its order, then those that people added."""
    of_now, of_filed = _paired(now, said, conflict.field), _paired(filed, said, conflict.field)
    there = {number: place for place, number in of_filed.items()}
    found = Resolution(None)
    items: list[Any] = []
    taken: set[int] = set()
    besides = _besides(now, filed, of_now, of_filed, conflict.field)
    for place, item in enumerate(now):
        number = of_now.get(place)
        at = besides.get(place) if number is None else there.get(number)
        if at is not None:
            taken.add(at)
            items.append(_item(Sides(MISSING if number is None else said[number], filed[at], item), conflict, found))
        elif number is None or not (alike(item, said[number]) or _stays_away(conflict)):
            found.crm = True
            items.append(item)
        else:
            found.edited = True
    for at, item in enumerate(filed):
        if at in taken:
            continue
        number = of_filed.get(at)
        if number is None or not (alike(item, said[number]) or conflict.rule == "crm"):
            found.carried = True
            found.pieces.append(item)
            items.append(item)
        else:
            found.crm = True
    found.value = items or (sides.now if not now else sides.filed if sides.filed is MISSING else [])
    return found


def with_unread(now: Any, said: Any, field: str) -> Any:
    """Give what the CRM says of a field of which not all can be read: in a list, what it said last time stays."""
    if not isinstance(now, list) or not isinstance(said, list):
        return now
    paired = set(_paired(now, said, field).values())
    return [*now, *(item for number, item in enumerate(said) if number not in paired)]


def _besides(
    now: list[Any], filed: list[Any], of_now: dict[int, int], of_filed: dict[int, int], field: str
) -> dict[int, int]:
    """Pair what both sides added since: the same person may be new in the CRM and have been written by hand."""
    new = [place for place in range(len(now)) if place not in of_now]
    added = [place for place in range(len(filed)) if place not in of_filed]
    found = _paired([now[place] for place in new], [filed[place] for place in added], field)
    return {new[one]: added[other] for one, other in found.items()}


def _paired(now: list[Any], old: list[Any], field: str) -> dict[int, int]:
    """Pair the items that say wholly the same, then the others by what tells them apart."""
    free = list(range(len(old)))
    found: dict[int, int] = {}
    for place, item in enumerate(now):
        same = next((number for number in free if alike(item, old[number])), None)
        if same is not None:
            found[place] = same
            free.remove(same)
    left = [place for place in range(len(now)) if place not in found]
    others = pairs([now[place] for place in left], [old[number] for number in free], field)
    return found | {left[one]: free[other] for one, other in others.items()}


def _item(sides: Sides, conflict: Conflict, of_list: Resolution) -> Any:
    """Merge an item key by key."""
    if not all(isinstance(each, dict) for each in (sides.filed, sides.now)):
        return sides.now
    said: Tree = sides.said if isinstance(sides.said, dict) else {}
    merged: Tree = {}
    by_hand: Tree = {}
    for key in _keys(sides.now, sides.filed):
        part = _whole(_at(key, said, sides.filed, sides.now), replace(conflict, field=key))
        of_list.carried |= part.carried
        of_list.ours |= part.ours
        of_list.crm |= part.crm
        of_list.edited |= part.edited
        if part.value is MISSING:
            continue
        merged[key] = part.value
        if part.pieces:
            by_hand[key] = part.value
    if by_hand:
        known = {key: merged[key] for key in CERTAIN_ITEMS[conflict.field] if key in merged}
        of_list.pieces.append(known | by_hand)
    return merged


def _keys(now: Tree, filed: Tree) -> Iterator[str]:
    yield from now
    yield from (key for key in filed if key not in now)


def _same(one: Any, other: Any) -> bool:
    if one is MISSING or other is MISSING:
        return one is other
    return alike(one, other)
