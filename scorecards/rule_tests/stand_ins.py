"""Fictional names and amounts in the place of a team's own, and texts of which no more is kept than their phrases."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Final

from scorecards.model.names import folded
from scorecards.model.playbook.playbook import Playbook

_FIRST: Final = (
    *("Ada", "Bela", "Cleo", "Dario", "Edda", "Femi", "Gita", "Hugo", "Ines", "Jonas", "Kaya", "Leif", "Mina"),
    *("Nils", "Odile", "Pavel", "Qadir", "Runa", "Sefa", "Tarek", "Uma", "Vito", "Wanda", "Xenia", "Yara", "Zeno"),
)
_LAST: Final = (
    *("Alder", "Birke", "Cedro", "Dorn", "Elmo", "Farn", "Ginster", "Hasel", "Iris", "Jasmin", "Kiefer", "Linde"),
    *("Malve", "Nelke", "Olive", "Pinie", "Quitte", "Robin", "Salbei", "Tanne", "Ulme", "Veilchen", "Weide"),
)
_COMPANY: Final = ("Mills", "Works", "Foods", "Ferries", "Press", "Labs", "Stores", "Farms", "Lines", "Yards", "Tiles")
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_STEP: Final = 1000


def people() -> list[str]:
    """Give the names that stand in for people's."""
    return [f"{first} {last}" for last in _LAST for first in _FIRST]


def companies() -> list[str]:
    """Give the names that stand in for companies'."""
    return [f"{last} {kind}" for kind in _COMPANY for last in _LAST]


@dataclass(frozen=True, slots=True)
class Names:
    """Stand-ins for names of a kind: a name has the same in every case, as long as no other one there has it too."""

    pool: list[str]
    given: dict[str, str] = field(default_factory=dict)

    def instead_of(self, name: str) -> str:
        """Give the stand-in of a name."""
        key = folded(name)
        if key not in self.given:
            start = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
            taken = set(self.given.values())
            candidates = (self.pool[(start + step) % len(self.pool)] for step in range(len(self.pool)))
            self.given[key] = next((each for each in candidates if each not in taken), f"Person {len(taken) + 1}")
        return self.given[key]


def amounts_instead_of(amounts: Iterable[Decimal]) -> dict[Decimal, Decimal]:
    """Give round amounts in the place of others: as many, in the same order, and none of the others among them."""
    real = set(amounts)
    rounds = (Decimal(each) for each in count(_STEP, _STEP) if Decimal(each) not in real)
    return {amount: next(rounds) if amount else amount for amount in sorted(real)}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a playbook that may decide an outcome, which a text keeps where it needs them."""

    patterns: tuple[re.Pattern[str], ...]
    words: frozenset[str]

    def kept(self, text: str, others: dict[str, str]) -> str:
        """Give a text with every word that tells nothing made unreadable, and names in ``others`` as they say."""
        spans = [match.span() for pattern in self.patterns for match in pattern.finditer(text)]

        def instead(found: re.Match[str]) -> str:
            word = found[0]
            if word.casefold() in others:
                return others[word.casefold()]
            tells = word.casefold().replace("\u2019", "'") in self.words
            return word if tells or any(a <= found.start() and found.end() <= b for a, b in spans) else "x" * len(word)

        return _WORD.sub(instead, text)


def words_that_count(playbook: Playbook) -> Iterator[str]:
    """Give the single words that a playbook counts for its themes, those of pairs among them."""
    for theme in playbook.themes.themes:
        for words in theme.words:
            yield from words.split()
