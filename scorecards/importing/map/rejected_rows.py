"""Rows that cannot be taken, or are none of ours: noted while they are read, set aside once all are, and told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorecards.importing.open.table import Fault, Rejected, Row, RowKey, Skipped, Table
from scorecards.problems.problem import Problem

_MOST_FAULTS = 20


@dataclass(slots=True)
class SetAsideRows:
    """What is noted about rows, by the row's key: a fault rejects it, otherwise a reason skips it."""

    _faults: dict[RowKey, dict[Fault, None]] = field(default_factory=dict)
    _reasons: dict[RowKey, str] = field(default_factory=dict)

    def reject(self, row: Row, *faults: Fault) -> None:
        """Note what is wrong with a row; the same fault counts once."""
        self._faults.setdefault(row.key, {}).update(dict.fromkeys(faults))

    def skip(self, row: Row, reason: str) -> None:
        """Note why a row is no record of ours; the first reason counts."""
        self._reasons.setdefault(row.key, reason)

    def keeps(self, row: Row) -> bool:
        """Tell whether nothing is noted against a row."""
        return row.key not in self._faults and row.key not in self._reasons

    def reason(self, row: Row) -> str:
        """Give the reason for which a row is skipped."""
        return self._reasons.get(row.key, "")

    def rejects(self, row: Row) -> bool:
        """Tell whether a row has a fault."""
        return row.key in self._faults

    def apply_to(self, tables: Iterable[Table]) -> None:
        """Put the rows of tables where they belong; the notes about them are used up by it."""
        for table in tables:
            kept = []
            for row in table.rows:
                faults = self._faults.pop(row.key, None)
                reason = self._reasons.pop(row.key, None)
                if faults:
                    table.rejected.append(Rejected(row, tuple(faults)))
                elif reason is not None:
                    table.skipped.append(Skipped(row.line, reason))
                else:
                    kept.append(row)
            table.rows = kept


def problems_of(table: Table) -> Iterator[Problem]:
    """Give a problem for each fault of a table's rejected rows; of many of one kind, the first ones and a count."""
    return _grouped(table, ((each.row.line, fault) for each in table.rejected for fault in each.faults))


def _grouped(table: Table, found: Iterable[tuple[int, Fault]]) -> Iterator[Problem]:
    by_kind: dict[tuple[str, str], dict[str, list[int]]] = {}
    for line, fault in found:
        by_kind.setdefault((fault.column, fault.code), {}).setdefault(fault.message, []).append(line)
    for (column, code), lines_of in by_kind.items():
        told = list(lines_of.items())
        for message, lines in told[:_MOST_FAULTS]:
            yield table.problem(lines[0], column, code, message + _count(lines))
        if left := told[_MOST_FAULTS:]:
            yield table.problem(left[0][1][0], column, code, _rest(column, [lines for _, lines in left]))


def _count(lines: list[int]) -> str:
    return f" ({len(lines)} rows; the first is here)" if len(lines) > 1 else ""


def _rest(column: str, left: list[list[int]]) -> str:
    rows = sum(map(len, left))
    if not column:
        return f"{rows} more rows cannot be taken either (the first is here)"
    return f"{len(left)} more values in this column cannot be read either (in {rows} rows; the first is here)"
