"""YAML text that the product writes itself: blocks of keys, each on a line of its own.

Written so that every YAML tool, whether it follows 1.1 or 1.2, reads a text as that text: what could be
taken for anything else stands in double quotes.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from scorecards.yaml_files.decode import ODD_BREAKS, UNWRITABLE

_PLAIN = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_WORDS_OF_YAML = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_in_quotes = json.JSONEncoder(ensure_ascii=False).encode
_KEY = re.compile(r"[a-z][a-z0-9]*([-_.][a-z0-9]+)*")
_FLAGS = {"true", "false"}
_LINE_BREAKS = re.compile(f"[{ODD_BREAKS}]")
_OTHER_BREAKS = re.compile(f"[\r{ODD_BREAKS}]")

BLANK: Final = ""

Node = str | list["Node"] | dict[str, "Node"]
"""A scalar that is YAML already, of which an empty one is a blank; or a list; or a mapping, whose keys are YAML too."""

Pairs = Iterable[tuple[str, Node]]
"""Keys with what stands under them."""


def number_or_day(value: str) -> str:
    """Write an amount, a count or a day, which a YAML tool may well read as what it is."""
    return value if _NUMBER.fullmatch(value) or _DAY.fullmatch(value) else scalar(value)


def flag(value: str) -> str:
    """Write true or false, which a YAML tool may read as what it is."""
    return value if value in _FLAGS else scalar(value)


@lru_cache(maxsize=100_000)
def scalar(value: str) -> str:
    """Write a text as a scalar on one line."""
    if _PLAIN.fullmatch(value) and value not in _WORDS_OF_YAML:
        return value
    return _LINE_BREAKS.sub(_escape, _in_quotes(value))


def text(value: str) -> str:
    """Write a text as a scalar: one of several lines as a block of lines where that keeps it to the letter."""
    return _block(value) if "\n" in value and _keeps_as_block(value) else scalar(value)


@lru_cache(maxsize=100_000)
def key(value: str) -> str:
    """Write an id, or several with points between them, as a key."""
    return value if _KEY.fullmatch(value) and value not in _WORDS_OF_YAML else scalar(value)


def item(pairs: Pairs, indent: str = "  ") -> str:
    """Write a list's item that is a mapping; ``indent`` stands before its dash."""
    lines: list[str] = []
    _add_pairs(lines, pairs, f"{indent}  ")
    return f"{indent}- " + "\n".join(lines)[len(indent) + 2 :] + "\n"


def mapping(pairs: Pairs) -> str:
    """Write a mapping at the beginning of the line."""
    lines: list[str] = []
    _add_pairs(lines, pairs, "")
    return "".join(line + "\n" for line in lines)


def one_line(pairs: Iterable[tuple[str, str]]) -> str:
    """Write a mapping of scalars on one line, to be copied."""
    return "{" + ", ".join(f"{name}: {value}" if value else f"{name}:" for name, value in pairs) + "}"


def _add_pairs(lines: list[str], pairs: Pairs, indent: str) -> None:
    """Add the lines of a mapping, with ``indent`` before its keys."""
    for name, node in pairs:
        if isinstance(node, str) and "\n" not in node:
            lines.append(f"{indent}{name}: {node}" if node else f"{indent}{name}:")
        else:
            _add(lines, f"{indent}{name}:", node, f"{indent}  ")


def _add(lines: list[str], head: str, node: Node, indent: str) -> None:
    """Add ``head``, which ends in a colon or a dash, with what stands under it, ``indent`` deep where it is long."""
    if isinstance(node, str):
        first, *more = node.split("\n") if "\n" in node else [node]
        lines.append(f"{head} {first}" if first else head)
        lines += [indent + line if line else "" for line in more]
    elif not node:
        lines.append(f"{head} []" if isinstance(node, list) else f"{head} {{}}")
    elif isinstance(node, dict):
        lines.append(head)
        _add_pairs(lines, node.items(), indent)
    else:
        lines.append(head)
        for each in node:
            _add_item(lines, each, indent)


def _add_item(lines: list[str], node: Node, indent: str) -> None:
    """Add an item of a list, whose first key stands on the line of the dash."""
    if isinstance(node, str) or not node:
        _add(lines, f"{indent}-", node, f"{indent}  ")
        return
    at = len(lines)
    if isinstance(node, dict):
        _add_pairs(lines, node.items(), f"{indent}  ")
    else:
        for each in node:
            _add_item(lines, each, f"{indent}  ")
    lines[at] = f"{indent}- {lines[at][len(indent) + 2 :]}"


def _keeps_as_block(value: str) -> bool:
    """Tell whether a block of lines keeps a text: no blanks at the ends of its lines, and one line break at the end."""
    if _OTHER_BREAKS.search(value) or UNWRITABLE.search(value):
        return False
    lines = value.removesuffix("\n").split("\n")
    return bool(lines[0] and lines[-1]) and all(line == line.strip() for line in lines)


def _block(value: str) -> str:
    return f"|\n{value.removesuffix(chr(10))}" if value.endswith("\n") else f"|-\n{value}"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
