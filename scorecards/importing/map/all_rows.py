"""The rows of all tables, understood: the opportunities, the team and the accounts, and what became of every row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scorecards.importing.detect.notations import Notation, Notations
from scorecards.importing.map.account_names import NewAccount, new_accounts, read_accounts, reject_near
from scorecards.importing.map.cells import Lens, leading_column
from scorecards.importing.map.duplicates import merged, put_doubles_aside
from scorecards.importing.map.former_reps import put_former_aside
from scorecards.importing.map.next_step_text import Step, step_of
from scorecards.importing.map.numbering import number_rows
from scorecards.importing.map.opportunities import Reading, Record, Values, leave_out, read_opportunities
from scorecards.importing.map.related_rows import Additions, Known, add, read_related
from scorecards.importing.map.rosters import (
    Cell,
    Names,
    Roster,
    reject_refused,
    reject_unknown,
    roster_of_accounts,
    roster_of_reps,
)
from scorecards.importing.map.team_members import Member, Members, read_members, roster_names
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.source import Source
from scorecards.importing.open.table_roles import Gathered
from scorecards.importing.progress import Progress, silent
from scorecards.importing.tables import Table, in_order
from scorecards.importing.tell.ledger import UnknownWord
from scorecards.model.accounts import Accounts
from scorecards.model.names import page_name
from scorecards.model.team import Team
from scorecards.read.sources import Source as OnFile


@dataclass(frozen=True, slots=True)
class Understood:
    """What all rows say; whatever cannot be taken stands in the tables, as rejected or skipped."""

    records: list[Record]
    members: list[Member]
    """The reps, where there is no team.yml yet."""
    new_accounts: list[NewAccount]
    """All accounts where there is no accounts.yml yet and the mapping says where they come from; else those to add."""
    unknown_words: tuple[UnknownWord, ...]
    notes: tuple[str, ...]
    step_of: Callable[[Values], Step | None]
    """Gives the step that the CRM's text of an opportunity makes, also of one on file."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an import stands on: the files of the team that are there, and the day that the export shows."""

    team: OnFile[Team] | None
    accounts: OnFile[Accounts] | None
    as_of: date

    def currency(self, rules: CrmMapping) -> str | None:
        """Give the currency of amounts whose row names none."""
        return rules.currency or (self.team.value.currency if self.team and self.team.value else None)


def understand(
    gathered: Gathered, rules: CrmMapping, notations: Notations, around: Surroundings, progress: Progress = silent
) -> Understood:
    """Read every row of every table; each ends up as taken, skipped or rejected in its table."""
    lens = Lens(
        notations, gathered.look_ups, frozenset(rules.source.blanks), around.currency(rules), gathered.looked_up_in
    )
    reading = Reading()
    for table in gathered.export:
        leave_out(rules.skip, table, reading.sieve)
    reading.sieve.sift(gathered.export)
    members, listed = _read_lists(gathered, rules, lens, around, reading)
    number_rows(rules.opportunities.id, gathered.export, lens)
    for table in gathered.export:
        read_opportunities(rules, table, lens, reading, progress)
    _put_in_order(reading, gathered)
    put_doubles_aside(reading.records, rules.opportunities.id, reading.sieve)
    reps = _settle_owners(reading, rules, members, around)
    accounts, named = _settle_accounts(reading, rules, listed, around)
    records = merged(_kept(reading), rules.opportunities, reading.sieve)
    new = new_accounts(named, reading.sieve)
    known = Known.of(records, _rejected(reading), around.as_of)
    reading.sieve.sift(_tables(gathered))
    additions = read_related(gathered.related, known, lens)
    return Understood(
        [_completed(each, (reps, accounts), additions, notations.elsewhere) for each in records],
        members.listed,
        new,
        tuple(_unknown_words(_tables(gathered), lens)),
        tuple(_notes(gathered, lens, reading, records, len(additions.with_gaps))),
        lambda values: step_in(values, reps, notations.elsewhere),
    )


def _put_in_order(reading: Reading, gathered: Gathered) -> None:
    """Sort the opportunities as the export has them."""
    order = {id(row): number for number, (_, row) in enumerate(in_order(gathered.export))}
    reading.records.sort(key=lambda record: order[id(record.row)])


def _read_lists(
    gathered: Gathered, rules: CrmMapping, lens: Lens, around: Surroundings, reading: Reading
) -> tuple[Members, Names | None]:
    """Read the reps and the accounts, where they are not on file and the mapping says where they come from."""
    team = rules.team if not around.team else None
    members = read_members(team, gathered.team, lens, reading.sieve) if team else Members()
    wanted = rules.accounts if not around.accounts else None
    return members, read_accounts(wanted, gathered.accounts, lens, reading.sieve) if wanted else None


def _settle_owners(reading: Reading, rules: CrmMapping, members: Members, around: Surroundings) -> Roster:
    """Give the reps, and put aside the rows of owners who are not among them."""
    source = rules.opportunities.owner
    if around.team and around.team.value:
        path, team = around.team.path, around.team.value
        roster = roster_of_reps(path, team.reps)
        others = put_former_aside(
            reading.records, roster, roster_of_reps(path, team.former_reps), source, reading.sieve
        )
        managers = sorted(manager.id or page_name(manager.name) for manager in team.managers)
        reject_unknown(_names_in(others, "owner", source), roster, "unknown-rep", reading.sieve, managers)
        return roster
    named = _names_in(reading.records, "owner", source)
    roster = Roster.of_names(roster_names(members.listed))
    others_named = reject_refused(named, members.refused, reading.sieve)
    if members.listed:
        reject_unknown(others_named, roster, "unknown-rep", reading.sieve)
    return roster


def _settle_accounts(
    reading: Reading, rules: CrmMapping, listed: Names | None, around: Surroundings
) -> tuple[Roster, Names]:
    """Give the accounts on file, and those to write; reject the rows whose account is not certain."""
    source = rules.opportunities.account
    records = [record for record in reading.records if not reading.sieve.reason(record.row)]
    named = _names_in(records, "account", source) if source else Names()
    if around.accounts and around.accounts.value:
        roster = roster_of_accounts(around.accounts.path, around.accounts.value)
        return roster, reject_near(named, roster, reading.sieve)
    if listed is None or not listed.cells:
        named.reject_same_ids(reading.sieve)
        return Roster.of_names(Names()), Names()
    roster = Roster.of_names(listed)
    reject_unknown(named, roster, "unknown-account", reading.sieve)
    return roster, listed


def _names_in(records: Iterable[Record], field: str, source: Source) -> Names:
    """Collect the names that stand in a field."""
    names = Names()
    columns: dict[int, str] = {}
    for record in records:
        name, table = record.values.get(field), record.table
        if name:
            if id(table) not in columns:
                columns[id(table)] = leading_column(source, table)
            names.add(name, Cell(table, record.row, columns[id(table)]))
    return names


def _kept(reading: Reading) -> list[Record]:
    return [record for record in reading.records if reading.sieve.keeps(record.row)]


def _rejected(reading: Reading) -> Iterator[str]:
    for record in reading.records:
        if reading.sieve.rejects(record.row) and record.values.get("id"):
            yield from (record.values["id"], *record.merged)


def _tables(gathered: Gathered) -> list[Table]:
    return [assigned.table for assigned in gathered.tables]


def _completed(record: Record, rosters: tuple[Roster, Roster], additions: Additions, notation: Notation) -> Record:
    """Put to an opportunity what the rest of the import tells about it."""
    values = dict(record.values)
    for field, roster in zip(("owner", "account"), rosters, strict=True):
        if values.get(field):
            values[field] = roster.id_of(values[field]) or page_name(values[field])
    add(additions, values)
    step = step_in(values, rosters[0], notation)
    if step is not None:
        values["next_steps"] = [*values.get("next_steps", ()), step]
    return Record(record.table, record.row, values, record.merged, record.changed_on)


def step_in(values: Values, reps: Roster, notation: Notation) -> Step | None:
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


def _unknown_words(tables: Iterable[Table], lens: Lens) -> Iterator[UnknownWord]:
    counts: dict[tuple[str, str], int] = {}
    for table in tables:
        for rejected in table.rejected:
            for fault in rejected.faults:
                if (fault.column, fault.value) in lens.nearest and fault.code == "csv-word":
                    counts[fault.column, fault.value] = counts.get((fault.column, fault.value), 0) + 1
    for (column, word), rows in counts.items():
        yield UnknownWord(column, word, rows, lens.nearest[column, word])


def _notes(
    gathered: Gathered, lens: Lens, reading: Reading, records: Sequence[Record], with_gaps: int
) -> Iterator[str]:
    for name in gathered.missing_files:
        yield f"{name} is not there: what it would add is not known"
    made = [lens.made.repeats[id_] for record in records if (id_ := record.values["id"]) in lens.made.repeats]
    if made:
        same = f"; {sum(made):,} of them stand for a row that is the same as another" if any(made) else ""
        count = f"{len(made):,} ids are made from the cells of their rows{same}"
        yield f"{count}; a row that changes there gets a new id"
    into = [record for record in records if record.merged]
    if into:
        ids = sum(len(record.merged) for record in into)
        yield f"{ids:,} ids were merged into {len(into):,} opportunities, which take on what they lack themselves"
    if with_gaps:
        without = "neither the day of their stage nor how often their close date moved is taken from it"
        yield f"the history of {with_gaps:,} opportunities has rows without a day, or rejected ones: {without}"
    for what, rows in sorted(reading.lacking.items()):
        yield f"not written in {rows:,} rows: {what}"
