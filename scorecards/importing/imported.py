"""An import from its files to what is to be written: the order of the steps.

Nothing is written here.  A row that cannot be taken is told and put into a file of rejects; what makes the whole
import doubtful stops it.  What is to be written is read back by the reader of a team's own files first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scorecards.document import collector_paused
from scorecards.errors import Problem, ProblemsFound
from scorecards.importing.command import Command
from scorecards.importing.drafting.drafted import draft_accounts, draft_more_accounts, draft_snapshot, draft_team
from scorecards.importing.drafting.drafts import Draft
from scorecards.importing.drafting.proofreading import Blamed, Drafts, OnFile, proofread
from scorecards.importing.drafting.splitting import Split, teams_of, teams_on_file
from scorecards.importing.gathering.columns import Plan
from scorecards.importing.gathering.gathered import Gathered, assign
from scorecards.importing.gathering.opening import open_all
from scorecards.importing.ledger import accounting
from scorecards.importing.ledger.grouping import problems_of
from scorecards.importing.ledger.ledger import Ledger
from scorecards.importing.mapping import Mapping as Rules
from scorecards.importing.mapping.extending import read_mapping
from scorecards.importing.notations import Notation, settle
from scorecards.importing.past.alike import Tree
from scorecards.importing.past.carrying import Carried, carry
from scorecards.importing.past.comparing import compare
from scorecards.importing.past.filed import Filed, read_filed
from scorecards.importing.past.pasts import Before
from scorecards.importing.progress import Progress
from scorecards.importing.rejects import Mended, check_standing, files_again, put_in_place, rejects_of
from scorecards.importing.rows.records import Record
from scorecards.importing.rows.sifting import Sieve
from scorecards.importing.rows.understanding import Understood, understand
from scorecards.reading.sources import shown
from scorecards.team import Team


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be written, and what was done."""

    files: dict[Path, str]
    stale: tuple[Path, ...]
    """Files that the import replaces, to be removed."""
    rejects: dict[Path, str]
    """The files of rejected rows."""
    ledger: Ledger
    problems: tuple[Problem, ...]
    """Why rows are rejected; whoever writes the files in spite of them leaves these rows out."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What an import was asked to do, and what stands on file."""

    files: tuple[Path, ...]
    mapping: Path
    rules: Rules
    filed: Filed
    into: Path

    @property
    def as_of(self) -> date:
        return self.filed.around.as_of

    @property
    def team(self) -> Team | None:
        return self.filed.around.team.value if self.filed.around.team else None

    def command(self) -> Command:
        """Give the import as it was typed."""
        return Command(tuple(map(shown, self.files)), shown(self.mapping), self.as_of, shown(self.into))


@dataclass(frozen=True, slots=True)
class _Written:
    """What is to be written, proofread, and the opportunities in it by id."""

    drafts: Drafts
    team: Team
    carried: Carried
    records: list[Record]
    understood: Understood


def import_export(  # noqa: PLR0913, PLR0917 - what the command line gives
    files: Sequence[Path], mapping: Path, as_of: date, into: Path, mappings: Path, progress: Progress
) -> Import:
    """Read an export as a mapping says, for a pipeline in the folder ``into``.  Writes nothing.

    ``as_of`` is the day that the export shows, and ``mappings`` the folder of the mappings that come along.  Other
    files that the mapping names are found beside the first file.  A team.yml that is there already is read and left
    as it is; new accounts are added to an accounts.yml.  Raises ProblemsFound with everything that stops the import as
    a whole.
    """
    with collector_paused():
        task = _task(tuple(files), mapping, as_of, into, mappings)
        gathered, mended = _gathered(task, progress)
        notation = _notation(task, gathered)
        understood = understand(gathered, task.rules, notation, task.filed.around, progress)
        written = _written(task, gathered, understood, progress)
        return _import(task, gathered, mended, notation, written)


def _task(files: tuple[Path, ...], mapping: Path, as_of: date, into: Path, mappings: Path) -> _Task:
    problems: list[Problem] = []
    rules = read_mapping(mapping, mappings, problems)
    filed = read_filed(into, as_of, problems)
    if rules is not None and not rules.team and not filed.around.team:
        message = f"read no team, expected the key, because there is no {shown(into / 'team.yml')} yet"
        problems.append(Problem(shown(mapping), 1, 1, "missing-key", message))
    _stop(problems)
    return _Task(files, mapping, rules or _impossible(), filed, into)


def _impossible() -> Rules:
    message = "a mapping was read without problems, yet holds nothing"
    raise AssertionError(message)


def _gathered(task: _Task, progress: Progress) -> tuple[Gathered, list[Mended]]:
    """Open all files, with the rows that somebody mended in their places."""
    problems: list[Problem] = []
    around = task.filed.around
    plan = Plan.of(task.rules, team=around.team is None, accounts=around.accounts is None)
    progress("read the files", 0, None)
    opened = open_all(task.files, plan, problems)
    _stop(problems)
    mended = put_in_place(opened.tables, opened.rejects, task.command(), problems)
    _stop(problems)
    tables = [*opened.tables, *(each.table for each in mended)]
    gathered = assign(tables, opened.folder, plan, problems)
    _stop(problems)
    return gathered, mended


def _notation(task: _Task, gathered: Gathered) -> Notation:
    problems: list[Problem] = []
    zone = about.time_zone if (about := task.team or task.rules.team) else None
    notation = settle(task.rules.source, gathered.day_columns, gathered.amount_columns, zone, problems)
    _stop(problems)
    return notation


def _written(task: _Task, gathered: Gathered, understood: Understood, progress: Progress) -> _Written:
    """Draft the files and read them back, without the rows of which something is refused there.

    A row that is left out for that may be named by another one: so it is tried until nothing is refused.
    """
    while True:
        carried = _carried(task, understood.records)
        records = [_with_carried(task, record, carried) for record in understood.records]
        problems: list[Problem] = []
        drafts = _drafts(task, understood, records, problems)
        if problems:
            raise ProblemsFound([*problems, *_rejections(gathered)])
        proof = proofread(
            drafts,
            OnFile(task.filed.around.team, task.filed.around.accounts),
            task.rules,
            task.filed.ids(),
            progress,
        )
        problems += proof.problems
        if problems or (proof.team is None and not proof.blamed):
            raise ProblemsFound([*problems, *_rejections(gathered)])
        if not proof.blamed and proof.team is not None:
            return _Written(drafts, proof.team, carried, records, understood)
        understood = _without(understood, gathered, proof.blamed)


def _carried(task: _Task, records: Iterable[Record]) -> Carried:
    records = list(records)
    return carry(
        {record.values["id"]: record.values for record in records},
        Before(
            [shot.on_day() for shot in task.filed.shots],
            {record.values["id"]: record.merged for record in records if record.merged},
        ),
        task.rules,
        task.as_of,
        {record.values["id"]: record.changed_on for record in records},
    )


def _with_carried(task: _Task, record: Record, carried: Carried) -> Record:
    id_ = record.values["id"]
    places = ((key, carried.place(id_, key)) for key in carried.origins.get(id_, ()))
    origins = {key: (task.filed.path_of(place), place.line) for key, place in places if place}
    return replace(record, values=carried.trees[id_], carried=origins)


def _drafts(task: _Task, understood: Understood, records: list[Record], problems: list[Problem]) -> Drafts:
    around, rules = task.filed.around, task.rules
    currency = rules.currency or _only_currency(records)
    if not currency and not around.team:
        message = (
            f"read no currency, and there is no {shown(task.into / 'team.yml')} yet that says it, expected a mapping with "
            "currency: EUR, say; for one that comes along, a mapping of your own with extends: and its name"
        )
        problems.append(Problem(shown(task.mapping), 1, 1, "missing-key", message))
    teams = teams_on_file(task.team, task.as_of) if task.team else teams_of(understood.members)
    return Drafts(
        draft_snapshot(task.into, task.as_of, records, Split(rules.split_by, teams)),
        None if around.team else draft_team(task.into / "team.yml", rules, currency, understood.members),
        _accounts(task, understood, problems),
    )


def _only_currency(records: Iterable[Record]) -> str | None:
    """Give the currency that all amounts of the export are in, where there is exactly one."""
    named = {record.values.get("currency") for record in records if record.values.get("amount") is not None}
    return next(iter(named)) if len(named) == 1 else None


def _accounts(task: _Task, understood: Understood, problems: list[Problem]) -> Draft | None:
    path, on_file = task.into / "accounts.yml", task.filed.around.accounts
    if on_file:
        return draft_more_accounts(path, on_file.data, understood.new_accounts, problems)
    return draft_accounts(path, understood.new_accounts) if task.rules.accounts else None


def _without(understood: Understood, gathered: Gathered, blamed: Iterable[Blamed]) -> Understood:
    """Reject rows of which something is refused, and give what the others say."""
    sieve = Sieve()
    for each in blamed:
        sieve.reject(each.row, each.fault)
    left = replace(
        understood,
        records=[record for record in understood.records if sieve.keeps(record.row)],
        members=[member for member in understood.members if sieve.keeps(member.row)],
        new_accounts=[account for account in understood.new_accounts if sieve.keeps(account.cell.row)],
    )
    sieve.sift(assigned.table for assigned in gathered.tables)
    return left


def _rejections(gathered: Gathered) -> list[Problem]:
    return [problem for assigned in gathered.tables for problem in problems_of(assigned.table)]


def _import(task: _Task, gathered: Gathered, mended: list[Mended], notation: Notation, written: _Written) -> Import:
    problems: list[Problem] = []
    folder = task.into / "rejects" / task.as_of.isoformat()
    rejects = rejects_of([assigned.table for assigned in gathered.tables], folder, mended)
    stale = (*written.drafts.snapshot.stale, *check_standing(folder, rejects, task.files, problems))
    _stop(problems)
    files = {draft.path: draft.text() for draft in written.drafts.all()}
    ledger = replace(
        _ledger(task, gathered, notation, written),
        written=tuple(map(shown, files)),
        rejects=tuple(map(shown, rejects)),
        again=files_again(task.files, mended, rejects),
    )
    ledger = replace(ledger, notes=(*(each.note() for each in mended), *ledger.notes))
    return Import(files, stale, rejects, ledger, tuple(_rejections(gathered)))


def _ledger(task: _Task, gathered: Gathered, notation: Notation, written: _Written) -> Ledger:
    trees = written.carried.trees
    before = task.filed.before()
    fills = accounting.fills_of(trees)
    return Ledger(
        as_of=task.as_of,
        mapping=shown(task.mapping),
        tables=accounting.tables_in(gathered),
        opportunities=len(trees),
        statuses=accounting.statuses_of(trees),
        reps=len(written.team.reps),
        managers=len(written.team.managers),
        owners=len({tree["owner"] for tree in trees.values()}),
        notations=notation.told,
        fills=fills,
        unknown_words=written.understood.unknown_words,
        changes=compare(trees, _trees(before.rows), before.path) if before else None,
        kept=written.carried.kept,
        notes=(*written.understood.notes, *_notes(task, written, accounting.absent_fields(fills))),
        written=(),
        rejects=(),
    )


def _trees(rows: Mapping[str, tuple[str, Tree]]) -> dict[str, Tree]:
    return {id_: tree for id_, (_, tree) in rows.items()}


def _notes(task: _Task, written: _Written, absent: Sequence[str]) -> Iterable[str]:
    added = written.understood.new_accounts if task.filed.around.accounts else []
    if added:
        yield f"added to {shown(task.into / 'accounts.yml')}: {', '.join(account.name for account in added)}"
    if absent:
        yield f"not in the export, so not known: {', '.join(absent)}"


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)
