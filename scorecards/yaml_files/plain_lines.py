"""A text of plain lines, read to the same tree as by the parser, in a third of the time.

On a plain line stands a key, a dash or both, and behind them nothing, one value, or a text in double quotes that ends
there.  Where all lines of a text are plain, nothing goes on over several of them, so each can be read by itself.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

from scorecards.problems.problem import Problems
from scorecards.yaml_files.decode import LARGEST
from scorecards.yaml_files.document import LINE_BITS, Tree, YamlMapping, YamlSequence, collector_paused, parse, too_many
from scorecards.yaml_files.limits import MOST_ITEMS, MOST_KEYS, beyond_limits

_LINE: Final = re.compile(
    r"( *)(- )?(?:([a-z][a-z0-9_.-]{0,99}):(?: (?=.)|$))?"
    r'([A-Za-z0-9]+(?:[-_. ][A-Za-z0-9]+)*|"(?:[^"\\]|\\["\\nrt])*")?',
    re.ASCII,
)
_NOTHING: Final = re.compile(r"| *#.*")
_DEEPER: Final = 2
"""So many columns further stands what is behind a dash."""

_DEEPEST: Final = 20

_PORTION: Final = 1 << 20
"""So many characters are taken at a time."""

_LONGEST: Final = 100_000
"""A longer line is left to the parser."""

_NEXT: Final = 1 << LINE_BITS
"""So much further is the next line."""

_Line = tuple[int, bool, str | None, str | None]
"""The number of blanks at its beginning, whether a dash stands there, the key, and the value."""

Lines = dict[str, _Line | None]
"""Lines by their text: most stand in a file many times.  One that says nothing is None."""


class _NotPlain(Exception):  # noqa: N818 - a way out, never seen outside
    """There is something that only the parser reads."""


class _TooMany(_NotPlain):
    """A mapping or a list holds more than any does."""

    def __init__(self, node: YamlMapping | YamlSequence) -> None:
        self.node = node


def read_tree(path: str, data: bytes, problems: Problems) -> Tree | None:
    """Read the one YAML document in ``data``, line by line where it can be; what is wrong is told as by ``parse``."""
    if len(data) <= LARGEST and not beyond_limits(data):
        with suppress(UnicodeDecodeError, _NotPlain), collector_paused():
            try:
                return _read_all(data.decode(), 0, {})
            except _TooMany as found:
                problems.add(too_many(path, found.node, _most(found.node)))
                return None
    return parse(path, data, problems)


def plain_tree(text: str, first: int = 0, known: Lines | None = None) -> YamlMapping | YamlSequence | None:
    """Read a text that begins in a line of its file, counted from 0; None where it must be left to the parser.

    ``known`` are lines that were read before; those of this text are added.
    """
    try:
        return _read_all(text, first, {} if known is None else known)
    except _NotPlain:
        return None


def _read_all(text: str, first: int, known: Lines) -> YamlMapping | YamlSequence:
    at = first << LINE_BITS
    reading = _Reading()
    for lines in _some_lines(text):
        for line in set(lines).difference(known):
            known[line] = _read(line)
        reading.take_all([known[line] for line in lines], at)
        at += len(lines) << LINE_BITS
    return reading.done()


def _some_lines(text: str) -> Iterator[list[str]]:
    """Give the lines of a text, a portion at a time, so that one that is refused takes no more than its beginning."""
    start = 0
    while len(text) - start > _PORTION:
        end = text.rfind("\n", start, start + _PORTION)
        if end < 0:
            raise _NotPlain
        yield text[start:end].split("\n")
        start = end + 1
    yield text[start:].split("\n")


def _read(line: str) -> _Line | None:
    if len(line) > _LONGEST or not line.isprintable():
        raise _NotPlain
    found = _LINE.fullmatch(line)
    if not found or not (found[3] or found[4]):
        if _NOTHING.fullmatch(line):
            return None
        raise _NotPlain
    indent, dash, key, value = found.groups()
    return len(indent), dash is not None, key, None if value is None else _plain(value)


def _plain(value: str) -> str:
    """Give the text of a scalar: JSON writes the escapes that may stand in it as YAML does."""
    if value[0] != '"':
        return value
    text: str = json.loads(value) if "\\" in value else value[1:-1]
    return text


class _Reading:
    """The tree as far as it is read: the open mappings and sequences, the innermost one last, with their columns.

    ``_key`` stands in the innermost mapping, with its place, and what it holds is to come.
    """

    def __init__(self) -> None:
        self._root: Any = None
        self._open: list[tuple[int, Any]] = []
        self._column = -1
        self._node: Any = None
        self._key: str | None = None
        self._key_at = 0

    def take_all(self, lines: Iterable[_Line | None], at: int) -> None:
        """Take one line after the other; most of them hold a key with its value, as the one before did."""
        node: Any = None
        marks: list[int] = []
        here = -1
        for line in lines:
            if line is not None:
                column, has_dash, key, value = line
                if column == here and not has_dash and key and value is not None and key not in node:
                    node[key] = value
                    key_at = at | column
                    marks += (key_at, key_at + len(key) + 2)
                else:
                    self._take(at, column, has_dash, key, value)
                    node = self._node
                    marks = node.marks
                    here = self._column if self._key is None and type(node) is YamlMapping else -1
            at += _NEXT
        for each in (*(node for _, node in self._open), self._node):
            _refuse_many(each)

    def _take(self, line: int, column: int, has_dash: bool, key: str | None, value: str | None) -> None:  # noqa: FBT001 - what stands on a line
        """Take a line."""
        if column > self._column:
            self._begin(line | column, column, YamlSequence if has_dash else YamlMapping)
        elif self._key is not None:
            self._leave_blank()
        if column < self._column:
            self._end_above(column)
        node = self._node
        if has_dash:
            column += _DEEPER
            if type(node) is not YamlSequence:
                raise _NotPlain
            node.marks.append(line | column)
            if key is None:
                node.append(value)
                return
            node.append(self._enter(YamlMapping(line | column), column))
            node = self._node
        if type(node) is not YamlMapping or key is None or key in node:
            raise _NotPlain
        if value is None:
            self._key, self._key_at = key, line | column
        else:
            node[key] = value
            node.marks += (line | column, (line | column) + len(key) + 2)

    def _begin(self, at: int, column: int, kind: type[YamlMapping | YamlSequence]) -> None:
        """Begin what stands under a key, or the whole tree."""
        node = kind(at)
        if self._node is None:
            self._root = node
        elif self._key is None or len(self._open) > _DEEPEST:
            raise _NotPlain
        else:
            self._node[self._key] = node
            self._node.marks += (self._key_at, at)
            self._key = None
        self._enter(node, column)

    def _enter(self, node: Any, column: int) -> Any:
        self._open.append((self._column, self._node))
        self._column, self._node = column, node
        return node

    def _leave_blank(self) -> None:
        """Nothing stands under a key."""
        assert self._key is not None  # noqa: S101 - known where this is called
        self._node[self._key] = None
        self._node.marks += (self._key_at, self._key_at + len(self._key) + 1)
        self._key = None

    def _end_above(self, column: int) -> None:
        while column < self._column:
            _refuse_many(self._node)
            self._column, self._node = self._open.pop()
        if column != self._column:
            raise _NotPlain

    def done(self) -> YamlMapping | YamlSequence:
        """Give the tree."""
        if self._root is None:
            raise _NotPlain
        if self._key is not None:
            self._leave_blank()
        tree: YamlMapping | YamlSequence = self._root
        return tree


def _refuse_many(node: Any) -> None:
    if node is not None and len(node) > _most(node):
        raise _TooMany(node)


def _most(node: YamlMapping | YamlSequence) -> int:
    return MOST_KEYS if type(node) is YamlMapping else MOST_ITEMS
