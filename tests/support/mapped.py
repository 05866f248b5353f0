"""Tables made by hand, mapped as a mapping says."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from scorecards.importing.detect.notations import settle
from scorecards.importing.map.all_rows import MappedRows, map_rows
from scorecards.importing.map.rejected_rows import problems_of
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.plan import Plan
from scorecards.importing.open.export import Export, assign
from scorecards.importing.open.table import Cells, Row, RowKey, Table
from scorecards.importing.task.on_file import OnFile
from scorecards.importing.task.task import Task
from scorecards.model.accounts import Accounts
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, Problems
from scorecards.read.sources import Source, source_of

DAY = date(2026, 11, 16)
TEAM = """\
name: Tideline
currency: EUR
managers: [{name: Cleo Marsh}]
reps:
  - {id: ana-lima, name: Ana Lima, manager: cleo-marsh, known_as: [ana@tideline.example, 005A]}
  - {id: ben-ode, name: Ben Ode, manager: cleo-marsh}
"""


@cache
def mapping(text: str) -> CrmMapping:
    """Read a mapping."""
    problems = Problems()
    rules = source_of("map.yml", text.encode(), CrmMapping, problems).value
    assert rules is not None, problems
    return rules


def row_at(
    line: int, cells: Sequence[str | None], path: str = "", stands_for: Row | None = None, number: int = 0
) -> Row:
    """Make a row of a file; by its line it is told from the others, unless it has a number of its own."""
    return Row(line, list(cells), RowKey(path, number or line), stands_for)


def table(path: str, text: str) -> Table:
    """Make a table of CSV text; a cell with ``absent`` is not there at all."""
    header, *records = csv.reader(io.StringIO(text.strip("\n")))
    rows = [
        row_at(line, [None if cell == "absent" else cell for cell in cells], path)
        for line, cells in enumerate(records, 2)
    ]
    return of_rows(path, header, rows)


def of_rows(path: str, header: Sequence[str], rows: Sequence[Row]) -> Table:
    """Make a table of rows."""
    return Table(path, Path(path).stem, "CSV in UTF-8", list(header), list(rows))


def cells_of(rows: Sequence[Row]) -> list[Cells]:
    """Give the cells of rows."""
    return [row.cells for row in rows]


@dataclass(frozen=True)
class Outcome:
    """What came of an import of tables."""

    tables: list[Table]
    export: Export
    mapped: MappedRows | None
    problems: list[Problem]

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """What each opportunity says, by id."""
        assert self.mapped is not None, self.told()
        return {record.values["id"]: record.values for record in self.mapped.records}

    def told(self) -> list[str]:
        """Give every problem as it is printed."""
        found = [*self.problems, *(each for table in self.tables for each in problems_of(table))]
        return [str(problem) for problem in sorted(found)]

    def unread(self) -> list[str]:
        """Give every value that cannot be taken, of rows that can."""
        assert self.mapped is not None, self.told()
        return [
            f"{each.file}:{each.line}: {each.fault.code}: {each.fault.column}: {each.fault.message}"
            for each in self.mapped.unread
        ]

    def skipped(self, path: str) -> list[tuple[int, str]]:
        """Give the rows of a table that are left out, and why."""
        (found,) = (table for table in self.tables if table.path == path)
        return [(each.line, each.reason) for each in found.skipped]


def mapped(
    rules: CrmMapping | str,
    *tables: Table,
    team: str | None = TEAM,
    accounts: str | None = None,
    as_of: date = DAY,
) -> Outcome:
    """Map tables; of a team that is None, and of accounts, there is no file yet."""
    rules = mapping(rules) if isinstance(rules, str) else rules
    on_file = OnFile(as_of, _source("team.yml", team, Team), _source("accounts.yml", accounts, Accounts))
    task = Task((), Path("map.yml"), rules, on_file, Path("pipeline"))
    export = assign(tables, Path("export"), Plan.of(rules, team=team is None, accounts=accounts is None), task.problems)
    notations = settle(rules.source, export.day_columns, export.amount_columns, "Europe/Dublin")
    task.problems.extend(notations.questions)
    found = None if task.problems else map_rows(task, export, notations)
    return Outcome(list(tables), export, found, list(task.problems))


def _source(path: str, text: str | None, model: Any) -> Source[Any] | None:
    if text is None:
        return None
    problems = Problems()
    source = source_of(path, text.encode(), model, problems)
    assert not problems
    return source
