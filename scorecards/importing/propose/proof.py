"""What an import is about to write, read back by the reader of a team's own files and found without a fault."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scorecards.importing.detect.notations import Notations
from scorecards.importing.map.all_rows import Understood, understand
from scorecards.importing.map.opportunities import Record
from scorecards.importing.open.table_roles import Gathered
from scorecards.importing.open.unread import unread
from scorecards.importing.progress import Progress
from scorecards.importing.propose.draft import Draft
from scorecards.importing.propose.files import draft_accounts, draft_more_accounts, draft_snapshot, draft_team
from scorecards.importing.propose.proofreading import Drafts, OnFile, Proof, proofread
from scorecards.importing.propose.split import Split, teams_of, teams_on_file
from scorecards.importing.reconcile.carry_forward import Carried, carry
from scorecards.importing.reconcile.filed_values import Before
from scorecards.importing.task import Task
from scorecards.importing.tell.rejected_groups import problems_of
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown

if TYPE_CHECKING:
    from scorecards.importing.tables import Fault


@dataclass(frozen=True, slots=True)
class Proven:
    """The files to write, and what they say."""

    drafts: Drafts
    team: Team
    carried: Carried
    understood: Understood


def prove(task: Task, gathered: Gathered, notations: Notations, progress: Progress) -> Proven:
    """Read all rows, draft the files, and read these back, without the rows of which something is refused there.

    Where a row is refused everything is read again without it: another row may have leant on it.  Raises ProblemsFound
    where something is wrong that no row is to blame for.
    """
    before = unread(assigned.table for assigned in gathered.tables)
    faults: dict[int, list[Fault]] = {}
    while True:
        understood = understand(gathered, task.rules, notations, task.filed.around, progress)
        task = _looked_back(task, understood.records)
        carried = _carried(task, understood)
        drafts = _drafts(task, gathered, understood, carried)
        proof = _proof(task, drafts, progress)
        if proof.problems:
            raise ProblemsFound([*proof.problems, *rejections(gathered)])
        if not proof.blamed and proof.team is not None:
            return Proven(drafts, proof.team, carried, understood)
        for each in proof.blamed:
            faults.setdefault(id(each.row), []).append(each.fault)
        for table in before:
            table.put_back(faults)


def rejections(gathered: Gathered) -> list[Problem]:
    """Tell what is wrong with the rejected rows."""
    return [problem for assigned in gathered.tables for problem in problems_of(assigned.table)]


def _looked_back(task: Task, records: Iterable[Record]) -> Task:
    """Look for opportunities that the newest snapshots do not hold in the ones before these."""
    problems: list[Problem] = []
    ids = (id_ for record in records for id_ in (record.values["id"], *record.merged))
    filed = task.filed.look_back(ids, problems)
    if problems:
        raise ProblemsFound(problems)
    return replace(task, filed=filed)


def _carried(task: Task, understood: Understood) -> Carried:
    by_id = {record.values["id"]: record for record in understood.records}
    return carry(
        {id_: record.values for id_, record in by_id.items()},
        Before(
            [shot.on_day() for shot in task.filed.shots],
            {id_: record.merged for id_, record in by_id.items() if record.merged},
        ),
        task.rules,
        task.as_of,
        {id_: record.changed_on for id_, record in by_id.items()},
        step_of=understood.step_of,
    )


def _drafts(task: Task, gathered: Gathered, understood: Understood, carried: Carried) -> Drafts:
    problems: list[Problem] = []
    around, rules = task.filed.around, task.rules
    records = [_with_carried(task, record, carried) for record in understood.records]
    teams = teams_on_file(task.team, task.as_of) if task.team else teams_of(understood.members)
    drafts = Drafts(
        draft_snapshot(task.into, task.as_of, records, Split(rules.split_by, teams)),
        None if around.team else _team(task, understood, problems),
        _accounts(task, understood, problems),
    )
    if problems:
        raise ProblemsFound([*problems, *rejections(gathered)])
    return drafts


def _with_carried(task: Task, record: Record, carried: Carried) -> Record:
    id_ = record.values["id"]
    places = ((key, carried.place(id_, key)) for key in carried.origins.get(id_, ()))
    origins = {key: (task.filed.path_of(place), place.line) for key, place in places if place}
    return replace(record, values=carried.trees[id_], carried=origins)


def _team(task: Task, understood: Understood, problems: list[Problem]) -> Draft | None:
    path = task.into / "team.yml"
    currency = task.rules.currency or _only_currency(understood.records)
    if not currency:
        message = (
            f"read no currency, and there is no {shown(path)} yet that says it, expected a mapping with currency: EUR, "
            "say; for one that comes along, a mapping of your own with extends: and its name"
        )
        problems.append(task.problem("missing-key", message))
    draft = draft_team(path, task.rules, currency, understood.members)
    if draft is None:
        message = (
            f"read no rep and no manager in the export, and there is no {shown(path)} yet, expected one of the two: "
            "write that file yourself, or say in the mapping, under team, where both come from"
        )
        problems.append(task.problem("missing-key", message))
    return draft


def _only_currency(records: Iterable[Record]) -> str | None:
    """Give the currency that all amounts of the export are in, where there is exactly one."""
    named = {record.values.get("currency") for record in records if record.values.get("amount") is not None}
    return next(iter(named)) if len(named) == 1 else None


def _accounts(task: Task, understood: Understood, problems: list[Problem]) -> Draft | None:
    path, on_file = task.into / "accounts.yml", task.filed.around.accounts
    if on_file:
        return draft_more_accounts(path, on_file.data, understood.new_accounts, problems)
    return draft_accounts(path, understood.new_accounts) if task.rules.accounts else None


def _proof(task: Task, drafts: Drafts, progress: Progress) -> Proof:
    around = task.filed.around
    return proofread(drafts, OnFile(around.team, around.accounts), task.rules, task.filed.ids(), progress)
