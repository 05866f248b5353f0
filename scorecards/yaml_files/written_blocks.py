"""A file that :mod:`scorecards.yaml_files.emit` wrote, read to the same tree as by the parser, in far less time.

Of a list of many items, those in which only words, numbers, days and texts in quotes stand beside keys are read line by
line.  All the rest, the first item included, is left to the parser, on the lines where it stands.
"""

import json
import re
from functools import lru_cache
from typing import Final

from scorecards.problems.problem import Problems
from scorecards.yaml_files.decode import ODD_BREAKS, UNWRITABLE
from scorecards.yaml_files.document import LINE_BITS, Tree, YamlMapping, YamlSequence, parse

_ITEM: Final = re.compile(r"^  - ", re.MULTILINE)
_LINE: Final = re.compile(
    r"( *)(- )?(?:([a-z][a-z0-9_.-]{0,99}):(?: (?=.)|$))?"
    r'([a-z0-9]+(?:[-_.][a-z0-9]+)*|"(?:[^"\\\n]|\\["\\nrt])*")?',
    re.ASCII,
)
_OUTSIDE: Final = re.compile(r"^\S", re.MULTILINE)
_ODD: Final = re.compile(f"[\r{ODD_BREAKS}]")
_DEEPER: Final = 2
"""So many columns further stands what is under a key, or behind a dash."""

_NEXT: Final = 1 << LINE_BITS
"""So much further is the next line."""

_Line = tuple[int, bool, str | None, str | None]
"""The number of blanks at its beginning, whether a dash stands there, the key, and the value."""


def parse_written(path: str, text: str, key: str, problems: Problems) -> Tree | None:
    """Read a file whose last key is that of a list; what is wrong with it is added to the problems, as by ``parse``.

    The text must come from emit: in another one, what looks like an item could be part of a longer text.
    """
    if not _ODD.search(text) and not UNWRITABLE.search(text):
        found = Problems()
        left, rows = _taken_out(text)
        tree = parse(path, left.encode(), found)
        if not found and isinstance(tree, YamlMapping) and isinstance(tree.get(key), YamlSequence):
            _put_back(tree[key], rows)
            return tree
    return parse(path, text.encode(), problems)


def _taken_out(text: str) -> tuple[str, list[YamlMapping]]:
    """Give the text with blank lines in the place of the items that can be read without the parser, and these."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    if not starts or _OUTSIDE.search(text, starts[0]):
        return text, []
    rows: list[YamlMapping] = []
    left = [text[: starts[0]]]
    line = left[0].count("\n")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        block = text[start:end]
        lines = block.count("\n")
        row = _Block(block, line).read() if number else None
        left.append(block if row is None else "\n" * lines)
        rows += [] if row is None else [row]
        line += lines
    return "".join(left), rows


def _put_back(items: YamlSequence, rows: list[YamlMapping]) -> None:
    placed = sorted([*zip(items.marks, items, strict=True), *((row.at, row) for row in rows)], key=lambda each: each[0])
    items[:] = [item for _, item in placed]
    items.marks = [mark for mark, _ in placed]


class _NotPlain(Exception):  # noqa: N818 - a way out, never seen outside
    """There is something that only the parser reads."""


@lru_cache(maxsize=20_000)
def _line(text: str) -> _Line:
    """Read a line; most lines of a file stand there many times."""
    found = _LINE.fullmatch(text)
    if not found:
        raise _NotPlain
    indent, dash, key, value = found.groups()
    return len(indent), dash is not None, key, None if value is None else _plain(value)


class _Block:
    """The lines of an item, as far as they are read; ``line`` is the number of the first one in the file, from 0."""

    def __init__(self, text: str, line: int) -> None:
        self._lines = text.rstrip("\n").split("\n")
        self._first = line
        self._at = 0

    def read(self) -> YamlMapping | None:
        """Give the item; None where it must be left to the parser."""
        try:
            item = self._mapping(2 * _DEEPER)
        except _NotPlain:
            return None
        return item if self._at == len(self._lines) else None

    def _mapping(self, column: int) -> YamlMapping:
        """Read the keys that stand in a column, the first of them behind a dash or not."""
        place = self._place(column)
        node, is_first = YamlMapping(place), True
        marks = node.marks
        while self._at < len(self._lines):
            indent, dash, key, value = _line(self._lines[self._at])
            if not is_first and (dash or indent != column):
                break
            if key is None or key in node:
                raise _NotPlain
            is_first = False
            self._at += 1
            if value is None:
                inner = self._under(column + _DEEPER)
                node[key] = inner
                marks += (place, place + len(key) + 1 if inner is None else inner.at)
                place = self._place(column)
            else:
                node[key] = value
                marks += (place, place + len(key) + 2)
                place += _NEXT
        return node

    def _under(self, column: int) -> YamlMapping | YamlSequence | None:
        """Read what stands under a key; None where nothing does."""
        if self._at == len(self._lines):
            return None
        indent, dash, _, _ = _line(self._lines[self._at])
        if indent < column:
            return None
        if indent > column:
            raise _NotPlain
        return self._sequence(column) if dash else self._mapping(column)

    def _sequence(self, column: int) -> YamlSequence:
        node = YamlSequence(self._place(column))
        while self._at < len(self._lines):
            indent, dash, key, value = _line(self._lines[self._at])
            if not dash or indent != column:
                break
            node.marks.append(self._place(column + _DEEPER))
            if key is not None:
                node.append(self._mapping(column + _DEEPER))
            elif value is not None:
                node.append(value)
                self._at += 1
            else:
                raise _NotPlain
        return node

    def _place(self, column: int) -> int:
        return self._first + self._at << LINE_BITS | column


def _plain(value: str) -> str:
    """Give the text of a scalar: JSON writes the escapes that may stand in it as YAML does."""
    if value[0] != '"':
        return value
    text: str = json.loads(value) if "\\" in value else value[1:-1]
    return text
