"""The open pipeline from the snapshot before to this one: what came in, what changed, what went.

The bars float between the two totals, which are marks and not bars: the scale begins where the pipeline was lowest.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorecards.render.pictures.sketch import (
    FINE,
    INK,
    NARROW,
    PAGE,
    QUIET,
    Layer,
    Row,
    Sketch,
    Wording,
    canvas,
    layer,
    words,
)
from scorecards.report.figures import Flow, FlowKind, FlowStep, FlowSum
from scorecards.report.formats import FLOW_WORDS, Formats
from scorecards.report.review import Review
from scorecards.report.values import Money

_LEFT, _RIGHT = 112, 236
_ROW = 22


class _Bar(NamedTuple):
    """One row: where the pipeline stood before it and after it, and its words; ``kind`` is None for a total."""

    kind: FlowKind | None
    before: float
    after: float
    name: str
    value: str


def flow_sketch(flow: Flow, review: Review, formats: Formats) -> Sketch:
    """Sketch how the open pipeline changed, in the team's currency, or in numbers where there are no amounts."""
    wording = Wording()
    bars = list(_bars(flow, review, formats))
    spec = canvas(NARROW, len(bars) * _ROW, list(_layers(bars, wording)))
    return Sketch(
        "flow", spec, wording, f"The open pipeline from {formats.day(flow.since)} to {formats.day(review.as_of)}"
    )


def _bars(flow: Flow, review: Review, formats: Formats) -> Iterator[_Bar]:
    amounts = [flow.then.amount, flow.now.amount, *(step.amount for step in flow.steps)]
    worth = any(each.amount for each in amounts)
    level = float(flow.then.amount.amount) if worth else float(flow.then.count)
    yield _Bar(None, level, level, formats.day(flow.since), _total(flow.then, formats, worth=worth))
    for step in flow.steps:
        after = level + (float(step.amount.amount) if worth else step.comes * step.count)
        name = f"{formats.number(step.count)} {FLOW_WORDS[step.kind]}"
        yield _Bar(step.kind, level, after, name, _change(step, formats) if worth else "")
        level = after
    yield _Bar(None, level, level, formats.day(review.as_of), _total(flow.now, formats, worth=worth))


def _total(total: FlowSum, formats: Formats, *, worth: bool) -> str:
    return formats.money(total.amount) if worth else f"{formats.number(total.count)} open"


def _change(step: FlowStep, formats: Formats) -> str:
    """Give a change with its sign; a proper minus is as wide as the plus."""
    amount = step.amount.amount
    if not amount:
        return "no amount" if step.count == step.without + step.without_rate else formats.money(step.amount)
    return f"{'+' if amount > 0 else '−'}{formats.money(Money(abs(amount), step.amount.currency))}"  # noqa: RUF001 - minus


def _layers(bars: Sequence[_Bar], wording: Wording) -> Iterator[Layer]:
    x, y = _x(bars), _y(bars)
    yield _links(bars, x, y)
    for chosen, style in _STYLES:
        rows: list[Row] = [
            {"row": str(row), "x": bar.before, "to": bar.after}
            for row, bar in enumerate(bars)
            if bar.kind and _style(bar) == chosen
        ]
        yield layer("bar", rows, {"x": x, "x2": {"field": "to"}, "y": y}, **style)
    totals: list[Row] = [{"row": str(row), "x": bar.after} for row, bar in enumerate(bars) if not bar.kind]
    yield layer("tick", totals, {"x": x, "y": y}, fill=INK, thickness=3, bandSize=16)
    yield from _words(bars, y, wording)


def _x(bars: Sequence[_Bar]) -> Row:
    """Encode where the pipeline stands."""
    scale = {"domain": _domain(bars), "range": [_LEFT, _RIGHT], "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "axis": None, "scale": scale}


def _y(bars: Sequence[_Bar]) -> Row:
    """Encode a row by its place."""
    scale = {"domain": [str(row) for row in range(len(bars))], "paddingInner": 0.45, "paddingOuter": 0.22}
    return {"field": "row", "type": "nominal", "axis": None, "scale": scale}


def _links(bars: Sequence[_Bar], x: Row, y: Row) -> Layer:
    """Lead from the end of each bar to the one below."""
    rows: list[Row] = [{"row": str(row), "to": str(row + 1), "x": bar.after} for row, bar in enumerate(bars[:-1])]
    places = {"x": x, "y": {**y, "bandPosition": 1}, "y2": {"field": "to", "bandPosition": 0}}
    return layer("rule", rows, places, stroke=QUIET, strokeWidth=1)


def _domain(bars: Sequence[_Bar]) -> list[float]:
    lowest, highest = min(bar.after for bar in bars), max(bar.after for bar in bars)
    return [lowest, highest] if lowest < highest else [lowest - 1, highest + 1]


def _style(bar: _Bar) -> str:
    return "won" if bar.kind == "won" else "more" if bar.after >= bar.before else "less"


_STYLES = (
    ("more", {"fill": QUIET, "stroke": QUIET}),
    ("less", {"fill": PAGE, "stroke": QUIET}),
    ("won", {"fill": FINE, "stroke": FINE}),
)
"""What adds is full, what takes away is empty; what was won goes for the best of reasons."""


def _words(bars: Sequence[_Bar], y: Row, wording: Wording) -> Iterator[Layer]:
    """Name each row on the left, and say on the right how much it is; the totals stand out."""
    middle = {**y, "bandPosition": 0.5}
    for is_total, weight in ((True, 600), (False, 400)):
        told = [(row, bar) for row, bar in enumerate(bars) if (bar.kind is None) == is_total]
        names: list[Row] = [{"row": str(row), "text": wording.text(bar.name)} for row, bar in told]
        yield words(names, {"x": {"value": 0}, "y": middle}, fontWeight=weight)
        values: list[Row] = [{"row": str(row), "text": wording.text(bar.value)} for row, bar in told if bar.value]
        yield words(values, {"x": {"value": NARROW}, "y": middle}, align="right", fontWeight=weight)
