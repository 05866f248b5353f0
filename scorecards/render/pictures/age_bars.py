"""Many open opportunities by stage and age: a bar for each span of ages, in the place of a mark for each of them."""

from itertools import pairwise
from typing import Final

from scorecards.render.pictures.drawing import LATE, PAGE, QUIET, SMALL, WIDTH, Drawing, Lettering, Note, Paint
from scorecards.render.pictures.lanes import BEYOND, Lane, Sheet
from scorecards.report.figures import AgeBand
from scorecards.report.formats import Formats

TALL: Final = 44
"""The tallest bar with its number."""

_TALLEST = 30


def draw_bars(drawing: Drawing, sheet: Sheet) -> None:
    """Draw how many there are in each span of ages: those over the limit stand upon the others."""
    most = max((_size(band) for lane in sheet.lanes for band in lane.ages.bands), default=0)
    for lane in sheet.lanes:
        _draw_lane(drawing, lane, sheet, most)


def _draw_lane(drawing: Drawing, lane: Lane, sheet: Sheet, most: int) -> None:
    ends = [sheet.ruler.at(0), *map(sheet.ruler.at, sheet.ruler.edges)]
    spans = [*pairwise(ends), (BEYOND - 6, WIDTH)]
    for band, (left, right) in zip(lane.ages.bands, spans, strict=True):
        if not _size(band):
            continue
        between = lane.stands_on - _tall(band.others, most)
        top = between - _tall(band.over, most)
        note, across = Note(_told(band, sheet.terms.formats)), (left + 1, right - 1)
        if band.others:
            drawing.box(across, (between, lane.stands_on), Paint(PAGE, QUIET), note)
        if band.over:
            drawing.box(across, (top, between), Paint(LATE, LATE), note)
        drawing.words((left + right) / 2, top - 7, note.text, Lettering(size=SMALL, align="middle"))


def _size(band: AgeBand) -> int:
    return band.over + band.others


def _tall(count: int, most: int) -> int:
    """Give the height for so many; even one of thousands is seen."""
    return max(1, round(_TALLEST * count / most)) if count else 0


def _told(band: AgeBand, formats: Formats) -> str:
    """Count both parts apart where there are both: "12 + 3"."""
    return " + ".join(formats.number(count) for count in (band.over, band.others) if count)
