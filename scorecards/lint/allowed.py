"""Values of one fact: whole numbers in spans, from the least on, or words and flags one by one."""

from itertools import pairwise
from math import inf
from typing import Any

Spans = tuple[tuple[float, float], ...]
"""Whole numbers, from and to, in order, none of them beside or in another."""

Words = frozenset[Any]

Allowed = Spans | Words
"""Empty, and so false, where no value is allowed."""


def common(some: Allowed, others: Allowed) -> Allowed:
    """Give the values that stand in both."""
    if isinstance(some, frozenset) or isinstance(others, frozenset):
        return frozenset(some) & frozenset(others)
    overlaps = ((max(low, least), min(high, most)) for low, high in some for least, most in others)
    return tuple(sorted((low, high) for low, high in overlaps if low <= high))


def outside(all_values: Allowed, values: Allowed) -> Allowed:
    """Give those of all values that are not among some."""
    if isinstance(all_values, frozenset) or isinstance(values, frozenset):
        return frozenset(all_values) - frozenset(values)
    edges = [(-inf, -inf), *values, (inf, inf)]
    between = ((high + 1, low - 1) for (_, high), (low, _) in pairwise(edges))
    return common(all_values, tuple((low, high) for low, high in between if low < inf and high > -inf))


def within(values: Allowed, others: Allowed) -> bool:
    """Tell whether all of some values are among others."""
    return common(values, others) == values
