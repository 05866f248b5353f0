"""Which of the buyer's acts a snapshot tells for the first time, and which acts stand after it.

A corrected note or day is no movement.  What lies after the last snapshot is new; of what lies before it only the
surplus is, which was told late.  A criterion, a yes and a signature are new where they were not there before; that a
field is held now which was not held before is no movement either.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from scorecards.history.record import Act, OpportunityRecord, in_order

_TALKS = {"advance", "setback"}
_ONCE = {"criterion_met": "exit_criteria", "verbal_yes": "verbal_yes_on", "signed": "signed_on"}


def new_acts(before: OpportunityRecord, seen_on: date, acts: Iterable[Act]) -> Iterator[Act]:
    """Give the acts that happened since the last record, or that it left out; ``seen_on`` is its day."""
    late: list[Act] = []
    for act in acts:
        if act.kind in _ONCE:
            if not _stood(act, before) and (act.on > seen_on or _ONCE[act.kind] in before.offsets):
                yield act
        elif act.on > seen_on:
            yield act
        else:
            late.append(act)
    yield from _surplus(late, before.acts)


def _surplus(late: Iterable[Act], before: tuple[Act, ...]) -> Iterator[Act]:
    """Give what is told of the time before the last record beyond as many acts of the kind as that one told.

    What stands word for word as before is matched first, so that a correction uses up the place of what it corrects.
    """
    other = sorted((act for act in late if act not in before), key=in_order)
    if not other:
        return
    known = Counter((act.kind, act.who) for act in before if act.kind not in _ONCE)
    known.subtract((act.kind, act.who) for act in late if act in before)
    for act in other:
        if known[act.kind, act.who] > 0:
            known[act.kind, act.who] -= 1
        else:
            yield act


def _stood(act: Act, before: OpportunityRecord) -> bool:
    if act.kind == "criterion_met":
        return act.text in before.met
    return any(each.kind == act.kind for each in before.acts)


def standing(before: Iterable[Act], now: OpportunityRecord, acts: frozenset[Act]) -> frozenset[Act]:
    """Give all acts as the snapshots tell them by now: the present one is right about all that it still holds."""
    return acts | {act for act in before if not _is_held(act, now)}


def _is_held(act: Act, now: OpportunityRecord) -> bool:
    """Tell whether a snapshot holds the days of an act, so that an act that it does not tell was taken back."""
    if act.kind in _TALKS:
        return now.talks_from is not None and act.on >= now.talks_from
    return act.kind in _ONCE and _ONCE[act.kind] in now.offsets
