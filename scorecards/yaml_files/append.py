"""Entries added at the end of a list of a YAML file; whatever stands there stays as it is, byte for byte."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scorecards.problems.problem import Problem, Problems
from scorecards.yaml_files.decode import decode
from scorecards.yaml_files.document import YamlMapping, YamlSequence, parse
from scorecards.yaml_files.emit import Pairs, item

_BOM = b"\xef\xbb\xbf"
_MARK = _BOM.decode()
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Appended:
    """A file's text with entries added: what stands above them, each entry, and what stands below."""

    above: str
    entries: tuple[str, ...]
    below: str

    def text(self) -> str:
        """Give the whole text."""
        return "".join((self.above, *self.entries, self.below))


def appended(name: str, before: bytes, key: str, entries: Sequence[Pairs], problems: Problems) -> Appended | None:
    """Give the file with entries at the end of the list under ``key``; the list is begun where there is none.

    None where nothing can be added: where the list stands in brackets, or the file could not be read any more, with a
    problem added; and where the file holds no such list, with what its reader says of it.
    """
    added = _added(name, before, key, entries, problems)
    if added is None or not _is_spoilt(name, added):
        return added
    message = "an entry at the end of the list would make this file unreadable; add it by hand"
    problems.add(Problem(name, 1, 1, "cannot-append", message))
    return None


def _is_spoilt(name: str, added: Appended) -> bool:
    """Tell whether a file that could be read is no YAML any more, such as one with entries after a mark of its end."""
    found = Problems()
    parse(name, added.text().encode("utf-8", "surrogatepass"), found)
    return any(problem.code == "yaml-syntax" for problem in found)


def _added(name: str, before: bytes, key: str, entries: Sequence[Pairs], problems: Problems) -> Appended | None:
    found = Problems()
    text = decode(name, before, found)
    tree = None if text is None else parse(name, before, found)
    if text is not None and [problem.code for problem in found] == ["empty-file"]:
        return _joined(before, text, f"{key}:\n", _items(entries, _INDENT), "")
    problems.extend(found)
    if text is None or not isinstance(tree, YamlMapping) or key not in tree:
        return None
    above, below = _around_the_end(text, tree, key)
    items = tree[key]
    if isinstance(items, YamlSequence) and items:
        indent = _indent(text, tree, key)
        if indent is not None:
            return _joined(before, above, "\n", _items(entries, indent), below)
    else:
        begun = _without_nothing(above, key, items)
        if begun is not None:
            return _joined(before, begun, "", _items(entries, _INDENT), below)
    if isinstance(items, YamlSequence):
        problems.add(_in_brackets(name, tree, key))
    return None


def _items(entries: Sequence[Pairs], indent: str) -> list[str]:
    """Write the entries, a blank line between two."""
    return [("\n" if number else "") + item(entry, indent) for number, entry in enumerate(entries)]


def _around_the_end(text: str, tree: YamlMapping, key: str) -> tuple[str, str]:
    """Part the text where a list ends; comments above the next key, and blank lines, come after it."""
    keys = list(tree)
    if keys[-1] == key:
        return text, ""
    lines = text.splitlines(keepends=True)
    end = tree.line_of(keys[keys.index(key) + 1]) - 1
    while end and (lines[end - 1].startswith("#") or not lines[end - 1].strip()):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _indent(text: str, tree: YamlMapping, key: str) -> str | None:
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


def _in_brackets(name: str, tree: YamlMapping, key: str) -> Problem:
    message = (
        f"read a list in brackets, expected one entry below the other, each begun with a dash: add to {key} by hand"
    )
    return Problem(name, *tree.value_at(key), "list-in-brackets", message)


def _joined(before: bytes, above: str, begin: str, items: list[str], below: str) -> Appended:
    """Put what is added in its place, with line ends as the text has them."""
    begin = begin if not above or above.endswith(("\n", "\r")) else f"\n{begin}"
    if "\r\n" in above:
        begin, *items = (each.replace("\n", "\r\n") for each in (begin, *items))
    mark = _MARK if before.startswith(_BOM) else ""
    return Appended(f"{mark}{above}{begin}", tuple(items), below)
