"""An import from its files to what is to be written, step by step: open, detect, map, reconcile, propose, tell.

Nothing is written here.  A row that cannot be taken is told and put into a file of rejects; what makes the whole
import doubtful stops it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scorecards.importing.detect.notations import Notations, detect_notations
from scorecards.importing.map.all_rows import MappedRows, map_rows
from scorecards.importing.map.record import UnreadValue
from scorecards.importing.map.rejected_rows import problems_of
from scorecards.importing.open.export import Export, open_export
from scorecards.importing.open.table_state import TableState
from scorecards.importing.propose.crm_record import draft_crm_record
from scorecards.importing.propose.draft import DraftTexts
from scorecards.importing.propose.proposal import Proposal, draft_files
from scorecards.importing.propose.read_back import RefusedRow, read_drafts
from scorecards.importing.propose.rejects_files import check_rejects_on_file, rejects_of
from scorecards.importing.reconcile.reconciled import reconcile
from scorecards.importing.task.task import Command, Progress, Task, task_of
from scorecards.importing.tell.counting import ledger_of
from scorecards.importing.tell.ledger import Ledger
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import collector_paused

if TYPE_CHECKING:
    from scorecards.importing.map.unread_values import FieldPath
    from scorecards.importing.open.table import Fault, RowKey


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be written, and what was done."""

    command: Command
    files: DraftTexts
    stale: tuple[Path, ...]
    """Files that the import replaces by others, and rejects that nothing needs any more: to be removed."""
    rejects: dict[Path, str]
    """The files of rejected rows."""
    ledger: Ledger
    problems: tuple[Problem, ...]
    """Why rows are rejected; whoever writes the files in spite of them leaves these rows out."""


def import_export(  # noqa: PLR0913, PLR0917 - what the command line gives
    files: Sequence[Path],
    mapping: Path,
    as_of: date,
    into: Path,
    mappings: Path,
    progress: Progress,
    playbook: Path | None = None,
) -> Import:
    """Read an export as a mapping says, for a pipeline in the folder ``into``.  Writes nothing.

    ``as_of`` is the day that the export shows, and ``mappings`` the folder of the mappings that come along;
    with a ``playbook``, what the mapping names of it is looked up there before a row is read.  Other
    files that the mapping names are found beside the first file.  A team.yml that is there already is read and left
    as it is; new accounts are added to an accounts.yml.  Raises ProblemsFound with everything that stops the import as
    a whole.
    """
    with collector_paused():
        task = task_of(files, mapping, as_of, into, mappings, progress, playbook)
        export = open_export(task)
        notations = detect_notations(task, export)
        proposal = _proposal(task, export, notations)
        return _told(task, export, notations, proposal)


def _proposal(task: Task, export: Export, notations: Notations) -> Proposal:
    """Map, reconcile and propose, without the rows that are refused when the files are read back.

    Where a row is refused everything is read again without it: another row may have leant on it.
    """
    before = [TableState.of(table) for table in export.tables]
    faults: dict[RowKey, list[Fault]] = {}
    while True:
        found = _proposed(task, export, map_rows(task, export, notations))
        if isinstance(found, Proposal):
            return found
        for each in found:
            faults.setdefault(each.row.key, []).append(each.fault)
        for table in before:
            table.put_back(faults)


def _proposed(task: Task, export: Export, mapped: MappedRows) -> Proposal | Sequence[RefusedRow]:
    """Propose what is to be written, without the values that are refused and that their rows can do without.

    Or give the rows of which something else is refused.
    """
    withheld: dict[RowKey, dict[FieldPath, UnreadValue]] = {}
    while True:
        found = _tried(task, export, mapped.withholding(withheld))
        if isinstance(found, Proposal):
            return found
        refused = [each for each in found if not each.path]
        if refused:
            return refused
        for each in found:
            unread = UnreadValue(each.table.path, each.row.line, each.fault)
            withheld.setdefault(each.row.key, {})[each.path] = unread


def _tried(task: Task, export: Export, mapped: MappedRows) -> Proposal | Sequence[RefusedRow]:
    """Propose what is to be written; or give what is refused of it when it is read back."""
    reconciled = reconcile(task, mapped)
    drafts = draft_files(task, mapped, reconciled)
    _stop(task, export)
    read = read_drafts(drafts, task.on_file, task.rules, task.progress)
    task.problems.extend(read.problems)
    _stop(task, export)
    return read.refused if read.refused or read.team is None else Proposal(mapped, reconciled, drafts, read.team)


def _told(task: Task, export: Export, notations: Notations, proposal: Proposal) -> Import:
    """Put together what is to be written, the rejected rows too, and tell what was done."""
    folder = task.into / "rejects" / task.as_of.isoformat()
    rejects = rejects_of(export.tables, folder, export.mended)
    unneeded = check_rejects_on_file(folder, rejects, task.files, task.problems)
    task.problems.stop()
    record = draft_crm_record(task, proposal.mapped, proposal.reconciled)
    files = DraftTexts([*proposal.drafts.all(), *([record] if record else [])])
    stale = (*proposal.drafts.snapshot.stale, *unneeded)
    ledger = ledger_of(task, export, notations, proposal, written=files, removed=stale, rejects=rejects)
    return Import(task.command, files, stale, rejects, ledger, tuple(_rejections(export)))


def _stop(task: Task, export: Export) -> None:
    """Stop where the import as a whole has a problem, and tell what is wrong with the rejected rows too."""
    if task.problems:
        task.problems.extend(_rejections(export))
    task.problems.stop()


def _rejections(export: Export) -> Iterator[Problem]:
    return (problem for table in export.tables for problem in problems_of(table))
