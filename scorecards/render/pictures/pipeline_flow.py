"""What changed the open pipeline since the snapshot before: what came in, what changed, what went.

Each change is a bar from zero, to the right where it added and to the left where it took away.  The two totals stand
above and below as figures: beside them most changes are small, and a scale that leaves part of them out would lie.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from scorecards.render.pictures.drawing import FINE, LINE, PAGE, QUIET, WIDTH, Drawing, Lettering, Note, Paint, Picture
from scorecards.report.figures import Flow, FlowStep, FlowSum
from scorecards.report.formats import FLOW_WORDS, Formats
from scorecards.report.review import Review
from scorecards.report.values import Money

_LEFT: Final = 124
_RIGHT: Final = 244
_ZERO: Final = (_LEFT + _RIGHT) / 2
_ROW: Final = 24
_HALF: Final = 6
"""Half as tall is a bar."""

_WON: Final = Paint(FINE, FINE)
_MORE: Final = Paint(QUIET, QUIET)
_LESS: Final = Paint(PAGE, QUIET)


class _Change(NamedTuple):
    """One row: by how much the pipeline changed, the colour of its bar, and its words."""

    size: float
    paint: Paint
    name: str
    value: str


def flow_picture(flow: Flow, review: Review, formats: Formats) -> Picture:
    """Draw how the open pipeline changed, in the team's currency, or in numbers where there are no amounts."""
    amounts = [flow.then.amount, flow.now.amount, *(step.amount for step in flow.steps)]
    in_money = any(each.amount for each in amounts)
    changes = list(_changes(flow, formats, in_money=in_money))
    says = f"What changed the open pipeline between {formats.day(flow.since)} and {formats.day(review.as_of)}"
    drawing = Drawing((len(changes) + 2) * _ROW, says)
    _draw_total(drawing, 0, formats.day(flow.since), _total(flow.then, formats, in_money=in_money))
    if changes:
        drawing.line((_ZERO, _ROW), (_ZERO, (len(changes) + 1) * _ROW), LINE)
    longest = max((abs(each.size) for each in changes), default=0) or 1
    for row, change in enumerate(changes, 1):
        _draw_change(drawing, row, change, (_RIGHT - _ZERO) / longest)
    _draw_total(drawing, len(changes) + 1, formats.day(review.as_of), _total(flow.now, formats, in_money=in_money))
    return drawing.picture()


def _changes(flow: Flow, formats: Formats, *, in_money: bool) -> Iterator[_Change]:
    for step in flow.steps:
        size = float(step.amount.amount) if in_money else float(step.comes * step.count)
        name = f"{formats.number(step.count)} {FLOW_WORDS[step.kind]}"
        paint = _WON if step.kind == "won" else _MORE if size >= 0 else _LESS
        yield _Change(size, paint, name, _value(step, formats) if in_money else "")


def _total(total: FlowSum, formats: Formats, *, in_money: bool) -> str:
    return formats.money(total.amount) if in_money else f"{formats.number(total.count)} open"


def _value(step: FlowStep, formats: Formats) -> str:
    """Give a change with its sign; a proper minus is as wide as the plus."""
    amount = step.amount.amount
    if not amount:
        return "no amount" if step.count == step.without + step.without_rate else formats.money(step.amount)
    return f"{'+' if amount > 0 else '−'}{formats.money(Money(abs(amount), step.amount.currency))}"  # noqa: RUF001 - minus


def _draw_total(drawing: Drawing, row: int, day: str, total: str) -> None:
    middle = (row + 0.5) * _ROW
    drawing.words(0, middle, day, Lettering(bold=True))
    drawing.words(WIDTH, middle, total, Lettering(align="end", bold=True))


def _draw_change(drawing: Drawing, row: int, change: _Change, scale: float) -> None:
    middle = (row + 0.5) * _ROW
    drawing.words(0, middle, change.name, Lettering())
    if change.size:
        across = (_ZERO, _ZERO + change.size * scale)
        note = Note(f"{change.name} {change.value}".rstrip())
        drawing.box(across, (middle - _HALF, middle + _HALF), change.paint, note)
    drawing.words(WIDTH, middle, change.value, Lettering(align="end"))
