"""What reps keep by hand, held against the snapshots and the rulings: focus.yml (D08)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scorecards.model.picks import Focus, monday_of
from scorecards.model.vocabulary import RULED_OVER
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_in
from scorecards.read.people import id_or_name, reps_of
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.references import KnownIds, ids_in
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, quoted

PICKS_A_WEEK = 2
_A_WEEK = timedelta(days=6)


def of_focus(source: Source[Focus], data: PipelineSources, records: SnapshotRecords) -> Iterator[Problem]:
    """Look at each pick: whose it is, whether it can be picked, and whether it is one of two.

    Those of weeks from the day ``records.until`` on are of a time that the snapshots do not tell.
    """
    reps = _sellers(data, records)
    rulings = _rulings(data)
    picked: dict[tuple[str, date], list[str]] = {}
    for row in source.rows("picks"):
        day, rep, opportunity = day_in(row, "week"), row.get("rep"), row.get("opportunity")
        if day and records.until and monday_of(day) >= records.until:
            continue
        yield from reps.check(source.path, row, "rep")
        yield from records.known_ids.check(source.path, row, "opportunity")
        if day is None or not isinstance(opportunity, str) or not isinstance(rep, str) or rep not in (reps.ids or ()):
            continue
        yield from records.not_far_ahead(source.path, row, "week", day)
        earlier = picked.setdefault((rep, monday_of(day)), [])
        yield from _one_of_two(source.path, row, earlier)
        if opportunity not in earlier:
            earlier.append(opportunity)
        yield from _pickable(source.path, row, monday_of(day), rulings.get(opportunity, ()), records)


def _sellers(data: PipelineSources, records: SnapshotRecords) -> KnownIds:
    """Collect the reps of the team, and those who have left it and stand in an older snapshot."""
    reps = ids_in(data.team, "reps", "a rep", "team.yml", id_or_name)
    owners = {record.owner for snapshot in records.snapshots[:-1] for record in snapshot.records.values()}
    owners |= reps_of(data.team).keys()
    return reps if reps.ids is None else replace(reps, ids=reps.ids | owners)


def _rulings(data: PipelineSources) -> dict[object, list[YamlMapping]]:
    """Collect the rulings on each opportunity, as written."""
    found: defaultdict[object, list[YamlMapping]] = defaultdict(list)
    for row in data.rulings.rows("rulings") if data.rulings else ():
        if isinstance(row.get("opportunity"), str):
            found[row["opportunity"]].append(row)
    return found


def _one_of_two(path: str, row: YamlMapping, earlier: Sequence[str]) -> Iterator[Problem]:
    rep, opportunity = quoted(row["rep"]), quoted(row["opportunity"])
    if row["opportunity"] in earlier:
        message = f"read {opportunity} a second time for {rep} in one week, expected it once"
        yield Problem(path, *row.value_at("opportunity"), "picked-twice", message)
    elif len(earlier) >= PICKS_A_WEEK:
        message = f"read a third pick of {rep} in one week, expected two at most: {' and '.join(earlier)} stand already"
        yield Problem(path, *row.value_at("opportunity"), "too-many-picks", message)


def _pickable(
    path: str, row: YamlMapping, monday: date, rulings: Sequence[YamlMapping], records: SnapshotRecords
) -> Iterator[Problem]:
    """Look whether it was the rep's own in that week, open, and not ruled over.

    A change in the week itself leaves both ways right.
    """
    begin = records.on_day(row["opportunity"], monday)
    end = records.on_day(row["opportunity"], monday + _A_WEEK)
    if begin is None or end is None:
        return
    rep, opportunity, place = row["rep"], quoted(begin.id), row.value_at("opportunity")
    if rep not in {begin.owner, end.owner}:
        message = f"read {opportunity}, which is {end.owner}'s that week, expected one of {rep}'s own"
        yield Problem(path, *place, "not-their-opportunity", message)
    elif (closed := records.closed_by(begin.id, monday)) and not end.is_open:
        message = f"read {opportunity}, which is {closed.status} by then, expected an open one"
        yield Problem(path, *place, "picked-when-closed", message)
    elif over := _ruled_over(rulings, records.reopened_on(begin.id, monday + _A_WEEK), monday):
        line = over.own_place()[0]
        decided = f"which its manager decided is {over['ruling']} on {over['on']} (line {line} of rulings.yml)"
        message = f"read {opportunity}, {decided}, expected one that goes on"
        yield Problem(path, *place, "picked-when-ruled", message)


def _ruled_over(rulings: Sequence[YamlMapping], since: date, monday: date) -> YamlMapping | None:
    """Give the ruling that stands on the eve of a week where it says that the deal is lost or dead (D01).

    It stands until the deal is closed and opened again: those before the day ``since`` stand no more.  None too where
    the day of a ruling cannot be read, so that nobody can say which is the last.
    """
    days = [(day_in(row, "on"), row) for row in rulings]
    standing = [(on, row) for on, row in days if on and since <= on < monday]
    if not standing or not all(on for on, _ in days):
        return None
    _, last = max(standing, key=lambda pair: pair[0])
    return last if last.get("ruling") in RULED_OVER else None
