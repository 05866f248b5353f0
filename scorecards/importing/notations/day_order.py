"""Whether day or month comes first: found in the dates of an export, or asked; never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scorecards.document import quoted
from scorecards.errors import Problem
from scorecards.importing.notations.days import ISO, MONTHS, PATTERNS, Days, written
from scorecards.importing.notations.seen import Seen

_ORDERS: Final = (("DD/MM/YYYY", "MM/DD/YYYY"), ("DD-MM-YYYY", "MM-DD-YYYY"))
"""Patterns that the same text can have; what shows the order of one pair says nothing about the other."""

Settled = tuple[Days, list[str]]
"""How days are read, and sentences that say so."""


def settle_days(seen: Iterable[Seen], told: str | None, zone: str | None, problems: list[Problem]) -> Settled:
    """Find how the days are written, unless the mapping says it; what cannot be found is a problem that asks."""
    first = _First()
    for each in seen:
        first.look_at(each)
    where, sentences = _zone(zone, first.moment)
    if told:
        patterns = frozenset({told, ISO})
        return Days(patterns, told, where), [f"dates: {told}, as the mapping says", *sentences]
    lost = {pattern for pair in _ORDERS for pattern in first.against(*pair, problems)}
    return Days(frozenset(PATTERNS) - lost, None, where), [*first.sentences(), *sentences]


@dataclass(slots=True)
class _First:
    """The first text that can be read by exactly these patterns, each as another day; and the first with an offset."""

    by_patterns: dict[frozenset[str], Seen] = field(default_factory=dict)
    moment: Seen | None = None

    def look_at(self, seen: Seen) -> None:
        found = written(seen.text)
        if found is None:
            return
        if found.moment and self.moment is None:
            self.moment = seen
        if len(set(found.days.values())) == len(found.days):
            self.by_patterns.setdefault(frozenset(found.days), seen)

    def only(self, pattern: str) -> Seen | None:
        return self.by_patterns.get(frozenset({pattern}))

    def against(self, one: str, other: str, problems: list[Problem]) -> list[str]:
        """Give the one of two patterns that the texts speak against; a problem where they speak against both."""
        shows_one, shows_other = self.only(one), self.only(other)
        either = self.by_patterns.get(frozenset({one, other}))
        if shows_one and shows_other:
            problems.append(_contradiction(shows_one, one, shows_other, other))
        elif either and not (shows_one or shows_other):
            problems.append(_question(either, one, other))
        return [other] * bool(shows_one and not shows_other) + [one] * bool(shows_other and not shows_one)

    def sentences(self) -> list[str]:
        """Say which patterns are there, each with a text that shows it."""
        ordered = {pattern for pair in _ORDERS for pattern in pair}
        shown = [(pattern, self.only(pattern)) for pattern in PATTERNS]
        return [
            f"dates: {pattern}, {'because of' if pattern in ordered else 'such as'} {seen.place()}"
            for pattern, seen in shown
            if seen
        ]


def _contradiction(one: Seen, pattern: str, other: Seen, other_pattern: str) -> Problem:
    message = (
        f"read {other.text}, which can only be {other_pattern}, and {one.place()}, which can only be {pattern}; "
        "expected day and month in one order in the whole import. Export the files again with dates as "
        f"YYYY-MM-DD, or name the order that is right in the mapping, such as source: {{dates: {pattern}}}; rows with "
        "the other one are then rejected"
    )
    return other.problem("csv-day-order", message)


def _question(seen: Seen, one: str, other: str) -> Problem:
    found = written(seen.text)
    days = found.days if found else {}
    message = (
        f"read {seen.text}, which is {_short(days[one])} or {_short(days[other])} {days[one].year}, and no other date "
        f"shows which; expected the mapping to say it. Write source: {{dates: {one}}} for {_short(days[one])}, or "
        f"source: {{dates: {other}}} for {_short(days[other])}"
    )
    return seen.problem("csv-day-order", message)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _zone(name: str | None, moment: Seen | None) -> tuple[tzinfo, list[str]]:
    """Give the time zone, and a sentence where there is a time that it matters for."""
    zone: tzinfo = UTC
    because = "because no time zone is known"
    if name:
        try:
            zone, because = ZoneInfo(name), "the team's time zone"
        except (ZoneInfoNotFoundError, ValueError, OSError):
            because = f"because no time zone {quoted(name)} is known"
    where = "UTC" if zone is UTC else name
    return zone, [f"times: the day in {where}, {because}; the first is {moment.place()}"] if moment else []
