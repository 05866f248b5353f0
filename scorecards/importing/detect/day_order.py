"""Whether day or month comes first: found in the dates of a file, or asked; never guessed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from scorecards.importing.detect.days import ISO, PATTERNS, possible_days
from scorecards.importing.detect.distinct_texts import DistinctText
from scorecards.model.fields import MONTHS
from scorecards.problems.problem import Problem

_ORDERS: Final = (("DD/MM/YYYY", "MM/DD/YYYY"), ("DD-MM-YYYY", "MM-DD-YYYY"))
"""Patterns that the same text can have; what shows the order of one pair says nothing about the other."""

_OTHER_ORDER: Final = {one: other for pair in _ORDERS for one, other in (pair, pair[::-1])}


@dataclass(frozen=True, slots=True)
class Order:
    """How the days of a file are written."""

    patterns: frozenset[str]
    """Those that count."""
    shown: Mapping[str, DistinctText]
    """The first text that can be read by this pattern alone."""
    moment: DistinctText | None
    """The first text with an offset from UTC."""
    questions: tuple[Problem, ...] = ()
    """What the texts leave open, or contradict."""


def settle_order(seen: Iterable[DistinctText], told: str | None) -> Order:
    """Find how the days are written, unless the mapping says it; what cannot be found is a question."""
    first = _First()
    for each in seen:
        first.look_at(each)
    if told:
        return Order(frozenset({told, ISO}), {}, first.moment)
    lost = {pattern for pair in _ORDERS for pattern in first.against(*pair)}
    questions = tuple(question for pair in _ORDERS if (question := first.question(*pair)))
    shown = {pattern: only for pattern in PATTERNS if (only := first.only(pattern))}
    return Order(frozenset(PATTERNS) - lost, shown, first.moment, questions)


def about_orders(orders: Sequence[Order]) -> Iterator[str]:
    """Say which patterns are there, each with a text that shows it; file by file where the files differ."""
    for pattern in PATTERNS:
        shown = [order.shown[pattern] for order in orders if pattern in order.shown]
        other = _OTHER_ORDER.get(pattern)
        if any(other in order.shown for order in orders):
            yield from (f"dates in {seen.table.path}: {pattern}, {seen.example()}" for seen in shown)
        elif shown:
            yield f"dates: {pattern}, {shown[0].example()}"


@dataclass(slots=True)
class _First:
    """The first text that can be read by exactly these patterns, each as another day; and the first with an offset."""

    by_patterns: dict[frozenset[str], DistinctText] = field(default_factory=dict)
    moment: DistinctText | None = None

    def look_at(self, seen: DistinctText) -> None:
        found = possible_days(seen.text)
        if found is None:
            return
        if found.moment and self.moment is None:
            self.moment = seen
        if len(set(found.days.values())) == len(found.days):
            self.by_patterns.setdefault(frozenset(found.days), seen)

    def only(self, pattern: str) -> DistinctText | None:
        return self.by_patterns.get(frozenset({pattern}))

    def against(self, one: str, other: str) -> list[str]:
        """Give the one of two patterns that the texts speak against; none where they speak against both."""
        shows_one, shows_other = self.only(one), self.only(other)
        return [other] * bool(shows_one and not shows_other) + [one] * bool(shows_other and not shows_one)

    def question(self, one: str, other: str) -> Problem | None:
        """Ask which of two patterns it is, where the texts speak against both, or against none."""
        shows_one, shows_other = self.only(one), self.only(other)
        either = self.by_patterns.get(frozenset({one, other}))
        if shows_one and shows_other:
            return _contradiction(shows_one, one, shows_other, other)
        return _question(either, one, other) if either and not (shows_one or shows_other) else None


def _contradiction(one: DistinctText, pattern: str, other: DistinctText, other_pattern: str) -> Problem:
    message = (
        f"read {other.text}, which can only be {other_pattern}, and {one.place()}, which can only be {pattern}; "
        "expected day and month in one order in the whole file. Export it again with dates as "
        f"YYYY-MM-DD, or name the order that is right in the mapping, such as source: {{dates: {pattern}}}; days in "
        "the other one are then unknown"
    )
    return other.problem("csv-day-order", message)


def _question(seen: DistinctText, one: str, other: str) -> Problem:
    found = possible_days(seen.text)
    days = found.days if found else {}
    message = (
        f"read {seen.text}, which is {_short(days[one])} or {_short(days[other])} {days[one].year}, and no other date "
        f"of the file shows which; expected the mapping to say it. Write source: {{dates: {one}}} for "
        f"{_short(days[one])}, or source: {{dates: {other}}} for {_short(days[other])}"
    )
    return seen.problem("csv-day-order", message)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
