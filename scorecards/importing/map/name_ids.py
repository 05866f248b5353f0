"""Ids made of names: small letters of English, so that names of other scripts may come out alike and get a number."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

from scorecards.model.crm_ids import word_key
from scorecards.model.names import LONGEST, page_name

_ROOM: Final = 8


@dataclass(slots=True)
class NameIds:
    """The id of each name, in the order in which they are asked for; spellings of one name have one."""

    _by_name: dict[str, str] = field(default_factory=dict)
    """By each name, and by what is equal in all spellings of it."""
    _taken: set[str] = field(default_factory=set)

    def of(self, name: str) -> str:
        """Give the id of a name: the same as before, or one that no other name has."""
        if name not in self._by_name:
            key = word_key(name)
            if key not in self._by_name:
                self._by_name[key] = free_id(name, self._taken)
                self._taken.add(self._by_name[key])
            self._by_name[name] = self._by_name[key]
        return self._by_name[name]


def free_id(name: str, taken: Collection[str]) -> str:
    """Make an id of a name, with a number behind it where another one has it."""
    made = page_name(name)
    numbered = (f"{made[: LONGEST - _ROOM]}-{number}" for number in count(2))
    return next(each for each in chain([made], numbered) if each not in taken)


def are_two(one: str, other: str) -> bool:
    """Tell whether two names are surely two, though their ids would be alike: they differ, and in no Latin letter."""
    return word_key(one) != word_key(other) and not any(map(_is_latin, one + other))


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN")
