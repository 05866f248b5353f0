"""A CRM's CSV export to the text of a snapshot, of team.yml and of accounts.yml.

All or nothing: every row is read and everything that is wrong is told at once; the text is read back by the
reader of a team's own files before anybody gets it.  What the export does not hold stays absent.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from scorecards.accounts import Accounts
from scorecards.document import collector_paused
from scorecards.errors import Problem, ProblemsFound
from scorecards.importing.drafting import draft_accounts, draft_snapshot, draft_team
from scorecards.importing.gathering import Columns, Gathered, gather
from scorecards.importing.mapping import Mapping
from scorecards.importing.proofreading import Drafts, OnFile, proofread
from scorecards.importing.records import (
    Lens,
    Member,
    Record,
    duplicates,
    names_in,
    names_of_members,
    read_accounts,
    read_members,
    read_opportunities,
)
from scorecards.importing.rosters import Names, Roster, roster_of_accounts, roster_of_team, unknown
from scorecards.names import page_name
from scorecards.reading.sources import read_if_there, read_source, shown
from scorecards.snapshot import Opportunity, Status
from scorecards.team import Team

_STATUSES = get_args(Status)

# Codes that a row which was left out for another fault can give to the rows that name it.
_MAY_FOLLOW = {"unknown-rep", "unknown-account", "unknown-opportunity", "duplicate-id", "same-page-name"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did, in figures; ``blank`` and ``absent`` name fields of opportunities."""

    rows: int
    by_status: tuple[tuple[str, int], ...]
    reps: int
    managers: int
    owners: int
    columns: tuple[Columns, ...]
    blank: tuple[tuple[str, int], ...]
    absent: tuple[str, ...]

    @property
    def opportunities(self) -> int:
        """Opportunities in the snapshot."""
        return sum(count for _, count in self.by_status)

    def lines(self) -> Iterator[str]:
        """Say it in plain lines."""
        statuses = ", ".join(f"{count:,} {status}" for status, count in self.by_status)
        yield f"{self.rows:,} rows read, {self.opportunities:,} opportunities: {statuses}"
        yield f"{self.reps:,} reps under {self.managers:,} managers; {self.owners:,} of the reps own opportunities"
        for table in self.columns:
            yield f"{table.path}: read {', '.join(table.used)}; left aside {', '.join(table.ignored) or 'nothing'}"
        if self.blank:
            yield f"known to be blank: {', '.join(f'{field} in {count:,}' for field, count in self.blank)}"
        yield f"not in the export, so not known: {', '.join(self.absent)}"


@dataclass(frozen=True, slots=True)
class Import:
    """The text of each file to write, and what was done."""

    files: dict[Path, str]
    summary: Summary


def import_csv(files: Sequence[Path], mapping: Path, as_of: date, into: Path) -> Import:
    """Read an export as a mapping says, for a pipeline in the folder ``into``.  Writes nothing.

    ``as_of`` is the day that the export shows.  Other CSV files that the mapping names are found beside the
    first file.  A team.yml or accounts.yml that is there already is read and left as it is.  Raises
    ProblemsFound with all problems of all files.
    """
    problems: list[Problem] = []
    with collector_paused():
        rules, on_file = _read_rules(mapping, into, problems)
        gathered = gather(files, rules, problems)
        if problems:
            raise ProblemsFound(problems)
        rows = _read_rows(gathered, rules, problems)
        rosters = _rosters(rows, rules, on_file, problems)
        drafts = Drafts(
            draft_snapshot(into / "snapshots" / f"{as_of.isoformat()}.yml", rules, as_of, rows.records, rosters),
            draft_team(into / "team.yml", rules, rows.members),
            draft_accounts(into / "accounts.yml", rows.accounts) if rules.accounts else None,
        )
        team, found = proofread(drafts, on_file, rules)
    problems += [each for each in found if not problems or each.code not in _MAY_FOLLOW]
    if problems or team is None:
        raise ProblemsFound(problems)
    return Import({draft.path: draft.text() for draft in drafts.all()}, _summary(gathered, rows, team))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows say."""

    records: list[Record]
    members: list[Member]
    accounts: Names


def _read_rules(path: Path, into: Path, problems: list[Problem]) -> tuple[Mapping, OnFile]:
    """Read the mapping, without the parts whose file is there already, and those files."""
    rules = read_source(path, Mapping, problems).value
    team, accounts = into / "team.yml", into / "accounts.yml"
    on_file = OnFile(
        read_if_there(team, Team, problems),
        read_if_there(accounts, Accounts, problems),
    )
    if rules is not None and not rules.team and not on_file.team:
        message = f"read no team, expected the key, because there is no {shown(team)} yet"
        problems.append(Problem(shown(path), 1, 1, "missing-key", message))
    if rules is None or problems:
        raise ProblemsFound(problems)
    there = {"team": on_file.team, "accounts": on_file.accounts}
    return rules.model_copy(update={name: None for name, source in there.items() if source}), on_file


def _read_rows(gathered: Gathered, rules: Mapping, problems: list[Problem]) -> _Rows:
    lens = Lens(rules.source, gathered.look_ups)
    records: list[Record] = []
    for table in gathered.export:
        records += read_opportunities(rules.opportunities, table, lens, problems)
    problems.extend(duplicates(records, rules.opportunities.id))
    return _Rows(
        records,
        read_members(rules.team, gathered.team, lens, problems) if rules.team else [],
        read_accounts(rules.accounts, gathered.accounts, lens, problems) if rules.accounts else Names(),
    )


def _rosters(rows: _Rows, rules: Mapping, on_file: OnFile, problems: list[Problem]) -> dict[str, Roster]:
    """Give the ids of owners and accounts, once every name of the export has been looked for."""
    owners = names_in(rows.records, "owner", rules.opportunities.owner)
    accounts = names_in(rows.records, "account", rules.opportunities.account)
    return {
        "owner": _roster_of_reps(owners, rows.members, rules, on_file, problems),
        "account": _roster_of_accounts(accounts, rows.accounts, on_file, problems),
    }


def _roster_of_reps(
    owners: Names, members: list[Member], rules: Mapping, on_file: OnFile, problems: list[Problem]
) -> Roster:
    if on_file.team and on_file.team.value:
        roster = roster_of_team(on_file.team.path, on_file.team.value)
        managers = sorted(manager.id or page_name(manager.name) for manager in on_file.team.value.managers)
        problems.extend(unknown(owners, roster, "unknown-rep", "reps", {"manager": " or ".join(managers)}))
        return roster
    named = names_of_members(members, rules.team) if rules.team else []
    for names in named:
        problems.extend(names.same_ids())
    roster = Roster.of_names(named[0] if named else Names())
    problems.extend(unknown(owners, roster, "unknown-rep") if members else ())
    return roster


def _roster_of_accounts(named: Names, listed: Names, on_file: OnFile, problems: list[Problem]) -> Roster:
    if on_file.accounts and on_file.accounts.value:
        roster = roster_of_accounts(on_file.accounts.path, on_file.accounts.value)
        problems.extend(unknown(named, roster, "unknown-account", "accounts", {}))
        return roster
    problems.extend((listed if listed.cells else named).same_ids())
    if listed.cells:
        problems.extend(unknown(named, Roster.of_names(listed), "unknown-account"))
    return Roster.of_names(listed)


def _summary(gathered: Gathered, rows: _Rows, team: Team) -> Summary:
    blank = Counter(field for record in rows.records for field in record.values if record.is_blank(field))
    known = {field.partition(".")[0] for record in rows.records for field in record.values}
    if any(record.values.get("amount") is not None for record in rows.records):
        known.add("currency")
    statuses = Counter(str(record.values["status"]) for record in rows.records)
    return Summary(
        rows=sum(len(table.rows) for table in gathered.export),
        by_status=tuple(sorted(statuses.items(), key=lambda each: _STATUSES.index(each[0]))),
        reps=len(team.reps),
        managers=len(team.managers),
        owners=len({str(record.values["owner"]).casefold() for record in rows.records}),
        columns=gathered.columns,
        blank=tuple(sorted(blank.items())),
        absent=tuple(field for field in Opportunity.model_fields if field not in known),
    )
