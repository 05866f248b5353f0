"""Days as files write them, before anything is validated."""

from datetime import date
from functools import lru_cache
from typing import Any

from scorecards.document import Mapping

_LONG = len("2026-11-16")


def day_of(value: Any) -> date | None:
    """Give the day that a value writes; None where it writes none."""
    return _text_day(value) if isinstance(value, str) else None


def day_in(row: Mapping, key: str) -> date | None:
    """Give the day under a key."""
    return day_of(row.get(key))


@lru_cache(maxsize=20_000)
def _text_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == _LONG else None
    except ValueError:
        return None
