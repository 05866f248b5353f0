"""Money, numbers, dates and the values of facts, written in the team's locale.

Each is written once and remembered: a page of 200 opportunities asks for the same few hundred dates and sums.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_currency, format_compact_decimal, format_currency, format_decimal

from scorecards.model.currencies import in_smallest_units
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.facts.fact import Kind
from scorecards.model.snapshot import ForecastCategory
from scorecards.report.figures import FlowKind
from scorecards.report.values import AtLeast, Money, Value

if TYPE_CHECKING:
    from collections.abc import Callable

FLOW_WORDS: Final[dict[FlowKind, str]] = {
    "new": "new",
    "back": "back again",
    "reopened": "reopened",
    "given": "given an amount",
    "raised": "raised",
    "lowered": "lowered",
    "currency": "other currency",
    "withdrawn": "amount taken out",
    "won": "won",
    "lost": "lost",
    "no_decision": "no decision",
    "gone": "gone from export",
}
"""What changed the open pipeline, in the words of the picture and of the table beside it."""

FORECAST_WORDS: Final[dict[ForecastCategory | None, str]] = {
    "commit": "commit",
    "best_case": "best case",
    "pipeline": "pipeline",
    "omitted": "omitted",
    None: "no category",
}
"""The categories of the forecast, in words."""


def plural(number: int, one: str, more: str) -> str:
    """Give the words for one thing, or for more or none."""
    return one if number == 1 else more


class Formats:
    """How one locale writes things."""

    def __init__(self, locale: str, currency: str, as_of: date | None = None) -> None:
        """Take the locale, such as en_IE, and the team's currency, in which facts of kind money are.

        Where ``as_of`` is given, days are short: those of its year go without the year, and what is overdue is told by
        how many days.
        """
        self._locale = Locale.parse(locale)
        self._currency = currency
        self.as_of: Final = as_of
        self.number: Callable[[int | Decimal], str] = cache(self._number)
        self.money: Callable[[Money], str] = cache(self._money)
        self.day: Callable[[date], str] = cache(self._day)
        self.full_day: Callable[[date], str] = cache(self._full_day)
        self.weekday: Callable[[date], str] = cache(self._weekday)
        self.fact: Callable[[Kind, Value], str] = cache(self._fact)
        self.evidence: Callable[[str, Value], str | None] = cache(self._evidence)

    def many(self, number: int, one: str, more: str) -> str:
        """Count things: "1 opportunity", "1,589 opportunities"."""
        return f"{self.number(number)} {plural(number, one, more)}"

    def in_short(self, figure: float, currency: str | None) -> str:
        """Write a figure for the scale of a picture, in a currency or as a number: "€1.2M"."""
        if currency is None:
            return format_compact_decimal(figure, locale=self._locale, fraction_digits=1)
        return format_compact_currency(figure, currency, locale=self._locale, fraction_digits=1)

    def _number(self, number: int | Decimal) -> str:
        return format_decimal(number, locale=self._locale)

    def _day(self, day: date) -> str:
        if self.as_of and day.year == self.as_of.year:
            return format_skeleton("MMMd", day, locale=self._locale)
        return self._full_day(day)

    def _full_day(self, day: date) -> str:
        return format_date(day, "medium", locale=self._locale)

    def _weekday(self, day: date) -> str:
        return format_date(day, "EEEE", locale=self._locale)

    def _money(self, money: Money) -> str:
        amount = in_smallest_units(money.amount, money.currency)
        whole = amount == amount.to_integral_value()
        pattern = self._locale.currency_formats["standard"]
        return format_currency(
            amount,
            money.currency,
            format=pattern.pattern.replace(".00", "") if whole else None,
            locale=self._locale,
            currency_digits=not whole,
            decimal_quantization=False,
        )

    def _fact(self, kind: Kind, value: Value) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, str):
            return value.replace("_", " ")
        return self._figure(kind, value)

    def _evidence(self, fact: str, value: Value) -> str | None:
        """Tell a count or a length of time beside a finding; None where no phrase fits, or there is none of it."""
        least = value.certain if isinstance(value, AtLeast) else value
        if isinstance(least, bool) or not isinstance(least, int) or not least:
            return None
        phrase = FACT_BY_NAME[fact].phrase if least > 0 else FACT_BY_NAME[fact].phrase_below_zero
        if phrase is None:
            return None
        number = self.number(abs(least)) + (" or more" if isinstance(value, AtLeast) else "")
        return phrase.format(number=number, days=self.many(abs(least), "day", "days"))

    def _figure(self, kind: Kind, value: int | Decimal | AtLeast) -> str:
        if isinstance(value, AtLeast):
            return f"{self.number(value.certain)} or more, at most {self.number(value.possible)}"
        if kind == "days" and isinstance(value, int):
            return self.many(value, "day", "days")
        if kind == "money":
            return self.money(Money(Decimal(value), self._currency))
        return format_decimal(value, locale=self._locale)
