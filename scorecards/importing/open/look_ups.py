"""The values of a look-up, by key."""

from collections.abc import Iterable

from scorecards.importing.mapping.source import LookUp
from scorecards.importing.tables import Table
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import quoted


def read_look_up(look_up: LookUp, tables: Iterable[Table], problems: list[Problem]) -> dict[str, str | None]:
    """Read the values of a look-up by key; a key with two values is a problem."""
    first: dict[str, tuple[str | None, Table, int]] = {}
    for table in tables:
        by, give = table.index(look_up.by), table.index(look_up.give)
        for row in table.rows:
            key, value = (row.cells[by] or "").strip(), row.cells[give]
            if not key:
                continue
            known, where, line = first.setdefault(key, (value, table, row.line))
            if known != value:
                place = f"line {line}" if where is table else f"{where.path}:{line}"
                message = f"read {quoted(key)} with another {look_up.give} than in {place}, expected each once"
                problems.append(table.problem(row.line, look_up.by, "csv-twice", message))
    return {key: value for key, (value, _, _) in first.items()}
