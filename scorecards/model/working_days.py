"""Working days: the weekend, the country's public holidays and the team's own free days do not count."""

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from scorecards.model.fields import Day, Model, Weekday, blank_list, type_of_blank

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166 code such as IE."""

PartCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,3}$")]
"""The second part of an ISO 3166-2 code, such as BY of DE-BY."""


class WorkingDays(Model):
    """The days on which nobody is expected to work.  Without the file, these are Saturdays and Sundays."""

    weekend: Annotated[tuple[Weekday, ...], BeforeValidator(blank_list)] = Field(
        ("saturday", "sunday"), description="The days of the week without work."
    )
    country: Annotated[CountryCode | None, type_of_blank] = Field(
        None, description="ISO code of the country whose public holidays count, for example IE."
    )
    subdivision: Annotated[PartCode | None, type_of_blank] = Field(
        None, description="ISO code of the part of the country, where its holidays differ, for example BY."
    )
    holidays: Annotated[tuple[Day, ...], BeforeValidator(blank_list)] = Field(
        (), description="Further days without work."
    )


_LONGEST = 3
"""The library also knows parts that have a name and no ISO code."""


def countries() -> frozenset[str]:
    """Give the ISO codes of the countries whose public holidays are known."""
    return frozenset(_subdivisions())


def subdivisions(country: str) -> frozenset[str]:
    """Give the ISO codes of the parts of a country whose own holidays are known; none for an unknown country."""
    return _subdivisions().get(country, frozenset())


@cache
def holidays_in(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Give the public holidays of a year, on the days on which they are kept.

    There are none for years that the library does not tell of.  The country is one of :func:`countries`.
    """
    import holidays  # noqa: PLC0415 - slow to load, and needed only where a country is named

    return frozenset(holidays.country_holidays(country, subdivision, years=year, language="en_US"))


@cache
def _subdivisions() -> dict[str, frozenset[str]]:
    import holidays  # noqa: PLC0415 - slow to load, and needed only where a country is named

    listed = holidays.list_supported_countries().items()
    return {country: frozenset(part for part in parts if len(part) <= _LONGEST) for country, parts in listed}
