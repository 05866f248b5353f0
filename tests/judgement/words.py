"""Make the words of playbook/themes.yml from the example notes: ``make words``.

A word, or a pair of words, has points for a theme by how much more often it stands in notes that speak of it than in
all others: the logarithm of the odds, from 1 to 5.  Notes that speak of nothing weigh most, so that ordinary words
count for nothing.  The phrases stay as they are: people write those.
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from scorecards.index.themes import features
from tests.judgement.product import HERE
from tests.support.project import ROOT

FILE: Final = ROOT / "playbook" / "themes.yml"
NEUTRAL: Final = "neutral"
_BY_PHRASES_ALONE: Final = {NEUTRAL, "a_purchase_elsewhere"}
"""That they bought elsewhere closes a deal: words that only count together are not enough for it."""
_SEEN: Final = 2
"""Notes of a theme in which a word must stand."""
_WORDS: Final = 400
"""Words for each theme at most."""
_NEUTRAL_WEIGHT: Final = 4.0
_SMOOTHING: Final = 0.5
_MOST_POINTS: Final = 5
_PLAIN: Final = re.compile(r"[a-zA-Z][a-zA-Z ]*")
_NO_TEXT: Final = {"yes", "no", "on", "off", "true", "false", "null", "none", "y", "n"}


@dataclass(frozen=True, slots=True)
class Example:
    """A note, the theme that it is an example of, and all that it speaks of."""

    note: str
    theme: str
    themes: frozenset[str]


def examples() -> Iterator[Example]:
    """Give every example note, and of the deals that experts judged the notes that speak of nothing."""
    for path in sorted((HERE / "examples").glob("*.yml")):
        for theme, notes in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for each in notes:
                note, also = (each["note"], each["also"]) if isinstance(each, dict) else (each, ())
                yield Example(note, theme, frozenset({theme, *also}) - {NEUTRAL})
    for path in sorted((HERE / "tuned").glob("*.yml")):
        yield from (Example(note, NEUTRAL, frozenset()) for note in _of_nothing(path))


def _of_nothing(path: Path) -> Iterator[str]:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    deal, has_no_cause = case["opportunity"], not case["expect"]["causes"]
    talks = deal.get("activities") or ()
    yield from (
        each["note"] for each in talks if each.get("note") and (has_no_cause or each.get("outcome") == "advance")
    )
    if has_no_cause and deal.get("notes"):
        yield deal["notes"]


def words_of(given: Iterable[Example]) -> dict[str, dict[str, int]]:
    """Give the words of each theme with their points, the most telling ones."""
    notes: Counter[str] = Counter()
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    weighed: Counter[str] = Counter()
    for example in given:
        notes[example.theme] += 1
        for word in features(example.note):
            seen[word][example.theme] += 1
    for theme, count in notes.items():
        weighed[theme] = round(count * _weight(theme))
    return {theme: _words(theme, seen, weighed) for theme in sorted(notes) if theme not in _BY_PHRASES_ALONE}


def _weight(theme: str) -> float:
    return _NEUTRAL_WEIGHT if theme == NEUTRAL else 1.0


def _words(theme: str, seen: Mapping[str, Counter[str]], notes: Counter[str]) -> dict[str, int]:
    found = []
    for word, counts in seen.items():
        here = counts[theme]
        elsewhere = sum(count * _weight(other) for other, count in counts.items() if other != theme)
        odds = math.log(_share(here, notes[theme])) - math.log(_share(elsewhere, notes.total() - notes[theme]))
        if here >= _SEEN and odds >= 1:
            found.append((-odds * math.sqrt(here), word, max(1, min(_MOST_POINTS, round(odds)))))
    return {word: points for _, word, points in sorted(found)[:_WORDS]}


def _share(count: float, of: float) -> float:
    return (count + _SMOOTHING) / (of + 2 * _SMOOTHING)


def written(text: str, words: Mapping[str, Mapping[str, int]]) -> str:
    """Give the file with these words in place of those that it has."""
    kept = re.sub(r"^    words:\n(?:      .*\n)+", "", text, flags=re.MULTILINE)
    return re.sub(
        r"^  - theme: (\w+)\n    phrases:\n(?:      .*\n)+",
        lambda found: found.group() + "".join(_lines(words.get(found.group(1), {}))),
        kept,
        flags=re.MULTILINE,
    )


def _lines(words: Mapping[str, int]) -> Iterator[str]:
    if words:
        yield "    words:\n"
    for word, points in sorted(words.items(), key=lambda each: (-each[1], each[0])):
        yield f"      {_quoted(word)}: {points}\n"


def _quoted(word: str) -> str:
    is_plain = _PLAIN.fullmatch(word) and word not in _NO_TEXT
    return word if is_plain else json.dumps(word, ensure_ascii=False)


def main() -> None:
    """Write the words into the file."""
    words: dict[str, Any] = words_of(examples())
    FILE.write_text(written(FILE.read_text(encoding="utf-8"), words), encoding="utf-8")


if __name__ == "__main__":
    main()
