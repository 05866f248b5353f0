"""Many problems in few lines: the first of each cause, and how many more there are."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from scorecards.problems.problem import Problem

MOST: Final = 100
"""So many problems are told one by one."""


def first_of_each_cause(problems: Iterable[Problem]) -> tuple[list[Problem], dict[str, int]]:
    """Give the problems to tell, in their order, and by its code how many more there are of each cause.

    A cause that is behind thousands of them leaves room for those of the others.
    """
    every = list(problems)
    room = _room(Counter(each.code for each in every))
    told: list[Problem] = []
    more = Counter[str]()
    for each in every:
        if room[each.code]:
            room[each.code] -= 1
            told.append(each)
        else:
            more[each.code] += 1
    return told, dict(more)


def lines_of(problems: Iterable[Problem]) -> list[str]:
    """Give what a command prints of problems."""
    told, more = first_of_each_cause(problems)
    return [*map(str, told), *(f"{count:,} more: {code}" for code, count in sorted(more.items()))]


def _room(found: Counter[str]) -> dict[str, int]:
    """Share the room among the causes: the rare ones are told in full, and the others get the same share."""
    room: dict[str, int] = {}
    left = MOST
    for place, (code, count) in enumerate(sorted(found.items(), key=lambda each: each[1])):
        room[code] = min(count, max(1, left // (len(found) - place)))
        left -= room[code]
    return room
