"""What an import proposes to write: the snapshot, and the team and the accounts where they are not on file."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.map.record import Record
from scorecards.importing.propose.draft import Draft
from scorecards.importing.propose.files import draft_accounts, draft_more_accounts, draft_team
from scorecards.importing.propose.snapshot import SnapshotDraft, Split, draft_snapshot, teams_of, teams_on_file
from scorecards.importing.reconcile.reconciled import Reconciled
from scorecards.importing.task.task import Task
from scorecards.model.team import Team
from scorecards.read.sources import shown


@dataclass(frozen=True, slots=True)
class Drafts:
    """The files to write."""

    snapshot: SnapshotDraft
    team: Draft | None
    accounts: Draft | None

    def all(self) -> list[Draft]:
        """Give those that there are."""
        return [*self.snapshot.files, *(draft for draft in (self.team, self.accounts) if draft is not None)]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files to write, which were read back without a fault, and what they say."""

    mapped: MappedRows
    reconciled: Reconciled
    drafts: Drafts
    team: Team


def draft_files(task: Task, mapped: MappedRows, reconciled: Reconciled) -> Drafts:
    """Draft the files; why one of them cannot be made is added to the problems of the task."""
    teams = teams_on_file(task.team, task.as_of) if task.team else teams_of(mapped.members)
    return Drafts(
        draft_snapshot(task.into, task.as_of, reconciled.records, Split(task.rules.split_by, teams)),
        None if task.on_file.team else _team(task, mapped),
        _accounts(task, mapped),
    )


def _team(task: Task, mapped: MappedRows) -> Draft | None:
    path = task.into / "team.yml"
    currency = task.rules.currency or _only_currency(mapped.records)
    if not currency:
        message = (
            f"read no currency, and there is no {shown(path)} yet that says it, expected a mapping with currency: EUR, "
            "say; for one that comes along, a mapping of your own with extends: and its name"
        )
        task.problems.add(task.problem("missing-key", message))
    draft = draft_team(path, task.rules, currency, mapped.members)
    if draft is None:
        message = (
            f"read no rep and no manager in the export, and there is no {shown(path)} yet, expected one of the two: "
            "write that file yourself, or say in the mapping, under team, where both come from"
        )
        task.problems.add(task.problem("missing-key", message))
    return draft


def _only_currency(records: Iterable[Record]) -> str | None:
    """Give the currency that all amounts of the export are in, where there is exactly one."""
    named = {record.get("currency") for record in records if record.get("amount") is not None}
    return next(iter(named)) if len(named) == 1 else None


def _accounts(task: Task, mapped: MappedRows) -> Draft | None:
    path, on_file = task.into / "accounts.yml", task.on_file.accounts
    if on_file:
        return draft_more_accounts(path, on_file.data, mapped.new_accounts, task.problems)
    return draft_accounts(path, mapped.new_accounts) if task.rules.accounts else None
