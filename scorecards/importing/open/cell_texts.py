"""The values of cells, as a sheet or a table of typed columns has them, to texts as people see them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final


def _hours(value: timedelta) -> str:
    """Write a length of time as spreadsheets do: 30:00:00."""
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_WRITTEN: Final[dict[type, Callable[[Any], str]]] = {
    bool: lambda value: "true" if value else "false",
    float: lambda value: format(Decimal(repr(value)), "f").removesuffix(".0"),
    Decimal: lambda value: format(value, "f"),
    datetime: lambda value: value.isoformat().removesuffix("T00:00:00"),
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _hours,
    list: lambda values: "; ".join(map(cell_text, values)),
    tuple: lambda values: "; ".join(map(cell_text, values)),
    bytes: lambda value: value.decode(errors="backslashreplace"),
}
"""How a value of each kind is written; one of another kind is written as Python does."""


def cell_text(value: Any) -> str:
    """Write a cell as people see it."""
    plain = value.tolist() if hasattr(value, "tolist") else value
    if plain is None or plain != plain:  # noqa: PLR0124 - NaN and NaT differ from themselves
        return ""
    kind = next((kind for kind in _WRITTEN if isinstance(plain, kind)), None)
    return _WRITTEN[kind](plain) if kind else str(plain)
