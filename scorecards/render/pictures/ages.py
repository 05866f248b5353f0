"""Open opportunities by stage and age: a row a stage, measured in limits of that stage."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from scorecards.render.pictures.age_bars import TALL, bars
from scorecards.render.pictures.lanes import BEYOND, RIGHT, AgeTerms, Lane, Ruler, Sheet
from scorecards.render.pictures.sketch import (
    INK,
    LINE,
    MEND,
    NARROW,
    PAGE,
    QUIET,
    SMALL,
    Layer,
    Row,
    Sketch,
    Wording,
    canvas,
    layer,
    pixels,
    shortened,
    words,
)
from scorecards.report.deal import Deal
from scorecards.report.figures import Ages, StageAges
from scorecards.report.formats import Formats

_DOT = 9
_NAME = 15


def ages_sketch(name: str, ages: Ages, terms: AgeTerms) -> Sketch:
    """Sketch the ages of open opportunities."""
    ruler = Ruler(ages.edges)
    sheet = Sheet(list(_lanes(ages, ruler, terms)), ruler, terms, Wording())
    marks = bars(sheet) if ages.too_many else _dots(sheet)
    spec = canvas(NARROW, sheet.height, [*_scale(sheet), *_lines(sheet), *_names(sheet), *marks])
    return Sketch(name, spec, sheet.wording, "Open opportunities by stage and age, against the limit of each stage")


def _lanes(ages: Ages, ruler: Ruler, terms: AgeTerms) -> Iterator[Lane]:
    """Put a row below the other, each as tall as its marks."""
    below = 20
    for stage in ages.stages:
        levels = [dot.level + 1 for dot in _placed(stage, ruler, terms.deals)]
        tall = TALL if ages.too_many else max(levels, default=0) * _DOT + 4
        lane = Lane(stage, below + 8, below + 16 + (tall if stage.over + stage.within else 0))
        yield lane
        below = lane.stands_on + 10


def _scale(sheet: Sheet) -> Iterator[Layer]:
    """Say on top what the scale is."""
    wording, number = sheet.wording, sheet.terms.formats.number
    rows: list[Row] = [{"x": sheet.ruler.at(1), "text": wording.text("limit")}]
    rows += [{"x": sheet.ruler.at(edge), "text": wording.text(f"{number(edge)} \u00d7")} for edge in sheet.ruler.whole]
    rows.append({"x": (BEYOND + NARROW) / 2 - 2, "text": wording.text("more")})
    yield words(rows, {"x": pixels("x", NARROW), "y": {"value": 8}}, QUIET, fontSize=SMALL, align="center")


def _lines(sheet: Sheet) -> Iterator[Layer]:
    """Draw what the marks stand on, and the limit."""
    told = [lane for lane in sheet.lanes if lane.is_told]
    x, y = {"x": pixels("x", NARROW)}, {"y": pixels("y", sheet.height)}
    grounds: list[Row] = [{"x": 0, "to": RIGHT, "y": lane.stands_on} for lane in told]
    grounds += [{"x": BEYOND - 6, "to": NARROW, "y": lane.stands_on} for lane in told]
    yield layer("rule", grounds, {**x, "x2": {"field": "to"}, **y}, stroke=LINE)
    down = {**x, **y, "y2": {"field": "to_y"}}
    ticks: list[Row] = [
        {"x": sheet.ruler.at(edge), "y": lane.stands_on - 3, "to_y": lane.stands_on}
        for lane in told
        for edge in sheet.ruler.whole
    ]
    yield layer("rule", ticks, down, stroke=QUIET)
    limit = sheet.ruler.at(1)
    limits: list[Row] = [{"x": limit, "y": lane.words_at - 6, "to_y": lane.stands_on + 3} for lane in told]
    yield layer("rule", limits, down, stroke=INK)


def _names(sheet: Sheet) -> Iterator[Layer]:
    """Name each stage, its limit, and how many are over it."""
    y, formats = {"y": pixels("words_at", sheet.height)}, sheet.terms.formats
    yield words([_name(lane, sheet) for lane in sheet.lanes], {"x": {"value": 0}, **y}, fontWeight=600)
    limits: list[Row] = [_row(lane, _limit(lane.ages, formats), sheet) for lane in sheet.lanes]
    yield words(limits, {"x": {"value": sheet.ruler.at(1) + 4}, **y}, QUIET, fontSize=SMALL)
    counts: list[Row] = [_row(lane, _count(lane.ages, formats), sheet) for lane in sheet.lanes]
    yield words(counts, {"x": {"value": NARROW}, **y}, fontSize=SMALL, align="right")


def _name(lane: Lane, sheet: Sheet) -> Row:
    name = sheet.terms.stages[lane.ages.stage]
    leads_to = f"scorecards/open.html?stage={quote(lane.ages.stage)}{sheet.terms.of_whom}"
    note = sheet.wording.note(f"{name}: every open opportunity", leads_to)
    return {**_row(lane, shortened(name, _NAME), sheet), "note": note}


def _row(lane: Lane, text: str, sheet: Sheet) -> Row:
    return {"words_at": lane.words_at, "text": sheet.wording.text(text)}


def _limit(ages: StageAges, formats: Formats) -> str:
    if ages.in_working_days:
        return formats.many(ages.limit, "working day", "working days")
    return formats.many(ages.limit, "day", "days")


def _count(ages: StageAges, formats: Formats) -> str:
    if not ages.over + ages.within + ages.unknown + ages.ruled_over:
        return "none open"
    over = [f"{formats.number(ages.over)} over"] if ages.over + ages.within else []
    ruled_over = [f"{formats.number(ages.ruled_over)} ruled over"] if ages.ruled_over else []
    unknown = [f"{formats.number(ages.unknown)} not known"] if ages.unknown else []
    return ", ".join(over + ruled_over + unknown)


class _Dot(NamedTuple):
    opportunity: str
    is_over: bool
    x: float
    level: int


def _placed(ages: StageAges, ruler: Ruler, deals: Mapping[str, Deal]) -> Iterator[_Dot]:
    """Put a dot for each opportunity at its age, on top of those that would be in its way."""
    ends: list[float] = []
    beyond = 0
    pairs = [(each, True) for each in ages.over_ids] + [(each, False) for each in ages.within_ids]
    for opportunity, is_over in sorted(pairs, key=lambda pair: (deals[pair[0]].days_in_stage or 0, pair[0])):
        limits = Decimal(deals[opportunity].days_in_stage or 0) / ages.limit
        if limits > ruler.edges[-1]:
            yield _Dot(opportunity, is_over, BEYOND + beyond % 4 * _DOT, beyond // 4)
            beyond += 1
            continue
        x = ruler.at(limits)
        level = next((place for place, end in enumerate(ends) if end + _DOT <= x), len(ends))
        ends[level : level + 1] = [x]
        yield _Dot(opportunity, is_over, x, level)


def _dots(sheet: Sheet) -> Iterator[Layer]:
    rows: dict[bool, list[Row]] = {True: [], False: []}
    terms = sheet.terms
    for lane in sheet.lanes:
        for dot in _placed(lane.ages, sheet.ruler, terms.deals):
            deal = terms.deals[dot.opportunity]
            note = sheet.wording.note(_told(deal, lane.ages, terms.formats), _page(deal))
            y = lane.stands_on - 5 - dot.level * _DOT
            rows[dot.is_over].append({"x": dot.x, "y": y, "note": note})
    places = {"x": pixels("x", NARROW), "y": pixels("y", sheet.height)}
    within = {"shape": "circle", "size": 36, "fill": PAGE, "stroke": QUIET, "strokeWidth": 1.5}
    yield layer("point", rows[False], places, **within)
    yield layer("point", rows[True], places, shape="diamond", size=50, fill=MEND, stroke=MEND, strokeWidth=1)


def _told(deal: Deal, ages: StageAges, formats: Formats) -> str:
    days = formats.number(deal.days_in_stage or 0)
    return f"{deal.name}: {days} of {_limit(ages, formats)}"


def _page(deal: Deal) -> str:
    return f"scorecards/{quote(deal.owner, safe='')}.html#{quote(deal.id, safe='')}"
