"""One value that people write by hand, in the export and in the snapshot before: which of the two counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from scorecards.importing.mapping.mapping import Rule
from scorecards.importing.reconcile.earlier_values import OpportunityOnFile
from scorecards.importing.reconcile.equal_values import alike, as_part, is_blank
from scorecards.importing.reconcile.pairing import CERTAIN, IDENTITY, pairs
from scorecards.importing.task.on_file import Tree
from scorecards.model.fields import blank_as_none
from scorecards.read.dates import day_of

LEADING: Final = {"answers": "value", "exit_criteria": "met"}
"""The key of a part that says it; the others say who, when and why."""

_SINGLE: Final = frozenset(
    {"deadline", "first_need", "present_need", "gap_rating", "blocker", "loss_reason", "wake", "claim", "buyer_call"}
)
_DATED: Final = frozenset(
    {"answers", "exit_criteria", "first_need", "present_need", "gap_rating", "claim", "buyer_call"}
)
"""Parts whose ``on`` is the day on which it was said; of a wake it is a day to come."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of one key, and the rule by which one of them counts.

    ``crm_day`` is the day of what the CRM gives without a day of its own, if known.
    """

    field: str
    key: str
    rule: Rule
    crm_day: date | None
    earlier: OpportunityOnFile

    def own_day(self, value: Any) -> date | None:
        """Give the day that a part names itself."""
        return day_of(as_part(value).get("on")) if self.field in _DATED else None


@dataclass(slots=True)
class Resolution:
    """What counts, and ``pieces`` of it that stood on file."""

    value: Any
    pieces: list[Any] = field(default_factory=list)
    carried: bool = False
    ours: bool = False
    crm: bool = False
    edited: bool = False
    """Only people changed it since the last import."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A value on one side, with the day that it names."""

    value: Any
    is_blank: bool
    day: date | None = None


def resolve(now: Any, old: Any, conflict: Conflict) -> Resolution:
    """Give what counts of a value that both hold, and that is not the same word for word."""
    leading = LEADING.get(conflict.field)
    if leading and conflict.key != conflict.field:
        return _with_leading(now, old, leading, conflict)
    if conflict.field in _SINGLE and isinstance(now, dict) and isinstance(old, dict):
        return _single(now, old, conflict)
    if conflict.field in IDENTITY and isinstance(now or [], list) and isinstance(old, list):
        return _listed(now, old, conflict)
    read = old if conflict.field == "notes" else blank_as_none(old)
    if alike(now, read, conflict.field):
        return Resolution(now)
    return _whole(_Side(now, is_blank(now)), _Side(old, is_blank(read)), conflict)


def _with_leading(now: Any, old: Any, leading: str, conflict: Conflict) -> Resolution:
    """Resolve an answer or a criterion: where both say the same, who said it and when is completed."""
    fresh, filed = as_part(now), as_part(old)
    new_day, old_day = conflict.own_day(fresh), conflict.own_day(filed)
    if alike(fresh.get(leading), filed.get(leading)):
        # Both say it: the day of neither is that of the import, and who names a day knows more than who names none.
        said = {leading: filed.get(leading)}
        return _completed(now, filed, said, conflict, (new_day or date.min, old_day or date.min))
    sides = _Side(now, is_blank(fresh.get(leading)), new_day), _Side(old, is_blank(filed.get(leading)), old_day)
    return _whole(*sides, conflict)


def _single(now: Tree, old: Tree, conflict: Conflict) -> Resolution:
    """Resolve a part: as a whole where the two contradict each other."""
    if is_blank(now) or is_blank(old) or _contradict(now, old):
        sides = [_Side(value, is_blank(value), conflict.own_day(value)) for value in (now, old)]
        return Resolution(now) if alike(now, old) else _whole(sides[0], sides[1], conflict)
    return _completed(now, old, {}, conflict)


def _listed(now: list[Any] | None, old: list[Any], conflict: Conflict) -> Resolution:
    """Resolve people and activities one by one; by rule crm nobody is added to those that the CRM gives."""
    given = now or []
    found = pairs(given, old, conflict.field)
    resolution = Resolution(now)
    items = [
        _item(item, old[found[number]], conflict, resolution) if number in found else item
        for number, item in enumerate(given)
    ]
    matched = set(found.values())
    left = [item for number, item in enumerate(old) if number not in matched and not is_blank(item)]
    if left and conflict.rule == "crm":
        resolution.crm = True
    elif left:
        resolution.carried = True
        resolution.pieces += left
        items += left
    resolution.value = items or now
    return resolution


def _item(now: Any, old: Any, conflict: Conflict, of_list: Resolution) -> Any:
    if not isinstance(now, dict) or now == old:
        return now
    known = {key: old[key] for key in CERTAIN[conflict.field] if key in old}
    others = {key: value for key, value in old.items() if key not in IDENTITY[conflict.field] or is_blank(now.get(key))}
    resolution = _completed(now, others, known, conflict)
    of_list.pieces += resolution.pieces
    of_list.carried |= resolution.carried
    of_list.ours |= resolution.ours
    of_list.crm |= resolution.crm
    return resolution.value


def _whole(now: _Side, old: _Side, conflict: Conflict) -> Resolution:
    if _past_counts(now, old, old.value, conflict):
        return Resolution(old.value, [old.value], ours=True)
    return Resolution(now.value, crm=True)


def _completed(
    now: Any, old: Tree, known: Tree, conflict: Conflict, days: tuple[date | None, date | None] = (None, None)
) -> Resolution:
    """Resolve a part key by key; ``known`` tells which part it is."""
    resolution = Resolution(now)
    taken = {}
    for key, value in old.items():
        fresh = as_part(now)
        if is_blank(value) or (key in fresh and alike(fresh[key], value, key)):
            continue
        if key not in fresh:
            resolution.carried = True
            taken[key] = value
            continue
        sides = _Side(fresh[key], is_blank(fresh[key]), days[0]), _Side(value, is_blank=False, day=days[1])
        if _past_counts(*sides, known | {key: value}, conflict):
            resolution.ours = True
            taken[key] = value
        else:
            resolution.crm = True
    if taken:
        resolution.value = as_part(now) | taken
        resolution.pieces = [known | taken]
    return resolution


def _past_counts(now: _Side, old: _Side, piece: Any, conflict: Conflict) -> bool:
    """Tell whether what stands on file counts: under ``newest`` unless the CRM's is certainly of a later day."""
    if conflict.rule == "crm" or old.is_blank:
        return False
    if conflict.rule == "ours" or now.is_blank:
        return True
    crm_day = now.day or conflict.crm_day
    if crm_day is None:
        return True
    return (old.day or conflict.earlier.holder(conflict.key, piece).since(conflict.key, piece)) >= crm_day


def _contradict(now: Tree, old: Tree) -> Iterable[str]:
    both = (key for key in now.keys() & old.keys() if not is_blank(now[key]) and not is_blank(old[key]))
    return [key for key in both if not alike(now[key], old[key], key)]
