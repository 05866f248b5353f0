"""What the CRM says in this import, to be kept for the next one."""

from collections.abc import Collection, Mapping

from scorecards.importing.map.all_rows import MappedRows
from scorecards.importing.map.record import Record
from scorecards.importing.map.told_lists import ToldLists
from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.propose.draft import Draft
from scorecards.importing.reconcile.known_none import STEPS, told_none
from scorecards.importing.reconcile.merged_opportunities import KEYED
from scorecards.importing.reconcile.reconciled import Reconciled
from scorecards.importing.reconcile.three_way import with_unread
from scorecards.importing.task.crm_record import line_of, line_of_set_aside, path_of
from scorecards.importing.task.on_file import Tree
from scorecards.importing.task.task import Task


def draft_crm_record(task: Task, mapped: MappedRows, reconciled: Reconciled) -> Draft | None:
    """Write what the CRM says of the fields that people may write too; None where it never said anything of them.

    What this export does not tell stays as the CRM said it last: else its next change would be taken for an edit.
    """
    kept = set(KEPT_BY_HAND)
    nothing = not task.records.files and not reconciled.aside
    if nothing and all(kept.isdisjoint(told_none(record).names) for record in mapped.records):
        return None
    by_id = {str(record.get("id")): record for record in mapped.records}
    draft = Draft(path_of(task.into, task.as_of))
    for id_ in sorted([*by_id, *reconciled.aside]):
        aside = reconciled.aside.get(id_)
        line = line_of_set_aside(id_, aside) if aside else _line_of(by_id[id_], mapped.told, reconciled.said)
        draft.add(line, lines=1)
    return draft


def _line_of(record: Record, lists: ToldLists, last: Mapping[str, Tree]) -> str:
    id_, now = record.get("id"), told_none(record).values
    said, told = last.get(id_, {}), _told_in(record, lists)
    now |= {name: with_unread(now[name], said.get(name), name) for name in record.unread if name in now}
    untold = {name: value for name, value in said.items() if name not in told}
    return line_of(_with_untold(now, untold) | {"id": str(id_)}, record.merged)


def _told_in(record: Record, lists: ToldLists) -> Collection[str]:
    """Give the lists of which the export tells, also where they are empty: the CRM has none of what it had.

    What stands there and cannot be read is none of these.
    """
    told = lists.of_table(record.table)
    steps = told | {STEPS} if "crm_next_step" in record.names else told
    return steps - record.unread.keys() - ({STEPS} if "crm_next_step" in record.unread else set())


def _with_untold(now: Tree, untold: Tree) -> Tree:
    told = untold | now
    for name in KEYED:
        if isinstance(untold.get(name), dict) and isinstance(now.get(name), dict):
            told[name] = untold[name] | now[name]
    return told
