"""The story of each opportunity, told from one snapshot to the next.

``after`` takes one snapshot at a time and looks at nothing but what came before, so replaying the snapshots one by
one gives the same as all at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce

from scorecards.history.comparing import Terms, changes_between, is_waiting
from scorecards.history.sighting import Act, Sighting, Week
from scorecards.results import Change, GapPoint, Place


@dataclass(frozen=True, slots=True)
class Story:
    """One opportunity in all snapshots so far.

    ``last`` is how the last snapshot that held it showed it, ``seen_on`` that snapshot's day.  ``acts`` are the buyer's
    acts that any snapshot told; ``missing`` the days of the snapshots that left it out since it was first seen.
    """

    last: Sighting
    path: str
    first_seen: date
    seen_on: date
    before: date | None
    missing: tuple[date, ...]
    acts: frozenset[Act]
    changes: tuple[Change, ...]
    gap_ratings: tuple[GapPoint, ...]
    pushes: int
    pulls: int

    @property
    def last_move_on(self) -> date | None:
        """The day of the buyer's last act that moved it forward, as far as any snapshot tells."""
        forward = [act.on for act in self.acts if act.kind != "setback"]
        told = [change.on for change in self.changes if change.moves == "forward"]
        return max(forward + told, default=None)


@dataclass(frozen=True, slots=True)
class History:
    """All stories by opportunity, and the weeks that they were told from, oldest first."""

    weeks: tuple[Week, ...] = ()
    stories: dict[str, Story] = field(default_factory=dict)

    @property
    def previous(self) -> date | None:
        """The day of the snapshot before the last one."""
        return self.weeks[-2].as_of if len(self.weeks) > 1 else None


def replay(weeks: Iterable[Week], terms: Terms) -> History:
    """Tell all stories from the first snapshot to the last."""
    return reduce(lambda history, week: after(history, week, terms), weeks, History())


def after(history: History, week: Week, terms: Terms) -> History:
    """Tell the stories on by one snapshot."""
    stories = dict(history.stories)
    for opportunity, sighting in week.sightings.items():
        story = stories.get(opportunity)
        stories[opportunity] = _on(story, sighting, week, terms) if story else _first(sighting, week, terms)
    for opportunity in stories.keys() - week.sightings.keys():
        story = stories[opportunity]
        stories[opportunity] = replace(story, missing=(*story.missing, week.as_of))
    return History((*history.weeks, week), stories)


def _first(sighting: Sighting, week: Week, terms: Terms) -> Story:
    place = Place(week.path, sighting.line)
    seen = Change("first_seen", week.as_of, week.as_of, "nothing", place_after=place)
    return Story(
        last=sighting,
        path=week.path,
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


def _on(story: Story, sighting: Sighting, week: Week, terms: Terms) -> Story:
    acts = _real(sighting, terms)
    changes = tuple(changes_between(story, sighting, week, acts - story.acts, terms))
    moved = [each for each in changes if each.kind == "close_date" and each.day_before and each.day_after]
    ratings = _gap(sighting, week)
    known = {(rating.score, rating.on) for rating in story.gap_ratings[-1:]}
    return Story(
        last=sighting,
        path=week.path,
        first_seen=story.first_seen,
        seen_on=week.as_of,
        before=story.seen_on,
        missing=story.missing,
        acts=story.acts | acts,
        changes=story.changes + changes,
        gap_ratings=story.gap_ratings + tuple(each for each in ratings if (each.score, each.on) not in known),
        pushes=story.pushes + sum(each.day_after > each.day_before for each in moved),  # type: ignore[operator]
        pulls=story.pulls + sum(each.day_after < each.day_before for each in moved),  # type: ignore[operator]
    )


def _real(sighting: Sighting, terms: Terms) -> frozenset[Act]:
    """Give the acts that are more than waiting."""
    return frozenset(act for act in sighting.acts if not is_waiting(act, terms))


def _gap(sighting: Sighting, week: Week) -> tuple[GapPoint, ...]:
    if sighting.gap_score is None:
        return ()
    return (GapPoint(sighting.gap_score, sighting.gap_on, week.as_of),)
