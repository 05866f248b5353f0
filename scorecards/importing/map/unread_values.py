"""Values that cannot be taken, of rows that can: their fields are not known, and the import says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from scorecards.importing.map.record import Record, UnreadValue
from scorecards.importing.mapping.fitting import model_of
from scorecards.importing.open.table import Fault, Row, Table
from scorecards.model.snapshot import Opportunity

FieldPath = tuple[str, ...]
"""The keys that lead to a value within an opportunity; in a list also the value itself, whichever item holds it."""

NEEDED: Final = frozenset({"id", "name", "owner", "status", "stage", "crm_stage", "merged_ids"})
"""Without these no opportunity can be, or nobody can tell which it is: a row with something wrong there is rejected."""


@dataclass(slots=True)
class RowFaults:
    """What is wrong with a row of an opportunity: what rejects it, and by field what costs that field alone."""

    of_row: list[Fault] = field(default_factory=list)
    of_fields: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, name: str, *faults: Fault) -> None:
        """Note what is wrong with a field."""
        for fault in faults:
            is_of_field = fault.of_field and name not in NEEDED
            (self.of_fields.setdefault(name, []) if is_of_field else self.of_row).append(fault)

    def unread(self, table: Table, row: Row) -> dict[str, tuple[UnreadValue, ...]]:
        """Give what cannot be taken of the row, by field."""
        return {
            name: tuple(UnreadValue(table.path, row.line, fault) for fault in faults)
            for name, faults in self.of_fields.items()
        }


def without(record: Record, withheld: Mapping[FieldPath, UnreadValue]) -> Record:
    """Give an opportunity without some of its values, which cannot be taken."""
    values = record.values
    unread: dict[str, tuple[UnreadValue, ...]] = {}
    for path, value in withheld.items():
        values = _without(values, path)
        unread[path[0]] = (*unread.get(path[0], ()), value)
    return record.saying(values).lacking(unread)


def _without(values: dict[str, Any], path: FieldPath) -> dict[str, Any]:
    first, *others = path
    if first not in values:
        return values
    inner = values[first]
    if isinstance(inner, list) and len(others) == len(("key", "value")):
        kept = [each for item in inner if (each := _item_without(item, first, *others))]
        return {**values, first: kept} if kept else _without(values, (first,))
    if not others:
        return {key: value for key, value in values.items() if key != first}
    return {**values, first: _without(inner, tuple(others))} if isinstance(inner, dict) else values


def _item_without(item: dict[str, Any], field_: str, key: str, value: str) -> dict[str, Any] | None:
    """Give an item of a list without a value that is wrong; None where it needs that."""
    if item.get(key) != value:
        return item
    needed = model_of(Opportunity, field_).model_fields[key].is_required()
    return None if needed else {name: each for name, each in item.items() if name != key}
