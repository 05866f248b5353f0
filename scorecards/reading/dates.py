"""Days as files write them, before anything is validated."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from scorecards.document import Mapping
from scorecards.fields import FIRST_YEAR, LAST_YEAR

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(value: Any) -> date | None:
    """Give the day that a value writes; None where it writes none."""
    return _text_day(value) if isinstance(value, str) else None


def day_in(row: Mapping, key: str) -> date | None:
    """Give the day under a key."""
    return day_of(row.get(key))


@lru_cache(maxsize=20_000)
def _text_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if _WRITTEN.fullmatch(text) else None
    except ValueError:
        return None
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
