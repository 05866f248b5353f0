"""The open pipeline of each snapshot, and what of it is over its stage's limit with no end ruled (D14)."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scorecards.render.pictures.sketch import (
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
from scorecards.report.figures import WeekFigure
from scorecards.report.formats import Formats
from scorecards.report.values import Sum

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
    shown = weeks[-SHOWN:]
    worth = _are_in_one_currency(shown)
    columns = [_column(week, formats, worth=worth) for week in shown]
    spec = canvas(NARROW, _HEIGHT, list(_layers(columns, wording)))
    return Sketch("weeks", spec, wording, "What is open, and what of it is over the stage's limit, by snapshot")


def _are_in_one_currency(weeks: Sequence[WeekFigure]) -> bool:
    """Tell whether all amounts that there are can stand on one scale."""
    totals = (total for week in weeks for total in (week.open, week.aged))
    return len({amount.currency for total in totals for amount in total.amounts}) == 1


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
    most = max(column.whole for column in columns) or 1
    yield from _bars(columns, most, wording)
    yield from _unknown(columns, wording)
    yield layer("rule", [{}], {"x": {"value": 0}, "x2": {"value": _RIGHT}, "y": {"value": _GROUND}}, stroke=QUIET)
    yield from _ends(columns, most, wording)


def _bars(columns: Sequence[_Column], most: float, wording: Wording) -> Iterator[Layer]:
    """Draw the whole of each snapshot, and upon it the aged part."""
    scale = {"domain": [0, most], "range": [_GROUND, _TOP], "nice": False}
    places = {"x": _x(columns), "y": {"field": "size", "type": "quantitative", "axis": None, "scale": scale}}
    whole = [(day, column, column.whole) for day, column in enumerate(columns)]
    aged = [(day, column, column.aged) for day, column in enumerate(columns) if column.aged]
    for sizes, color in ((whole, LINE), (aged, MEND)):
        rows: list[Row] = [
            {"day": str(day), "size": size, "note": wording.note(_note(column))} for day, column, size in sizes
        ]
        yield layer("bar", rows, places, fill=color)


def _unknown(columns: Sequence[_Column], wording: Wording) -> Iterator[Layer]:
    """Mark the snapshots of which no age is known."""
    rows: list[Row] = [
        {"day": str(day), "text": wording.text("?")} for day, column in enumerate(columns) if column.aged is None
    ]
    places = {"x": {**_x(columns), "bandPosition": 0.5}, "y": {"value": _GROUND - 10}}
    yield words(rows, places, UNKNOWN, align="center")


def _x(columns: Sequence[_Column]) -> Row:
    """Encode a snapshot by its place."""
    days = [str(day) for day in range(len(columns))]
    scale = {"domain": days, "range": [0, _RIGHT], "paddingInner": 0.3, "paddingOuter": 0}
    return {"field": "day", "type": "nominal", "axis": None, "scale": scale}


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
