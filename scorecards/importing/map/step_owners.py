"""Whom a word of a free text stands for: one of our people, one of theirs, or a side as a whole."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scorecards.model.names import folded

Doer = tuple[str, str]
"""A side, us or customer, and the person's full name; blank where the text only says the side."""

PRONOUNS: Final[dict[str, Doer]] = {"we": ("us", ""), "they": ("customer", "")}
_SIDES: Final[dict[str, Doer]] = {
    **PRONOUNS,
    **dict.fromkeys(("us", "our side"), ("us", "")),
    **dict.fromkeys(("them", "their side"), ("customer", "")),
    **dict.fromkeys(("customer", "client", "prospect", "buyer"), ("customer", "")),
    **dict.fromkeys(("the customer", "the client", "the prospect", "the buyer"), ("customer", "")),
}


@dataclass(frozen=True, slots=True)
class People:
    """The names of both sides."""

    reps: tuple[str, ...]
    contacts: tuple[str, ...]
    owner: str = ""
    """The rep whose opportunity it is."""

    def find(self, name: str) -> Doer | None:
        """Give whom a full name, a first name or a word for a side stands for; None where that is not exactly one.

        While nobody of theirs is known, a first name is the owner's, or could be that of somebody on their side.
        """
        key = folded(name)
        ours = _by_key(self.reps).get(key, ())
        found = [("us", full) for full in ours if self.contacts or full == self.owner or folded(full) == key]
        if len(found) < len(ours):
            return None
        found += [("customer", full) for full in _by_key(self.contacts).get(key, ())]
        found += [_SIDES[key]] if key in _SIDES else []
        return found[0] if len(found) == 1 else None

    def knows(self, words: list[str]) -> bool:
        """Tell whether some words begin or end with a name or a word for a side."""
        ends = [" ".join(part) for size in range(1, len(words) + 1) for part in (words[:size], words[-size:])]
        return any(self._has(folded(end.strip("().,"))) for end in ends)

    def _has(self, key: str) -> bool:
        return key in _SIDES or key in _by_key(self.reps) or key in _by_key(self.contacts)


@lru_cache(maxsize=64)
def _by_key(names: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Give names by themselves and by their first words."""
    keys: dict[str, frozenset[str]] = {}
    for name in names:
        full = " ".join(name.split())
        for key in {folded(full), folded(full).partition(" ")[0]} - {""}:
            keys[key] = keys.get(key, frozenset()) | {full}
    return keys
