"""Visits to stages: what the snapshots show of an opportunity from entering a stage to leaving it (D19)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from scorecards.history.opportunity_history import History
from scorecards.history.record import OpportunityRecord
from scorecards.model.vocabulary import CLOSED, Closed

VisitEnd = Literal["moved_on", "back", Closed, "gone", "still_there"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of an opportunity in a stage, with how it ended; both days are None where either is not known."""

    stage: str
    end: VisitEnd
    entered_on: date | None
    left_on: date | None


class _Stay(NamedTuple):
    stage: str
    entered_on: date | None


def visits_of(history: History, stages: Mapping[str, int]) -> Iterator[Visit]:
    """Give the visits of all opportunities that a snapshot shows open, in stages of today's playbook.

    A closing that was undone is none: the visit goes on where it is reopened in the same stage.
    """
    as_of = history.snapshots[-1].as_of
    for opportunity, all_stays in _stays(history).items():
        story = history.histories[opportunity]
        known = [stay for stay in all_stays if stay.stage in stages]
        stays = [stay for at, stay in enumerate(known) if at == 0 or stay.stage != known[at - 1].stage]
        for place, stay in enumerate(stays):
            following = stays[place + 1] if place + 1 < len(stays) else None
            if following:
                end: VisitEnd = "moved_on" if stages[following.stage] > stages[stay.stage] else "back"
                left_on = following.entered_on
            else:
                end, left_on = _last(story.last, is_gone=story.seen_on < as_of)
            yield Visit(stay.stage, end, *_days(stay.entered_on, left_on))


def _stays(history: History) -> dict[str, list[_Stay]]:
    """Give the stages that each opportunity went through, in their order, once it was seen open."""
    found: dict[str, list[_Stay]] = {}
    for week in history.snapshots:
        for opportunity, record in week.records.items():
            counts = record.is_open or (opportunity in found and history.histories[opportunity].seen_on == week.as_of)
            if counts and record.stage:
                _add(found.setdefault(opportunity, []), record)
    return found


def _add(stays: list[_Stay], record: OpportunityRecord) -> None:
    stage, entered_on = record.stage or "", record.stage_entered_on
    if not stays or stays[-1].stage != stage:
        stays.append(_Stay(stage, entered_on))
    elif entered_on not in {None, stays[-1].entered_on}:
        stays[-1] = _Stay(stage, entered_on)


def _last(last: OpportunityRecord, *, is_gone: bool) -> tuple[VisitEnd, date | None]:
    if last.is_open:
        return ("gone" if is_gone else "still_there"), None
    return CLOSED[last.status], last.closed_on


def _days(entered_on: date | None, left_on: date | None) -> tuple[date | None, date | None]:
    if entered_on is None or left_on is None or left_on < entered_on:
        return None, None
    return entered_on, left_on
