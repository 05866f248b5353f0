"""Working days: the weekend, the country's public holidays and the team's own free days do not count."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from scorecards.model.fields import WEEKDAYS, Day, Model, Weekday, blank_list, type_of_blank

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166 code such as IE."""

PartCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,3}$")]
"""The second part of an ISO 3166-2 code, such as BY of DE-BY."""


class WorkingDays(Model):
    """The days on which nobody is expected to work.  Without the file, these are Saturdays and Sundays."""

    weekend: Annotated[tuple[Weekday, ...], BeforeValidator(blank_list)] = Field(
        ("saturday", "sunday"), description="Weekly days off."
    )
    country: Annotated[CountryCode | None, type_of_blank] = Field(
        None, description="ISO code of the country for public holidays, such as IE."
    )
    subdivision: Annotated[PartCode | None, type_of_blank] = Field(
        None, description="ISO code of the part of the country, if its holidays differ, such as BY."
    )
    holidays: Annotated[tuple[Day, ...], BeforeValidator(blank_list)] = Field((), description="Other days off.")


_LONGEST = 3
"""The library also knows parts that have a name and no ISO code."""


def is_known(country: str) -> bool:
    """Tell whether the public holidays of a country are known, by its ISO code."""
    return _subdivisions(country) is not None


def subdivisions(country: str) -> frozenset[str]:
    """Give the ISO codes of the parts of a country whose own holidays are known; none for an unknown country."""
    return _subdivisions(country) or frozenset()


@cache
def holidays_in(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Give the public holidays of a year, on the days on which they are kept.

    There are none for years that the library does not tell of.  The country is a known one.
    """
    import holidays  # noqa: PLC0415 - slow to load, and needed only where a country is named

    return frozenset(holidays.country_holidays(country, subdivision, years=year, language="en_US"))


@cache
def _subdivisions(country: str) -> frozenset[str] | None:
    """Give the parts of a country, None for an unknown one; a list of all countries would load every one of them."""
    import holidays  # noqa: PLC0415 - slow to load, and needed only where a country is named

    try:
        parts = holidays.country_holidays(country).subdivisions
    except NotImplementedError:
        return None
    return frozenset(part for part in parts if len(part) <= _LONGEST)


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
