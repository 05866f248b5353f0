"""Currencies: the smallest unit in which each is counted, such as the cent, and the signs that stand for each."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from itertools import islice
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


@cache
def currency_of(sign: str) -> str | None:
    """Give the one currency that a sign beside an amount stands for; None where it may be several, or none.

    Letters such as kr or C$ are abbreviations that others may share, whoever lists them.  So it takes a code, or a
    sign that is no letter, alone or after the first letters of a code.
    """
    if sign in known_currencies():
        return sign
    letters, last = sign[:-1], sign[-1:]
    if len(letters) not in {0, 2} or not last or category(last) != "Sc":
        return None
    shared_first = sorted(_paid_in(), key=lambda currency: currency not in {"USD", "CAD"})
    found = (each for each in shared_first if each.startswith(letters) and sign in signs_of(each))
    of_two = list(islice(found, 2))
    return of_two[0] if len(of_two) == 1 else None


def _locales_of(currency: str) -> Iterator[str]:
    for territory in _paid_in().get(currency, ()):
        for language in get_official_languages(territory):
            yield from (name for name in _locales_in().get(territory, ()) if f"{name}_".startswith(f"{language}_"))


@cache
def _locales_in() -> dict[str, list[str]]:
    """Give the names of the locales of each territory, with or without a script: de_CH, zh_Hans_CN."""
    names: dict[str, list[str]] = {}
    for name in sorted(localedata.locale_identifiers()):
        names.setdefault(name.rpartition("_")[2], []).append(name)
    return names


@cache
def _paid_in() -> dict[str, list[str]]:
    """Give the territories in which each currency is paid today."""
    territories: dict[str, list[str]] = {}
    for territory in get_global("territory_currencies"):
        for currency in get_territory_currencies(territory):
            territories.setdefault(currency, []).append(territory)
    return territories
