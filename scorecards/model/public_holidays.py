"""The public holidays of countries: the only module that knows the library ``holidays``.

The library takes a tenth of a second to load, so it is loaded only where a team names a country.
"""

from datetime import date
from functools import cache

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
