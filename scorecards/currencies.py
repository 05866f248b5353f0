"""Currencies: the smallest unit in which each is counted, such as the cent."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache

from babel.numbers import get_currency_precision

_DIGITS = 60
"""Enough for the largest amount times the finest rate, added up as often as a snapshot can hold."""


def converted(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Give an amount at a rate, in whole smallest units of the currency that it is converted to."""
    with localcontext(prec=_DIGITS):
        return in_smallest_units(amount * rate, currency)


def in_smallest_units(amount: Decimal, currency: str) -> Decimal:
    """Round to what can be paid, a half to the even neighbour: cents of euros, whole yen."""
    with localcontext(prec=_DIGITS):
        return amount.quantize(_smallest_unit(currency), ROUND_HALF_EVEN)


@cache
def _smallest_unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))
