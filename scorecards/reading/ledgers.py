"""What managers and reps keep by hand, held against the snapshots: rulings.yml and focus.yml (D01, D02, D08)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scorecards.document import Mapping, quoted
from scorecards.errors import Problem
from scorecards.fields import blank_as_none
from scorecards.focus import Focus
from scorecards.history import Sighting, Week
from scorecards.reading.dates import day_in
from scorecards.reading.people import id_or_name, with_ids
from scorecards.reading.references import Known, known
from scorecards.reading.sources import PipelineSources, Source
from scorecards.rulings import Rulings
from scorecards.team import Rep

PICKS_A_WEEK = 2
_AHEAD = timedelta(days=31)


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
        yield from _stalled(source.path, row)
        if on is None:
            continue
        yield from _days(source.path, row, on, weeks)
        opportunity = row.get("opportunity")
        sighting = sighting_on(opportunity, on, weeks)
        if sighting is None:
            continue
        yield from _closed(source.path, row, sighting)
        yield from _own_manager(source.path, row, on, reps.get(sighting.owner), managers)
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


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


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
    return reps if reps.ids is None else replace(reps, ids=reps.ids | owners)


def _reps(data: PipelineSources) -> dict[str, Rep]:
    team = data.team.value
    return {rep.id: rep for rep in with_ids(team).reps} if team else {}


def _stalled(path: str, row: Mapping) -> Iterator[Problem]:
    if row.get("ruling") != "stalled":
        return
    missing = [key for key in ("reason", "review_on") if blank_as_none(row.get(key)) is None]
    if missing:
        message = (
            f"read stalled without {' and '.join(missing)}, expected why it will move again, and the day to look again"
        )
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


def _closed(path: str, row: Mapping, sighting: Sighting) -> Iterator[Problem]:
    on = day_in(row, "on")
    if not sighting.is_open and not (on and sighting.closed_on and sighting.closed_on > on):
        message = f"read a ruling on {quoted(sighting.id)}, which is {sighting.status} by then, expected an open one"
        yield Problem(path, *row.value_at("opportunity"), "ruled-when-closed", message)


def _own_manager(path: str, row: Mapping, on: date, rep: Rep | None, managers: Known) -> Iterator[Problem]:
    by = row.get("by")
    if rep is None or not isinstance(by, str) or (managers.ids is not None and by not in managers.ids):
        return
    own = rep.manager_on(on)
    if by != own:
        message = f"read {quoted(by)}, expected {own}: {rep.id} had the opportunity, and {own} led {rep.id} on {on}"
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
    elif not begin.is_open and not end.is_open and not (begin.closed_on and begin.closed_on >= monday):
        message = f"read {opportunity}, which is {begin.status} by then, expected an open one"
        yield Problem(path, *place, "picked-when-closed", message)
