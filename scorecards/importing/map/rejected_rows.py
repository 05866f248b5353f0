"""Rows that cannot be taken, or are none of ours: noted while they are read, set aside once all are, and told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from scorecards.importing.open.packed_rows import rows_without
from scorecards.importing.open.table import Fault, Rejected, Row, RowKey, Skipped, Table
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import quoted

_MOST_FAULTS = 3
"""So many values of one cause are told in full."""

_MOST_NAMED = 12
"""So many of the others are named."""


class Keyed(Protocol):
    """A row, or what was made of one."""

    @property
    def key(self) -> RowKey:
        """Which row it is."""


@dataclass(slots=True)
class SetAsideRows:
    """What is noted about rows, by the row's key: a fault rejects it, otherwise a reason skips it."""

    _faults: dict[RowKey, dict[Fault, None]] = field(default_factory=dict)
    _reasons: dict[RowKey, str] = field(default_factory=dict)

    def reject(self, row: Keyed, *faults: Fault) -> None:
        """Note what is wrong with a row; the same fault counts once."""
        self._faults.setdefault(row.key, {}).update(dict.fromkeys(faults))

    def skip(self, row: Keyed, reason: str) -> None:
        """Note why a row is no record of ours; the first reason counts."""
        self._reasons.setdefault(row.key, reason)

    def keeps(self, row: Keyed) -> bool:
        """Tell whether nothing is noted against a row."""
        return row.key not in self._faults and row.key not in self._reasons

    def reason(self, row: Keyed) -> str:
        """Give the reason for which a row is skipped."""
        return self._reasons.get(row.key, "")

    def rejects(self, row: Keyed) -> bool:
        """Tell whether a row has a fault."""
        return row.key in self._faults

    def faults(self, row: Keyed) -> list[Fault]:
        """Give what is wrong with a row."""
        return list(self._faults.get(row.key, ()))

    def apply_to(self, tables: Iterable[Table]) -> None:
        """Put the rows of tables where they belong; the notes about them are used up by it."""
        for table in tables:
            gone = {row.key: row for row in self._noted(table)}
            for key, row in gone.items():
                faults, reason = self._faults.pop(key, None), self._reasons.pop(key, "")
                if faults:
                    table.rejected.append(Rejected(row, tuple(faults)))
                else:
                    table.skipped.append(Skipped(row.line, reason))
            table.rows = rows_without(table.rows, gone) if gone else table.rows

    def _noted(self, table: Table) -> Iterator[Row]:
        """Give the rows of a table of which something is noted."""
        if self._faults or self._reasons:
            yield from (row for row in table.rows if not self.keeps(row))


def problems_of(table: Table) -> Iterator[Problem]:
    """Give a problem for each fault of a table's rejected rows; of many of one kind, the first ones and a count."""
    return _grouped(table, ((each.row.line, fault) for each in table.rejected for fault in each.faults))


def _grouped(table: Table, found: Iterable[tuple[int, Fault]]) -> Iterator[Problem]:
    by_kind: dict[tuple[str, str], dict[str, list[tuple[int, Fault]]]] = {}
    for line, fault in found:
        by_kind.setdefault((fault.column, fault.code), {}).setdefault(fault.message, []).append((line, fault))
    for (column, code), alike in by_kind.items():
        told = list(alike.items())
        for message, same in told[:_MOST_FAULTS]:
            yield table.problem(same[0][0], column, code, message + _count(len(same)))
        if left := [same for _, same in told[_MOST_FAULTS:]]:
            yield table.problem(left[0][0][0], column, code, _rest(column, left))


def _count(rows: int) -> str:
    return f" ({rows} rows; the first is here)" if rows > 1 else ""


def _rest(column: str, left: list[list[tuple[int, Fault]]]) -> str:
    rows = sum(map(len, left))
    if not column:
        return f"{rows} more rows can't be imported either (the first is here)"
    words = [quoted(same[0][1].value) for same in left if same[0][1].value]
    named = f": {', '.join(words[:_MOST_NAMED])}{' and others' if len(words) > _MOST_NAMED else ''}" if words else ""
    return f"{len(left)} more values in this column can't be read either (in {rows} rows; the first is here){named}"
