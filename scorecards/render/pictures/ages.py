"""Open opportunities by stage and age: a row a stage, measured in limits of that stage."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple
from urllib.parse import quote

from scorecards.render.pictures.age_bars import TALL, draw_bars
from scorecards.render.pictures.drawing import (
    INK,
    LATE,
    LINE,
    QUIET,
    SMALL,
    WIDTH,
    Drawing,
    Lettering,
    Note,
    Picture,
    levels,
    shortened,
)
from scorecards.render.pictures.lanes import BEYOND, RIGHT, AgeTerms, Lane, Ruler, Sheet
from scorecards.report.deal import Deal
from scorecards.report.figures import Ages, StageAges
from scorecards.report.formats import Formats

_DOT: Final = 9
_NAME: Final = 15
_SAYS: Final = "Open opportunities by stage and age, against the limit of each stage"


def ages_picture(ages: Ages, terms: AgeTerms) -> Picture:
    """Draw the ages of open opportunities."""
    ruler = Ruler(ages.edges)
    sheet = Sheet(list(_lanes(ages, ruler, terms)), ruler, terms)
    drawing = Drawing(sheet.height, _SAYS)
    _draw_scale(drawing, ruler, terms.formats)
    for lane in sheet.lanes:
        _draw_lines(drawing, lane, ruler)
        _name(drawing, lane, sheet)
    (draw_bars if ages.too_many else _draw_dots)(drawing, sheet)
    return drawing.picture()


def _lanes(ages: Ages, ruler: Ruler, terms: AgeTerms) -> Iterator[Lane]:
    """Put a row below the other, each as tall as its marks."""
    below = 20
    for stage in ages.stages:
        highest = max((dot.level + 1 for dot in _dots(stage, ruler, terms.deals)), default=0)
        tall = TALL if ages.too_many else highest * _DOT + 4
        lane = Lane(stage, below + 8, below + 16 + (tall if stage.over + stage.within else 0))
        yield lane
        below = lane.stands_on + 10


def _draw_scale(drawing: Drawing, ruler: Ruler, formats: Formats) -> None:
    """Say on top what the scale is."""
    scale = [(ruler.at(1), "limit")]
    scale += [(ruler.at(edge), f"{formats.number(edge)} \u00d7") for edge in ruler.whole]
    scale.append(((BEYOND + WIDTH) / 2 - 2, "more"))
    for x, words in scale:
        drawing.words(x, 8, words, Lettering(color=QUIET, size=SMALL, align="middle"))


def _draw_lines(drawing: Drawing, lane: Lane, ruler: Ruler) -> None:
    """Draw what the marks of a row stand on, and the limit."""
    if not lane.is_told:
        return
    ground = lane.stands_on
    drawing.line((0, ground), (RIGHT, ground), LINE)
    drawing.line((BEYOND - 6, ground), (WIDTH, ground), LINE)
    for edge in ruler.whole:
        drawing.line((ruler.at(edge), ground - 3), (ruler.at(edge), ground), QUIET)
    drawing.line((ruler.at(1), lane.words_at - 6), (ruler.at(1), ground + 3), INK)


def _name(drawing: Drawing, lane: Lane, sheet: Sheet) -> None:
    """Name the stage of a row, its limit, and how many are over it."""
    terms, at = sheet.terms, lane.words_at
    name = terms.stages[lane.ages.stage]
    leads_to = f"scorecards/open.html?stage={quote(lane.ages.stage)}{terms.of_whom}"
    note = Note(f"{name}: every open opportunity", leads_to)
    drawing.words(0, at, shortened(name, _NAME), Lettering(bold=True), note=note)
    drawing.words(sheet.ruler.at(1) + 4, at, _limit(lane.ages, terms.formats), Lettering(color=QUIET, size=SMALL))
    color = LATE if lane.ages.over else INK
    drawing.words(WIDTH, at, _count(lane.ages, terms.formats), Lettering(color=color, size=SMALL, align="end"))


def _limit(ages: StageAges, formats: Formats) -> str:
    if ages.in_working_days:
        return formats.many(ages.limit, "working day", "working days")
    return formats.many(ages.limit, "day", "days")


def _count(ages: StageAges, formats: Formats) -> str:
    """Count those over the limit of all whose age is known, and beside them what is in neither number."""
    if not ages.over + ages.within + ages.unknown + ages.ruled_over:
        return "none open"
    known = ages.over + ages.within
    over = [f"{formats.number(ages.over)}/{formats.number(known)} over"] if known else []
    ruled_over = [f"{formats.number(ages.ruled_over)} decided"] if ages.ruled_over else []
    unknown = [f"{formats.number(ages.unknown)} ?"] if ages.unknown else []
    return " · ".join(over + ruled_over + unknown)


class _Dot(NamedTuple):
    opportunity: str
    is_over: bool
    x: float
    level: int


def _dots(ages: StageAges, ruler: Ruler, deals: Mapping[str, Deal]) -> Iterator[_Dot]:
    """Put a dot for each opportunity at its age, on top of those that would be in its way."""
    pairs = [(each, True) for each in ages.over_ids] + [(each, False) for each in ages.within_ids]
    pairs.sort(key=lambda pair: (deals[pair[0]].days_in_stage or 0, pair[0]))
    in_limits = [Decimal(deals[opportunity].days_in_stage or 0) / ages.limit for opportunity, _ in pairs]
    places = [ruler.at(each) for each in in_limits if each <= ruler.edges[-1]]
    for (opportunity, is_over), x, level in zip(pairs, places, levels(places, _DOT), strict=False):
        yield _Dot(opportunity, is_over, x, level)
    for number, (opportunity, is_over) in enumerate(pairs[len(places) :]):
        yield _Dot(opportunity, is_over, BEYOND + number % 4 * _DOT, number // 4)


def _draw_dots(drawing: Drawing, sheet: Sheet) -> None:
    for lane in sheet.lanes:
        for dot in _dots(lane.ages, sheet.ruler, sheet.terms.deals):
            deal = sheet.terms.deals[dot.opportunity]
            note = Note(_told(deal, lane.ages, sheet.terms.formats), _page(deal))
            y = lane.stands_on - 5 - dot.level * _DOT
            if dot.is_over:
                drawing.diamond(dot.x, y, 4, note)
            else:
                drawing.circle(dot.x, y, 3, note)


def _told(deal: Deal, ages: StageAges, formats: Formats) -> str:
    days = formats.number(deal.days_in_stage or 0)
    return f"{deal.name}: {days} of {_limit(ages, formats)}"


def _page(deal: Deal) -> str:
    return f"scorecards/{quote(deal.owner, safe='')}.html#{quote(deal.id, safe='')}"
