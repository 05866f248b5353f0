"""The states that an opportunity was in: when it entered its present stage, and how often its close date moved out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import Final

from scorecards.importing.detect.days import possible_days
from scorecards.importing.detect.notations import Notation

_TIME: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d{1,9})?))?(?: ?([AaPp])\.?[Mm])?", re.ASCII)
_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class State:
    """A row of a history: from a moment on, the CRM's word for the stage and the close date; None where not told."""

    moment: str
    """Sorts in time."""
    day: str
    stage: str | None
    close_date: str | None


def moment_of(text: str, day: str, notation: Notation) -> str:
    """Give a moment that sorts in time, of a text that says a day, with or without a time."""
    found = possible_days(" ".join(text.split()))
    if found is not None and found.moment is not None:
        zone = notation.days.zone
        on = next((each for each in found.days.values() if found.in_zone(each, zone).isoformat() == day), None)
        if on is not None:
            moment = datetime.combine(on, found.moment).astimezone(UTC)
            return moment.isoformat() + (_seconds(text))
    return f"{day}T{_time_of_day(text)}"


def entered_on(states: Sequence[State], present: str) -> str | None:
    """Give the day of the first row of the last unbroken run of the present stage.

    None where the history ends in another stage, or where rows of one moment leave the day open.
    """
    told = [state for state in states if state.stage is not None]
    runs = [list(rows) for _, rows in groupby(sorted(told, key=lambda state: state.moment), lambda state: state.moment)]
    if not runs or not any(state.stage == present for state in runs[-1]):
        return None
    since = runs[-1][0].day
    if any(state.stage != present for state in runs[-1]):
        return since
    for rows in reversed(runs[:-1]):
        stages = {state.stage for state in rows}
        if stages != {present}:
            return None if present in stages and rows[0].day != since else since
        since = rows[0].day
    return since


def pushes(states: Sequence[State]) -> int | None:
    """Count how often the close date moved to a later day; None where rows of one moment leave that open."""
    told = {(state.moment, state.close_date) for state in states if state.close_date is not None}
    ordered = sorted(told)
    if not ordered or any(one[0] == other[0] for one, other in pairwise(ordered)):
        return None
    return sum(str(one[1]) < str(other[1]) for one, other in pairwise(ordered))


def _seconds(text: str) -> str:
    """Give the fraction of a second that a moment is written with."""
    found = _TIME.search(text)
    fraction = re.split("[.,]", found[3] or "") if found else [""]
    return f".{fraction[1]}" if len(fraction) > 1 else ""


def _time_of_day(text: str) -> str:
    found = _TIME.search(text)
    if found is None:
        return ""
    hour, half = int(found[1]), (found[4] or "").lower()
    hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    return f"{hour:02}:{found[2]}:{(found[3] or '00').replace(',', '.')}"
