"""The team as a table of the export has it, a row a rep; used where there is no team.yml yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.map.cells import CellContext, field_reader, leading_column
from scorecards.importing.map.name_ids import NameIds
from scorecards.importing.map.record import Record
from scorecards.importing.map.rejected_rows import SetAsideRows
from scorecards.importing.map.rosters import Cell, Entry, Names, Roster
from scorecards.importing.mapping.mapping import TeamSources
from scorecards.importing.mapping.source import Source
from scorecards.importing.mapping.targets import of_team
from scorecards.importing.open.table import Fault, Row, Table, in_order
from scorecards.model.crm_ids import word_key
from scorecards.yaml_files.document import quoted

_LEFT: Final = "owned by somebody who has left"


@dataclass(frozen=True, slots=True)
class Member:
    """A rep as the first of their rows has them.

    ``manager_id`` is blank where the row names nobody, or the rep: then nobody is known who leads the rep.
    """

    table: Table
    row: Row
    rep: str
    manager: str | None
    territory: str | None
    rep_id: str
    manager_id: str
    territory_id: str

    @property
    def line(self) -> int:
        """The line on which the row begins."""
        return self.row.line

    def words(self) -> set[str]:
        """Give the names that the row holds, in the form in which spellings are equal."""
        return {word_key(name) for name in (self.rep, self.manager, self.territory) if name}

    def place(self) -> tuple[str, str]:
        """Give the ids of manager and territory."""
        return self.manager_id, self.territory_id


@dataclass(slots=True)
class Members:
    """The reps of the export."""

    listed: list[Member] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """Reps of whom every row is rejected: the name as spellings are equal, and the file."""


def read_members(team: TeamSources, tables: Sequence[Table], context: CellContext, aside: SetAsideRows) -> Members:
    """Read the reps, each once; rows without a rep are none.

    A rep without a manager who leads nobody, or one with two managers or territories, rejects the row.
    """
    members: dict[str, Member] = {}
    met: dict[str, str] = {}
    people = Names()
    named = {"rep": people, "manager": people, "territory": Names()}
    columns = {table: {name: leading_column(source, table) for name, source in team.fields()} for table in tables}
    for member in _with_manager(team, list(_in_tables(team, tables, context, aside, met)), aside):
        table = member.table
        first = members.setdefault(word_key(member.rep), member)
        same = first.place() == member.place()
        if not same:
            place = f"in line {first.line}" if first.table is table else f"in {first.table.path}:{first.line}"
            message = f"read {quoted(member.rep)} with another manager or territory than {place}, expected the same"
            aside.reject(member.row, Fault(columns[table]["rep"], "csv-twice", message, member.rep))
        for key, names in named.items():
            name = getattr(member, key)
            if name and same:
                names.add(name, Cell(table, member.row, columns[table][key]))
    refused = {word_key(name) for names in (people, named["territory"]) for name in names.reject_same_ids(aside)}
    listed = [member for member in members.values() if not refused & member.words()]
    known = {word_key(member.rep) for member in listed}
    return Members(listed, {name: path for name, path in met.items() if name not in known})


def roster_of_members(members: Sequence[Member]) -> Roster:
    """Give the reps of the export."""
    path = members[0].table.path if members else ""
    return Roster.of(path, [Entry(member.rep_id, member.rep) for member in members])


def _with_manager(team: TeamSources, members: Sequence[Member], aside: SetAsideRows) -> Iterator[Member]:
    """Give the reps of whom somebody is known who leads them, or who lead others; reject the rows of all else."""
    leaders = {member.manager_id for member in members if member.manager_id}
    for member in members:
        if member.manager_id or member.rep_id in leaders:
            yield member
            continue
        read = f"read {quoted(member.manager)}, who is the rep" if member.manager else "read nothing"
        message = (
            f"{read}, expected the manager of {quoted(member.rep)}; name one in the mapping, with "
            "manager: {first: [..., {value: NAME}]} under team, or write team.yml yourself"
        )
        aside.reject(member.row, Fault(leading_column(team.manager, member.table), "blank-value", message))


def _in_tables(
    team: TeamSources, tables: Sequence[Table], context: CellContext, aside: SetAsideRows, met: dict[str, str]
) -> Iterator[Member]:
    aims = list(of_team(team.fields()))
    people, territories = NameIds(), NameIds()
    readers = {
        table: {target.field: field_reader(target, source, table, context) for target, source in aims}
        for table in tables
    }
    for table, row in in_order(tables):
        values = {key: read(row) for key, read in readers[table].items()}
        faults = [value for value in values.values() if isinstance(value, Fault)]
        rep, manager, territory = (_text(values.get(key)) for key in ("rep", "manager", "territory"))
        if rep:
            met.setdefault(word_key(rep), table.path)
        if faults:
            aside.reject(row, *faults)
        elif rep:
            own, above = people.of(rep), people.of(manager) if manager else ""
            place = "" if above == own else above, territories.of(territory) if territory else ""
            yield Member(table, row, rep, manager, territory, own, *place)
        elif team.file is not None:
            aside.skip(row, "it names no rep")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def set_former_reps_aside(
    records: Iterable[Record], roster: Roster, former: Roster, source: Source, aside: SetAsideRows
) -> list[Record]:
    """Skip the closed opportunities of former reps, reject their open ones, and give all others.

    Whoever is in the team again is no former rep.
    """
    others = []
    for record in records:
        owner = record.get("owner")
        if not owner or roster.ids_of(owner) or not former.ids_of(owner):
            others.append(record)
        elif record.get("status") == "open":
            told = f"read {quoted(owner)}, who has left (former_reps in {former.path}), expected a rep of the team"
            message = f"{told}; give the deal to somebody in the CRM"
            aside.reject(record, Fault(leading_column(source, record.table), "unknown-rep", message, owner))
        else:
            aside.skip(record, _LEFT)
    return others
