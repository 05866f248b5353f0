"""Fictional names and round amounts in the place of a team's own, and texts of which no more is kept than phrases."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Final

from scorecards.derive.stated_day import STATED
from scorecards.index.index import Index, phrase_pattern
from scorecards.index.themes import CLAUSE, HEDGE, NEGATION, whole_words
from scorecards.model.names import folded

_FIRST: Final = (
    *("Ada", "Bela", "Cleo", "Dario", "Edda", "Femi", "Gita", "Hugo", "Ines", "Jonas", "Kaya", "Leif", "Mina"),
    *("Nils", "Odile", "Pavel", "Qadir", "Runa", "Sefa", "Tarek", "Uma", "Vito", "Wanda", "Xenia", "Yara", "Zeno"),
)
_LAST: Final = (
    *("Alder", "Birke", "Cedro", "Dorn", "Elmo", "Farn", "Ginster", "Hasel", "Iris", "Jasmin", "Kiefer", "Linde"),
    *("Malve", "Nelke", "Olivo", "Pinie", "Quitte", "Robin", "Salbei", "Tanne", "Ulme", "Veilchen", "Weide", "Zimt"),
)
_COMPANIES: Final = tuple(f"{name} {kind}" for kind in ("Mills", "Ferries", "Press", "Farms") for name in _LAST)
_TITLES: Final = frozenset({"dr", "mr", "mrs", "ms", "prof"})
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_UNREADABLE: Final = re.compile(r"\bx+(?:\s+x+)*\b")
_ROUND: Final = 1000


@dataclass(frozen=True, slots=True)
class Pool:
    """Stand-ins of a kind: a word has the same one in every case, unless another word of the case has it."""

    names: tuple[str, ...]
    given: dict[str, str] = field(default_factory=dict)

    def instead_of(self, word: str) -> str:
        """Give the stand-in of a word."""
        key = folded(word)
        if key not in self.given:
            taken, size = set(self.given.values()), len(self.names)
            start = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
            turns = (self.names[(start + turn) % size] for turn in range(size))
            free = (each for each in turns if each not in taken and folded(each) != key)
            self.given[key] = next(free, f"{self.names[0]}{len(taken)}")
        return self.given[key]


@dataclass(frozen=True, slots=True)
class Names:
    """Stand-ins for people, name by name, so that whoever shares a first name still does; and for companies."""

    first: Pool = field(default_factory=lambda: Pool(_FIRST))
    last: Pool = field(default_factory=lambda: Pool(_LAST))
    company: Pool = field(default_factory=lambda: Pool(_COMPANIES))

    def person(self, name: str) -> str:
        """Give the stand-in of a person's name; titles, initials and particles stay."""
        parts: list[str] = []
        seen = 0
        for part in name.split():
            if _is_name(part):
                parts.append((self.last if seen else self.first).instead_of(part))
                seen += 1
            else:
                parts.append(part)
        return " ".join(parts) if seen else self.first.instead_of(name)

    def in_texts(self, people: Iterable[str]) -> dict[str, str]:
        """Give what stands in a text for each part of people's names."""
        words: dict[str, str] = {}
        for name in people:
            for part, other in zip(name.split(), self.person(name).split(), strict=False):
                words.update(zip(map(str.casefold, _WORD.findall(part)), _WORD.findall(other), strict=False))
        return words


def _is_name(part: str) -> bool:
    return len(part) > 1 and not part[0].islower() and folded(part).strip(".") not in _TITLES


def amounts_instead_of(amounts: Iterable[Decimal]) -> dict[Decimal, Decimal]:
    """Give round amounts in the place of others: as many, in the same order, and none of the others among them."""
    real = set(amounts)
    rounds = (Decimal(each) for each in count(_ROUND, _ROUND) if Decimal(each) not in real)
    return {amount: next(rounds) if amount else amount for amount in sorted(real)}


@dataclass(frozen=True, slots=True)
class Phrases:
    """What of a text may decide an outcome: the playbook's phrases and words, what takes them back, and days."""

    patterns: tuple[re.Pattern[str], ...]
    words: frozenset[str]

    @classmethod
    def of(cls, index: Index) -> "Phrases":
        """Collect them."""
        themes, phrases = index.themes, index.playbook.phrases
        no_answer = whole_words(phrases.no_answer)
        own = (phrase_pattern(phrases.waiting), phrase_pattern(phrases.blame), index.denial, no_answer)
        words = frozenset(word for feature in themes.points for word in feature.split())
        return cls((*own, *themes.patterns.values(), NEGATION, HEDGE, CLAUSE, STATED), words)

    def kept(self, text: str, names: Mapping[str, str], *, and_words: bool) -> str:
        """Give a text in which every word that tells nothing is unreadable; ``names`` are written as they say.

        With ``and_words`` those words stay too that count together.
        """
        spans = [match.span() for pattern in self.patterns for match in pattern.finditer(text)]

        def instead(found: re.Match[str]) -> str:
            word = found[0].casefold()
            if word in names:
                return names[word]
            tells = and_words and word.replace("\u2019", "'") in self.words
            stays = tells or any(start <= found.start() and found.end() <= end for start, end in spans)
            return found[0] if stays else "x" * len(word)

        return _WORD.sub(instead, text)


def shorter(text: str) -> str:
    """Give a text with one unreadable word in the place of several."""
    return _UNREADABLE.sub("x", text)
