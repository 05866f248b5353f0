"""A small multiple for each rep: the open deals of the last reviews, a bar each, and what of them is over the limit.

The engine of the other pictures takes its time for each, and a company has hundreds of reps.  These are bars and
numbers, so they are written as they stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from scorecards.render.pictures.dressing import Picture, on_one_line
from scorecards.render.pictures.sketch import INK, LINE, MEND, QUIET, SMALL, UNKNOWN
from scorecards.report.formats import Formats
from scorecards.report.managers import ManagerPage, TrendPoint

_STEP: Final = 26
_BAR: Final = 16
_TALLEST: Final = 30
_GROUND: Final = 34
_ROW: Final = 13
_WORDS: Final = 60
"""Pixels: from bar to bar, a bar's width, the height of the tallest, where bars stand, a row of numbers, its name."""


def trend_pictures(page: ManagerPage, formats: Formats) -> Iterator[tuple[str, Picture]]:
    """Draw the trend of each rep of a manager's page on one scale, by ``trend-`` with the rep's id.

    Where there is one review only, or nothing was ever open, there is none.
    """
    most = max((point.open for line in page.reps for point in line.trend), default=0)
    for line in page.reps:
        if len(line.trend) > 1 and any(point.open for point in line.trend):
            yield f"trend-{line.rep}", _picture(line.trend, most, formats)


def _picture(trend: Sequence[TrendPoint], most: int, formats: Formats) -> Picture:
    width, height = _STEP * len(trend) + _WORDS, _GROUND + 3 * _ROW + 4
    size = {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}", "font-size": str(SMALL)}
    picture = ET.Element("svg", {"role": "img", **size, "aria-label": on_one_line(_label(trend, formats))})
    picture.extend(_bars(trend, most))
    picture.extend(_numbers(trend, formats))
    picture.extend(_words(trend, formats))
    return Picture((ET.tostring(picture, encoding="unicode"),))


def _bars(trend: Sequence[TrendPoint], most: int) -> Iterator[ET.Element]:
    """Draw a bar for what is open in each review, upon it the solid part that is over the limit, and the ground."""
    open_then = [_bar(place, _tall(point.open, most)) for place, point in enumerate(trend) if point.open]
    over = [_bar(place, _tall(point.over_limit, most)) for place, point in enumerate(trend) if point.over_limit]
    yield ET.Element("path", {"d": "".join(open_then), "fill": LINE, "stroke": QUIET})
    if over:
        yield ET.Element("path", {"d": "".join(over), "fill": MEND, "stroke": MEND})
    yield ET.Element("path", {"d": f"M0 {_GROUND}H{_end(trend)}", "stroke": QUIET})


def _bar(place: int, tall: int) -> str:
    return f"M{place * _STEP} {_GROUND}v-{tall}h{_BAR}v{tall}z"


def _tall(count: int, most: int) -> int:
    """Give the height for so many; even one of thousands is seen."""
    return max(1, round(_TALLEST * count / most)) if count else 0


def _end(trend: Sequence[TrendPoint]) -> int:
    return _STEP * (len(trend) - 1) + _BAR


def _numbers(trend: Sequence[TrendPoint], formats: Formats) -> Iterator[ET.Element]:
    """Write both numbers below each bar; what nobody knows is a question mark."""
    over = ["?" if point.over_limit is None else formats.number(point.over_limit) for point in trend]
    for row, fill, numbers in ((1, INK, [formats.number(point.open) for point in trend]), (2, MEND, over)):
        group = ET.Element("g", {"fill": fill, "text-anchor": "middle"})
        group.extend(
            _text(place * _STEP + _BAR // 2, row, number, {"fill": UNKNOWN} if number == "?" else {})
            for place, number in enumerate(numbers)
        )
        yield group


def _words(trend: Sequence[TrendPoint], formats: Formats) -> Iterator[ET.Element]:
    """Say what the numbers are, and the days of the first and of the last review."""
    first, last = (formats.short_day(point.as_of, trend[-1].as_of) for point in (trend[0], trend[-1]))
    group = ET.Element("g", {"fill": QUIET})
    group.extend(_text(_end(trend) + 10, row, name) for row, name in ((1, "open"), (2, "over limit")))
    group.append(_text(0, 3, first))
    group.append(_text(_end(trend), 3, last, {"text-anchor": "end"}))
    yield group


def _text(x: int, row: int, words: str, own: Mapping[str, str] | None = None) -> ET.Element:
    text = ET.Element("text", {"x": str(x), "y": str(_GROUND + row * _ROW), **(own or {})})
    text.text = on_one_line(words)
    return text


def _label(trend: Sequence[TrendPoint], formats: Formats) -> str:
    told = (
        f"{formats.short_day(point.as_of, trend[-1].as_of)}: {formats.number(point.open)} open, "
        + ("over limit unknown" if point.over_limit is None else f"{formats.number(point.over_limit)} over limit")
        for point in trend
    )
    return f"Open deals by review. {'; '.join(told)}"
