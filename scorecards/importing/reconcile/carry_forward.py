"""What people keep by hand, carried on from the snapshots before into the one that an import makes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from scorecards.importing.mapping import mapping
from scorecards.importing.mapping.mapping import KEPT_BY_HAND, Rule
from scorecards.importing.reconcile.crm_next_step import OwnSteps, StepOf, own_steps, without
from scorecards.importing.reconcile.equal_values import Tree
from scorecards.importing.reconcile.filed_values import KEYED, Before, FiledTree, Past, Place, day_of, past_of
from scorecards.importing.reconcile.newest_value import Scale, Verdict, weigh
from scorecards.importing.reconcile.pairing import IDENTITY
from scorecards.importing.tell.ledger import Kept
from scorecards.model.snapshot import Opportunity

_FIELDS: Final = tuple(Opportunity.model_fields)
_ITEMISED: Final = {*IDENTITY, "next_steps"}
_KINDS: Final = ("carried", "ours", "crm")


@dataclass(frozen=True, slots=True)
class Carried:
    """The opportunities of an export with what was written about them by hand."""

    trees: dict[str, Tree]
    """By id, in the order of the export, their fields in the order of the snapshot."""
    kept: tuple[Kept, ...]
    """Fields of which something was carried on, or that differ, in the order of the snapshot."""
    origins: dict[str, dict[str, FiledTree]]
    """By id and key (``needs``, ``answers.budget``), what each value that was taken from the past was taken from."""

    def place(self, opportunity: str, key: str) -> Place | None:
        """Give the place where a value was written that was taken from the past, if its tree knows its lines."""
        filed = self.origins.get(opportunity, {}).get(key)
        return filed.place(key) if filed else None


@dataclass(slots=True)
class _Found:
    """One opportunity as far as it is completed, and what was taken from its past, by key."""

    tree: Tree
    days: dict[str, date] = field(default_factory=dict)
    origins: dict[str, FiledTree] = field(default_factory=dict)
    kinds: set[tuple[str, str]] = field(default_factory=set)


def carry(  # noqa: PLR0913 - what an import knows of the export, and what of the past
    now: Mapping[str, Tree],
    before: Before,
    rules: mapping.CrmMapping,
    as_of: date,
    changed_on: Mapping[str, str | None] | None = None,
    *,
    step_of: StepOf | None = None,
) -> Carried:
    """Complete the opportunities of an export, by id, with what stands on file.

    A field that people write by hand and the CRM does not hold is carried on as it was written; one that both hold
    and that differs is weighed by the rule of the mapping.  ``carried_from`` says from which day's snapshot each value
    of the past is, unless it was written on ``as_of`` itself.  ``changed_on`` gives the day, by id, of what the CRM
    says without a day of its own; without any day it cannot be newer than what stands on file.  By ``step_of`` the
    step that an older text of the CRM made is known, and goes with that text.  The same export over the result gives
    the same again.  Opportunities that only the past holds are not added.
    """
    merged = {id_: [each for each in others if each not in now] for id_, others in before.merged.items()}
    before = replace(before, merged=merged)
    known = {each for shot in before.snapshots for each in shot.trees} | merged.keys()
    keep = {name: rules.kept_by(name) for name in KEPT_BY_HAND}
    carried = Carried({}, (), {})
    counts: Counter[tuple[str, str]] = Counter()
    for id_, tree in now.items():
        past = past_of(id_, before, as_of) if id_ in known else None
        if past is None:
            carried.trees[id_] = _in_order(tree, {})
            continue
        found = _weighed(tree, past, _Way(keep, as_of, day_of((changed_on or {}).get(id_)), step_of))
        carried.trees[id_] = _in_order(found.tree, found.days)
        counts.update(found.kinds)
        if found.origins:
            carried.origins[id_] = found.origins
    return replace(carried, kept=tuple(_kept(counts)))


@dataclass(frozen=True, slots=True)
class _Way:
    """How one opportunity is completed; ``crm_day`` is the day of what the CRM says without a day of its own."""

    keep: Mapping[str, Rule]
    as_of: date
    crm_day: date | None
    step_of: StepOf | None


def _weighed(tree: Tree, past: Past, way: _Way) -> _Found:
    found = _Found(dict(tree))
    own = own_steps(tree, past.tree, way.step_of)
    for name, rule in way.keep.items():
        if name not in past.tree:
            continue
        if name == "next_steps" and own and (rule == "newest" or (rule == "crm" and name not in tree)):
            _weigh_steps(own, past, way, found)
            continue
        into, values = _values(name, found.tree, past.tree)
        for key, at, is_held, old in values:
            now = into.get(at)
            if not is_held:
                found.kinds.add((name, "carried"))
                into[at] = old
                _take(key, _pieces(name, old), past, way, found)
            elif now != old:
                verdict = weigh(now, old, Scale(name, key, rule, way.crm_day, past))
                found.kinds.update((name, kind) for kind in _KINDS if getattr(verdict, kind))
                into[at] = verdict.value
                pieces = [piece for each in verdict.pieces for piece in _pieces(name, each)]
                _take(key, pieces, past, way, found)
    return found


def _weigh_steps(own: OwnSteps, past: Past, way: _Way, found: _Found) -> None:
    """Weigh the steps of people against those of the CRM, but for the step of its free text: that goes as it came."""
    name: Final = "next_steps"
    given = without(own.now, found.tree.get(name))
    filed = without(own.now, without(own.old, past.tree[name]))
    verdict = Verdict(filed, filed, carried=bool(filed))
    if given:
        verdict = weigh(given, filed, Scale(name, name, way.keep[name], way.crm_day, past))
    found.kinds.update((name, kind) for kind in _KINDS if getattr(verdict, kind))
    found.kinds.update([(name, "ours")] if own.removed() else [(name, "crm")] if own.withdrawn() else [])
    steps = own.with_now(verdict.value)
    if steps:
        found.tree[name] = steps
    _take(name, filed if verdict.pieces else [], past, way, found)


def _values(name: str, tree: Tree, past: Tree) -> tuple[Tree, list[tuple[str, str, bool, Any]]]:
    """Give where the values of a field belong, and those of the past, each with its key and if the CRM holds it."""
    now, old = tree.get(name), past[name]
    if name not in KEYED or not old or not isinstance(old, dict) or not isinstance(now or {}, dict):
        return tree, [(name, name, name in tree, old)]
    into = dict(now or {})
    tree[name] = into
    return into, [(f"{name}.{id_}", id_, id_ in into, value) for id_, value in old.items()]


def _pieces(name: str, value: Any) -> list[Any]:
    """Give what of a value may be of different days: the items of a list that an import puts together."""
    return value if name in _ITEMISED and value and isinstance(value, list) else [value]


def _take(key: str, pieces: list[Any], past: Past, way: _Way, found: _Found) -> None:
    """Note of which opportunity on file a value is, and since when: the newest of its pieces says so."""
    for piece in pieces:
        holder = past.holder(key, piece)
        day = holder.since(key, piece)
        found.origins.setdefault(key, holder)
        if day < way.as_of:
            found.days[key] = max(day, found.days.get(key, day))


def _in_order(tree: Tree, days: dict[str, date]) -> Tree:
    ordered = {name: tree[name] for name in _FIELDS if name in tree}
    ordered |= {name: value for name, value in tree.items() if name not in ordered}
    if days:
        keys = sorted(days, key=lambda key: (_FIELDS.index(key.partition(".")[0]), key))
        ordered["carried_from"] = {key: days[key].isoformat() for key in keys}
    return ordered


def _kept(counts: Counter[tuple[str, str]]) -> Iterator[Kept]:
    for name in KEPT_BY_HAND:
        carried, ours, crm = (counts[name, kind] for kind in _KINDS)
        if carried or ours or crm:
            yield Kept(name, carried, ours, crm)
