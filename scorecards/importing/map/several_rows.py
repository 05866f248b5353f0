"""Several rows of one opportunity, as a report with line items or contact roles has them, to one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

from scorecards.importing.map.record import Record
from scorecards.importing.mapping.parts import PartSources

SeveralRows = Literal["summed", "listed"]

_LISTS: Final = frozenset(PartSources.model_fields)
_AMOUNT: Final = "amount"
_CURRENCY: Final = "currency"


def joined_rows(rows: Sequence[Record], several: SeveralRows) -> Record | None:
    """Give the first row with what the others add; None where they differ in what an opportunity has once.

    An amount that one of the rows lacks makes the sum unknown, and so does a field that cannot be read in one of them.
    """
    unread = {name for row in rows for name in row.unread} - _LISTS
    if unread:
        rows = [row.saying({key: each for key, each in row.items() if key not in unread}) for row in rows]
    apart = {*_LISTS, _AMOUNT, _CURRENCY} if several == "summed" else _LISTS
    currencies = {row.get(_CURRENCY) for row in rows if row.get(_AMOUNT)}
    first, *others = [{key: value for key, value in row.values.items() if key not in apart} for row in rows]
    if any(other != first for other in others) or (several == "summed" and len(currencies) > 1):
        return None
    values = rows[0].values
    for name in _LISTS:
        items = _without_repeats(item for row in rows for item in row.get(name) or ())
        if items:
            values[name] = items
    if several == "summed" and _AMOUNT in values:
        amounts = [row.get(_AMOUNT) for row in rows]
        values.update({_AMOUNT: _written(map(Decimal, amounts))} if all(amounts) else {})
        if not all(amounts):
            del values[_AMOUNT]
    joined = rows[0].saying(values)
    for row in rows[1:]:
        joined = joined.lacking(row.unread)
    return joined


def _without_repeats(items: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _written(amounts: Iterable[Decimal]) -> str:
    total = sum(amounts, Decimal())
    return format(total, "f") if total % 1 else format(total.to_integral_value(), "f")
