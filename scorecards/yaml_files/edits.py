"""Single values of a YAML file changed, and lines added; whatever else stands there stays, byte for byte."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scorecards.yaml_files.document import YamlMapping, YamlSequence

_BOM: Final = b"\xef\xbb\xbf"
_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class NotAsExpectedError(ValueError):
    """At a place of a file stands another text than its reader took from there: it is written with escapes."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """At a line and column, counted from 1, ``new`` takes the place of ``old``; nothing is removed where that is empty.

    A value in quotes keeps these.
    """

    line: int
    column: int
    old: str
    new: str


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits to a file.  Raises NotAsExpectedError where something else stands in the place of what is replaced."""
    mark = _BOM if data.startswith(_BOM) else b""
    text = data[len(mark) :].decode("utf-8")
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for edit in sorted(set(edits), reverse=True):
        if edit.line > len(starts):
            raise NotAsExpectedError(edit.new)
        at = starts[edit.line - 1] + edit.column - 1
        at += bool(edit.old) and text[at : at + 1] in {"'", '"'}
        if not text.startswith(edit.old, at):
            raise NotAsExpectedError(edit.old)
        text = text[:at] + edit.new + text[at + len(edit.old) :]
    return mark + text.encode("utf-8")


def listed(data: bytes, node: YamlMapping, after: str, key: str, item: str) -> Edit:
    """Put a plain word first into the list under a key of a mapping; the list is begun behind ``after`` if missing."""
    end = "\r\n" if b"\r\n" in data else "\n"
    items = node.get(key)
    if isinstance(items, YamlSequence) and items:
        line, column = node.value_at(key)
        is_flow = _character(data, line, column) == "["
        return Edit(line, column + is_flow, "", f"{item}, " if is_flow else f"- {item}{end}{' ' * (column - 1)}")
    if key in node:
        raise NotAsExpectedError(key)
    line, column = node.key_at(after)
    if _character(data, *node.own_place()) == "{":
        return Edit(line, column, "", f"{key}: [{item}], ")
    return Edit(line + 1, 1, "", f"{' ' * (column - 1)}{key}: [{item}]{end}")


def _character(data: bytes, line: int, column: int) -> str:
    written = _LINE_END.split(data.removeprefix(_BOM).decode("utf-8"))[line - 1]
    return written[column - 1 : column]
