"""The names of months, as people write them in English and in the team's language."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from scorecards.model.fields import MONTHS

_LEAST = 3


@lru_cache(maxsize=16)
def month_numbers(locale: str | None) -> Mapping[str, int]:
    """Give the number of each month by its names in a locale, in small letters and without a point at the end.

    Names that two months share, and those of English, are not there; neither are any of a locale that is unknown.
    """
    try:
        language = Locale.parse(locale) if locale else None
    except (UnknownLocaleError, ValueError):
        language = None
    found: dict[str, set[int]] = {}
    for width in ("wide", "abbreviated") if language else ():
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                word = name.casefold().removesuffix(".")
                if len(word) >= _LEAST and any(map(str.isalpha, word)):
                    found.setdefault(word, set()).add(number)
    english = {short for name in MONTHS for short in (name.casefold(), name[:3].casefold())}
    return {word: min(numbers) for word, numbers in found.items() if len(numbers) == 1 and word not in english}
