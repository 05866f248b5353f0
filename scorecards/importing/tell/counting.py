"""The ledger of an import, counted from what became of every row."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, get_args

from scorecards.importing.detect.notations import Notations
from scorecards.importing.map.cells import leading_column
from scorecards.importing.map.record import Record, UnreadValue
from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.mapping.source import Source
from scorecards.importing.open.export import AssignedTable, Export
from scorecards.importing.open.mended_rows import files_again
from scorecards.importing.open.table import Skipped
from scorecards.importing.propose.proposal import Proposal
from scorecards.importing.propose.snapshot import DividedFile
from scorecards.importing.reconcile.differences import Changes, compare, dropped
from scorecards.importing.task.on_file import Tree
from scorecards.importing.task.task import Task
from scorecards.importing.tell.ledger import Fill, Ledger, TableLedger, UnreadColumn
from scorecards.importing.tell.statement import shortened
from scorecards.model.crm_ids import id_key
from scorecards.model.snapshot import Opportunity
from scorecards.model.vocabulary import Status
from scorecards.read.sources import shown
from scorecards.yaml_files.limits import MOST_ITEMS

_FIRST = 3
"""So many places of one cause are named."""

_STATUSES = get_args(Status)
_PLACES = ("merged into ",)
"""What a reason begins with that names a place of its own for each row: counted as one."""


def ledger_of(  # noqa: PLR0913 - what each step gave
    task: Task,
    export: Export,
    notations: Notations,
    proposal: Proposal,
    *,
    written: Iterable[Path],
    removed: Collection[Path],
    rejects: Collection[Path],
) -> Ledger:
    """Tell what an import did: ``removed`` are files that others replace, ``rejects`` those of the rejected rows."""
    trees, records = proposal.reconciled.trees(), proposal.reconciled.records
    changes = _changes(task, export, trees, proposal.reconciled.unchanged)
    return Ledger(
        as_of=task.as_of,
        mapping=shown(task.mapping),
        tables=_tables_in(export),
        opportunities=len(records),
        statuses=_statuses_of(records),
        reps=len(proposal.team.reps),
        managers=len(proposal.team.managers),
        owners=len({record.get("owner") for record in records}),
        notations=notations.sentences,
        fills=_fills_of(records),
        unread=_unread_in(proposal.mapped.unread),
        unknown_words=proposal.mapped.unknown_words,
        changes=changes,
        kept=proposal.reconciled.kept,
        notes=(
            *(each.note() for each in export.mended),
            *_losses(task, export, proposal, changes),
            *_notes(task, proposal),
        ),
        written=tuple(map(shown, written)),
        removed=tuple(map(shown, removed)),
        rejects=tuple(map(shown, rejects)),
        again=files_again(task.files, export.mended, rejects),
    )


def _changes(task: Task, export: Export, trees: Mapping[str, Tree], unchanged: Collection[str]) -> Changes | None:
    before = task.on_file.before()
    named = {id_key(id_) for id_ in _rejected_ids(export, task.rules.opportunities.id)}
    rejected = frozenset(id_ for id_ in before.opportunities if id_key(id_) in named) if before else frozenset()
    return compare(trees, before.opportunities, before.path, rejected, unchanged) if before else None


def _unread_in(values: Iterable[UnreadValue]) -> tuple[UnreadColumn, ...]:
    """Group values that cannot be taken by file, column and cause."""
    groups: dict[tuple[str, str, str], list[UnreadValue]] = {}
    for each in values:
        groups.setdefault((each.file, each.fault.column, each.fault.code), []).append(each)
    return tuple(_unread_column(*key, sorted(found, key=lambda each: each.line)) for key, found in groups.items())


def _unread_column(file: str, column: str, code: str, found: Sequence[UnreadValue]) -> UnreadColumn:
    lines = dict.fromkeys(each.line for each in found)
    return UnreadColumn(file, column, code, found[0].fault.message, len(lines), tuple(islice(lines, _FIRST)))


def _losses(task: Task, export: Export, proposal: Proposal, changes: Changes | None) -> Iterator[str]:
    """Name the opportunities of which something is written that the export does not hold any more."""
    before, today = task.on_file.before(), task.on_file.today()
    filed = before.opportunities if before else {}
    left = [id_ for id_ in (changes.gone if changes else ()) if any(filed[id_].get(field) for field in KEPT_BY_HAND)]
    if before and left:
        yield f"gone from the export, though more is written about them by hand in {before.path}: {shortened(left)}"
    merged = (each for record in proposal.mapped.records for each in record.merged)
    others = {*_rejected_ids(export, task.rules.opportunities.id), *merged}
    lost = dropped(proposal.reconciled.trees(), today.opportunities if today else (), others)
    if today and lost:
        yield f"in {today.path} but not in the export, so removed: {shortened(lost)}"


def _notes(task: Task, proposal: Proposal) -> Iterator[str]:
    yield from map(_division, proposal.drafts.snapshot.divided)
    yield from proposal.mapped.notes
    added = proposal.mapped.new_accounts if task.on_file.accounts else []
    if added:
        yield f"new accounts, for {shown(task.into / 'accounts.yml')}: {', '.join(account.name for account in added)}"
    kept = proposal.reconciled.kept
    undated = [each.field for each in kept if each.ours and task.rules.kept_by(each.field) == "newest"]
    if undated and not task.rules.opportunities.changed_on:
        yield (
            f"the previous snapshot's value was kept instead of the CRM's in {', '.join(undated)}, because the export "
            "does not say when it changed: name that column as changed_on in the mapping, or say keep: crm"
        )
    absent = _absent_fields(proposal.reconciled.records)
    if absent:
        yield f"not in the export, so unknown: {', '.join(absent)}"


def _division(divided: DividedFile) -> str:
    """Say why several files are written in the place of one, and how many."""
    what = f"the part of {divided.name}" if divided.name else "the snapshot"
    how = "numbered" if divided.name else "by owner"
    size = f"would take {divided.size:,} bytes, and a file may take {divided.largest:,}"
    if divided.size <= divided.largest:
        size = f"would hold {divided.opportunities:,} opportunities, and a file may hold {MOST_ITEMS:,}"
    return f"{what} {size}, so it is split into {divided.files:,} files, {how}"


def _tables_in(export: Export) -> tuple[TableLedger, ...]:
    """Tell what became of the rows and columns of each table, in which not one row is unaccounted for."""
    tables = tuple(_table(assigned) for assigned in export.assigned)
    lost = [table.file for table in tables if not table.adds_up()]
    if lost:
        message = f"rows of {', '.join(lost)} are neither taken nor rejected nor skipped"
        raise AssertionError(message)
    return tables


def _fills_of(records: Sequence[Record]) -> tuple[Fill, ...]:
    """Tell in how many opportunities each field holds something, is blank, or is not there."""
    filled: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    for record in records:
        for field, value in _leaves(record.items()):
            (filled if value not in (None, [], {}) else blank)[field] += 1
    return tuple(
        Fill(field, filled[field], blank[field], len(records) - filled[field] - blank[field])
        for field in _in_order({*filled, *blank})
    )


def _absent_fields(records: Iterable[Record]) -> tuple[str, ...]:
    """Name the fields of an opportunity that no opportunity of the import has."""
    there = {"id", "carried_from", *chain.from_iterable({record.names for record in records})}
    return tuple(field for field in Opportunity.model_fields if field not in there)


def _statuses_of(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """Count the opportunities by status."""
    counts = Counter(str(record.get("status")) for record in records)
    return tuple(sorted(counts.items(), key=lambda each: _STATUSES.index(each[0])))


def _rejected_ids(export: Export, source: Source) -> frozenset[str]:
    """Give the ids that stand in the rejected rows of the export, as far as a single column holds them."""
    found: set[str] = set()
    for table in export.opportunities:
        column = leading_column(source, table)
        at = table.index(column) if column in table.header else None
        cells = (each.row.cells for each in table.rejected if at is not None and at < len(each.row.cells))
        found.update(cell.strip() for each in cells if (cell := each[at or 0]))
    return frozenset(found)


def _table(assigned: AssignedTable) -> TableLedger:
    table = assigned.table
    return TableLedger(
        file=table.path if table.path.rpartition("/")[2].startswith(table.name) else f"{table.path}: {table.name}",
        role=assigned.roles[0] if assigned.roles else "none",
        read_as=table.read_as,
        rows=table.total(),
        taken=len(table.rows),
        rejected=len(table.rejected),
        skipped=tuple(sorted(_reasons(table.skipped).items())),
        used=assigned.used,
        ignored=assigned.ignored,
        missing=assigned.missing,
        mended=len(table.mended),
    )


def _reasons(skipped: Sequence[Skipped]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in skipped:
        start = next((start for start in _PLACES if each.reason.startswith(start)), None)
        counts[f"{start}another row" if start else each.reason] += 1
    return counts


def _leaves(values: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Give each field with its value; of answers and criteria each by its id."""
    for field, value in values:
        if field in {"answers", "exit_criteria"} and isinstance(value, dict):
            for id_, inner in value.items():
                yield f"{field}.{id_}", inner.get("value", inner) if isinstance(inner, dict) else inner
        elif field not in {"id", "carried_from"}:
            yield field, value


def _in_order(fields: Iterable[str]) -> list[str]:
    order = list(Opportunity.model_fields)
    return sorted(fields, key=lambda field: (order.index(field.partition(".")[0]), field))
