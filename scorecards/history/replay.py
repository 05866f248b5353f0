"""The histories of all opportunities, told from one snapshot to the next.

``after`` takes one snapshot at a time and looks at nothing but what came before, so replaying the snapshots one by
one gives the same as all at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from itertools import takewhile

from scorecards.history.changes import Terms, changes_between, is_waiting
from scorecards.history.opportunity_history import Closed, History, OpportunityHistory
from scorecards.history.record import Act, OpportunityRecord, SnapshotRecord, in_order
from scorecards.report.changes import Change, GapPoint


def replay(snapshots: Iterable[SnapshotRecord], terms: Terms) -> History:
    """Tell all histories from the first snapshot to the last."""
    return reduce(lambda history, snapshot: after(history, snapshot, terms), snapshots, History())


def after(history: History, snapshot: SnapshotRecord, terms: Terms) -> History:
    """Tell the histories on by one snapshot."""
    histories = dict(history.histories)
    previous = history.snapshots[-1].as_of if history.snapshots else None
    for opportunity, record in snapshot.records.items():
        so_far = histories.get(opportunity)
        if so_far is None:
            histories[opportunity] = _new(record, snapshot, terms)
        elif so_far.seen_on == previous and record == so_far.last:
            histories[opportunity] = _unchanged(so_far, snapshot)
        else:
            histories[opportunity] = _changed(so_far, record, snapshot, _missed(so_far, history), terms)
    return History((*history.snapshots, snapshot), histories)


def _missed(so_far: OpportunityHistory, history: History) -> tuple[date, ...]:
    """Give the days of the snapshots since the last that held it."""
    since = takewhile(lambda snapshot: snapshot.as_of > so_far.seen_on, reversed(history.snapshots))
    return tuple(snapshot.as_of for snapshot in since)[::-1]


def _unchanged(so_far: OpportunityHistory, snapshot: SnapshotRecord) -> OpportunityHistory:
    """Tell on one of which nothing changed but its place in the file: most of them, in most snapshots."""
    return so_far._replace(place=snapshot.place(so_far.last.id), seen_on=snapshot.as_of, before=so_far.seen_on)


def _new(record: OpportunityRecord, snapshot: SnapshotRecord, terms: Terms) -> OpportunityHistory:
    place = snapshot.place(record.id)
    seen = Change("first_seen", snapshot.as_of, snapshot.as_of, "nothing", place_after=place)
    return OpportunityHistory(
        last=record,
        closed=_closed(record, None, snapshot),
        place=place,
        first_seen=snapshot.as_of,
        seen_on=snapshot.as_of,
        before=None,
        missing=(),
        acts=_acts(record, terms),
        changes=(seen,),
        gap_ratings=_rating(record, snapshot),
        pushes=0,
        pulls=0,
    )


def _changed(
    so_far: OpportunityHistory,
    record: OpportunityRecord,
    snapshot: SnapshotRecord,
    missed: tuple[date, ...],
    terms: Terms,
) -> OpportunityHistory:
    """Tell on one that changed, or that came back after the snapshots that ``missed`` it."""
    acts = _acts(record, terms)
    new = tuple(new_acts(so_far.last, so_far.seen_on, acts))
    changes = tuple(changes_between(so_far, record, snapshot, new, missed, terms))
    return OpportunityHistory(
        last=record,
        closed=_closed(record, so_far.closed, snapshot),
        place=snapshot.place(record.id),
        first_seen=so_far.first_seen,
        seen_on=snapshot.as_of,
        before=so_far.seen_on,
        missing=so_far.missing + missed,
        acts=standing(so_far.acts, record, acts),
        changes=so_far.changes + changes,
        gap_ratings=_ratings(so_far, record, snapshot),
        pushes=so_far.pushes + sum(change.days_moved > 0 for change in changes),
        pulls=so_far.pulls + sum(change.days_moved < 0 for change in changes),
    )


def _ratings(so_far: OpportunityHistory, record: OpportunityRecord, snapshot: SnapshotRecord) -> tuple[GapPoint, ...]:
    """Add the rating of a record where it is not the one that was told last."""
    known = {(rating.score, rating.on) for rating in so_far.gap_ratings[-1:]}
    new = tuple(each for each in _rating(record, snapshot) if (each.score, each.on) not in known)
    return so_far.gap_ratings + new


def _closed(record: OpportunityRecord, before: Closed | None, snapshot: SnapshotRecord) -> Closed | None:
    if record.is_open:
        return None
    return before if before and before.record.watched else Closed(record, snapshot.as_of)


def _acts(record: OpportunityRecord, terms: Terms) -> frozenset[Act]:
    """Give the acts that are more than waiting."""
    return frozenset(act for act in record.acts if not is_waiting(act, terms))


def _rating(record: OpportunityRecord, snapshot: SnapshotRecord) -> tuple[GapPoint, ...]:
    if record.gap_score is None:
        return ()
    return (GapPoint(record.gap_score, record.gap_on, snapshot.as_of),)


# What is new of the buyer's acts.  A corrected note or day is no movement: what lies after the last snapshot is new,
# and of what lies before it only the surplus, which was told late.  A criterion, a yes and a signature are new where
# they were not there before; that a field is held now which was not held before is no movement either.
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
