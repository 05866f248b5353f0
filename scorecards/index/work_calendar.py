"""Counting working days, by the playbook's weekend, its country and its own free days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from scorecards.model.fields import WEEKDAYS
from scorecards.model.working_days import WorkingDays, holidays_in

_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days; ``weekend`` holds days of the week, 0 for Monday, and never all seven."""

    weekend: frozenset[int]
    country: str | None
    subdivision: str | None
    free: frozenset[date]

    @classmethod
    def of(cls, rules: WorkingDays) -> "WorkCalendar":
        """Take what working-days.yml says; its country and part of the country must be known ones."""
        weekend = frozenset(WEEKDAYS.index(day) for day in rules.weekend)
        return cls(weekend, rules.country, rules.subdivision, frozenset(rules.holidays))

    def is_working(self, day: date) -> bool:
        """Tell whether people are expected to work on a day."""
        return day.weekday() not in self.weekend and day not in _off(self, day.year)

    def between(self, start: date, end: date) -> int:
        """Count the working days after ``start``, up to and with ``end``; below zero where ``end`` is the earlier one.

        So it agrees with the difference in calendar days where every day is a working day.
        """
        if end < start:
            return -self.between(end, start)
        weeks, rest = divmod((end - start).days, _A_WEEK)
        last = sum((start.weekday() + day) % _A_WEEK not in self.weekend for day in range(1, rest + 1))
        off = sum(start < day <= end for year in range(start.year, end.year + 1) for day in _off(self, year))
        return weeks * (_A_WEEK - len(self.weekend)) + last - off

    def after(self, start: date, days: int) -> date:
        """Give the day on which so many working days have passed since ``start``."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day


@lru_cache(maxsize=1000)
def _off(calendar: WorkCalendar, year: int) -> frozenset[date]:
    """Give the days of a year that are free though they fall on no weekend."""
    free = {day for day in calendar.free if day.year == year}
    if calendar.country:
        free |= holidays_in(calendar.country, calendar.subdivision, year)
    return frozenset(day for day in free if day.weekday() not in calendar.weekend)
