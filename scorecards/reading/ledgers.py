"""What managers and reps keep by hand, held against the snapshots: rulings.yml and focus.yml (D01, D02, D08)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scorecards.document import Mapping, quoted
from scorecards.errors import Problem
from scorecards.fields import blank_as_none
from scorecards.focus import Focus, monday_of
from scorecards.history import Sighting, Week
from scorecards.names import nearest
from scorecards.reading.complaints import known_keys
from scorecards.reading.dates import day_in
from scorecards.reading.people import id_or_name, with_ids
from scorecards.reading.references import Known, known
from scorecards.reading.sources import PipelineSources, Source
from scorecards.rulings import Ruling, Rulings
from scorecards.team import Rep

PICKS_A_WEEK = 2
_AHEAD = timedelta(days=31)
_NEEDED = {
    "stalled": {"reason": "why it will move again", "review_on": "the day to look again"},
    "lost": {"reason": "why it is lost, and what shows it"},
    "dead": {"reason": "why there is no sale here, and what shows it"},
}
"""What each ruling needs besides, with what is to stand there; active needs nothing."""


def of_rulings(
    source: Source[Rulings], data: PipelineSources, weeks: Sequence[Week], until: date | None
) -> Iterator[Problem]:
    """Look at each ruling: who made it, on what, and whether it says what it must.

    Those from the day ``until`` on are of a time that the weeks do not tell.
    """
    managers = known(data.team, "managers", "a manager", "team.yml", id_or_name)
    opportunities = _opportunities(weeks)
    reps = _reps(data)
    first: dict[tuple[str, date], Mapping] = {}
    for row in source.rows("rulings"):
        on = day_in(row, "on")
        if on and until and on >= until:
            continue
        yield from managers.check(source.path, row, "by")
        yield from opportunities.check(source.path, row, "opportunity")
        yield from _incomplete(source.path, row)
        if on is None:
            continue
        yield from _days(source.path, row, on, weeks)
        opportunity = row.get("opportunity")
        sighting = sighting_on(opportunity, on, weeks)
        if sighting is None:
            continue
        yield from _closed(source.path, row, on, weeks)
        yield from _own_manager(source.path, row, on, sighting.owner, reps, managers)
        if first.setdefault((sighting.id, on), row) is not row:
            line = first[sighting.id, on].line_of("opportunity")
            message = (
                f"read a second ruling on {quoted(sighting.id)} on {on}, expected one a day; "
                f"the first stands in line {line}"
            )
            yield Problem(source.path, *row.value_at("opportunity"), "conflicting-rulings", message)


def of_focus(
    source: Source[Focus], data: PipelineSources, weeks: Sequence[Week], until: date | None
) -> Iterator[Problem]:
    """Look at each pick: whose it is, whether it can be picked, and whether it is one of two.

    Those of weeks from the day ``until`` on are of a time that the snapshots do not tell.
    """
    reps = _sellers(data, weeks)
    opportunities = _opportunities(weeks)
    picked: dict[tuple[str, date], list[str]] = {}
    for row in source.rows("picks"):
        day, rep, opportunity = day_in(row, "week"), row.get("rep"), row.get("opportunity")
        if day and until and monday_of(day) >= until:
            continue
        yield from reps.check(source.path, row, "rep")
        yield from opportunities.check(source.path, row, "opportunity")
        if day is None or not isinstance(opportunity, str) or not isinstance(rep, str) or rep not in (reps.ids or ()):
            continue
        yield from _not_far_ahead(source.path, row, "week", day, weeks)
        earlier = picked.setdefault((rep, monday_of(day)), [])
        yield from _one_of_two(source.path, row, earlier)
        if opportunity not in earlier:
            earlier.append(opportunity)
        yield from _pickable(source.path, row, monday_of(day), weeks)


def sighting_on(opportunity: object, day: date, weeks: Sequence[Week]) -> Sighting | None:
    """Give an opportunity as it was last seen on a day, or as it was first seen after it; None where it never was."""
    found = [(week.as_of, week.sightings[opportunity]) for week in weeks if opportunity in week.sightings]
    by_then = [sighting for as_of, sighting in found if as_of <= day]
    return by_then[-1] if by_then else found[0][1] if found else None


def _opportunities(weeks: Sequence[Week]) -> Known:
    ids = frozenset(opportunity for week in weeks for opportunity in week.sightings)
    return Known("an opportunity", "the snapshots", ids)


def _sellers(data: PipelineSources, weeks: Sequence[Week]) -> Known:
    """Collect the reps of the team, and those who have left it and stand in an older snapshot."""
    reps = known(data.team, "reps", "a rep", "team.yml", id_or_name)
    owners = {sighting.owner for week in weeks[:-1] for sighting in week.sightings.values()}
    owners |= _reps(data).keys()
    return reps if reps.ids is None else replace(reps, ids=reps.ids | owners)


def _reps(data: PipelineSources) -> dict[str, Rep]:
    team = data.team.value
    named = with_ids(team) if team else None
    return {rep.id: rep for rep in (*named.reps, *named.former_reps)} if named else {}


def _incomplete(path: str, row: Mapping) -> Iterator[Problem]:
    """Look whether a ruling says what it must, each missing field by itself (D02)."""
    ruling = row.get("ruling")
    misspelt = {nearest(key, known_keys(Ruling)) for key in row.keys() - set(known_keys(Ruling))}
    for key, expected in _NEEDED.get(ruling, {}).items() if isinstance(ruling, str) else ():
        if blank_as_none(row.get(key)) is None and key not in misspelt:
            message = f"read {ruling} without {key}, expected {expected}"
            yield Problem(path, *row.value_at("ruling"), "ruling-incomplete", message)


def _days(path: str, row: Mapping, on: date, weeks: Sequence[Week]) -> Iterator[Problem]:
    review_on = day_in(row, "review_on")
    if review_on and review_on <= on:
        message = f"read {review_on}, expected a day after the ruling, {on}"
        yield Problem(path, *row.value_at("review_on"), "impossible-date", message)
    yield from _not_far_ahead(path, row, "on", on, weeks)


def _not_far_ahead(path: str, row: Mapping, key: str, day: date, weeks: Sequence[Week]) -> Iterator[Problem]:
    latest = weeks[-1].as_of + _AHEAD
    if day > latest:
        message = f"read {day}, expected {latest} or earlier: the newest snapshot is of {weeks[-1].as_of}"
        yield Problem(path, *row.value_at(key), "impossible-date", message)


def _closed(path: str, row: Mapping, on: date, weeks: Sequence[Week]) -> Iterator[Problem]:
    closed = closed_by(row["opportunity"], on, weeks)
    if closed and not (row.get("ruling") == "dead" and _is_held(closed, on, weeks)):
        message = f"read a ruling on {quoted(closed.id)}, which is {closed.status} by then, expected an open one"
        yield Problem(path, *row.value_at("opportunity"), "ruled-when-closed", message)


def _is_held(closed: Sighting, day: date, weeks: Sequence[Week]) -> bool:
    """Tell whether the export of that day lacks one that waits to wake, so that only a ruling can end the waiting."""
    by_then = [week for week in weeks if week.as_of <= day]
    return closed.waiting is not None and bool(by_then) and closed.id not in by_then[-1].sightings


def closed_by(opportunity: str, day: date, weeks: Sequence[Week]) -> Sighting | None:
    """Give an opportunity as it stood closed on a day; None where it was open, or where no snapshot tells.

    The snapshot before the day tells, or the one after it, where that says on which earlier day it was closed.
    """
    found = [(week.as_of, week.sightings[opportunity]) for week in weeks if opportunity in week.sightings]
    before = [sighting for as_of, sighting in found if as_of <= day]
    after = [sighting for as_of, sighting in found if as_of > day]
    if before and not before[-1].is_open:
        return before[-1]
    told = after[0] if after and not after[0].is_open else None
    return told if told and told.closed_on and told.closed_on < day else None


def _own_manager(  # noqa: PLR0913, PLR0917 - what one look needs
    path: str, row: Mapping, on: date, owner: str, reps: dict[str, Rep], managers: Known
) -> Iterator[Problem]:
    by = row.get("by")
    if not reps or not isinstance(by, str) or (managers.ids is not None and by not in managers.ids):
        return
    if owner not in reps:
        expected = f"expected the manager of {owner}, who had it on {on}: keep {owner} in former_reps of team.yml"
        yield Problem(path, *row.value_at("by"), "not-their-manager", f"read {quoted(by)}, {expected}")
    elif by != (own := reps[owner].manager_on(on)):
        message = f"read {quoted(by)}, expected {own}: {owner} had the opportunity, and {own} led {owner} on {on}"
        yield Problem(path, *row.value_at("by"), "not-their-manager", message)


def _one_of_two(path: str, row: Mapping, earlier: Sequence[str]) -> Iterator[Problem]:
    rep, opportunity = quoted(row["rep"]), quoted(row["opportunity"])
    if row["opportunity"] in earlier:
        message = f"read {opportunity} a second time for {rep} in one week, expected it once"
        yield Problem(path, *row.value_at("opportunity"), "picked-twice", message)
    elif len(earlier) >= PICKS_A_WEEK:
        message = f"read a third pick of {rep} in one week, expected two at most: {' and '.join(earlier)} stand already"
        yield Problem(path, *row.value_at("opportunity"), "too-many-picks", message)


def _pickable(path: str, row: Mapping, monday: date, weeks: Sequence[Week]) -> Iterator[Problem]:
    """Look whether it was the rep's own in that week, and open; a change in the week itself leaves both ways right."""
    begin = sighting_on(row["opportunity"], monday, weeks)
    end = sighting_on(row["opportunity"], monday + timedelta(days=6), weeks)
    if begin is None or end is None:
        return
    rep, opportunity, place = row["rep"], quoted(begin.id), row.value_at("opportunity")
    if rep not in {begin.owner, end.owner}:
        message = f"read {opportunity}, which is {end.owner}'s that week, expected one of {rep}'s own"
        yield Problem(path, *place, "not-their-opportunity", message)
    elif (closed := closed_by(begin.id, monday, weeks)) and not end.is_open:
        message = f"read {opportunity}, which is {closed.status} by then, expected an open one"
        yield Problem(path, *place, "picked-when-closed", message)
