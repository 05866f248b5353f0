"""What the CRM says in this import, to be kept for the next one."""

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.propose.draft import Draft
from scorecards.importing.reconcile.known_none import told_none
from scorecards.importing.task.crm_record import path_of, written
from scorecards.importing.task.task import Task


def draft_crm_record(task: Task, mapped: MappedRows) -> Draft | None:
    """Write what the CRM says of the fields that people may write too; None where it never said anything of them."""
    kept = set(KEPT_BY_HAND)
    records = list(map(told_none, mapped.records))
    if not task.records.files and all(kept.isdisjoint(record.names) for record in records):
        return None
    draft = Draft(path_of(task.into, task.as_of))
    draft.add(written((str(record.get("id")), record.values) for record in records))
    return draft
