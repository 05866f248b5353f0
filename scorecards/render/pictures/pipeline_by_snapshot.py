"""The open pipeline of each snapshot, and what of it is over its stage's limit with no end ruled (D14)."""

from collections.abc import Iterator, Sequence
from math import ceil, log10
from typing import Final, NamedTuple

from scorecards.render.pictures.drawing import (
    INK,
    LATE,
    LINE,
    QUIET,
    SMALL,
    UNKNOWN,
    Drawing,
    Lettering,
    Note,
    Paint,
    Picture,
)
from scorecards.report.figures import WeekFigure
from scorecards.report.formats import Formats
from scorecards.report.values import Sum

SHOWN: Final = 52
"""The newest so many snapshots are shown: a year of weeks."""

_TOP: Final = 14
_GROUND: Final = 138
_HEIGHT: Final = 158
_LEFT: Final = 42
_RIGHT: Final = 250
_LINE: Final = 14
_SAYS: Final = "What is open, and what of it is over the stage's limit, by snapshot"


class _Column(NamedTuple):
    """One snapshot: the whole, and the aged part of it, None where no age is known."""

    day: str
    whole: float
    aged: float | None
    whole_told: str
    aged_told: str


class _Plot(NamedTuple):
    """What the columns stand on: how many there are, and the value at the top."""

    columns: int
    top: float

    def height(self, value: float) -> float:
        """Give the pixels from the top for a value."""
        return _GROUND - (_GROUND - _TOP) * value / self.top

    def across(self, place: int) -> tuple[float, float]:
        """Give where a column begins and ends; the gap to the next one is three tenths of it."""
        step = (_RIGHT - _LEFT) / (self.columns - 0.3)
        return _LEFT + place * step, _LEFT + place * step + 0.7 * step


def weeks_picture(weeks: Sequence[WeekFigure], formats: Formats) -> Picture:
    """Draw week by week what is undecided, as amounts, or as numbers where amounts cannot be added up."""
    shown = weeks[-SHOWN:]
    in_money = _are_in_one_currency(shown)
    columns = [_column(week, formats, in_money=in_money) for week in shown]
    plot = _Plot(len(columns), _rounded_up(max(column.whole for column in columns)))
    drawing = Drawing(_HEIGHT, _SAYS)
    currency = shown[-1].open.amounts[0].currency if in_money and shown[-1].open.amounts else None
    on_scale = Lettering(QUIET, SMALL, "end")
    for share in (0.5, 1.0):
        at = plot.height(plot.top * share)
        drawing.line((_LEFT, at), (_RIGHT, at), LINE)
        drawing.words(_LEFT - 5, at, formats.in_short(plot.top * share, currency), on_scale)
    for place, column in enumerate(columns):
        _draw_column(drawing, plot, place, column)
    drawing.line((_LEFT, _GROUND), (_RIGHT, _GROUND), QUIET)
    drawing.words(_LEFT - 5, _GROUND, formats.number(0), on_scale)
    _draw_ends(drawing, plot, columns)
    return drawing.picture()


def _are_in_one_currency(weeks: Sequence[WeekFigure]) -> bool:
    """Tell whether all amounts that there are can stand on one scale."""
    totals = (total for week in weeks for total in (week.open, week.aged))
    return len({amount.currency for total in totals for amount in total.amounts}) == 1


def _column(week: WeekFigure, formats: Formats, *, in_money: bool) -> _Column:
    aged = _size(week.aged, in_money=in_money) if week.age_known or not week.open.count else None
    return _Column(
        formats.day(week.as_of),
        _size(week.open, in_money=in_money),
        aged,
        _told(week.open, formats, in_money=in_money),
        _told(week.aged, formats, in_money=in_money),
    )


def _size(total: Sum, *, in_money: bool) -> float:
    return float(sum(each.amount for each in total.amounts)) if in_money else total.count


def _told(total: Sum, formats: Formats, *, in_money: bool) -> str:
    return formats.money(total.amounts[0]) if in_money and total.amounts else formats.number(total.count)


def _rounded_up(value: float) -> float:
    """Round up to a value of two digits whose half is as short: 1,043,380 to 1,200,000."""
    if value <= 0:
        return 2
    unit = 2 * 10 ** int(log10(value) - 1) if value > 10 else 2  # noqa: PLR2004 - up to ten, whole numbers
    return unit * ceil(value / unit)


def _draw_column(drawing: Drawing, plot: _Plot, place: int, column: _Column) -> None:
    """Draw the whole of one snapshot, and upon it the aged part."""
    across = plot.across(place)
    note = Note(_note(column))
    drawing.box(across, (plot.height(column.whole), _GROUND), Paint(LINE, LINE), note)
    if column.aged:
        drawing.box(across, (plot.height(column.aged), _GROUND), Paint(LATE, LATE), note)
    if column.aged is None:
        drawing.words(sum(across) / 2, _GROUND - 10, "?", Lettering(color=UNKNOWN, align="middle"))


def _note(column: _Column) -> str:
    aged = "unknown how much is over the limit" if column.aged is None else f"{column.aged_told} over the limit"
    return f"{column.day}: {column.whole_told} open, {aged}"


def _draw_ends(drawing: Drawing, plot: _Plot, columns: Sequence[_Column]) -> None:
    """Say the day of the first and of the last of them, and beside the last one how much it is."""
    last = columns[-1]
    drawing.words(_LEFT, _GROUND + 13, columns[0].day, Lettering(color=QUIET, size=SMALL))
    drawing.words(_RIGHT, _GROUND + 13, last.day, Lettering(color=QUIET, size=SMALL, align="end"))
    for at, value, words, color in _beside(plot, last):
        drawing.words(_RIGHT + 6, at, value, Lettering(color=color, size=SMALL, bold=True))
        drawing.words(_RIGHT + 6, at + _LINE, words, Lettering(color=color, size=SMALL))


def _beside(plot: _Plot, last: _Column) -> Iterator[tuple[float, str, str, str]]:
    """Give what stands beside the last column, each in two lines, and none on another."""
    whole_at = plot.height(last.whole)
    yield whole_at, last.whole_told, "open", INK
    if last.aged:
        aged_at = max(whole_at + 2 * _LINE, plot.height(last.aged))
        yield min(aged_at, _GROUND - _LINE), last.aged_told, "over the limit", LATE
