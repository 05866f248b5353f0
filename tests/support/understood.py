"""Tables made by hand, understood as a mapping says."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from scorecards.importing.detect.notations import settle
from scorecards.importing.map.all_rows import Surroundings, Understood, understand
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.open.columns import Plan
from scorecards.importing.open.table_roles import Gathered, assign
from scorecards.importing.tables import Cells, Row, Table
from scorecards.importing.tell.rejected_groups import problems_of
from scorecards.model.accounts import Accounts
from scorecards.model.team import Team
from scorecards.problems.problem import Problem
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
    problems: list[Problem] = []
    rules = source_of("map.yml", text.encode(), CrmMapping, problems).value
    assert rules is not None, problems
    return rules


def table(path: str, text: str) -> Table:
    """Make a table of CSV text; a cell with ``absent`` is not there at all."""
    header, *records = csv.reader(io.StringIO(text.strip("\n")))
    rows = [Row(line, [None if cell == "absent" else cell for cell in cells]) for line, cells in enumerate(records, 2)]
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
    gathered: Gathered
    understood: Understood | None
    problems: list[Problem]

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """What each opportunity says, by id."""
        assert self.understood is not None, self.told()
        return {record.values["id"]: record.values for record in self.understood.records}

    def told(self) -> list[str]:
        """Give every problem as it is printed."""
        found = [*self.problems, *(each for table in self.tables for each in problems_of(table))]
        return [str(problem) for problem in sorted(found)]

    def skipped(self, path: str) -> list[tuple[int, str]]:
        """Give the rows of a table that are left out, and why."""
        (found,) = (table for table in self.tables if table.path == path)
        return [(each.line, each.reason) for each in found.skipped]


def understood(
    rules: CrmMapping | str,
    *tables: Table,
    team: str | None = TEAM,
    accounts: str | None = None,
    as_of: date = DAY,
) -> Outcome:
    """Understand tables; of a team that is None, and of accounts, there is no file yet."""
    rules = mapping(rules) if isinstance(rules, str) else rules
    problems: list[Problem] = []
    on_file = _source("team.yml", team, Team), _source("accounts.yml", accounts, Accounts)
    plan = Plan.of(rules, team=team is None, accounts=accounts is None)
    gathered = assign(tables, Path("export"), plan, problems)
    around = Surroundings(*on_file, as_of)
    notation = settle(rules.source, gathered.day_columns, gathered.amount_columns, "Europe/Dublin", problems)
    found = None if problems else understand(gathered, rules, notation, around)
    return Outcome(list(tables), gathered, found, problems)


def _source(path: str, text: str | None, model: Any) -> Source[Any] | None:
    if text is None:
        return None
    problems: list[Problem] = []
    source = source_of(path, text.encode(), model, problems)
    assert problems == []
    return source
