"""Texts that say nothing yet, and placeholders that nobody fills in."""

import re
from collections.abc import Iterator
from typing import Any, Final

from scorecards.lint.placed import PlacedPlaybook
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import YamlMapping, YamlSequence, quoted

_TEXTS: Final = frozenset(
    {
        *("name", "title", "failure_title", "unknown_title", "why", "ask", "ask_whom", "remedy", "question"),
        *("definition", "entry_trigger", "criterion", "evidence", "sign", "signs", "signs_against", "what_to_do"),
        *("warning", "do", "telling_questions", "retrievability_note", "steps", "words", "when", "aim", "how_to_ask"),
        *("goes_on_if", "customer", "situation", "what_they_did", "result", "term", "meaning", "instead"),
    }
)
"""Keys under which people read a text."""

_UNFINISHED: Final = re.compile(r"[\W_]*(?:tbd|tbc|todo|fixme|xxx+|n/?a|lorem ipsum.*)?[\W_]*", re.IGNORECASE)
"""The whole of a text that stands for one that is still to be written, or that has no letter in it."""

_MARKED: Final = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b")
_PLACEHOLDER: Final = re.compile(r"\{[a-z_]+\}")
_FILLED: Final = frozenset({"do", "words"})
"""Keys whose placeholders are filled in; reading refuses those that it does not know."""

_CODES: Final = {"entry_trigger": "no-trigger", "criterion": "no-exit-criterion"}


def of_texts(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through the texts of a playbook that people read."""
    for source in book.sources.all():
        if isinstance(source.tree, YamlMapping):
            for key, text, place in _texts(source.tree):
                for code, message in _complaints(key, text):
                    yield Problem(source.path, *place, code, message)


def _texts(tree: Any, under: str = "") -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Give each text with its key, or that of the list which it stands in, and its place."""
    if isinstance(tree, YamlMapping):
        items = [(key, value, tree.value_at(key)) for key, value in tree.items()]
    else:
        items = [(under, value, tree.item_at(number)) for number, value in enumerate(tree)]
    for key, value, place in items:
        if isinstance(value, YamlMapping | YamlSequence):
            yield from _texts(value, key)
        elif isinstance(value, str) and key in _TEXTS:
            yield key, value, place


def _complaints(key: str, text: str) -> Iterator[tuple[str, str]]:
    if _UNFINISHED.fullmatch(text) or _MARKED.search(text):
        yield _CODES.get(key, "unfinished-text"), f"read {quoted(text)}, expected a text that somebody can act on"
    if key not in _FILLED and (found := _PLACEHOLDER.search(text)):
        message = f"read {quoted(found[0])}, expected plain words; only talk tracks and do are filled in"
        yield "placeholder-not-filled", message
