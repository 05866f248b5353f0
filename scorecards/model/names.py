"""Names: in links, in a form in which spellings are equal, and the known one that a mistyped one comes nearest to."""

import re
from bisect import bisect
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import zip_longest

from slugify import slugify

from scorecards.problems.problem import visible

LONGEST = 64
_MANY = 600
_FURTHEST = 1_000
_NEIGHBOURS = 25
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=100_000)
def page_name(name: str) -> str:
    """Make small letters, digits and single hyphens of a name; empty where nothing of it can be written so."""
    return slugify(name, entities=False, decimal=False, hexadecimal=False, max_length=LONGEST).strip("-")


def folded(text: str) -> str:
    """Give a text in a form in which spellings that differ in capitals and spaces are equal."""
    return " ".join(text.casefold().split())


def nearest(word: str, known: Collection[str]) -> str | None:
    """Give the known name that comes nearest to ``word``, or None.

    One that differs in its digits alone is another thing, and no misspelling.  Among many names only those that stand
    next to ``word`` in order are looked at: they begin alike.
    """
    return _nearest(word[:_FURTHEST], frozenset(known))


@lru_cache(maxsize=1_000)
def _nearest(word: str, known: frozenset[str]) -> str | None:
    candidates: Sequence[str] = _in_order(known)
    if len(candidates) > _MANY:
        place = bisect(candidates, word)
        candidates = candidates[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    written = {name.lower(): name for name in candidates if not _differ_in_digits(word, name)}
    found = get_close_matches(word.lower()[:LONGEST], list(written), n=1)
    return written[found[0]] if found else None


def one_slip_apart(word: str, name: str) -> bool:
    """Tell whether one letter is missing, too many or wrong, or swapped with the next.

    Another digit is no slip: it makes another name.
    """
    if word == name or _differ_in_digits(word, name):
        return False
    same = next(at for at, (one, other) in enumerate(zip_longest(word, name)) if one != other)
    one, other = word[same:], name[same:]
    swapped = one[1::-1] == other[:2] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def _differ_in_digits(one: str, other: str) -> bool:
    """Tell whether two names are alike but for their digits."""
    alike = _DIGITS.sub("", one.lower()) == _DIGITS.sub("", other.lower())
    return alike and _DIGITS.findall(one) != _DIGITS.findall(other)


@lru_cache(maxsize=16)
def _in_order(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Give the end of a message: a question with the nearest known name, or nothing."""
    name = nearest(word, known)
    return f". Did you mean {visible(name)}?" if name else ""
