"""What a text speaks of: by phrases that are enough alone, and by words that count together (D36)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from scorecards.model.playbook.themes import Themes

_NOTHING_MATCHES: Final = re.compile(r"(?!)")
NEGATION: Final = re.compile(r"\b(?:not?|never|nothing|without|nor|cannot|\w+n['\u2019]t)\b", re.IGNORECASE)
HEDGE: Final = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|must have|might|guess|wonder whether|in case|when|once)\b",
    re.IGNORECASE,
)
CLAUSE: Final = re.compile(r"[.;,:!?()\n\u2013\u2014]|\bbut\b")
_REACH: Final = 32
"""Characters before a phrase in which a negation takes it back."""
_DENIED: Final = 3
"""Words after a negation that it takes back."""
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?|%")


@dataclass(frozen=True)
class ThemeFinder:
    """The playbook's themes, compiled: a pattern for the phrases of each, and the points of each word."""

    patterns: Mapping[str, re.Pattern[str]]
    points: Mapping[str, tuple[tuple[str, int], ...]]
    need: int

    @classmethod
    def of(cls, themes: Themes) -> "ThemeFinder":
        """Compile them."""
        points: dict[str, list[tuple[str, int]]] = {}
        for theme in themes.themes:
            for word, counts in theme.words.items():
                points.setdefault(word, []).append((theme.theme, counts))
        return cls(
            {theme.theme: whole_words(theme.phrases) for theme in themes.themes},
            {word: tuple(each) for word, each in points.items()},
            themes.words_need,
        )

    @cached_property
    def spoken_of(self) -> Callable[[str], frozenset[str]]:
        """Name the themes that a text speaks of: those of its phrases; without any, the one for which most words count.

        A text is asked about for each sign that it may show, so the last ones are remembered.
        """
        return lru_cache(maxsize=1024)(self._spoken_of)

    def holds_phrase(self, text: str) -> bool:
        """Tell whether a text holds a phrase of any theme: then its words alone say nothing."""
        return bool(self._by_phrases(text))

    def _spoken_of(self, text: str) -> frozenset[str]:
        return self._by_phrases(text) or self._by_words(text)

    def _by_phrases(self, text: str) -> frozenset[str]:
        return frozenset(theme for theme, pattern in self.patterns.items() if _matches(pattern, text))

    def _by_words(self, text: str) -> frozenset[str]:
        counted: Counter[str] = Counter()
        for feature in features(text):
            counted.update(dict(self.points.get(feature, ())))
        best = max(counted.values(), default=0)
        return frozenset(theme for theme, count in counted.items() if count == best >= self.need)


def features(text: str) -> set[str]:
    """Give the words of a text and its pairs of words, within clauses; what a guess or a negation takes back is none.

    >>> sorted(features("Far too dear"))
    ['dear', 'far', 'far too', 'too', 'too dear']
    """
    return {feature for clause in CLAUSE.split(text) for feature in _features(clause)}


def _features(clause: str) -> Iterator[str]:
    if HEDGE.search(clause):
        return
    denied = 0
    before = ""
    for word in (found.casefold().replace("\u2019", "'") for found in _WORD.findall(clause)):
        if not denied:
            yield word
        if before and (not denied or NEGATION.fullmatch(before)):
            yield f"{before} {word}"
        denied = _DENIED if NEGATION.fullmatch(word) else max(0, denied - 1)
        before = word


_RESTS: Final = re.compile(r"(?:\\\*)+")
"""The rest of a word, once or several times: several in a row would be tried in every way to share a long word."""


def whole_words(texts: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern that finds texts as whole words, the longest first.

    In a text, * matches the rest of a word, and … for up to three words.
    """
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    if not longest_first:
        return _NOTHING_MATCHES
    words = "|".join(_words(text) for text in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _words(text: str) -> str:
    parts = re.split(r"\s*…\s*", text)
    return r"\s+(?:\S+\s+){0,3}?".join(r"\s+".join(_word(word) for word in part.split()) for part in parts)


def _word(word: str) -> str:
    escaped = _RESTS.sub(r"\\w*", re.escape(word))
    return escaped.replace("\u2019", "'").replace("'", "['\u2019]")


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _is_taken_back(text, match) for match in pattern.finditer(text))


def _is_taken_back(text: str, match: re.Match[str]) -> bool:
    """Tell whether a guess or a negation stands before it in the same clause; one of its own leaves it as it is."""
    clause = CLAUSE.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    if HEDGE.search(clause):
        return True
    return not NEGATION.search(match.group()) and NEGATION.search(clause) is not None
