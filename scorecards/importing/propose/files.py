"""The text of a snapshot, of team.yml and of accounts.yml as an import writes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from scorecards.importing.map.account_names import NewAccount
from scorecards.importing.map.opportunities import Record
from scorecards.importing.map.team_members import Member
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.propose.draft import Draft, Origin
from scorecards.importing.propose.layout import laid_out
from scorecards.model.names import page_name
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, Problems
from scorecards.read.people import with_ids
from scorecards.read.sources import shown
from scorecards.yaml_files.append import appended
from scorecards.yaml_files.decode import line_breaks_in
from scorecards.yaml_files.emit import item, mapping, one_line, scalar


@dataclass(frozen=True, slots=True)
class Split:
    """How a day's snapshot is split; ``teams`` gives the manager's id for a rep's."""

    by: Literal["owner", "team"] | None = None
    teams: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, owner: str) -> str:
        """Name the part that holds a rep's opportunities: a rep of no team has one of his own."""
        if self.by is None:
            return ""
        return self.teams.get(owner, owner) if self.by == "team" else owner

    def path(self, into: Path, as_of: date, name: str) -> Path:
        """Give the path of a part, or that of the snapshot where it has no parts."""
        day = into / "snapshots" / as_of.isoformat()
        return day.with_name(f"{day.name}.yml") if self.by is None else day / f"{name}.yml"


def teams_on_file(team: Team, as_of: date) -> dict[str, str]:
    """Give the manager of each rep on a day, by id."""
    named = with_ids(team)
    return {rep.id: rep.manager_on(as_of) for rep in (*named.reps, *named.former_reps)}


def teams_of(members: Iterable[Member]) -> dict[str, str]:
    """Give the manager of each rep by id, as the export has them."""
    return {page_name(member.rep): page_name(member.manager) for member in members}


def replaced(into: Path, as_of: date, written: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files that hold a snapshot of the day now, and of which nothing is written again."""
    day = into / "snapshots" / as_of.isoformat()
    there = [day.with_name(f"{day.name}.yml"), *sorted(day.glob("*.yml"))]
    keep = set(written)
    return tuple(path for path in there if path.is_file() and path not in keep and not path.name.startswith("."))


@dataclass(frozen=True, slots=True)
class SnapshotDraft:
    """The files of a day's snapshot, and those that hold it now and are not written again."""

    as_of: date
    files: tuple[Draft, ...]
    stale: tuple[Path, ...]


def draft_snapshot(into: Path, as_of: date, records: Iterable[Record], split: Split) -> SnapshotDraft:
    """Write the opportunities for a pipeline in the folder ``into``, sorted by id."""
    by_id = sorted(records, key=lambda record: str(record.values["id"]))
    head = _head(as_of, by_id)
    of_file: dict[str, list[Record]] = {}
    for record in by_id:
        of_file.setdefault(split.name_of(str(record.values["owner"])), []).append(record)
    files = [_part(split.path(into, as_of, name), head, of_file[name]) for name in sorted(of_file)]
    written = tuple(files) or (_part(Split().path(into, as_of, ""), head, ()),)
    return SnapshotDraft(as_of, written, replaced(into, as_of, [draft.path for draft in written]))


def draft_team(path: Path, rules: CrmMapping, currency: str | None, members: Sequence[Member]) -> Draft | None:
    """Write the team, each list sorted by id; None where there is nobody."""
    if rules.team is None or not members:
        return None
    about = rules.team
    settings = [
        ("name", about.name),
        ("locale", about.locale),
        ("currency", currency),
        ("time_zone", about.time_zone),
    ]
    draft = Draft(path)
    draft.add(mapping((key, scalar(value)) for key, value in settings if value is not None))
    draft.add("managers:\n")
    _add_named(draft, {member.manager: Origin(member.table, member.row) for member in reversed(members)})
    draft.add("reps:\n")
    for member in sorted(members, key=lambda member: page_name(member.rep)):
        more = [("manager", page_name(member.manager))]
        if member.territory is not None:
            more.append(("territory", page_name(member.territory)))
        draft.add(item(_named(member.rep, more)), Origin(member.table, member.row))
    territories = {
        member.territory: Origin(member.table, member.row) for member in reversed(members) if member.territory
    }
    if territories:
        draft.add("territories:\n")
        _add_named(draft, territories)
    return draft


def draft_accounts(path: Path, accounts: Iterable[NewAccount]) -> Draft:
    """Write a new accounts.yml, sorted by id."""
    draft = Draft(path)
    draft.add("accounts:\n")
    for account in sorted(accounts, key=lambda account: account.id):
        draft.add(item(_account(account)), Origin(account.cell.table, account.cell.row))
    return draft


def draft_more_accounts(path: Path, before: bytes, accounts: Iterable[NewAccount], problems: Problems) -> Draft | None:
    """Add accounts, sorted by id, at the end of the list of an accounts.yml, of which all else stays as it is.

    None where there are none, and where they cannot be added: then a problem is added.
    """
    by_id = sorted(accounts, key=lambda account: account.id)
    found = Problems()
    entries = [_account(each) for each in by_id]
    added = appended(shown(path), before, "accounts", entries, found) if entries else None
    if added is None:
        if by_id and not found:
            message = "read no list of accounts, expected the key accounts, to which new accounts can be added"
            found.add(Problem(shown(path), 1, 1, "cannot-append", message))
        lines = "; ".join(f"- {one_line(entry)}" for entry in entries)
        problems.extend(replace(each, message=f"{each.message}. New are: {lines}") for each in found)
        return None
    draft = Draft(path)
    draft.add(added.above, lines=line_breaks_in(added.above))
    for entry, account in zip(added.entries, by_id, strict=True):
        draft.add(entry, Origin(account.cell.table, account.cell.row))
    draft.add(added.below)
    return draft


def _head(as_of: date, records: Iterable[Record]) -> str:
    sources = sorted({record.table.path.rpartition("/")[2] for record in records})
    named = [("source", scalar(", ".join(sources)))] if sources else []
    return mapping([("as_of", as_of.isoformat()), *named]) + "opportunities:\n"


def _part(path: Path, head: str, records: Iterable[Record]) -> Draft:
    draft = Draft(path)
    draft.add(head)
    for record in records:
        origin = Origin(record.table, record.row, record.carried)
        draft.add("\n" + item(laid_out(record.values).items()), origin)
    return draft


def _add_named(draft: Draft, names: dict[str, Origin]) -> None:
    by_id = {page_name(name): (name, origin) for name, origin in names.items()}
    for _, (name, origin) in sorted(by_id.items()):
        draft.add(item(_named(name, [])), origin)


def _account(account: NewAccount) -> list[tuple[str, str]]:
    return [("id", scalar(account.id)), ("name", scalar(account.name))]


def _named(name: str, more: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, scalar(value)) for key, value in [("id", page_name(name)), ("name", name), *more]]
