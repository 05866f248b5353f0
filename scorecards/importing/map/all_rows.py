"""The rows of all tables, understood: the opportunities, the team and the accounts, and what became of every row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from scorecards.importing.detect.notations import Notation, Notations
from scorecards.importing.map.account_names import NewAccount, new_accounts, read_accounts, reject_near
from scorecards.importing.map.cells import CellContext, UnknownWord, field_reader, leading_column
from scorecards.importing.map.field_texts import Wording
from scorecards.importing.map.next_step_text import Step, step_of
from scorecards.importing.map.opportunities import OpportunityRows, leave_out, read_opportunities
from scorecards.importing.map.opportunity_ids import WrittenIds, merged, number_rows, set_duplicates_aside
from scorecards.importing.map.record import Record, UnreadValue
from scorecards.importing.map.related_rows import Additions, KnownOpportunities, add, read_related
from scorecards.importing.map.rosters import (
    Cell,
    Names,
    Roster,
    reject_refused,
    reject_unknown,
    roster_of_accounts,
    roster_of_reps,
)
from scorecards.importing.map.shared_names import shared_names
from scorecards.importing.map.stage_words import StageWords
from scorecards.importing.map.team_members import (
    Member,
    Members,
    read_members,
    roster_of_members,
    set_former_reps_aside,
)
from scorecards.importing.map.told_lists import ToldLists
from scorecards.importing.map.unread_values import FieldPath, without
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.source import Source
from scorecards.importing.mapping.targets import ID
from scorecards.importing.open.export import Export
from scorecards.importing.open.table import RowKey, Table, in_order
from scorecards.importing.task.on_file import OnFile, Tree
from scorecards.importing.task.task import Task
from scorecards.model.names import page_name
from scorecards.yaml_files.document import quoted
from scorecards.yaml_files.emit import scalar

_MOST_NAMES: Final = 12


@dataclass(frozen=True, slots=True)
class MappedRows:
    """What all rows say; whatever cannot be taken stands in the tables, as rejected or skipped."""

    records: list[Record]
    members: list[Member]
    """The reps, where there is no team.yml yet."""
    new_accounts: list[NewAccount]
    """All accounts where there is no accounts.yml yet and the mapping says where they come from; else those to add."""
    unknown_words: tuple[UnknownWord, ...]
    notes: tuple[str, ...]
    told: ToldLists
    """The lists that the export tells, such as the people, also of an opportunity of which they are empty."""
    step_of: Callable[[Tree], Step | None]
    """Gives the step that the CRM's text of an opportunity makes, also of one on file."""

    @property
    def unread(self) -> Iterator[UnreadValue]:
        """Values that cannot be taken, of rows that can."""
        return (value for record in self.records for values in record.unread.values() for value in values)

    def withholding(self, withheld: Mapping[RowKey, Mapping[FieldPath, UnreadValue]]) -> "MappedRows":
        """Give the same without some values of some rows."""
        if not withheld:
            return self
        return replace(
            self,
            records=[without(each, withheld[each.key]) if each.key in withheld else each for each in self.records],
        )


def map_rows(task: Task, export: Export, notations: Notations) -> MappedRows:
    """Read every row of every table; each ends up as taken, skipped or rejected in its table."""
    rules, on_file = task.rules, task.on_file
    rosters = _rosters_on_file(on_file)
    context = CellContext(
        notations,
        export.look_ups,
        frozenset(rules.source.blanks),
        Wording(task.currency, {word.lower(): truth for word, truth in rules.source.flags.items()}),
        export.looked_up_in,
        shared_names(rules, export.opportunities, export.look_ups, rosters),
    )
    reading = OpportunityRows(ids=WrittenIds.of(on_file))
    for table in export.opportunities:
        leave_out(rules.skip, table, context, reading.aside)
    left_out = _ids_of_left_out(rules.opportunities.id, export, context, reading) if export.related else ()
    reading.aside.apply_to(export.opportunities)
    members, listed = _read_lists(export, rules, context, on_file, reading)
    number_rows(rules.opportunities.id, export.opportunities, context)
    for table in export.opportunities:
        read_opportunities(rules, table, context, reading, task.progress)
    _put_in_order(reading, export)
    set_duplicates_aside(reading.records, rules.opportunities.id, reading.aside, rules.several_rows)
    reps = _settle_owners(reading, rules, members, on_file)
    accounts, named = _settle_accounts(reading, rules, listed, on_file)
    records = merged(_kept(reading), rules.opportunities, reading.aside)
    new = new_accounts(named, reading.aside)
    rejected = chain(_rejected(reading), _ids_of_rejected(rules.opportunities.id, export, context))
    known = KnownOpportunities.of(records if export.related else (), rejected, left_out, task.as_of)
    reading.records.clear()
    reading.aside.apply_to(export.tables)
    additions = read_related(export.related, known, context)
    completing = _Completing((reps, accounts), additions, notations.elsewhere, StageWords.of(rules))
    for at, record in enumerate(records):
        records[at] = completing.completed(record)
    return MappedRows(
        records,
        members.listed,
        new,
        tuple(_unknown_words(export.tables, records, context)),
        (*task.hints, *_notes(export, context, reading, records, len(additions.with_gaps))),
        ToldLists.of(rules.opportunities, export),
        lambda values: step_in(values, reps, notations.elsewhere),
    )


def _rosters_on_file(on_file: OnFile) -> dict[str, Roster]:
    team, accounts = on_file.team, on_file.accounts
    rosters = {}
    if team and team.value:
        rosters["owner"] = roster_of_reps(team.path, (*team.value.reps, *team.value.former_reps))
    if accounts and accounts.value:
        rosters["account"] = roster_of_accounts(accounts.path, accounts.value)
    return rosters


def _put_in_order(reading: OpportunityRows, export: Export) -> None:
    """Sort the opportunities as the export has them, where somebody mended some of their rows."""
    if not any(table.mends for table in export.opportunities):
        return
    order = {row.key: number for number, (_, row) in enumerate(in_order(export.opportunities))}
    reading.records.sort(key=lambda record: order[record.key])


def _read_lists(
    export: Export, rules: CrmMapping, context: CellContext, on_file: OnFile, reading: OpportunityRows
) -> tuple[Members, Names | None]:
    """Read the reps and the accounts, where they are not on file and the mapping says where they come from."""
    team = rules.team if not on_file.team else None
    elsewhere = replace(context, shared_names={})
    members = Members()
    if team:
        members = read_members(team, export.team, elsewhere if team.file else context, reading.aside)
    wanted = rules.accounts if not on_file.accounts else None
    if wanted is None:
        return members, None
    shared = [*export.opportunities, *(table for _, tables in export.related for table in tables)]
    cells = elsewhere if wanted.file else context
    return members, read_accounts(wanted, export.accounts, cells, reading.aside, shared=shared)


def _settle_owners(reading: OpportunityRows, rules: CrmMapping, members: Members, on_file: OnFile) -> Roster:
    """Give the reps, and put aside the rows of owners who are not among them."""
    source = rules.opportunities.owner
    if on_file.team and on_file.team.value:
        path, team = on_file.team.path, on_file.team.value
        roster = roster_of_reps(path, team.reps)
        others = set_former_reps_aside(
            reading.records, roster, roster_of_reps(path, team.former_reps), source, reading.aside
        )
        managers = {manager.id or page_name(manager.name): manager.name for manager in team.managers}
        reject_unknown(_names_in(others, "owner", source), roster, "unknown-rep", reading.aside, managers)
        return roster
    named = _names_in(reading.records, "owner", source)
    roster = roster_of_members(members.listed)
    others_named = reject_refused(named, members.refused, reading.aside)
    if members.listed:
        reject_unknown(others_named, roster, "unknown-rep", reading.aside)
    return roster


def _settle_accounts(
    reading: OpportunityRows, rules: CrmMapping, listed: Names | None, on_file: OnFile
) -> tuple[Roster, Names]:
    """Give the accounts on file, and those to write; reject the rows whose account is not certain."""
    source = rules.opportunities.account
    records = [record for record in reading.records if not reading.aside.reason(record)]
    named = _names_in(records, "account", source) if source else Names()
    if on_file.accounts and on_file.accounts.value:
        roster = roster_of_accounts(on_file.accounts.path, on_file.accounts.value)
        return roster, reject_near(named, roster, reading.aside)
    if listed is None or not listed.cells:
        named.reject_same_ids(reading.aside)
        return Roster.of_names(named), Names()
    roster = Roster.of_names(listed)
    reject_unknown(named, roster, "unknown-account", reading.aside)
    return roster, listed


def _names_in(records: Iterable[Record], name_of: str, source: Source) -> Names:
    """Collect the names that stand in a field."""
    names = Names()
    columns: dict[Table, str] = {}
    for record in records:
        name, table = record.get(name_of), record.table
        if name:
            if table not in columns:
                columns[table] = leading_column(source, table)
            names.add(name, Cell(table, record, columns[table]))
    return names


def _kept(reading: OpportunityRows) -> list[Record]:
    return [record for record in reading.records if reading.aside.keeps(record)]


def _rejected(reading: OpportunityRows) -> Iterator[str]:
    for record in reading.records:
        if reading.aside.rejects(record) and (id_ := record.get("id")):
            yield from (id_, *record.merged)


def _ids_of_left_out(source: Source, export: Export, context: CellContext, reading: OpportunityRows) -> list[str]:
    """Give the ids of rows that a rule leaves out; none where ids are made from rows, because they have none."""
    if any(part.made_from for part in source.parts()):
        return []
    readers = [(table, field_reader(ID, source, table, context)) for table in export.opportunities]
    ids = [read(row) for table, read in readers for row in table.rows if reading.aside.reason(row)]
    return [id_ for id_ in ids if isinstance(id_, str)]


def _ids_of_rejected(source: Source, export: Export, context: CellContext) -> Iterator[str]:
    """Give the ids of rows that were rejected before they were read."""
    for table in export.opportunities:
        read = field_reader(ID, source, table, context)
        whole = (each.row for each in table.rejected if len(each.row.cells) == len(table.header))
        yield from (id_ for row in whole if isinstance(id_ := read(row), str))


@dataclass(frozen=True, slots=True)
class _Completing:
    """What the rest of the import tells about an opportunity."""

    rosters: tuple[Roster, Roster]
    additions: Additions
    notation: Notation
    words: StageWords
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    """For each name of an owner or of an account, its id."""

    def completed(self, record: Record) -> Record:
        """Put to an opportunity what is told about it, in the order of the snapshot."""
        values = record.values
        for name, roster in zip(("owner", "account"), self.rosters, strict=True):
            if values.get(name):
                values[name] = self._id_of(name, values[name], roster)
        add(self.additions, values, self.words)
        step = step_in(values, self.rosters[0], self.notation)
        if step is not None:
            values["next_steps"] = [*(values.get("next_steps") or ()), step]
        return record.saying(values).lacking(self.additions.unread.get(values["id"], {}))

    def _id_of(self, name: str, written: str, roster: Roster) -> str:
        key = name, written
        if key not in self.ids:
            self.ids[key] = roster.id_of(written) or page_name(written)
        return self.ids[key]


def step_in(values: Tree, reps: Roster, notation: Notation) -> Step | None:
    """Give the step that the CRM's free text makes, where it is certain who does what.

    The text stays beside it: by that the next import knows which step is the CRM's own.
    """
    text = values.get("crm_next_step")
    if not text:
        return None
    people = listed if isinstance(listed := values.get("contacts"), list) else []
    contacts = [each["name"] for each in people if isinstance(each, dict) and isinstance(each.get("name"), str)]
    owner = reps.entries.get(values["owner"])
    names = [entry.name for entry in reps.entries.values()]
    return step_of(text, names, contacts, notation, owner.name if owner else "")


def _unknown_words(tables: Iterable[Table], records: Iterable[Record], context: CellContext) -> Iterator[UnknownWord]:
    counts: dict[tuple[str, str], int] = {}
    rejected = (fault for table in tables for each in table.rejected for fault in each.faults)
    unread = (each.fault for record in records for values in record.unread.values() for each in values)
    for fault in chain(rejected, unread):
        if (fault.column, fault.value) in context.nearest and fault.code == "csv-word":
            counts[fault.column, fault.value] = counts.get((fault.column, fault.value), 0) + 1
    for (column, word), rows in counts.items():
        yield UnknownWord(column, word, rows, context.nearest[column, word])


def _notes(
    export: Export, context: CellContext, reading: OpportunityRows, records: Sequence[Record], with_gaps: int
) -> Iterator[str]:
    for name in export.missing_files:
        yield f"{name} is missing: what it would add is unknown"
    made = [context.made.repeats[id_] for record in records if (id_ := record.get("id")) in context.made.repeats]
    if made:
        same = f"; {sum(made):,} of them are from a row that's the same as another" if any(made) else ""
        count = f"{len(made):,} ids are made from the rows' cells{same}"
        yield f"{count}; a row whose cells change gets a new id"
    into = [record for record in records if record.merged]
    if into:
        ids = sum(len(record.merged) for record in into)
        yield f"{ids:,} ids were merged into {len(into):,} opportunities, which take over what they lack"
    if with_gaps:
        without = "it sets neither the day of their stage nor their push count"
        opportunities = "1 opportunity" if with_gaps == 1 else f"{with_gaps:,} opportunities"
        yield f"the history of {opportunities} has rows without a day, or rejected ones: {without}"
    for (column, what), example in sorted(context.wording.noticed.items()):
        yield f"in {column} {what}, such as {example}"
    if reading.like_blanks:
        words = sorted({word for _, word in reading.like_blanks})
        places = sorted(reading.like_blanks.items())
        told = ", ".join(f"{quoted(word)} in {name} ({rows:,})" for (name, word), rows in places)
        blanks = f"source: {{blanks: [{', '.join(map(scalar, words))}]}}"
        yield f"taken as written, with their rows: {told}; if these words mean a blank, write {blanks}"
    if reading.further_accounts:
        told = ", ".join(f"{name} in {rows:,}" for name, rows in reading.further_accounts.most_common(_MOST_NAMES))
        more = len(reading.further_accounts) - _MOST_NAMES
        rest = f" and {more:,} more" if more > 0 else ""
        yield f"companies other than the deal's account, left out: {told}{rest}"
    for what, rows in sorted(reading.lacking.items()):
        yield f"not written in {rows:,} rows: {what}"
