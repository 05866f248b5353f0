"""An entry added at the end of a YAML file's only list; whatever stands before it stays as it is, byte for byte."""

import re
from typing import Any

from scorecards.decoding import decode
from scorecards.document import Mapping, Sequence, parse
from scorecards.emitting import Pairs, item
from scorecards.errors import Problem

_BOM = b"\xef\xbb\xbf"
_INDENT = "  "


def appended(name: str, before: bytes, key: str, entry: Pairs, problems: list[Problem]) -> bytes | None:
    """Give the file with an entry at the end of the list under ``key``; the list is begun where there is none.

    None where nothing can be added: where the list stands in brackets, with a problem added, and where the file holds
    anything but that list, with what its reader says of it.
    """
    found: list[Problem] = []
    text = decode(name, before, found)
    tree = None if text is None else parse(name, before, found)
    if text is not None and [problem.code for problem in found] == ["empty-file"]:
        return _joined(before, text, f"{key}:\n", item(entry, _INDENT))
    problems += found
    if text is None or not isinstance(tree, Mapping) or key not in tree:
        return None
    items = tree[key]
    if isinstance(items, Sequence) and items:
        indent = _indent(text, tree, key)
        if indent is not None:
            return _joined(before, text, "\n", item(entry, indent))
    else:
        begun = _without_nothing(text, key, items)
        if begun is not None:
            return _joined(before, begun, "", item(entry, _INDENT))
    if isinstance(items, Sequence):
        problems.append(_in_brackets(name, tree, key))
    return None


def _indent(text: str, tree: Mapping, key: str) -> str | None:
    """Give what stands before the dashes of a list; None where it has no dashes but brackets."""
    line, column = tree.value_at(key)
    written = text.splitlines()[line - 1]
    return " " * (column - 1) if written[column - 1] == "-" else None


def _without_nothing(text: str, key: str, value: Any) -> str | None:
    """Take away what says that the list is empty, such as []; None where that cannot be found on the key's line."""
    if value is None:
        return text
    says_so = re.compile(rf"^(([\"']?){key}\2[ \t]*:)[ \t]*(\[[ \t]*\]|~|null|Null|NULL)", re.MULTILINE)
    begun = says_so.sub(r"\1", text, count=1)
    return None if begun == text else begun


def _in_brackets(name: str, tree: Mapping, key: str) -> Problem:
    message = (
        f"read a list in brackets, expected one entry below the other, each begun with a dash: add to {key} by hand"
    )
    return Problem(name, *tree.value_at(key), "list-in-brackets", message)


def _joined(before: bytes, text: str, begin: str, entry: str) -> bytes:
    """Join text and entry, with line ends as the text has them."""
    added = begin + entry if not text or text.endswith(("\n", "\r")) else f"\n{begin}{entry}"
    if "\r\n" in text:
        added = added.replace("\n", "\r\n")
    mark = _BOM if before.startswith(_BOM) else b""
    return mark + (text + added).encode("utf-8", "surrogatepass")
