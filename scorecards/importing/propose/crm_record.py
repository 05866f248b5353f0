"""What the CRM says in this import, to be kept for the next one."""

from collections.abc import Mapping

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.propose.draft import Draft
from scorecards.importing.reconcile.earlier_values import KEYED
from scorecards.importing.reconcile.known_none import told_none
from scorecards.importing.reconcile.three_way import with_unread
from scorecards.importing.task.crm_record import line_of, path_of
from scorecards.importing.task.on_file import Tree
from scorecards.importing.task.task import Task


def draft_crm_record(task: Task, mapped: MappedRows, last: Mapping[str, Tree]) -> Draft | None:
    """Write what the CRM says of the fields that people may write too; None where it never said anything of them.

    What this export does not tell stays as the CRM said it ``last``: else its next change would be taken for an edit.
    """
    kept = set(KEPT_BY_HAND)
    if not task.records.files and all(kept.isdisjoint(told_none(record).names) for record in mapped.records):
        return None
    draft = Draft(path_of(task.into, task.as_of))
    for record in sorted(mapped.records, key=lambda record: str(record.get("id"))):
        id_ = str(record.get("id"))
        said = last.get(id_, {})
        now = told_none(record).values
        now |= {name: with_unread(now[name], said.get(name), name) for name in record.unread if name in now}
        draft.add(line_of(_with_untold(now, said) | {"id": id_}), lines=1)
    return draft


def _with_untold(now: Tree, last: Tree) -> Tree:
    told = last | now
    for name in KEYED:
        if isinstance(last.get(name), dict) and isinstance(now.get(name), dict):
            told[name] = last[name] | now[name]
    return told
