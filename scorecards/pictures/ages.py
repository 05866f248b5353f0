"""Open opportunities by stage and age: a row a stage, measured in limits of that stage.

One limit is as wide in every row, so that what is over it stands right of the same line, whether a stage's limit is in
days or in working days.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from scorecards.formatting import Formats
from scorecards.pictures.sketching import (
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
from scorecards.results import Ages, Deal, StageAges

_LIMITS: Final = 3
"""The scale ends at so many times the limit; what is older stands beyond it."""

_LEFT, _RIGHT, _BEYOND = 5, 290, 302
_DOT = 9
_TALLEST = 30
_NAME = 15


class AgeTerms(NamedTuple):
    """What the picture needs beside the ages: the names of stages, the opportunities, and where a row leads to."""

    stages: Mapping[str, str]
    deals: Mapping[str, Deal]
    formats: Formats
    filter: str


class _Lane(NamedTuple):
    """One row: its stage, the height of its words and of the line on which its marks stand."""

    ages: StageAges
    words_at: int
    stands_on: int


def ages_sketch(name: str, ages: Ages, terms: AgeTerms) -> Sketch:
    """Sketch the ages of open opportunities."""
    wording = Wording()
    lanes = list(_lanes(ages, terms))
    height = lanes[-1].stands_on + 8
    marks = _bars(lanes, wording, terms, height) if ages.too_many else _dots(lanes, wording, terms, height)
    spec = canvas(
        NARROW,
        height,
        [*_scale(wording), *_lines(lanes, height), *_names(lanes, wording, terms, height), *marks],
    )
    return Sketch(name, spec, wording, "Open opportunities by stage and age, against the limit of each stage")


def _lanes(ages: Ages, terms: AgeTerms) -> Iterator[_Lane]:
    """Put a row below the other, each as tall as its marks."""
    below = 20
    for stage in ages.stages:
        if ages.too_many:
            tall = _TALLEST + 14 if sum(stage.halves) else 0
        else:
            tall = max((level + 1 for *_, level in _placed(stage, terms.deals)), default=0) * _DOT + 4
        lane = _Lane(stage, below + 8, below + 16 + (tall if stage.over + stage.within else 0))
        yield lane
        below = lane.stands_on + 10


def _at(limits: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * limits / _LIMITS


def _scale(wording: Wording) -> Iterator[Layer]:
    """Say on top what the scale is."""
    rows: list[Row] = [{"x": _at(1), "text": wording.text("limit")}]
    rows += [{"x": _at(times), "text": wording.text(f"{times} \u00d7")} for times in range(2, _LIMITS + 1)]
    rows.append({"x": (_BEYOND + NARROW) / 2 - 2, "text": wording.text("more")})
    yield words(rows, {"x": pixels("x", NARROW), "y": {"value": 8}}, QUIET, fontSize=SMALL, align="center")


def _lines(lanes: Sequence[_Lane], height: int) -> Iterator[Layer]:
    """Draw what the marks stand on, and the limit."""
    told = [lane for lane in lanes if lane.ages.over + lane.ages.within]
    across, down = (
        {"x": pixels("x", NARROW), "x2": {"field": "to"}},
        {"y": pixels("y", height), "y2": {"field": "to_y"}},
    )
    grounds: list[Row] = [{"x": 0, "to": _RIGHT, "y": lane.stands_on} for lane in told]
    grounds += [{"x": _BEYOND - 6, "to": NARROW, "y": lane.stands_on} for lane in told]
    yield layer("rule", grounds, {**across, "y": pixels("y", height)}, stroke=LINE)
    ticks: list[Row] = [
        {"x": _at(times), "y": lane.stands_on - 3, "to_y": lane.stands_on} for lane in told for times in (2, 3)
    ]
    yield layer("rule", ticks, {"x": pixels("x", NARROW), **down}, stroke=QUIET)
    limits: list[Row] = [{"x": _at(1), "y": lane.words_at - 6, "to_y": lane.stands_on + 3} for lane in told]
    yield layer("rule", limits, {"x": pixels("x", NARROW), **down}, stroke=INK)


def _names(lanes: Sequence[_Lane], wording: Wording, terms: AgeTerms, height: int) -> Iterator[Layer]:
    """Name each stage, its limit, and how many are over it."""
    y = {"y": pixels("words_at", height)}
    names: list[Row] = []
    for lane in lanes:
        name, stage = terms.stages[lane.ages.stage], lane.ages.stage
        note = wording.note(
            f"{name}: every open opportunity", f"scorecards/open.html?stage={quote(stage)}{terms.filter}"
        )
        names.append({"words_at": lane.words_at, "text": wording.text(shortened(name, _NAME)), "note": note})
    yield words(names, {"x": {"value": 0}, **y}, fontWeight=600)
    limits = [{"words_at": lane.words_at, "text": wording.text(_limit(lane.ages, terms.formats))} for lane in lanes]
    yield words(limits, {"x": {"value": _at(1) + 4}, **y}, QUIET, fontSize=SMALL)
    counts = [{"words_at": lane.words_at, "text": wording.text(_count(lane.ages, terms.formats))} for lane in lanes]
    yield words(counts, {"x": {"value": NARROW}, **y}, fontSize=SMALL, align="right")


def _limit(ages: StageAges, formats: Formats) -> str:
    if ages.in_working_days:
        return formats.many(ages.limit, "working day", "working days")
    return formats.many(ages.limit, "day", "days")


def _count(ages: StageAges, formats: Formats) -> str:
    if not ages.over + ages.within + ages.unknown:
        return "none open"
    over = [f"{formats.number(ages.over)} over"] if ages.over + ages.within else []
    unknown = [f"{formats.number(ages.unknown)} not known"] if ages.unknown else []
    return ", ".join(over + unknown)


class _Dot(NamedTuple):
    opportunity: str
    is_over: bool
    x: float
    level: int


def _placed(ages: StageAges, deals: Mapping[str, Deal]) -> Iterator[_Dot]:
    """Put a dot for each opportunity at its age, on top of those that would be in its way."""
    ends: list[float] = []
    beyond = 0
    pairs = [(each, True) for each in ages.over_ids] + [(each, False) for each in ages.within_ids]
    for opportunity, is_over in sorted(pairs, key=lambda pair: (deals[pair[0]].days_in_stage or 0, pair[0])):
        limits = (deals[opportunity].days_in_stage or 0) / ages.limit
        if limits > _LIMITS:
            yield _Dot(opportunity, is_over, _BEYOND + beyond % 4 * _DOT, beyond // 4)
            beyond += 1
            continue
        x = _at(limits)
        level = next((place for place, end in enumerate(ends) if end + _DOT <= x), len(ends))
        ends[level : level + 1] = [x]
        yield _Dot(opportunity, is_over, x, level)


def _dots(lanes: Sequence[_Lane], wording: Wording, terms: AgeTerms, height: int) -> Iterator[Layer]:
    rows: dict[bool, list[Row]] = {True: [], False: []}
    for lane in lanes:
        for dot in _placed(lane.ages, terms.deals):
            deal = terms.deals[dot.opportunity]
            note = wording.note(_told(deal, lane.ages, terms.formats), _page(deal))
            y = lane.stands_on - 5 - dot.level * _DOT
            rows[dot.is_over].append({"x": dot.x, "y": y, "note": note})
    places = {"x": pixels("x", NARROW), "y": pixels("y", height)}
    within = {"shape": "circle", "size": 36, "fill": PAGE, "stroke": QUIET, "strokeWidth": 1.5}
    yield layer("point", rows[False], places, **within)
    yield layer("point", rows[True], places, shape="diamond", size=50, fill=MEND, stroke=MEND, strokeWidth=1)


def _told(deal: Deal, ages: StageAges, formats: Formats) -> str:
    days = formats.number(deal.days_in_stage or 0)
    ruled = "; ruled lost or dead" if deal.ruled_over else ""
    return f"{deal.name}: {days} of {_limit(ages, formats)}{ruled}"


def _page(deal: Deal) -> str:
    return f"scorecards/{quote(deal.owner, safe='')}.html#{quote(deal.id, safe='')}"


def _bars(lanes: Sequence[_Lane], wording: Wording, terms: AgeTerms, height: int) -> Iterator[Layer]:
    """Draw how many there are for each half of the limit."""
    most = max((count for lane in lanes for count in lane.ages.halves), default=0) or 1
    rows: dict[bool, list[Row]] = {True: [], False: []}
    counts: list[Row] = []
    for lane in lanes:
        for half, count in enumerate(lane.ages.halves):
            if not count:
                continue
            last = half == _LIMITS * 2
            left, right = (_BEYOND - 6, NARROW) if last else (_at(half / 2), _at(half / 2 + 0.5))
            top = lane.stands_on - max(1, round(_TALLEST * count / most))
            row: Row = {"x": left + 1, "to": right - 1, "y": top, "to_y": lane.stands_on}
            rows[half > 1].append(row)
            counts.append({"x": (left + right) / 2, "y": top - 7, "text": wording.text(terms.formats.number(count))})
    places = {"x": pixels("x", NARROW), "x2": {"field": "to"}, "y": pixels("y", height), "y2": {"field": "to_y"}}
    yield layer("rect", rows[False], places, fill=PAGE, stroke=QUIET)
    yield layer("rect", rows[True], places, fill=MEND, stroke=MEND)
    yield words(counts, {"x": pixels("x", NARROW), "y": pixels("y", height)}, fontSize=SMALL, align="center")
