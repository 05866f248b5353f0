"""The fields of an opportunity, resolved by the rules of the mapping: what the CRM said before is not on record."""

from typing import Any

from scorecards.importing.reconcile.completion import Completion
from scorecards.importing.reconcile.conflicts import Resolution, resolve
from scorecards.importing.reconcile.crm_next_step import OwnSteps, StepOf, own_steps, without
from scorecards.importing.reconcile.kept_fields import kinds_of
from scorecards.importing.reconcile.known_none import STEPS, is_told_none, says_now
from scorecards.importing.reconcile.merged_opportunities import KEYED
from scorecards.importing.task.on_file import Tree


def resolve_fields(of: Completion, step_of: StepOf | None) -> None:
    """Resolve each field that stands on file and that people may write.

    By ``step_of`` the step that an older text of the CRM made is known, and goes with that text.
    """
    tree, filed = dict(of.tree), of.earlier.tree
    own = own_steps(tree, filed, step_of)
    for name, rule in of.keep.items():
        if name not in filed:
            continue
        if name == STEPS and name not in tree and says_now(tree, filed):
            of.tree.update({name: filed[name]} if is_told_none(tree) else {})
        elif name == STEPS and own and (rule == "newest" or (rule == "crm" and name not in tree)):
            _resolve_steps(own, of)
        else:
            _resolve(name, of)


def _resolve(name: str, of: Completion) -> None:
    into, values = _values(name, of.tree, of.earlier.tree)
    for key, at, in_export, old in values:
        now = into.get(at)
        if not in_export:
            into[at] = old
            of.carry(key, old)
        elif now != old:
            resolution = resolve(now, old, of.conflict(name, key))
            into[at] = resolution.value
            of.note(key, resolution)


def _resolve_steps(own: OwnSteps, of: Completion) -> None:
    """Reconcile the steps of people with those of the CRM, but for the step of its free text: that goes as it came."""
    given = without(own.now, of.tree.get(STEPS))
    filed = without(own.now, without(own.old, of.earlier.tree[STEPS]))
    resolution = Resolution(filed, filed, carried=bool(filed))
    if given:
        resolution = resolve(given, filed, of.conflict(STEPS, STEPS))
    steps = own.with_now(resolution.value)
    if steps:
        of.tree[STEPS] = steps
    of.kinds.update(kinds_of(STEPS, resolution))
    of.kinds.update([(STEPS, "ours")] if own.removed() else [(STEPS, "crm")] if own.withdrawn() else [])
    of.take(STEPS, filed if resolution.pieces else [])


def _values(name: str, tree: Tree, earlier: Tree) -> tuple[Tree, list[tuple[str, str, bool, Any]]]:
    """Give where the values of a field belong, and those of the past, each with its key and if the CRM holds it."""
    now, old = tree.get(name), earlier[name]
    if name not in KEYED or not old or not isinstance(old, dict) or not isinstance(now or {}, dict):
        return tree, [(name, name, name in tree, old)]
    into = dict(now or {})
    tree[name] = into
    return into, [(f"{name}.{id_}", id_, id_ in into, value) for id_, value in old.items()]
