"""Values that cannot be taken, of rows that can: their fields are not known, and the import says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scorecards.importing.map.record import Record
from scorecards.importing.open.table import Fault

FieldPath = tuple[str, ...]
"""The keys that lead to a value within an opportunity."""


@dataclass(frozen=True, slots=True)
class UnreadValue:
    """What stands in a cell, and why it is not taken."""

    file: str
    line: int
    fault: Fault


def without(record: Record, paths: Iterable[FieldPath]) -> Record:
    """Give an opportunity without some of its values."""
    values = record.values
    for path in paths:
        values = _without(values, path)
    return record.saying(values)


def _without(values: dict[str, Any], path: FieldPath) -> dict[str, Any]:
    first, *others = path
    if first not in values:
        return values
    if not others:
        return {key: value for key, value in values.items() if key != first}
    inner = values[first]
    return {**values, first: _without(inner, tuple(others))} if isinstance(inner, dict) else values
