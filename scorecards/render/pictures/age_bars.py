"""Many open opportunities by stage and age: a bar for each span of ages, in the place of a mark for each of them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from scorecards.render.pictures.lanes import BEYOND, Lane, Ruler, Sheet
from scorecards.render.pictures.sketch import MEND, NARROW, PAGE, QUIET, SMALL, Layer, Row, layer, pixels, words
from scorecards.report.figures import AgeBand
from scorecards.report.formats import Formats

TALL: Final = 44
"""The tallest bar with its number."""

_TALLEST = 30


class _Bar(NamedTuple):
    """One span of ages: from where to where it reaches, and the heights at which its parts begin and end."""

    band: AgeBand
    left: float
    right: float
    ground: int
    between: int
    top: int


def bars(sheet: Sheet) -> Iterator[Layer]:
    """Draw how many there are in each span of ages: those over the limit stand upon the others."""
    most = max((_size(band) for lane in sheet.lanes for band in lane.ages.bands), default=0)
    drawn = [bar for lane in sheet.lanes for bar in _bars(lane, sheet.ruler, most)]
    others: list[Row] = [_box(bar, bar.between, bar.ground) for bar in drawn if bar.band.others]
    over: list[Row] = [_box(bar, bar.top, bar.between) for bar in drawn if bar.band.over]
    counts: list[Row] = [
        {
            "x": (bar.left + bar.right) / 2,
            "y": bar.top - 7,
            "text": sheet.wording.text(_told(bar.band, sheet.terms.formats)),
        }
        for bar in drawn
    ]
    x, y = {"x": pixels("x", NARROW)}, {"y": pixels("y", sheet.height)}
    places = {**x, "x2": {"field": "to"}, **y, "y2": {"field": "to_y"}}
    yield layer("rect", others, places, fill=PAGE, stroke=QUIET)
    yield layer("rect", over, places, fill=MEND, stroke=MEND)
    yield words(counts, {**x, **y}, fontSize=SMALL, align="center")


def _bars(lane: Lane, ruler: Ruler, most: int) -> Iterator[_Bar]:
    ends = [ruler.at(0), *map(ruler.at, ruler.edges)]
    spans = [*pairwise(ends), (BEYOND - 6, NARROW)]
    for band, (left, right) in zip(lane.ages.bands, spans, strict=True):
        if _size(band):
            between = lane.stands_on - _tall(band.others, most)
            yield _Bar(band, left, right, lane.stands_on, between, between - _tall(band.over, most))


def _size(band: AgeBand) -> int:
    return band.over + band.others


def _tall(count: int, most: int) -> int:
    """Give the height for so many; even one of thousands is seen."""
    return max(1, round(_TALLEST * count / most)) if count else 0


def _box(bar: _Bar, top: int, bottom: int) -> Row:
    return {"x": bar.left + 1, "to": bar.right - 1, "y": top, "to_y": bottom}


def _told(band: AgeBand, formats: Formats) -> str:
    """Count both parts apart where there are both: "12 + 3"."""
    return " + ".join(formats.number(count) for count in (band.over, band.others) if count)
