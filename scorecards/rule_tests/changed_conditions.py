"""A condition, each time with one thing changed: an operator, a limit, a word, a fact, a clause, how they join."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Final

from scorecards.model.facts.catalogue import FACT_BY_NAME, FACTS

Way = tuple[str | int, ...]
"""The keys and places that lead to a part of a rule, from its top."""

_TURNED: Final = {
    "at_least": ("at_most",),
    "at_most": ("at_least",),
    "equals": ("at_least", "at_most"),
    "on_or_after": ("on_or_before",),
    "on_or_before": ("on_or_after",),
}
_JOINED: Final = {"all": "any", "any": "all"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of a rule as a file would have it with one thing changed: the way to that thing, and what was done."""

    way: Way
    what: str
    part: Any


def changed_conditions(written: Mapping[str, Any], way: Way) -> Iterator[Changed]:
    """Give a condition with each single change; what no file could say is among them and is refused when it is read."""
    for key, value in written.items():
        here = (*way, key)
        for each in _changed_under(key, value, here):
            yield Changed(each.way, each.what, {**written, key: each.part})
        yield from _other_keys(written, key, here)
        if len(written) > 1:
            yield left_out(written, key, way)


def left_out(written: Mapping[str, Any], key: str, way: Way) -> Changed:
    """Leave out what stands under a key."""
    return Changed((*way, key), "left out", {name: value for name, value in written.items() if name != key})


def other_words(words: Sequence[str], known: Sequence[str], way: Way) -> Iterator[Changed]:
    """Give a list of words with one more, and with each of its own left out."""
    for word in known:
        if word not in words:
            yield Changed(way, f"also {word}", [*words, word])
    if len(words) > 1:
        for word in words:
            yield Changed(way, f"without {word}", [each for each in words if each != word])


def _changed_under(key: str, value: Any, way: Way) -> Iterator[Changed]:
    if key in _JOINED:
        yield from _changed_clauses(value, way)
    elif key == "not":
        yield from changed_conditions(value, way)
    else:
        yield from _changed_comparison(key, value, way)


def _changed_clauses(clauses: Sequence[Any], way: Way) -> Iterator[Changed]:
    for place, clause in enumerate(clauses):
        before, after = list(clauses[:place]), list(clauses[place + 1 :])
        for each in changed_conditions(clause, (*way, place)):
            yield Changed(each.way, each.what, [*before, each.part, *after])
        if before or after:
            yield Changed((*way, place), "left out", [*before, *after])


def _other_keys(written: Mapping[str, Any], key: str, way: Way) -> Iterator[Changed]:
    """Give a condition in which a fact is another, clauses are joined otherwise, or a ``not`` is not there."""
    others = {name: value for name, value in written.items() if name != key}
    if key == "not":
        if not others.keys() & written[key].keys():
            yield Changed(way, "left out, and what stands in it kept", {**others, **written[key]})
        return
    other = _JOINED.get(key) or _nearest(key)
    if other and other not in others and (key not in _JOINED or len(written[key]) > 1):
        yield Changed(way, f"{key} → {other}", {**others, other: written[key]})


@cache
def _nearest(fact: str) -> str | None:
    """Name the fact of the same kind, and with the same words, whose name is most like another's."""
    kind, words = FACT_BY_NAME[fact].kind, FACT_BY_NAME[fact].words
    alike = [each.name for each in FACTS if each.name != fact and each.kind == kind and each.words == words]
    return max(alike, key=lambda name: SequenceMatcher(None, fact, name).ratio(), default=None)


def _changed_comparison(fact: str, written: Mapping[str, Any], way: Way) -> Iterator[Changed]:
    about = FACT_BY_NAME[fact]
    for operator, value in written.items():
        here = (*way, operator)
        values = other_words(value, about.words, here) if operator == "one_of" else _other_values(value, here)
        for each in values:
            yield Changed(each.way, each.what, {**written, operator: each.part})
        for other in () if isinstance(value, bool) else _TURNED.get(operator, ()):
            if other not in written:
                turned = {other if name == operator else name: each for name, each in written.items()}
                yield Changed(here, f"{operator} → {other}", turned)
        if len(written) > 1:
            yield left_out(written, operator, way)


def _other_values(value: Any, way: Way) -> Iterator[Changed]:
    others = [not value] if isinstance(value, bool) else [_moved(value, -1), _moved(value, 1)]
    for other in others:
        yield Changed(way, f"{_shown(value)} → {_shown(other)}", _shown(other))


def _moved(value: int | Decimal | date, by: int) -> int | Decimal | date:
    """Move a limit by one: a day, a number, or a whole unit of the currency."""
    return value + timedelta(days=by) if isinstance(value, date) else value + by


def _shown(value: Any) -> str:
    """Write a value as a file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
