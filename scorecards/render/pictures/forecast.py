"""The forecast: a bar for each category, of what has been earned, what has not, and what nobody knows.

What is earned is full, what is not is hollow, and what is unknown has a broken edge: the three differ without colours.
"""

from collections.abc import Sequence
from typing import Final

from scorecards.render.pictures.drawing import (
    FINE,
    LATE,
    PAGE,
    QUIET,
    SMALL,
    UNKNOWN,
    WIDTH,
    Drawing,
    Lettering,
    Note,
    Paint,
    Picture,
)
from scorecards.report.forecast import ForecastLine
from scorecards.report.formats import FORECAST_WORDS, Formats
from scorecards.report.values import Money, Sum

_KEY: Final = 24
_ROW: Final = 48
_KINDS: Final = (("earned", FINE, FINE), ("not earned", PAGE, LATE), ("unknown", PAGE, UNKNOWN))
"""The parts of a bar: what they are called, their fill and their edge."""


def forecast_picture(lines: Sequence[ForecastLine], currency: str, formats: Formats) -> Picture:
    """Draw the forecast in the team's currency, or in numbers of deals where there are no amounts in it."""
    in_money = any(line.total.amount_in(currency) for line in lines)
    drawing = Drawing(_KEY + len(lines) * _ROW, "The forecast by category: what is earned, not earned and unknown")
    widest = max(_size(line.total, currency, in_money=in_money) for line in lines) or 1
    _draw_key(drawing)
    for row, line in enumerate(lines):
        top = _KEY + row * _ROW
        name = FORECAST_WORDS[line.category]
        total = _told(line.total, currency, formats, in_money=in_money)
        drawing.words(0, top + 8, f"{name[0].upper()}{name[1:]}", Lettering(bold=True))
        drawing.words(WIDTH, top + 8, total, Lettering(align="end", bold=True))
        left = 1.0
        for part, (says, fill, edge) in zip((line.earned, line.not_earned, line.unknown), _KINDS, strict=True):
            right = left + (WIDTH - 2) * _size(part, currency, in_money=in_money) / widest
            told = _told(part, currency, formats, in_money=in_money)
            if right > left:
                note = Note(f"{name}, {says}: {told}")
                drawing.box((left, right), (top + 18, top + 34), Paint(fill, edge, says == "unknown"), note)
            left = right
    return drawing.picture()


def _draw_key(drawing: Drawing) -> None:
    """Say what each fill means."""
    for x, (says, fill, edge) in zip((1, 90, 200), _KINDS, strict=True):
        drawing.box((x, x + 10), (3, 13), Paint(fill, edge, says == "unknown"), Note(says))
        drawing.words(x + 15, 8, says, Lettering(QUIET, SMALL))


def _size(total: Sum, currency: str, *, in_money: bool) -> float:
    return float(total.amount_in(currency) or 0) if in_money else total.count


def _told(total: Sum, currency: str, formats: Formats, *, in_money: bool) -> str:
    deals = formats.many(total.count, "deal", "deals")
    amount = total.amount_in(currency)
    return f"{formats.money(Money(amount, currency))} · {deals}" if in_money and amount is not None else deals
