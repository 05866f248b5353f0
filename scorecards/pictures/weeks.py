"""The open pipeline of each snapshot, and what of it is over its stage's limit with no end ruled (D14)."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scorecards.formatting import Formats
from scorecards.pictures.sketching import (
    INK,
    LINE,
    MEND,
    NARROW,
    QUIET,
    SMALL,
    UNKNOWN,
    Layer,
    Row,
    Sketch,
    Wording,
    canvas,
    layer,
    words,
)
from scorecards.results import Sum, WeekFigure

SHOWN: Final = 52
"""The newest so many snapshots are shown: a year of weeks."""

_TOP, _GROUND, _HEIGHT, _RIGHT, _LINE = 8, 132, 152, 250, 14


class _Column(NamedTuple):
    """One snapshot: the whole, and the aged part of it, None where no age is known."""

    day: str
    whole: float
    aged: float | None
    whole_told: str
    aged_told: str


def weeks_sketch(weeks: Sequence[WeekFigure], formats: Formats) -> Sketch:
    """Sketch week by week what is undecided, as amounts, or as numbers where amounts cannot be added up."""
    wording = Wording()
    worth = all(_is_worth(week.open) and _is_worth(week.aged) for week in weeks) and any(
        week.open.amounts for week in weeks
    )
    columns = [_column(week, formats, worth=worth) for week in weeks[-SHOWN:]]
    spec = canvas(NARROW, _HEIGHT, list(_layers(columns, wording)))
    return Sketch("weeks", spec, wording, "What is open, and what of it is over the stage's limit, by snapshot")


def _is_worth(total: Sum) -> bool:
    """Tell whether a sum is one amount."""
    return len(total.amounts) <= 1


def _column(week: WeekFigure, formats: Formats, *, worth: bool) -> _Column:
    aged = _size(week.aged, worth=worth) if week.age_known or not week.open.count else None
    return _Column(
        formats.day(week.as_of),
        _size(week.open, worth=worth),
        aged,
        _told(week.open, formats, worth=worth),
        _told(week.aged, formats, worth=worth),
    )


def _size(total: Sum, *, worth: bool) -> float:
    if not worth:
        return total.count
    return float(sum(each.amount for each in total.amounts))


def _told(total: Sum, formats: Formats, *, worth: bool) -> str:
    return formats.money(total.amounts[0]) if worth and total.amounts else formats.number(total.count)


def _layers(columns: Sequence[_Column], wording: Wording) -> Iterator[Layer]:
    days = [str(place) for place in range(len(columns))]
    most = max(column.whole for column in columns) or 1
    x = {
        "field": "day",
        "type": "nominal",
        "axis": None,
        "scale": {"domain": days, "range": [0, _RIGHT], "paddingInner": 0.3, "paddingOuter": 0},
    }
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [0, most], "range": [_GROUND, _TOP], "nice": False}}
    open_rows: list[Row] = [
        {"day": day, "size": column.whole, "note": wording.note(_note(column))}
        for day, column in zip(days, columns, strict=True)
    ]
    yield layer("bar", open_rows, {"x": x, "y": {**y, "field": "size"}}, fill=LINE)
    aged: list[Row] = [
        {"day": day, "size": column.aged, "note": wording.note(_note(column))}
        for day, column in zip(days, columns, strict=True)
        if column.aged
    ]
    yield layer("bar", aged, {"x": x, "y": {**y, "field": "size"}}, fill=MEND)
    unknown: list[Row] = [
        {"day": day, "text": wording.text("?")}
        for day, column in zip(days, columns, strict=True)
        if column.aged is None
    ]
    yield words(unknown, {"x": {**x, "bandPosition": 0.5}, "y": {"value": _GROUND - 10}}, UNKNOWN, align="center")
    yield layer("rule", [{}], {"x": {"value": 0}, "x2": {"value": _RIGHT}, "y": {"value": _GROUND}}, stroke=QUIET)
    yield from _ends(columns, most, wording)


def _note(column: _Column) -> str:
    aged = (
        "how much of it is over the limit is not known" if column.aged is None else f"{column.aged_told} over the limit"
    )
    return f"{column.day}: {column.whole_told} open, {aged}"


def _ends(columns: Sequence[_Column], most: float, wording: Wording) -> Iterator[Layer]:
    """Say the day of the first and of the last of them, and beside the last one how much it is."""
    for column, end, align in ((columns[0], 0, "left"), (columns[-1], _RIGHT, "right")):
        day = [{"text": wording.text(column.day)}]
        yield words(day, {"x": {"value": end}, "y": {"value": _GROUND + 13}}, QUIET, align=align, fontSize=SMALL)
    last = columns[-1]
    whole_at = _GROUND - (_GROUND - _TOP) * last.whole / most
    aged_at = max(whole_at + 2 * _LINE, _GROUND - (_GROUND - _TOP) * (last.aged or 0) / most)
    told = [(whole_at, last.whole_told, "open", INK)]
    told += [(min(aged_at, _GROUND - _LINE), last.aged_told, "over the limit", MEND)] if last.aged else []
    for at, value, word, color in told:
        for line, text, weight in ((0, value, 600), (_LINE, word, 400)):
            place = {"x": {"value": _RIGHT + 6}, "y": {"value": at + line}}
            yield words([{"text": wording.text(text)}], place, color, fontSize=SMALL, fontWeight=weight)
