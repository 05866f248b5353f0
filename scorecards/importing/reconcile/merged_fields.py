"""The fields of an opportunity, merged by who changed them: for what the CRM said at the last import is on record."""

from collections.abc import Collection
from typing import Any

from scorecards.importing.reconcile.completion import Completion
from scorecards.importing.reconcile.conflicts import Resolution
from scorecards.importing.reconcile.known_none import STEPS
from scorecards.importing.reconcile.merged_opportunities import KEYED
from scorecards.importing.reconcile.three_way import MISSING, Missing, Sides, merge, with_unread
from scorecards.importing.task.on_file import Tree


def merge_fields(of: Completion, said: Tree, told: Collection[str], unread: Collection[str] = ()) -> None:
    """Merge each field that people may write; ``told`` are the lists that the export tells, also if empty.

    ``unread`` are the fields that the CRM holds and nobody can read.
    """
    filed, now = of.earlier.tree, of.tree
    for name in [name for name in of.keep if name in said or name in filed or name in now]:
        # Most of a large export is as it was, and needs none of the rest.
        if not (name in said and name in filed and name in now and said[name] == filed[name] == now[name]):
            _merge(name, of, said, told, unread)


def _merge(name: str, of: Completion, said: Tree, told: Collection[str], unread: Collection[str]) -> None:
    now = of.tree.get(name, MISSING)
    is_uncertain = name == STEPS and now is MISSING and bool(of.tree.get("crm_next_step"))
    if name in unread or (name == STEPS and "crm_next_step" in unread):
        now = with_unread(now, said.get(name), name)
    elif is_uncertain or (now is MISSING and name == STEPS and "crm_next_step" in of.tree):
        now = [] if is_uncertain else None
    elif now is MISSING and name in told:
        now = None  # the columns or the table are there, and nothing for this one
    filed = of.earlier.tree
    sides = Sides(said.get(name, MISSING), filed.get(name, MISSING), now)
    if name in KEYED and all(each is None or isinstance(each, dict | Missing) for each in _all(sides)):
        _merge_keyed(name, sides, of)
        return
    _take(name, name, merge(sides, of.conflict(name, name)), of.tree, of)
    if not of.tree.get(name) and (is_uncertain or (name not in filed and now is None)):
        of.tree.pop(name, None)


def _merge_keyed(name: str, sides: Sides, of: Completion) -> None:
    """Merge a field that holds a value for each of several ids, one by one."""
    said, filed, now = (each if isinstance(each, dict) else {} for each in _all(sides))
    into: Tree = {}
    for id_ in dict.fromkeys([*now, *filed, *said]):
        one = Sides(said.get(id_, MISSING), filed.get(id_, MISSING), now.get(id_, MISSING))
        key = f"{name}.{id_}"
        _take(key, id_, merge(one, of.conflict(name, key)), into, of)
    if into:
        of.tree[name] = into
    elif name in of.earlier.tree:
        of.tree[name] = None if filed else of.earlier.tree[name]
    elif said or filed:
        of.tree.pop(name, None)  # a person took it away


def _all(sides: Sides) -> tuple[Any, Any, Any]:
    return sides.said, sides.filed, sides.now


def _take(key: str, at: str, resolution: Resolution, into: Tree, of: Completion) -> None:
    """Put what counts to where it belongs; what is to stand there no more goes."""
    if resolution.value is MISSING:
        into.pop(at, None)
    else:
        into[at] = resolution.value
    of.note(key, resolution)
