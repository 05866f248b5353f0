"""Days as files write them, before anything is validated."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any

from scorecards.model.fields import FIRST_YEAR, LAST_YEAR, MONTHS
from scorecards.yaml_files.document import YamlMapping

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(value: Any) -> date | None:
    """Give the day that a value writes; None where it writes none."""
    return _text_day(value) if isinstance(value, str) else None


def day_in(row: YamlMapping, key: str) -> date | None:
    """Give the day under a key."""
    return day_of(row.get(key))


@lru_cache(maxsize=20_000)
def _text_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if _WRITTEN.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def not_in_the_calendar(value: Any) -> str | None:
    """Say what the calendar has in place of a day that is written well and does not exist; None for all else."""
    if not isinstance(value, str) or not _WRITTEN.fullmatch(value):
        return None
    year, month, day = map(int, value.split("-"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not 1 <= month <= len(MONTHS):
        return f"a year has {len(MONTHS)} months"
    days = monthrange(year, month)[1]
    of_year = f" {year}" if MONTHS[month - 1] == "February" else ""
    return None if 1 <= day <= days else f"{MONTHS[month - 1]}{of_year} has {days} days"
