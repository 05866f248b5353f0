"""An import from its files to what is to be written: the order of the steps.

Nothing is written here.  A row that cannot be taken is told and put into a file of rejects; what makes the whole
import doubtful stops it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.importing.command import Command
from scorecards.importing.detect.notations import Notations, settle
from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.open.columns import Plan
from scorecards.importing.open.files import open_all
from scorecards.importing.open.table_roles import Gathered, assign
from scorecards.importing.progress import Progress
from scorecards.importing.propose.proof import Proven, prove, rejections
from scorecards.importing.reconcile.differences import compare, dropped
from scorecards.importing.rejects.files import rejects_of
from scorecards.importing.rejects.mended import Mended, files_again, put_in_place
from scorecards.importing.rejects.standing import check_standing
from scorecards.importing.task import Task, task_of
from scorecards.importing.tell import counting
from scorecards.importing.tell.counting import rejected_ids
from scorecards.importing.tell.ledger import Changes, Ledger
from scorecards.importing.tell.statement import shortened
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown
from scorecards.yaml_files.document import collector_paused


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be written, and what was done."""

    command: Command
    files: dict[Path, str]
    stale: tuple[Path, ...]
    """Files that the import replaces by others, and rejects that nothing needs any more: to be removed."""
    rejects: dict[Path, str]
    """The files of rejected rows."""
    ledger: Ledger
    problems: tuple[Problem, ...]
    """Why rows are rejected; whoever writes the files in spite of them leaves these rows out."""


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
        task = task_of(tuple(files), mapping, as_of, into, mappings)
        gathered, mended = _gathered(task, progress)
        notations = _notations(task, gathered)
        proven = prove(task, gathered, notations, progress)
        return _import(task, gathered, mended, notations, proven)


def _gathered(task: Task, progress: Progress) -> tuple[Gathered, list[Mended]]:
    """Open all files, with the rows that somebody mended in their places."""
    problems: list[Problem] = []
    around = task.filed.around
    plan = Plan.of(task.rules, team=around.team is None, accounts=around.accounts is None)
    progress("read the files", 0, None)
    opened = open_all(task.files, plan, problems)
    _stop(problems)
    mended = put_in_place(opened.tables, opened.rejects, task.command, problems)
    _stop(problems)
    tables = [*opened.tables, *(each.table for each in mended)]
    gathered = assign(tables, opened.folder, plan, problems)
    _stop(problems)
    return gathered, mended


def _notations(task: Task, gathered: Gathered) -> Notations:
    problems: list[Problem] = []
    notations = settle(task.rules.source, gathered.day_columns, gathered.amount_columns, task.zone, problems)
    _stop(problems)
    return notations


def _import(task: Task, gathered: Gathered, mended: list[Mended], notations: Notations, proven: Proven) -> Import:
    problems: list[Problem] = []
    folder = task.into / "rejects" / task.as_of.isoformat()
    rejects = rejects_of([assigned.table for assigned in gathered.tables], folder, mended)
    stale = (*proven.drafts.snapshot.stale, *check_standing(folder, rejects, task.files, problems))
    _stop(problems)
    files = {draft.path: draft.text() for draft in proven.drafts.all()}
    trees = proven.carried.trees
    changes = _changes(task, gathered, proven)
    ledger = Ledger(
        as_of=task.as_of,
        mapping=shown(task.mapping),
        tables=counting.tables_in(gathered),
        opportunities=len(trees),
        statuses=counting.statuses_of(trees),
        reps=len(proven.team.reps),
        managers=len(proven.team.managers),
        owners=len({tree["owner"] for tree in trees.values()}),
        notations=notations.told,
        fills=counting.fills_of(trees),
        unknown_words=proven.understood.unknown_words,
        changes=changes,
        kept=proven.carried.kept,
        notes=(*(each.note() for each in mended), *_losses(task, gathered, proven, changes), *_notes(task, proven)),
        written=tuple(map(shown, files)),
        removed=tuple(map(shown, stale)),
        rejects=tuple(map(shown, rejects)),
        again=files_again(task.files, mended, rejects),
    )
    return Import(task.command, files, stale, rejects, ledger, tuple(rejections(gathered)))


def _changes(task: Task, gathered: Gathered, proven: Proven) -> Changes | None:
    before = task.filed.before()
    rejected = rejected_ids(gathered, task.rules.opportunities.id)
    return compare(proven.carried.trees, before.on_day().trees, before.path, rejected) if before else None


def _losses(task: Task, gathered: Gathered, proven: Proven, changes: Changes | None) -> Iterator[str]:
    """Name the opportunities of which something is written that the export does not hold any more."""
    before, today = task.filed.before(), task.filed.today()
    rows = before.rows if before else {}
    left = [id_ for id_ in (changes.gone if changes else ()) if any(rows[id_][1].get(field) for field in KEPT_BY_HAND)]
    if before and left:
        yield f"gone, though more than the CRM holds is written about them in {before.path}: {shortened(left)}"
    merged = (each for record in proven.understood.records for each in record.merged)
    others = {*rejected_ids(gathered, task.rules.opportunities.id), *merged}
    lost = dropped(proven.carried.trees, today.rows if today else (), others)
    if today and lost:
        yield f"in {today.path} and not in the export, so not there any more: {shortened(lost)}"


def _notes(task: Task, proven: Proven) -> Iterator[str]:
    yield from proven.understood.notes
    added = proven.understood.new_accounts if task.filed.around.accounts else []
    if added:
        yield f"new accounts, for {shown(task.into / 'accounts.yml')}: {', '.join(account.name for account in added)}"
    undated = [kept.field for kept in proven.carried.kept if kept.ours and task.rules.kept_by(kept.field) == "newest"]
    if undated and not task.rules.opportunities.changed_on:
        yield (
            f"what stood in the snapshot before was kept against the CRM in {', '.join(undated)}, because the export "
            "does not say when it changed: name that column as changed_on in the mapping, or say keep: crm"
        )
    absent = counting.absent_fields(proven.carried.trees)
    if absent:
        yield f"not in the export, so not known: {', '.join(absent)}"


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)
