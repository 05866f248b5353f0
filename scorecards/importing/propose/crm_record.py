"""What the CRM says in this import, to be kept for the next one."""

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.propose.draft import Draft
from scorecards.importing.reconcile.known_none import told_none
from scorecards.importing.task.crm_record import line_of, path_of
from scorecards.importing.task.task import Task


def draft_crm_record(task: Task, mapped: MappedRows) -> Draft | None:
    """Write what the CRM says of the fields that people may write too; None where it never said anything of them."""
    kept = set(KEPT_BY_HAND)
    if not task.records.files and all(kept.isdisjoint(told_none(record).names) for record in mapped.records):
        return None
    draft = Draft(path_of(task.into, task.as_of))
    for record in sorted(mapped.records, key=lambda record: str(record.get("id"))):
        draft.add(line_of(told_none(record).values), lines=1)
    return draft
