"""A record of JSON to cells: nested objects become columns such as ``Owner.Name``, child lists tables of their own."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from scorecards.importing.open.api_pages import Page, page_of, records_in
from scorecards.importing.open.table import Fault

_DROPPED = {"type", "url"}
"""What Salesforce says of a record beside its fields."""


@dataclass(slots=True)
class FlatRecord:
    """The columns of a record, and the child records that it holds."""

    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    children: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)
    """The name of each list of child records, and the records as JSON has them."""
    pages: list[Page] = field(default_factory=list)
    """What lists of child records say of themselves."""

    def put(self, column: str, cell: str) -> None:
        """Add a cell."""
        name = _name(column)
        if name in self.cells:
            self.faults.append(Fault(name, "json-key-twice", "read two values for this column, expected one", cell))
        self.cells[name] = cell


def flatten(line: int, record: dict[str, Any]) -> FlatRecord:
    """Give the columns of a record; RecursionError where objects stand in each other hundreds of times."""
    flat = FlatRecord()
    for key, value in record.items():
        if type(value) is str:
            flat.put(key, _writable(value))
        elif key == "properties" and isinstance(value, dict):
            for inner, each in value.items():
                _add(line, flat, f"properties.{inner}" if inner in record else inner, inner, each)
        else:
            _add(line, flat, key, key, value)
    return flat


def parent_column(record: dict[str, Any]) -> str:
    """Name the column by which child records name their parent."""
    attributes = record.get("attributes")
    kind = attributes.get("type") if isinstance(attributes, dict) else None
    return f"{_writable(kind)}Id" if isinstance(kind, str) and kind else "parent.id"


def id_of(record: dict[str, Any], cells: dict[str, str], columns: Iterable[str]) -> str | None:
    """Give a record's id: the one in the columns that the mapping names, its own, or what stands for one."""
    named = next((cell for column in columns if (cell := cells.get(column))), None)
    if named:
        return named
    attributes = record.get("attributes")
    reference = attributes.get("referenceId") if isinstance(attributes, dict) else None
    ids = (record.get("Id"), record.get("id"), reference)
    return next((each for each in ids if isinstance(each, str) and each), None)


@lru_cache(maxsize=1 << 14)
def _name(column: str) -> str:
    return _writable(column.strip()) or "(no name)"


def _add(line: int, flat: FlatRecord, column: str, key: str, value: Any) -> None:
    if isinstance(value, dict):
        _add_object(line, flat, column, key, value)
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        flat.children.append((key, value))
    else:
        flat.put(column, _text(value))


def _add_object(line: int, flat: FlatRecord, column: str, key: str, value: dict[str, Any]) -> None:
    records = records_in(value)
    if records is not None:
        flat.children.append((key, records))
        flat.pages.append(page_of(line, value, len(records)))
        return
    inner = {name: each for name, each in value.items() if key != "attributes" or name not in _DROPPED}
    for name, each in inner.items():
        _add(line, flat, f"{column}.{name}", name, each)
    if not value:
        flat.put(column, "")


def _text(value: Any) -> str:
    """Write a value as JSON has it; null is blank, and the values of a list stand one after the other."""
    if isinstance(value, str):
        return _writable(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(_listed(value))


def _listed(values: list[Any]) -> Iterator[str]:
    for each in values:
        yield json.dumps(each, ensure_ascii=False) if isinstance(each, (dict, list)) else _text(each)


def _writable(text: str) -> str:
    """Write half of a pair, of which a letter is made, as JSON does: no file can hold it."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()
