"""Titles, questions and entries that stand twice."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from scorecards.lint.placed import Placed, PlacedPlaybook
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import YamlMapping, YamlSequence, quoted

_SETS: Final = frozenset(
    {
        *("doctrine", "whom", "status", "stages", "hanging", "told_by", "tells", "tells_of", "needed_for", "not_for"),
        *("one_of", "phrases", "no_answer", "denial", "fits_needs", "also_called", "instead_of", "holidays", "weekend"),
        *("how_to_ask", "telling_questions", "steps", "what_to_do"),
    }
)
"""Lists in which an entry says as much once as twice."""


def of_repeats(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look for what stands twice in a playbook."""
    for rules, keys in (
        (book.stages, ("name",)),
        (book.questions, ("name", "question")),
        (book.situations, ("name",)),
        (book.causes, ("name",)),
        (book.plays, ("name",)),
        (book.stories, ("title",)),
        (book.checks, ("title", "failure_title", "unknown_title")),
    ):
        for key in keys:
            yield from _twice("repeated-title", _under(rules, key))
    yield from _titles_of_one(book)
    yield from _twice("repeated-question", _under(book.checks, "ask"))
    yield from _twice("repeated-question", _each_under(book.questions, "how_to_ask"))
    yield from _twice("repeated-question", _each_under(book.causes, "telling_questions"))
    yield from _twice("repeated-words", _tracks(book))
    yield from _phrases(book)
    for source in book.sources.all():
        if source.tree is not None:
            yield from _entries(source.path, source.tree)


Said = tuple[str, Callable[[str, str], Problem], str]
"""A text, what makes a problem of it from a code and a message, and the place as it is told."""


def _under(rules: Iterable[Placed[Any]], key: str) -> Iterator[Said]:
    for rule in rules:
        if key in rule.row:
            yield rule.row[key], _problem_at(rule, key), rule.place(key)


def _each_under(rules: Iterable[Placed[Any]], key: str) -> Iterator[Said]:
    for rule in rules:
        for number, text in enumerate(rule.row[key]):
            yield text, _problem_at(rule, key, number), rule.place(key, number)


def _tracks(book: PlacedPlaybook) -> Iterator[Said]:
    for play in book.plays:
        for number, track in enumerate(play.rule.talk_tracks):
            location = ("talk_tracks", number, "words")
            yield track.words, _problem_at(play, *location), play.place(*location)


def _phrases(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of phrases that give something away twice, or are to be replaced by themselves."""
    source = book.sources.phrases
    rows = [row for key in ("waiting", "blame") for row in source.rows(key)]
    phrases = [Placed(None, source.path, row) for row in rows]
    yield from _twice("repeated-entry", _under(phrases, "phrase"))
    for each in phrases:
        if _plain(each.row["phrase"]) == _plain(each.row["instead"]):
            message = f"read {quoted(each.row['instead'])} in place of itself, expected other words"
            yield each.problem("phrase-for-itself", message, "instead")


def _titles_of_one(book: PlacedPlaybook) -> Iterator[Problem]:
    keys = ("title", "failure_title", "unknown_title")
    for check in book.checks:
        for number, key in enumerate(keys):
            if any(_plain(check.row[key]) == _plain(check.row[before]) for before in keys[:number]):
                message = f"read {quoted(check.row[key])} for two outcomes, expected each to say what it is"
                yield check.problem("repeated-title", message, key)


def _twice(code: str, said: Iterable[Said]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for text, problem, place in said:
        if (other := first.setdefault(_plain(text), place)) != place:
            yield problem(code, f"read {quoted(text)} a second time, expected it once; {other} has it")


def _entries(path: str, tree: Any) -> Iterator[Problem]:
    """Tell of entries of a list that stand in it before."""
    for key, value in tree.items() if isinstance(tree, YamlMapping) else enumerate(tree):
        if isinstance(value, YamlSequence) and key in _SETS:
            seen: set[str] = set()
            for number, entry in enumerate(value):
                if isinstance(entry, str) and _plain(entry) in seen:
                    message = f"read {quoted(entry)} a second time in one list, expected it once"
                    yield Problem(path, *value.item_at(number), "repeated-entry", message)
                elif isinstance(entry, str):
                    seen.add(_plain(entry))
        if isinstance(value, YamlMapping | YamlSequence):
            yield from _entries(path, value)


def _problem_at(rule: Placed[Any], *location: int | str) -> Callable[[str, str], Problem]:
    return lambda code, message: rule.problem(code, message, *location)


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return plain.rstrip(".?!") or plain
