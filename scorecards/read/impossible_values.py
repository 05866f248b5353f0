"""What cannot be in a snapshot: days out of order, an open opportunity in no stage, a start from itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from scorecards.model.fields import blank_as_none
from scorecards.model.names import did_you_mean, nearest
from scorecards.model.snapshot import CARRIED_FORM, Opportunity
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_of
from scorecards.read.model_errors import known_keys
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.yaml_files.document import YamlMapping, YamlSequence, quoted

_CARRIED = re.compile(CARRIED_FORM)
_HOLD_PARTS = ("answers", "exit_criteria")
_PAST = ("created_on", "stage_entered_on", "closed_on", "verbal_yes_on", "signed_on")
_PAST_INSIDE = {
    "gap_rating": "on",
    "blocker": "since",
    "claim": "on",
    "buyer_call": "on",
    "first_need": "on",
    "present_need": "on",
    "contacts": "left_on",
    "activities": "on",
    "next_steps": "done_on",
    "buying_plan": "done_on",
    "answers": "on",
    "exit_criteria": "on",
}


def in_snapshot(snapshot: SnapshotSource) -> Iterator[Problem]:
    """Look through a snapshot."""
    yield from in_opportunities(snapshot)
    yield from circles(snapshot.rows())


def in_opportunities(snapshot: SnapshotSource) -> Iterator[Problem]:
    """Look at each opportunity by itself."""
    for path, row in snapshot.rows():
        yield from _no_stage(path, row)
        yield from _nobody_to_watch(path, row)
        yield from _order(path, row)
        yield from _carried_nothing(path, row)
        if snapshot.as_of:
            yield from _future(path, row, snapshot.as_of)


def circles(rows: Iterable[tuple[str, YamlMapping]]) -> Iterator[Problem]:
    """Tell of opportunities that started over from themselves, by whatever way round."""
    placed = [(path, row) for path, row in rows if _is_text(row, "id") and _is_text(row, "restarted_from")]
    restarted = {row["id"]: (path, row) for path, row in placed}
    settled: set[str] = set()
    for start in restarted:
        at = start
        seen: list[str] = []
        while at in restarted and at not in settled:
            settled.add(at)
            seen.append(at)
            at = restarted[at][1]["restarted_from"]
        if at in seen:
            path, row = restarted[at]
            chain = " from ".join([*seen[seen.index(at) :], at])
            message = f"read {quoted(chain)}, expected an opportunity that ended before"
            yield Problem(path, *row.value_at("restarted_from"), "circle", message)


def _no_stage(path: str, row: YamlMapping) -> Iterator[Problem]:
    if row.get("status") == "open" and blank_as_none(row.get("stage")) is None:
        message = "read an open opportunity without a stage, expected the stage that it is in"
        if "stage" in row:
            yield Problem(path, *row.key_at("stage"), "stage-missing", message)
        elif nearest("stage", set(row).difference(known_keys(Opportunity))) is None:
            yield Problem(path, *row.own_place(), "stage-missing", message)


def _nobody_to_watch(path: str, row: YamlMapping) -> Iterator[Problem]:
    wake = row.get("wake")
    if (
        isinstance(wake, YamlMapping)
        and blank_as_none(wake.get("change"))
        and blank_as_none(wake.get("person")) is None
    ):
        message = "read a change to wait for, expected the person, too, under the key person"
        yield Problem(path, *wake.key_at("change"), "nobody-to-watch", message)


def _order(path: str, row: YamlMapping) -> Iterator[Problem]:
    created = day_of(row.get("created_on"))
    if row.get("status") == "open" and day_of(row.get("closed_on")):
        message = "read a closing day of an opportunity whose status is open, expected one or the other"
        yield Problem(path, *row.key_at("closed_on"), "closed-while-open", message)
    elif created:
        yield from _not_before(path, row, "closed_on", created, "it was created on that day")
    if created:
        yield from _not_before(path, row, "stage_entered_on", created, "it was created on that day")
    first, present = row.get("first_need"), row.get("present_need")
    if isinstance(first, YamlMapping) and isinstance(present, YamlMapping) and (stated := day_of(first.get("on"))):
        yield from _not_before(path, present, "on", stated, "the first need was stated on that day")


def _not_before(path: str, node: YamlMapping, key: str, earliest: date, why: str) -> Iterator[Problem]:
    day = day_of(node.get(key))
    if day and day < earliest:
        yield Problem(path, *node.value_at(key), "impossible-date", f"read {day}, expected {earliest} or later: {why}")


def _carried_nothing(path: str, row: YamlMapping) -> Iterator[Problem]:
    """Tell of what was carried on as the file has it, and is not there; a misspelt field is told where it stands."""
    carried = row.get("carried_from")
    if not isinstance(carried, YamlMapping):
        return
    held = [key for key in row if key != "carried_from"]
    held += [f"{key}.{part}" for key in _HOLD_PARTS if isinstance(row.get(key), YamlMapping) for part in row[key]]
    unknown = set(row).difference(known_keys(Opportunity))
    for key in carried:
        if key not in held and _CARRIED.fullmatch(key) and nearest(key.partition(".")[0], unknown) is None:
            message = f"read {quoted(key)}, expected a field that this opportunity holds{did_you_mean(key, held)}"
            yield Problem(path, *carried.key_at(key), "nothing-carried", message)


def _future(path: str, row: YamlMapping, as_of: date) -> Iterator[Problem]:
    for key in _PAST:
        if key in row:
            yield from _not_after(path, row, key, as_of)
    carried = row.get("carried_from")
    if isinstance(carried, YamlMapping):
        for key in carried:
            yield from _not_after(path, carried, key, as_of)
    for key in _PAST_INSIDE.keys() & row.keys():
        below = _PAST_INSIDE[key]
        for inner in _holders(row[key], below):
            yield from _not_after(path, inner, below, as_of)


def _holders(value: Any, key: str) -> list[YamlMapping]:
    """Give the mappings that may hold ``key``: the value itself, or those in it."""
    if isinstance(value, YamlMapping):
        inner = [value] if isinstance(value.get(key), str) else list(value.values())
    else:
        inner = value if isinstance(value, YamlSequence) else []
    return [each for each in inner if isinstance(each, YamlMapping)]


def _not_after(path: str, node: YamlMapping, key: str, as_of: date) -> Iterator[Problem]:
    day = day_of(node.get(key))
    if day and day > as_of:
        message = f"read {day}, expected {as_of} or earlier: that is the day of the snapshot"
        yield Problem(path, *node.value_at(key), "impossible-date", message)


def _is_text(row: YamlMapping, key: str) -> bool:
    return isinstance(row.get(key), str)
