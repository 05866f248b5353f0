"""The day that a text states: in full, and no other beside it."""

import re
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
STATED = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}}))\b",
    re.IGNORECASE,
)


def stated_day(text: str) -> date | None:
    """Give the one day that a text states with its year, in ISO form or with an English month; None where it is unsure.

    >>> stated_day("1 April 2027, before the season")
    datetime.date(2027, 4, 1)
    >>> stated_day("1 April")
    >>> stated_day("between 2027-04-01 and 2027-05-01")
    """
    found = {_day(match) for match in STATED.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (next(filter(None, (match[f"{part}{form}"] for form in "123"))) for part in "ymd")
    number = int(month) if month.isdigit() else [each[:3] for each in _MONTHS].index(month[:3].casefold()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
