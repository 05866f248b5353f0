"""An export: all tables that an import reads, each with what it is for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from scorecards.importing.mapping.parts import RelatedSources
from scorecards.importing.mapping.plan import NeededColumn, Plan, PlannedTable, Role
from scorecards.importing.mapping.source import LookUp
from scorecards.importing.open.files import answers, open_all
from scorecards.importing.open.mended_rows import MendedFile, put_in_place
from scorecards.importing.open.table import Skipped, Table, missing_column, stands_twice
from scorecards.importing.task.task import Task
from scorecards.model.crm_ids import id_key
from scorecards.problems.problem import Problem, Problems
from scorecards.read.sources import shown
from scorecards.yaml_files.document import quoted

_MOST_TWICE: Final = 3
"""So many keys with two values are told one by one."""

_MARKS: Final = (";", "\t", "|", ",")


@dataclass(frozen=True, slots=True)
class AssignedTable:
    """What a table is for, and what is made of its columns."""

    table: Table
    roles: tuple[Role, ...]
    """Empty where nothing reads it; its rows are skipped then."""
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    """Optional columns that it does not have."""


@dataclass(slots=True)
class Export:
    """The tables by what they hold, the values of each look-up, and the columns in use."""

    problems: Problems = field(default_factory=Problems)
    """Gets what is wrong with the tables."""
    opportunities: list[Table] = field(default_factory=list)
    related: list[tuple[RelatedSources, list[Table]]] = field(default_factory=list)
    team: list[Table] = field(default_factory=list)
    accounts: list[Table] = field(default_factory=list)
    look_ups: dict[LookUp, dict[str, str | None]] = field(default_factory=dict)
    looked_up_in: dict[LookUp, list[Table]] = field(default_factory=dict)
    """The tables that the values of each look-up come from."""
    assigned: list[AssignedTable] = field(default_factory=list)
    mended: list[MendedFile] = field(default_factory=list)
    """The rejects files that were given, in place."""
    missing_files: list[str] = field(default_factory=list)
    """Optional files that are not there, each once."""
    day_columns: list[tuple[Table, str]] = field(default_factory=list)
    amount_columns: list[tuple[Table, str]] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        """All tables."""
        return [each.table for each in self.assigned]


def open_export(task: Task) -> Export:
    """Open all files, with the rows that somebody mended in their places.

    Raises ProblemsFound where the tables are not all there, or lack columns that the mapping names.
    """
    problems, on_file = task.problems, task.on_file
    plan = Plan.of(task.rules, team=on_file.team is None, accounts=on_file.accounts is None)
    task.progress("read the files", 0, None)
    opened = open_all(task.files, plan, problems)
    problems.stop()
    mended = put_in_place(opened.tables, opened.rejects, task.command, problems)
    problems.stop()
    export = assign([*opened.tables, *(each.table for each in mended)], opened.folder, plan, problems)
    problems.stop()
    export.mended = mended
    return export


def assign(tables: Sequence[Table], folder: Path, plan: Plan, problems: Problems) -> Export:
    """See what each table is for, and that it has the columns that the mapping names.

    ``folder`` is where a missing file is looked for.
    """
    export = Export(problems)
    missing = {each: None for each in plan.sought() if not any(answers(table, each[0]) for table in tables)}
    problems.extend(_missing_file(folder, names) for names, optional in missing if not optional)
    export.missing_files = list(dict.fromkeys(" or ".join(names) for names, optional in missing if optional))
    given = list(_unnamed(tables, plan))
    by_part = [(part, _tables_of(part, tables, given)) for part in plan.parts]
    for part, chosen in by_part:
        _take(export, part, chosen)
    if not problems:
        problems.extend(_without_rows(given, folder))
    for table in tables:
        parts = [part for part, chosen in by_part if any(each is table for each in chosen)]
        export.assigned.append(_assigned(export, table, parts, plan))
    for look_up in plan.look_ups:
        _take_look_up(export, look_up, [table for table in tables if answers(table, look_up.file)], plan)
    return export


def _unnamed(tables: Iterable[Table], plan: Plan) -> Iterator[Table]:
    """Give the tables of the export: the first of each file, where the mapping does not name it."""
    paths: set[str] = set()
    for table in tables:
        if table.path not in paths and not answers(table, plan.names):
            yield table
        paths.add(table.path)


def _tables_of(part: PlannedTable, tables: Iterable[Table], given: list[Table]) -> list[Table]:
    return [table for table in tables if answers(table, part.names)] if part.names else given


def _take(export: Export, part: PlannedTable, chosen: list[Table]) -> None:
    if part.related:
        export.related.append((part.related, chosen))
    elif part.role == "team":
        export.team = chosen
    elif part.role == "accounts":
        export.accounts = chosen
    else:
        export.opportunities = chosen
    for table in chosen:
        export.day_columns += [(table, column) for column in part.holding("day", table.header)]
        export.amount_columns += [(table, column) for column in part.holding("amount", table.header)]


def _take_look_up(export: Export, look_up: LookUp, tables: list[Table], plan: Plan) -> None:
    complete = [table for table in tables if {look_up.by, look_up.give} <= set(table.header)]
    if complete:
        found = _read_look_up(export, look_up, complete)
        called = {id_key(key): name for key, name in plan.rules.called.items()} if look_up in plan.naming() else {}
        export.look_ups[look_up] = {**found, **{key: name for key, name in called.items() if key in found}}
        export.looked_up_in[look_up] = complete
    given = [(table, look_up.give) for table in complete]
    export.day_columns += given if look_up in plan.looked_up("day") else []
    export.amount_columns += given if look_up in plan.looked_up("amount") else []


def _assigned(export: Export, table: Table, parts: list[PlannedTable], plan: Plan) -> AssignedTable:
    looked_up = {look_up: optional for look_up, optional in plan.look_ups.items() if answers(table, look_up.file)}
    needs = [need for part in parts for need in part.needs()]
    needs += [NeededColumn(column, optional) for each, optional in looked_up.items() for column in (each.by, each.give)]
    used = {column for part in parts for column in part.used(table.header)} | {need.column for need in needs}
    lacking = {need.column: need for need in sorted(needs, key=_by_column) if need.column not in table.header}
    missing = [need for need in lacking.values() if not need.optional or stands_twice(table, need.column)]
    divided = list(_otherwise_divided(table, plan)) if missing else []
    export.problems.extend(divided or [_missing_column(table, need) for need in missing])
    roles = [part.role for part in parts] + (["look_up"] if looked_up else [])
    if not roles:
        _leave_aside(table, plan)
    return AssignedTable(
        table,
        tuple(dict.fromkeys(roles)),
        tuple(column for column in table.header if column in used),
        tuple(column for column in table.header if column not in used),
        tuple(need.column for need in lacking.values() if need.optional),
    )


def _by_column(need: NeededColumn) -> tuple[str, bool]:
    """Sort by column; that it is needed comes last, and so it counts."""
    return need.column, not need.optional


def _leave_aside(table: Table, plan: Plan) -> None:
    on_file = answers(table, plan.names)
    why = "is on file already, and counts" if on_file else "is not named in the mapping"
    table.skipped += [Skipped(row.line, f"not read: what {table.name} holds {why}") for row in table.rows]
    table.rows = []


def _otherwise_divided(table: Table, plan: Plan) -> Iterator[Problem]:
    """Tell of a table with a single column that holds what seems to be another mark between cells."""
    told = plan.rules.source.delimiter
    mark = next((mark for mark in _MARKS if len(table.header) == 1 and mark in table.header[0]), None)
    if told and mark:
        message = f"read a single column, expected more: the cells seem to be divided by {mark!r}, not by {told!r}"
        hint = "; leave delimiter out of the mapping's source, and the import finds it"
        yield Problem(table.path, 1, 1, "csv-column", message + hint)


def _missing_column(table: Table, need: NeededColumn) -> Problem:
    problem = missing_column(table, need.column)
    end = "" if problem.message.endswith("?") else "."
    return replace(problem, message=f"{problem.message}{end} {need.hint}") if need.hint else problem


def _missing_file(folder: Path, names: Sequence[str]) -> Problem:
    other = f", or one named {' or '.join(names[1:])}" if names[1:] else ""
    message = f"read nothing, expected this file{other}, because the mapping names it"
    return Problem(shown(folder / names[0]), 1, 1, "file-missing", message)


def _without_rows(given: Sequence[Table], folder: Path) -> Iterator[Problem]:
    if not given:
        message = "read files that add to the opportunities, expected the export of the opportunities among them"
        yield Problem(shown(folder), 1, 1, "file-missing", message)
    for table in given:
        if not table.total():
            message = "read a line of column names and nothing else, expected at least one opportunity"
            yield Problem(table.path, 1, 1, "empty-file", message)


def _read_look_up(export: Export, look_up: LookUp, tables: Iterable[Table]) -> dict[str, str | None]:
    """Read the values of a look-up by key, in the form in which ids are equal; a key with two values is a problem."""
    first: dict[str, tuple[str | None, Table, int]] = {}
    twice: list[Problem] = []
    for table in tables:
        by, give = table.index(look_up.by), table.index(look_up.give)
        for row in table.rows:
            key, value = id_key((row.cells[by] or "").strip()), row.cells[give]
            if not key:
                continue
            known, where, line = first.setdefault(key, (value, table, row.line))
            if known != value:
                place = f"line {line}" if where is table else f"{where.path}:{line}"
                message = f"read {quoted(key)} with another {look_up.give} than in {place}, expected each once"
                twice.append(table.problem(row.line, look_up.by, "csv-twice", message))
    export.problems.extend(twice[:_MOST_TWICE])
    for more in twice[_MOST_TWICE : _MOST_TWICE + 1]:
        count = len(twice) - _MOST_TWICE
        export.problems.add(replace(more, message=f"{more.message} ({count:,} more are like this; the first is here)"))
    return {key: value for key, (value, _, _) in first.items()}
