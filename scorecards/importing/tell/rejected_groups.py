"""The rejected rows as problems: the same fault in many rows is told once, with its first line and their number."""

from collections.abc import Iterable, Iterator

from scorecards.importing.tables import Fault, Table
from scorecards.problems.problem import Problem

_MOST_FAULTS = 20


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
