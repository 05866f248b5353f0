"""Currencies: the smallest unit in which each is counted, such as the cent, and the signs that stand for each."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from unicodedata import category

from babel import localedata
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_currency_precision, get_currency_symbol, get_territory_currencies, list_currencies

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
def known_currencies() -> frozenset[str]:
    """Give the ISO 4217 codes of all currencies that there are, or were."""
    return frozenset(list_currencies())


@cache
def _smallest_unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))


@cache
def signs_of(currency: str) -> frozenset[str]:
    """Give what stands for a currency beside an amount: its code, and its signs in English and where it is paid.

    A sign such as $ stands there with the first letters of the code before it, too: CA$, AU$.
    """
    if currency not in known_currencies():
        return frozenset({currency})
    signs = {get_currency_symbol(currency, locale) for locale in ("en", *_locales_of(currency))}
    return frozenset({currency, *signs, *(currency[:2] + sign for sign in signs if category(sign[0]) == "Sc")})


@cache
def is_sign(text: str) -> bool:
    """Tell whether a text stands for some currency beside an amount."""
    often = text in known_currencies() or text in signs_of("USD") or text in signs_of("EUR")
    return often or any(text in signs_of(currency) for currency in sorted(_paid_in()))


def _locales_of(currency: str) -> Iterator[str]:
    for territory in _paid_in().get(currency, ()):
        for language in get_official_languages(territory):
            if localedata.exists(f"{language}_{territory}"):
                yield f"{language}_{territory}"


@cache
def _paid_in() -> dict[str, list[str]]:
    """Give the territories in which each currency is paid today."""
    territories: dict[str, list[str]] = {}
    for territory in get_global("territory_currencies"):
        for currency in get_territory_currencies(territory):
            territories.setdefault(currency, []).append(territory)
    return territories
