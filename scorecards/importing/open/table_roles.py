"""All tables that an import reads, each with what it is for: the export, and those that the mapping names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from scorecards.importing.mapping.parts import RelatedSources
from scorecards.importing.mapping.source import LookUp
from scorecards.importing.open.columns import Need, Part, Plan
from scorecards.importing.open.files import answers
from scorecards.importing.open.look_ups import read_look_up
from scorecards.importing.tables import Skipped, Table, missing_column, stands_twice
from scorecards.importing.tell.ledger import Role
from scorecards.problems.problem import Problem
from scorecards.read.sources import shown

_MARKS: Final = (";", "\t", "|", ",")


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a table is for, and what is made of its columns."""

    table: Table
    roles: tuple[Role, ...]
    """Empty where nothing reads it; its rows are skipped then."""
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    """Optional columns that it does not have."""


@dataclass(slots=True)
class Gathered:
    """The tables by what they hold, the values of each look-up, and the columns in use."""

    export: list[Table] = field(default_factory=list)
    related: list[tuple[RelatedSources, list[Table]]] = field(default_factory=list)
    team: list[Table] = field(default_factory=list)
    accounts: list[Table] = field(default_factory=list)
    look_ups: dict[LookUp, dict[str, str | None]] = field(default_factory=dict)
    looked_up_in: dict[LookUp, list[Table]] = field(default_factory=dict)
    """The tables that the values of each look-up come from."""
    tables: list[Assigned] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)
    """Optional files that are not there, each once."""
    day_columns: list[tuple[Table, str]] = field(default_factory=list)
    amount_columns: list[tuple[Table, str]] = field(default_factory=list)


def assign(tables: Sequence[Table], folder: Path, plan: Plan, problems: list[Problem]) -> Gathered:
    """See what each table is for, and that it has the columns that the mapping names.

    ``folder`` is where a missing file is looked for.
    """
    gathered = Gathered()
    missing = {each: None for each in plan.sought() if not any(answers(table, each[0]) for table in tables)}
    problems.extend(_missing_file(folder, names) for names, optional in missing if not optional)
    gathered.missing_files = list(dict.fromkeys(" or ".join(names) for names, optional in missing if optional))
    export = list(_unnamed(tables, plan))
    by_part = [(part, _tables_of(part, tables, export)) for part in plan.parts]
    for part, chosen in by_part:
        _take(gathered, part, chosen)
    if not problems:
        problems.extend(_without_rows(export, folder))
    for table in tables:
        parts = [part for part, chosen in by_part if any(each is table for each in chosen)]
        gathered.tables.append(_assigned(table, parts, plan, problems))
    for look_up in plan.look_ups:
        _look_up(gathered, look_up, [table for table in tables if answers(table, look_up.file)], plan, problems)
    return gathered


def _unnamed(tables: Iterable[Table], plan: Plan) -> Iterator[Table]:
    """Give the tables of the export: the first of each file, where the mapping does not name it."""
    paths: set[str] = set()
    for table in tables:
        if table.path not in paths and not answers(table, plan.names):
            yield table
        paths.add(table.path)


def _tables_of(part: Part, tables: Iterable[Table], export: list[Table]) -> list[Table]:
    return [table for table in tables if answers(table, part.names)] if part.names else export


def _take(gathered: Gathered, part: Part, chosen: list[Table]) -> None:
    if part.related:
        gathered.related.append((part.related, chosen))
    elif part.role == "team":
        gathered.team = chosen
    elif part.role == "accounts":
        gathered.accounts = chosen
    else:
        gathered.export = chosen
    for table in chosen:
        gathered.day_columns += [(table, column) for column in part.holding("day", table)]
        gathered.amount_columns += [(table, column) for column in part.holding("amount", table)]


def _look_up(gathered: Gathered, look_up: LookUp, tables: list[Table], plan: Plan, problems: list[Problem]) -> None:
    complete = [table for table in tables if {look_up.by, look_up.give} <= set(table.header)]
    if complete:
        gathered.look_ups[look_up] = read_look_up(look_up, complete, problems)
        gathered.looked_up_in[look_up] = complete
    given = [(table, look_up.give) for table in complete]
    gathered.day_columns += given if look_up in plan.looked_up("day") else []
    gathered.amount_columns += given if look_up in plan.looked_up("amount") else []


def _assigned(table: Table, parts: list[Part], plan: Plan, problems: list[Problem]) -> Assigned:
    looked_up = {look_up: optional for look_up, optional in plan.look_ups.items() if answers(table, look_up.file)}
    needs = [need for part in parts for need in part.needs()]
    needs += [Need(column, optional) for each, optional in looked_up.items() for column in (each.by, each.give)]
    used = {column for part in parts for column in part.used(table)} | {need.column for need in needs}
    lacking = {need.column: need for need in sorted(needs, key=_by_weight) if need.column not in table.header}
    missing = [need for need in lacking.values() if not need.optional or stands_twice(table, need.column)]
    divided = list(_otherwise_divided(table, plan)) if missing else []
    problems.extend(divided or [_missing_column(table, need) for need in missing])
    roles = [part.role for part in parts] + (["look_up"] if looked_up else [])
    if not roles:
        _leave_aside(table, plan)
    return Assigned(
        table,
        tuple(dict.fromkeys(roles)),
        tuple(column for column in table.header if column in used),
        tuple(column for column in table.header if column not in used),
        tuple(need.column for need in lacking.values() if need.optional),
    )


def _by_weight(need: Need) -> tuple[str, bool]:
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


def _missing_column(table: Table, need: Need) -> Problem:
    problem = missing_column(table, need.column)
    end = "" if problem.message.endswith("?") else "."
    return replace(problem, message=f"{problem.message}{end} {need.hint}") if need.hint else problem


def _missing_file(folder: Path, names: Sequence[str]) -> Problem:
    other = f", or one named {' or '.join(names[1:])}" if names[1:] else ""
    message = f"read nothing, expected this file{other}, because the mapping names it"
    return Problem(shown(folder / names[0]), 1, 1, "file-missing", message)


def _without_rows(export: Sequence[Table], folder: Path) -> Iterator[Problem]:
    if not export:
        message = "read files that add to the opportunities, expected the export of the opportunities among them"
        yield Problem(shown(folder), 1, 1, "file-missing", message)
    for table in export:
        if not table.total():
            message = "read a line of column names and nothing else, expected at least one opportunity"
            yield Problem(table.path, 1, 1, "empty-file", message)
