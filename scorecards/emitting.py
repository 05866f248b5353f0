"""YAML text that the product writes itself: blocks of keys, each on a line of its own.

Written so that every YAML tool, whether it follows 1.1 or 1.2, reads a text as that text: what could be
taken for anything else stands in double quotes.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache

_PLAIN = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_WORDS_OF_YAML = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")

Pairs = Iterable[tuple[str, str]]
"""Keys with scalars that are YAML already; an empty scalar is a blank."""


def number_or_day(value: str) -> str:
    """Write an amount, a count or a day, which a YAML tool may well read as what it is."""
    return value if _NUMBER.fullmatch(value) or _DAY.fullmatch(value) else scalar(value)


@lru_cache(maxsize=100_000)
def scalar(value: str) -> str:
    """Write a text as a scalar on one line."""
    if _PLAIN.fullmatch(value) and value not in _WORDS_OF_YAML:
        return value
    return _LINE_BREAKS.sub(_escape, json.dumps(value, ensure_ascii=False))


def item(pairs: Pairs, indent: str = "  ") -> str:
    """Write a list's item that is a mapping; ``indent`` stands before its dash."""
    return f"{indent}- " + f"\n{indent}  ".join(_lines(pairs)) + "\n"


def mapping(pairs: Pairs) -> str:
    """Write a mapping at the beginning of the line."""
    return "".join(line + "\n" for line in _lines(pairs))


def one_line(pairs: Pairs) -> str:
    """Write a mapping on one line, to be copied."""
    return "{" + ", ".join(_lines(pairs)) + "}"


def _lines(pairs: Pairs) -> Iterable[str]:
    return (f"{key}: {value}" if value else f"{key}:" for key, value in pairs)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
