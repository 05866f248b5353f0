"""Phrases found in texts as whole words, in capitals or not."""

import re
from collections.abc import Iterable

from scorecards.model.playbook import Phrase

_NOTHING_MATCHES = re.compile(r"(?!)")


def phrase_pattern(phrases: Iterable[Phrase]) -> re.Pattern[str]:
    """Make a pattern that finds phrases of the playbook."""
    return whole_words(tuple(phrase.phrase for phrase in phrases))


def whole_words(texts: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern that finds texts as whole words, the longest first."""
    if not texts:
        return _NOTHING_MATCHES
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    words = "|".join(r"\s+".join(re.escape(word) for word in text.split()) for text in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
