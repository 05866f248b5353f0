"""An opportunity as its row has it, kept in little memory: a large export holds very many."""

import marshal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from scorecards.importing.open.packed_rows import PackedRows
from scorecards.importing.open.table import Fault, Row, RowKey, Table
from scorecards.importing.task.on_file import Tree

Places = Mapping[str, tuple[str, int]]
_NONE: Final[Places] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class UnreadValue:
    """What stands in a cell, and why it is not taken."""

    file: str
    line: int
    fault: Fault


Unread = Mapping[str, tuple[UnreadValue, ...]]
"""By field, the values that cannot be taken; none for one of which a row is rejected that would have told more."""

_ALL_READ: Final[Unread] = MappingProxyType({})


class Record:
    """An opportunity as its row has it, with what other files add.

    ``merged`` are the ids of opportunities that were merged into it, and ``changed_on`` is the day on which the CRM's
    row was last changed, as YYYY-MM-DD.  ``carried`` gives, for each field that was carried from an older snapshot, the
    path and the line where it stands there.  ``names`` are the names under which it says something, and ``unread`` are
    the fields that it holds and nobody can read: what is missing there is not known to be none.
    """

    __slots__ = ("_row", "_values", "carried", "changed_on", "merged", "names", "table", "unread")

    def __init__(  # noqa: PLR0913, PLR0917 - what a row says, and what is known of it
        self,
        table: Table,
        row: Row | int,
        values: Tree,
        merged: tuple[str, ...] = (),
        changed_on: str | None = None,
        carried: Places = _NONE,
        unread: Unread = _ALL_READ,
    ) -> None:
        """Take the values of a row, which is told by its number where the table's rows are packed."""
        self.table, self.merged, self.changed_on, self.carried = table, merged, changed_on, carried
        self.unread = unread or _ALL_READ
        self._row = row.key.number if isinstance(row, Row) and isinstance(table.rows, PackedRows) else row
        self.names = _once(tuple(values))
        self._values: tuple[Any, ...] = tuple(map(_packed, values.values()))

    @property
    def values(self) -> Tree:
        """A new tree of what it says."""
        return dict(self.items())

    @property
    def row(self) -> Row:
        """The row of its table, as long as that is not set aside."""
        if isinstance(self._row, Row):
            return self._row
        rows = self.table.rows
        return rows.numbered(self._row) if isinstance(rows, PackedRows) else rows[self._row]

    @property
    def key(self) -> RowKey:
        """Which row it is."""
        return self._row.key if isinstance(self._row, Row) else RowKey(self.table.path, self._row)

    @property
    def line(self) -> int:
        """The line on which its row begins."""
        return self.row.line

    def get(self, name: str) -> Any:
        """Give what it says under a name; None where it says nothing."""
        return _unpacked(self._values[self.names.index(name)]) if name in self.names else None

    def items(self) -> Iterator[tuple[str, Any]]:
        """Give each name with what stands under it."""
        return zip(self.names, map(_unpacked, self._values), strict=True)

    def saying(self, values: Tree, carried: Places = _NONE) -> "Record":
        """Give the same opportunity with other values."""
        return Record(self.table, self._row, values, self.merged, self.changed_on, carried, self.unread)

    def merging(self, merged: tuple[str, ...]) -> "Record":
        """Give the same opportunity with other ones merged into it."""
        return Record(self.table, self._row, self.values, merged, self.changed_on, self.carried, self.unread)

    def lacking(self, unread: Unread) -> "Record":
        """Give the same opportunity with more values that cannot be taken."""
        if not unread:
            return self
        both = {name: (*self.unread.get(name, ()), *unread.get(name, ())) for name in {**self.unread, **unread}}
        return Record(self.table, self._row, self.values, self.merged, self.changed_on, self.carried, both)


@lru_cache(maxsize=10_000)
def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    """Keep names that stand in many opportunities once."""
    return names


def _packed(value: Any) -> Any:
    """Give a list or a tree as bytes, which take a fifth of its memory; what is no plain one stays as it is."""
    if type(value) in {dict, list}:
        with suppress(ValueError):
            return _shared(marshal.dumps(value))
    return value


def _unpacked(value: Any) -> Any:
    return marshal.loads(value) if type(value) is bytes else value  # noqa: S302 - our own of this very run


@lru_cache(maxsize=10_000)
def _shared(packed: bytes) -> bytes:
    """Keep what stands in many opportunities, such as an answer of few words, once."""
    return packed
