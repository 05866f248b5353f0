"""The stories of all opportunities, told from one snapshot to the next.

``after`` takes one snapshot at a time and looks at nothing but what came before, so replaying the snapshots one by
one gives the same as all at once.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from itertools import takewhile

from scorecards.history.acts import new_acts, standing
from scorecards.history.changes import Terms, changes_between, is_waiting
from scorecards.history.opportunity_history import Closed, History, OpportunityHistory
from scorecards.history.record import Act, OpportunityRecord, SnapshotRecord
from scorecards.report.changes import Change, GapPoint


def replay(weeks: Iterable[SnapshotRecord], terms: Terms) -> History:
    """Tell all stories from the first snapshot to the last."""
    return reduce(lambda history, week: after(history, week, terms), weeks, History())


def after(history: History, week: SnapshotRecord, terms: Terms) -> History:
    """Tell the stories on by one snapshot."""
    stories = dict(history.stories)
    previous = history.weeks[-1].as_of if history.weeks else None
    for opportunity, sighting in week.sightings.items():
        story = stories.get(opportunity)
        if story is None:
            stories[opportunity] = _first(sighting, week, terms)
        elif story.seen_on == previous and sighting == story.last:
            stories[opportunity] = _still(story, week)
        else:
            stories[opportunity] = _on(story, sighting, week, _missed(story, history), terms)
    return History((*history.weeks, week), stories)


def _missed(story: OpportunityHistory, history: History) -> tuple[date, ...]:
    """Give the days of the snapshots since the last that held it."""
    since = takewhile(lambda week: week.as_of > story.seen_on, reversed(history.weeks))
    return tuple(week.as_of for week in since)[::-1]


def _still(story: OpportunityHistory, week: SnapshotRecord) -> OpportunityHistory:
    """Tell on the story of one of which nothing changed but its place in the file: most of them, in most weeks."""
    return story._replace(place=week.place(story.last.id), seen_on=week.as_of, before=story.seen_on)


def _first(sighting: OpportunityRecord, week: SnapshotRecord, terms: Terms) -> OpportunityHistory:
    place = week.place(sighting.id)
    seen = Change("first_seen", week.as_of, week.as_of, "nothing", place_after=place)
    return OpportunityHistory(
        last=sighting,
        closed=_closed(sighting, None, week),
        place=place,
        first_seen=week.as_of,
        seen_on=week.as_of,
        before=None,
        missing=(),
        acts=_real(sighting, terms),
        changes=(seen,),
        gap_ratings=_gap(sighting, week),
        pushes=0,
        pulls=0,
    )


def _on(
    story: OpportunityHistory, sighting: OpportunityRecord, week: SnapshotRecord, missed: tuple[date, ...], terms: Terms
) -> OpportunityHistory:
    """Tell on the story of one that changed, or that came back after the snapshots that ``missed`` it."""
    acts = _real(sighting, terms)
    new = tuple(new_acts(story.last, story.seen_on, acts))
    told = tuple(changes_between(story, sighting, week, new, missed, terms))
    return OpportunityHistory(
        last=sighting,
        closed=_closed(sighting, story.closed, week),
        place=week.place(sighting.id),
        first_seen=story.first_seen,
        seen_on=week.as_of,
        before=story.seen_on,
        missing=story.missing + missed,
        acts=standing(story.acts, sighting, acts),
        changes=story.changes + told,
        gap_ratings=_ratings(story, sighting, week),
        pushes=story.pushes + sum(_days_moved(change) > 0 for change in told),
        pulls=story.pulls + sum(_days_moved(change) < 0 for change in told),
    )


def _days_moved(change: Change) -> int:
    """Give the days by which a change moves our close date out; below zero where it pulls it in."""
    if change.kind != "close_date" or not change.day_before or not change.day_after:
        return 0
    return (change.day_after - change.day_before).days


def _ratings(story: OpportunityHistory, sighting: OpportunityRecord, week: SnapshotRecord) -> tuple[GapPoint, ...]:
    """Add the rating of a sighting where it is not the one that was told last."""
    known = {(rating.score, rating.on) for rating in story.gap_ratings[-1:]}
    new = tuple(each for each in _gap(sighting, week) if (each.score, each.on) not in known)
    return story.gap_ratings + new


def _closed(sighting: OpportunityRecord, before: Closed | None, week: SnapshotRecord) -> Closed | None:
    if sighting.is_open:
        return None
    return before if before and before.sighting.watched else Closed(sighting, week.as_of)


def _real(sighting: OpportunityRecord, terms: Terms) -> frozenset[Act]:
    """Give the acts that are more than waiting."""
    return frozenset(act for act in sighting.acts if not is_waiting(act, terms))


def _gap(sighting: OpportunityRecord, week: SnapshotRecord) -> tuple[GapPoint, ...]:
    if sighting.gap_score is None:
        return ()
    return (GapPoint(sighting.gap_score, sighting.gap_on, week.as_of),)
