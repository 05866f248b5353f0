"""The text of team.yml and of accounts.yml as an import writes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scorecards.importing.map.account_names import NewAccount
from scorecards.importing.map.team_members import Member
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.propose.draft import Draft, Origin
from scorecards.problems.problem import Problem, Problems
from scorecards.read.sources import shown
from scorecards.yaml_files.append import appended
from scorecards.yaml_files.decode import line_breaks_in
from scorecards.yaml_files.emit import item, mapping, one_line, scalar


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
    led = [member for member in reversed(members) if member.manager_id]
    _add_named(draft, {member.manager_id: (member.manager or "", member) for member in led})
    draft.add("reps:\n")
    for member in sorted(members, key=lambda member: member.rep_id):
        more = [("manager", member.manager_id)] if member.manager_id else []
        if member.territory is not None:
            more.append(("territory", member.territory_id))
        draft.add(item(_named(member.rep_id, member.rep, more)), Origin(member.table, member.row))
    territories = {member.territory_id: (member.territory, member) for member in reversed(members) if member.territory}
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


def _add_named(draft: Draft, names: Mapping[str, tuple[str, Member]]) -> None:
    for id_, (name, member) in sorted(names.items(), key=lambda each: each[0]):
        draft.add(item(_named(id_, name, [])), Origin(member.table, member.row))


def _account(account: NewAccount) -> list[tuple[str, str]]:
    return [("id", scalar(account.id)), ("name", scalar(account.name))]


def _named(id_: str, name: str, more: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, scalar(value)) for key, value in [("id", id_), ("name", name), *more]]
