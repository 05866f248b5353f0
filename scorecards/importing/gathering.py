"""All CSV files that an import reads: the export, and those beside it that the mapping names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecards.errors import Problem
from scorecards.importing.converting import LookUps
from scorecards.importing.mapping import LookUp, Mapping, Source
from scorecards.importing.records import read_look_up
from scorecards.importing.tables import Table, missing_columns, read_table


@dataclass(frozen=True, slots=True)
class Columns:
    """What is made of the columns of one CSV file."""

    path: str
    used: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The tables by what they hold, the values of each look-up, and the columns in use."""

    export: list[Table]
    team: list[Table]
    accounts: list[Table]
    look_ups: LookUps
    columns: tuple[Columns, ...]


def gather(files: Sequence[Path], rules: Mapping, problems: list[Problem]) -> Gathered:
    """Read every file and check that it has the columns that the mapping names.

    A file that cannot be read, or lacks a column, is a problem, and is left out.
    """
    of_export, of_others = _needed(rules)
    export = [table for path in files if (table := _complete(path, of_export, rules, problems))]
    problems.extend(_without_rows(export))
    others: dict[str, Table] = {}
    for name in sorted(of_others):
        table = _complete(files[0].parent / name, of_others[name], rules, problems)
        if table:
            others[name] = table
    return Gathered(
        export,
        _tables_of(rules.team.file, export, others) if rules.team else [],
        _tables_of(rules.accounts.file, export, others) if rules.accounts else [],
        {each: read_look_up(each, others[each.file], problems) for each in _look_ups(rules) if each.file in others},
        (
            *(_columns(table, of_export) for table in export),
            *(_columns(table, of_others[name]) for name, table in others.items()),
        ),
    )


def _needed(rules: Mapping) -> tuple[set[str], dict[str, set[str]]]:
    """Name the columns that the mapping reads: of the export, and of each other file."""
    export = _columns_of(rules.opportunities.sources())
    others: dict[str, set[str]] = {}
    for part in (rules.team, rules.accounts):
        if part is not None:
            columns = export if part.file is None else others.setdefault(part.file, set())
            columns |= _columns_of(part.sources())
    for look_up in _look_ups(rules):
        others.setdefault(look_up.file, set()).update((look_up.by, look_up.give))
    return export, others


def _columns_of(sources: Iterable[Source]) -> set[str]:
    return {column for source in sources for column in source.columns()}


def _look_ups(rules: Mapping) -> list[LookUp]:
    found = [part.look_up for source in rules.sources() for part in source.parts()]
    return list(dict.fromkeys(look_up for look_up in found if look_up))


def _complete(path: Path, columns: set[str], rules: Mapping, problems: list[Problem]) -> Table | None:
    table = read_table(path, rules.source, problems)
    missing = missing_columns(table, columns) if table else []
    problems.extend(missing)
    return None if missing else table


def _without_rows(export: Iterable[Table]) -> Iterable[Problem]:
    for table in export:
        if not table.rows:
            message = "read a line of column names and nothing else, expected at least one opportunity"
            yield Problem(table.path, 1, 1, "empty-file", message)


def _tables_of(file: str | None, export: list[Table], others: dict[str, Table]) -> list[Table]:
    if file is None:
        return export
    return [others[file]] if file in others else []


def _columns(table: Table, used: set[str]) -> Columns:
    return Columns(
        table.path.rpartition("/")[2],
        tuple(column for column in table.header if column in used),
        tuple(column for column in table.header if column not in used),
    )
