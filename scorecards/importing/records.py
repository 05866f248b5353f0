"""Rows of an export to opportunities, reps and accounts as the mapping reads them, every fault told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from scorecards.document import quoted
from scorecards.errors import Problem
from scorecards.importing.converting import Fault, Faults, LookUps, Nothing, field_reader, leading_column
from scorecards.importing.mapping import AccountSources, CsvSource, LookUp, OpportunitySources, Source, TeamSources
from scorecards.importing.rosters import Cell, Names
from scorecards.importing.tables import Row, Table
from scorecards.names import page_name

ANSWER: Final = "answers."
"""What the key of an answer begins with; the question's id follows."""

Values = dict[str, str | None]
"""What one row says: a text, or None for a blank, for each field that the mapping gives it."""

_REQUIRED = ("id", "name", "owner", "status")


@dataclass(frozen=True, slots=True)
class Record:
    """An opportunity as its row has it."""

    table: Table
    line: int
    values: Values

    def takes_currency(self) -> bool:
        """Tell whether there is an amount and no currency of its own, so that it is in the mapping's."""
        return self.values.get("amount") is not None and self.values.get("currency") is None

    def is_blank(self, field: str) -> bool:
        """Tell whether a field that the row has is written as a blank."""
        return self.values[field] is None and not (field == "currency" and self.takes_currency())


@dataclass(frozen=True, slots=True)
class Member:
    """A rep as a row of the team's table has them."""

    table: Table
    line: int
    rep: str
    manager: str
    territory: str | None

    def place(self) -> tuple[str, str]:
        """Give the ids of manager and territory."""
        return page_name(self.manager), page_name(self.territory or "")


@dataclass(frozen=True, slots=True)
class Lens:
    """What it takes to read any cell: how the CSV files are written, and the look-ups."""

    csv: CsvSource
    look_ups: LookUps

    def rows(self, fields: dict[str, Source], faults: Faults) -> Iterator[tuple[Row, Values]]:
        """Give the rows of a table that have no fault, with their values."""
        table = faults.table
        readers = [
            (name, field_reader(name, source, table, self.look_ups, self.csv)) for name, source in fields.items()
        ]
        for row in table.rows:
            values: Values = {}
            wrong: dict[Fault, None] = {}
            for name, read in readers:
                value = read(row.cells)
                if isinstance(value, Fault):
                    wrong[value] = None
                elif not isinstance(value, Nothing):
                    values[name] = value
            for fault in wrong:
                faults.add(row.line, fault)
            if not wrong:
                yield row, values


def read_opportunities(sources: OpportunitySources, table: Table, lens: Lens, problems: list[Problem]) -> list[Record]:
    """Read the opportunities of a table; rows with a fault are told and left out."""
    fields = dict(sources.fields()) | {ANSWER + question: source for question, source in sources.answers.items()}
    columns = {name: leading_column(fields[name], table) for name in _REQUIRED}
    faults = Faults(table)
    records = []
    for row, values in lens.rows(fields, faults):
        missing = [name for name in _REQUIRED if values.get(name) is None]
        for name in missing:
            message = f"read nothing for {name}, expected a value in every row"
            faults.add(row.line, Fault(columns[name], "blank-value", message))
        if not missing:
            records.append(Record(table, row.line, values))
    problems.extend(faults.problems())
    return records


def read_members(team: TeamSources, tables: Iterable[Table], lens: Lens, problems: list[Problem]) -> list[Member]:
    """Read the reps, each once; rows without a rep are none.  A rep with two managers or territories is a problem."""
    members: dict[str, Member] = {}
    for table in tables:
        faults = Faults(table)
        for row, values in lens.rows(dict(team.fields()), faults):
            rep, manager = values.get("rep"), values.get("manager")
            if not rep:
                continue
            if not manager:
                message = f"read nothing, expected the manager of {quoted(rep)}"
                faults.add(row.line, Fault(leading_column(team.manager, table), "blank-value", message))
                continue
            member = Member(table, row.line, rep, manager, values.get("territory"))
            first = members.setdefault(rep.casefold(), member)
            if first.place() != member.place():
                message = (
                    f"read {quoted(rep)} with another manager or territory than in line {first.line}, expected the same"
                )
                faults.add(row.line, Fault(leading_column(team.rep, table), "csv-twice", message))
        problems.extend(faults.problems())
    return list(members.values())


def names_of_members(members: Iterable[Member], team: TeamSources) -> list[Names]:
    """Collect the names of reps, of managers and of territories."""
    collected = {field: Names() for field, _ in team.fields()}
    for member in members:
        for field, source in team.fields():
            name = getattr(member, field)
            if name:
                collected[field].add(name, Cell(member.table, member.line, leading_column(source, member.table)))
    return list(collected.values())


def read_accounts(sources: AccountSources, tables: Iterable[Table], lens: Lens, problems: list[Problem]) -> Names:
    """Read the names of the accounts."""
    names = Names()
    for table in tables:
        faults = Faults(table)
        column = leading_column(sources.name, table)
        for row, values in lens.rows({"account": sources.name}, faults):
            name = values.get("account")
            if name:
                names.add(name, Cell(table, row.line, column))
        problems.extend(faults.problems())
    return names


def read_look_up(look_up: LookUp, table: Table, problems: list[Problem]) -> dict[str, str]:
    """Read the values of a look-up by key; a key with two values is a problem."""
    by, give = table.index(look_up.by), table.index(look_up.give)
    first: dict[str, tuple[str, int]] = {}
    for row in table.rows:
        key, value = row.cells[by].strip(), row.cells[give]
        known, line = first.setdefault(key, (value, row.line))
        if known != value:
            message = f"read {quoted(key)} with another {look_up.give} than in line {line}, expected each once"
            problems.append(table.problem(row.line, look_up.by, "csv-twice", message))
    return {key: value for key, (value, _) in first.items()}


def duplicates(records: Iterable[Record], source: Source) -> Iterator[Problem]:
    """Name each row whose id stands in an earlier row."""
    first: dict[str | None, Record] = {}
    for record in records:
        key = record.values["id"]
        earlier = first.setdefault(key, record)
        if earlier is not record:
            place = f"line {earlier.line}" if earlier.table is record.table else f"{earlier.table.path}:{earlier.line}"
            message = f"read {quoted(str(key))} a second time, expected each id once; it stands first in {place}"
            yield record.table.problem(record.line, leading_column(source, record.table), "duplicate-id", message)


def names_in(records: Iterable[Record], field: str, source: Source | None) -> Names:
    """Collect the names that stand in a field."""
    names = Names()
    for record in records:
        name = record.values.get(field)
        if name and source:
            names.add(name, Cell(record.table, record.line, leading_column(source, record.table)))
    return names
