"""What an import is about to write, read by the reader of a team's own files; problems lead back to the CSV row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from scorecards.accounts import Accounts
from scorecards.errors import Problem
from scorecards.importing.converting import Fault, Faults, leading_column
from scorecards.importing.drafting import Draft
from scorecards.importing.mapping import Mapping
from scorecards.importing.tables import Table
from scorecards.reading import references
from scorecards.reading.everything import across
from scorecards.reading.sources import PipelineSources, Source, shown, source_of
from scorecards.snapshot import Snapshot
from scorecards.team import Team

M = TypeVar("M", Snapshot, Team, Accounts)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The files to write."""

    snapshot: Draft
    team: Draft | None
    accounts: Draft | None

    def all(self) -> list[Draft]:
        """Give those that there are."""
        return [draft for draft in (self.snapshot, self.team, self.accounts) if draft is not None]


@dataclass(frozen=True, slots=True)
class OnFile:
    """The files of the team that are there already."""

    team: Source[Team] | None
    accounts: Source[Accounts] | None


def proofread(drafts: Drafts, on_file: OnFile, rules: Mapping) -> tuple[Team | None, list[Problem]]:
    """Give the team, and everything that a build would find wrong, leaving the playbook aside."""
    found: list[Problem] = []
    shot = _read(drafts.snapshot, Snapshot, found)
    team = _read(drafts.team, Team, found) if drafts.team else on_file.team
    accounts = _read(drafts.accounts, Accounts, found) if drafts.accounts else on_file.accounts
    data = PipelineSources(team, accounts, None, None) if team else None
    found += [*across(None, data, shot), *references.of_restarts(shot)]
    return team.value if team else None, list(_led_back(found, drafts, rules))


def _read(draft: Draft, model: type[M], problems: list[Problem]) -> Source[M]:
    return source_of(shown(draft.path), draft.text().encode(), model, problems)


def _led_back(found: Iterable[Problem], drafts: Drafts, rules: Mapping) -> Iterator[Problem]:
    """Put the row of the CSV file in the place of the line that was made from it."""
    by_path = {shown(draft.path): draft for draft in drafts.all()}
    faults: dict[str, Faults] = {}
    for problem in found:
        draft = by_path.get(problem.path)
        origin, key = draft.origin(problem.line) if draft else (None, "")
        if origin is None:
            yield problem
            continue
        column = _column(key if draft is drafts.snapshot else "", origin.table, rules)
        of_table = faults.setdefault(origin.table.path, Faults(origin.table))
        of_table.add(origin.line, Fault(column, problem.code, problem.message))
    for each in faults.values():
        yield from each.problems()


def _column(key: str, table: Table, rules: Mapping) -> str:
    source = dict(rules.opportunities.fields()).get(key)
    return leading_column(source, table) if source else table.header[0]
