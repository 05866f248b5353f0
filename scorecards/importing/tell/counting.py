"""The ledger of an import, counted from what became of every row."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from scorecards.importing.map.cells import leading_column
from scorecards.importing.mapping.source import Source
from scorecards.importing.open.table_roles import Assigned, Gathered
from scorecards.importing.reconcile.equal_values import Tree
from scorecards.importing.tables import Skipped
from scorecards.importing.tell.ledger import Fill, TableLedger
from scorecards.model.snapshot import Opportunity
from scorecards.model.vocabulary import Status

_STATUSES = get_args(Status)
_PLACES = ("merged into ",)
"""What a reason begins with that names a place of its own for each row: counted as one."""


def tables_in(gathered: Gathered) -> tuple[TableLedger, ...]:
    """Tell what became of the rows and columns of each table, in which not one row is unaccounted for."""
    tables = tuple(_table(assigned) for assigned in gathered.tables)
    lost = [table.file for table in tables if not table.adds_up()]
    if lost:
        message = f"rows of {', '.join(lost)} are neither taken nor rejected nor skipped"
        raise AssertionError(message)
    return tables


def fills_of(trees: Mapping[str, Tree]) -> tuple[Fill, ...]:
    """Tell in how many opportunities each field holds something, is blank, or is not there."""
    filled: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    for tree in trees.values():
        for field, value in _leaves(tree):
            (filled if value not in (None, [], {}) else blank)[field] += 1
    return tuple(
        Fill(field, filled[field], blank[field], len(trees) - filled[field] - blank[field])
        for field in _in_order({*filled, *blank})
    )


def absent_fields(trees: Mapping[str, Tree]) -> tuple[str, ...]:
    """Name the fields of an opportunity that no opportunity of the import has."""
    there = {"id", "carried_from", *(field for tree in trees.values() for field in tree)}
    return tuple(field for field in Opportunity.model_fields if field not in there)


def statuses_of(trees: Mapping[str, Tree]) -> tuple[tuple[str, int], ...]:
    """Count the opportunities by status."""
    counts = Counter(str(tree["status"]) for tree in trees.values())
    return tuple(sorted(counts.items(), key=lambda each: _STATUSES.index(each[0])))


def rejected_ids(gathered: Gathered, source: Source) -> frozenset[str]:
    """Give the ids that stand in the rejected rows of the export, as far as a single column holds them."""
    found: set[str] = set()
    for table in gathered.export:
        column = leading_column(source, table)
        at = table.index(column) if column in table.header else None
        cells = (each.row.cells for each in table.rejected if at is not None and at < len(each.row.cells))
        found.update(cell.strip() for each in cells if (cell := each[at or 0]))
    return frozenset(found)


def _table(assigned: Assigned) -> TableLedger:
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
    )


def _reasons(skipped: Sequence[Skipped]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in skipped:
        start = next((start for start in _PLACES if each.reason.startswith(start)), None)
        counts[f"{start}another row" if start else each.reason] += 1
    return counts


def _leaves(tree: Tree) -> Iterator[tuple[str, Any]]:
    """Give each field with its value; of answers and criteria each by its id."""
    for field, value in tree.items():
        if field in {"answers", "exit_criteria"} and isinstance(value, dict):
            for id_, inner in value.items():
                yield f"{field}.{id_}", inner.get("value", inner) if isinstance(inner, dict) else inner
        elif field not in {"id", "carried_from"}:
            yield field, value


def _in_order(fields: Iterable[str]) -> list[str]:
    order = list(Opportunity.model_fields)
    return sorted(fields, key=lambda field: (order.index(field.partition(".")[0]), field))
