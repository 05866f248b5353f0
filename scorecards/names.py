"""Names for links, and the known name that a mistyped one comes nearest to."""

from bisect import bisect
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import lru_cache

from slugify import slugify

from scorecards.errors import visible

LONGEST = 64
_MANY = 600
_NEIGHBOURS = 25


def page_name(name: str) -> str:
    """Make small letters, digits and single hyphens of a name; empty where nothing of it can be written so."""
    return slugify(name, entities=False, decimal=False, hexadecimal=False, max_length=LONGEST).strip("-")


def nearest(word: str, known: Collection[str]) -> str | None:
    """Give the known name that comes nearest to ``word``, or None.

    Among many names only those that stand next to ``word`` in order are looked at: they begin alike.
    """
    candidates: Sequence[str] = _in_order(frozenset(known))
    if len(candidates) > _MANY:
        place = bisect(candidates, word)
        candidates = candidates[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
    folded = {name.lower(): name for name in candidates}
    found = get_close_matches(word.lower()[:LONGEST], list(folded), n=1)
    return folded[found[0]] if found else None


@lru_cache(maxsize=16)
def _in_order(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Give the end of a message: a question with the nearest known name, or nothing."""
    name = nearest(word, known)
    return f". Did you mean {visible(name)}?" if name else ""
