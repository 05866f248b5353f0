"""A small multiple for each rep: the open deals of the last reviews, a bar each, and what of them is over the limit."""

from collections.abc import Iterator, Sequence
from typing import Final

from scorecards.render.pictures.drawing import (
    INK,
    LATE,
    QUIET,
    SMALL,
    UNKNOWN,
    Drawing,
    Lettering,
    Note,
    Paint,
    Picture,
)
from scorecards.report.formats import Formats
from scorecards.report.managers import ManagerPage, TrendPoint

_STEP: Final = 34
_BAR: Final = 22
_GROUND: Final = 36
_TALLEST: Final = 34
_ROW: Final = 14
_SAYS: Final = "Open deals by review, and how many of them are over the limit"


def trend_pictures(page: ManagerPage, formats: Formats) -> Iterator[tuple[str, Picture]]:
    """Draw the trend of each rep of a manager's page on one scale, by ``trend-`` with the rep's id.

    Where there is one review only, or nothing was ever open, there is none.
    """
    most = max((point.open for line in page.reps for point in line.trend), default=0)
    for line in page.reps:
        if len(line.trend) > 1 and any(point.open for point in line.trend):
            yield f"trend-{line.rep}", _picture(line.trend, most, formats)


def _picture(trend: Sequence[TrendPoint], most: int, formats: Formats) -> Picture:
    drawing = Drawing(_GROUND + 3 * _ROW + 4, _SAYS)
    end = _STEP * (len(trend) - 1) + _BAR
    for place, point in enumerate(trend):
        _draw_review(drawing, place * _STEP, point, most, formats)
    drawing.line((0, _GROUND), (end, _GROUND), QUIET)
    for row, words in ((1, "open"), (2, "over limit")):
        drawing.words(end + 10, _at(row), words, Lettering(QUIET, SMALL))
    first, last = (formats.day(point.as_of) for point in (trend[0], trend[-1]))
    drawing.words(0, _at(3), first, Lettering(QUIET, SMALL))
    drawing.words(end, _at(3), last, Lettering(QUIET, SMALL, "end"))
    return drawing.picture()


def _draw_review(drawing: Drawing, left: int, point: TrendPoint, most: int, formats: Formats) -> None:
    """Draw a hollow bar for what was open, in it the solid part over the limit, and below it both as numbers."""
    over = "?" if point.over_limit is None else formats.number(point.over_limit)
    note = Note(f"{formats.day(point.as_of)}: {formats.number(point.open)} open, {over} over limit")
    for count, paint, told in (
        (point.over_limit, Paint(LATE, LATE), None),
        (point.open, Paint("transparent", QUIET), note),
    ):
        if count:
            drawing.box((left, left + _BAR), (_GROUND - max(1, _TALLEST * count / most), _GROUND), paint, told)
    middle, color = left + _BAR / 2, UNKNOWN if point.over_limit is None else LATE if point.over_limit else QUIET
    drawing.words(middle, _at(1), formats.number(point.open), Lettering(INK, SMALL, "middle"))
    drawing.words(middle, _at(2), over, Lettering(color, SMALL, "middle"))


def _at(row: int) -> float:
    """Give the middle of a row of words below the bars."""
    return _GROUND + (row - 0.5) * _ROW
