"""A rep's follow-up blocks as a calendar file, RFC 5545 (D25).

The file holds what the rep's page shows, and no clock: events are stamped with the day of the snapshot.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from scorecards.render.characters import CONTROLS, HALVES, MORE_CONTROLS, SEPARATORS
from scorecards.report.deal import ColleaguesDeal, Deal
from scorecards.report.formats import Formats
from scorecards.report.scorecard import Scorecard
from scorecards.report.week import Block, Due, FollowUp

_PRODUCT: Final = "-//Sales Scorecards//Follow-up blocks//EN"
_UNPRINTABLE: Final = re.compile(f"[{CONTROLS}{MORE_CONTROLS}{SEPARATORS}{HALVES}]+")
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)


def calendar_file(
    card: Scorecard, follow_up: FollowUp, as_of: date, deals: Mapping[str, Deal | ColleaguesDeal], formats: Formats
) -> bytes:
    """Write a rep's calendar file."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Follow-up of {_plain(card.name)}")
    calendar.add_component(_zone(follow_up.time_zone, as_of.year))
    for block in follow_up.blocks:
        lines = [_line(each, deals, formats) for each in block.steps] or ["Nothing is due yet."]
        description = "\n".join((*lines, f"As of {formats.day(as_of)}."))
        calendar.add_component(_event(card.rep, block, follow_up.time_zone, as_of, description))
    return bytes(calendar.to_ical())


def _event(rep: str, block: Block, zone: str, as_of: date, description: str) -> Event:
    """Make the event of a block.

    One without steps is there too: the time stays free, and a calendar that showed a step there before loses it.  The
    id is made of what the block is, so that it is the same from one build to the next.
    """
    event = Event()
    event.add("uid", f"{rep}-{block.day:%Y%m%d}T{block.start.replace(':', '')}@follow-up.sales-scorecards")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", _moment(block.day, block.start, zone))
    event.add("dtend", _moment(block.day, block.end, zone))
    many = len(block.steps)
    summary = f"Follow-up: {many} {'step' if many == 1 else 'steps'}" if many else "Follow-up"
    event.add("summary", summary)
    event.add("description", description)
    if many:
        event.add_component(_reminder(summary))
    return event


def _reminder(summary: str) -> Alarm:
    """Make the reminder: at the block's start, and at no other moment."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta())
    alarm.add("description", summary)
    return alarm


def _line(due: Due, deals: Mapping[str, Deal | ColleaguesDeal], formats: Formats) -> str:
    deal, step = deals[due.opportunity], due.step
    colleague = f"for {deal.owner_name}" if step.rep != deal.owner else None
    named = ", ".join(_plain(name) for name in (deal.name, deal.account_name, colleague) if name)
    by = f": {'was due' if step.state == 'overdue' else 'by'} {formats.day(step.due)}" if step.due else ""
    return f"- {_plain(step.what)} ({named}){by}"


def _plain(text: str) -> str:
    """Put a text on one line, without characters that a calendar file cannot hold."""
    return _UNPRINTABLE.sub(" ", text).strip()


def _moment(day: date, clock: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))


@lru_cache(maxsize=8)
def _zone(name: str, year: int) -> Timezone:
    """Describe a time zone, for the year of the snapshot and the one after.

    The part with the smallest offset is called standard time: for Dublin the data of some machines call it daylight
    time.  The library could make this too, but sets the clocks an hour late in spring.
    """
    zone = ZoneInfo(name)
    begin, end = datetime(year, 1, 1, tzinfo=UTC) - _DAY, datetime(year + 2, 1, 1, tzinfo=UTC)
    onsets = [begin, *_changes(zone, begin, end)]
    least = min(_offset(zone, onset) for onset in onsets)
    described = Timezone()
    described.add("tzid", name)
    for onset in onsets:
        before, after = _offset(zone, onset - _MINUTE), _offset(zone, onset)
        part = TimezoneStandard() if after == least else TimezoneDaylight()
        part.add("dtstart", (onset + before).replace(tzinfo=None))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", onset.astimezone(zone).tzname() or name)
        described.add_component(part)
    return described


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Give the first minute of each new offset."""
    day = begin
    while day < end:
        if _offset(zone, day) != _offset(zone, day + _DAY):
            minutes = range(1, _DAY // _MINUTE + 1)
            old = _offset(zone, day)
            yield day + _MINUTE * next(each for each in minutes if _offset(zone, day + _MINUTE * each) != old)
        day += _DAY


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
