"""When two values of a tree say the same, however they are written."""

import re
from decimal import Decimal
from typing import Any, Final

from scorecards.importing.task.on_file import Tree
from scorecards.model.names import folded

_NUMBERS: Final = frozenset({"amount", "push_count", "score"})
_FLAGS: Final = frozenset({"final", "ours_to_help"})
_NAMES: Final = frozenset({"name", "with", "on", "direction", "kind"})
"""Keys by which people and activities are told apart: capitals and spaces make no difference."""
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
_TRUTH: Final = {"yes": "true", "no": "false"}


def is_blank(value: Any) -> bool:
    """Tell whether nothing is said: a blank, an empty list, or a tree of blanks."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    return not (value.strip() if isinstance(value, str) else value)


def as_part(value: Any) -> Tree:
    """Read a bare value as the tree that it stands for."""
    return value if isinstance(value, dict) else {"value": value}


def alike(one: Any, other: Any, key: str = "") -> bool:
    """Tell whether two values under a key say the same: ``x`` and ``{value: x}``, 1200.5 and 1200.50, yes and true."""
    if one == other or (is_blank(one) and is_blank(other)):
        return True
    if isinstance(one, dict) or isinstance(other, dict):
        first, second = _filled(one), _filled(other)
        return first.keys() == second.keys() and all(alike(first[name], second[name], name) for name in first)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return isinstance(one, str) and isinstance(other, str) and _read(one, key) == _read(other, key)


def stands_in(there: Any, piece: Any) -> bool:
    """Tell whether a value, some keys of a part, or some keys of an item stands in what is there."""
    if isinstance(there, list):
        return alike(there, piece) or any(stands_in(each, piece) for each in there)
    if isinstance(there, dict) and isinstance(piece, dict):
        return all(says(there.get(key), value, key) for key, value in piece.items())
    return alike(there, piece)


def says(there: Any, value: Any, key: str) -> bool:
    """Tell whether a value of a person or of an activity is there, names in any spelling."""
    if key in _NAMES and isinstance(there, str) and isinstance(value, str):
        return folded(there) == folded(value)
    return alike(there, value, key)


def _filled(value: Any) -> Tree:
    return {key: each for key, each in as_part(value).items() if not is_blank(each)}


def _read(text: str, key: str) -> str | Decimal:
    text = text.strip()
    if key in _NUMBERS and _NUMBER.fullmatch(text):
        return Decimal(text)
    if key in _FLAGS:
        return _TRUTH.get(text.lower(), text.lower())
    return text
