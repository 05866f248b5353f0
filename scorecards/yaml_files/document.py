"""YAML text to a plain tree in which everything knows its place.

Every scalar stays the text that stands in the file: ``no``, ``012``, ``1:30`` and ``~`` are what they are.
Only a blank is None.  Anchors, aliases and tags are refused, so nothing in a file can stand for anything else.
The tree is built from the parser's events without recursion, so no nesting can exhaust the stack.
"""

import gc
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

import yaml

from scorecards.problems.problem import Problem, Problems, visible
from scorecards.yaml_files.decode import UNWRITABLE, decode
from scorecards.yaml_files.limits import (
    LONGEST,
    MOST_IN_BRACKETS,
    MOST_ITEMS,
    MOST_KEYS,
    MOST_PROBLEMS,
    Pieces,
    TooLongError,
    not_all_told,
)
from scorecards.yaml_files.syntax_errors import ODD_INDENTATION, ODD_SPACES, in_plain_words

DEEPEST: Final = 50

LINE_BITS: Final = 32
"""A place is one number: the line, from 0, above so many bits, and the column below."""

_COLUMN: Final = (1 << LINE_BITS) - 1


class YamlMapping(dict[str, Any]):
    """Keys with values; ``at`` is its own place, ``marks`` the places of each key and its value in turn."""

    __slots__ = ("at", "marks")

    def __init__(self, at: int) -> None:
        """Begin an empty mapping at a place."""
        self.at = at
        self.marks: list[int] = []

    def key_at(self, key: str) -> tuple[int, int]:
        """Give line and column of a key."""
        return _unpacked(self.marks[2 * list(self).index(key)])

    def own_place(self) -> tuple[int, int]:
        """Give line and column where it begins."""
        return _unpacked(self.at)

    def line_of(self, key: str) -> int:
        """Give the line of a key."""
        return self.key_at(key)[0]

    def lines(self) -> Iterator[tuple[str, int]]:
        """Give each key with its line."""
        return ((key, (mark >> LINE_BITS) + 1) for key, mark in zip(self, self.marks[::2], strict=True))

    def value_at(self, key: str) -> tuple[int, int]:
        """Give line and column of the value under a key."""
        return _unpacked(self.marks[2 * list(self).index(key) + 1])

    def only(self, keys: Collection[str]) -> "YamlMapping":
        """Give a mapping with some of the keys, those that are there, at the same places."""
        part = YamlMapping(self.at)
        for number, (key, value) in enumerate(self.items()):
            if key in keys:
                part[key] = value
                part.marks += self.marks[2 * number : 2 * number + 2]
        return part


class YamlSequence(list[Any]):
    """Values in order; ``at`` is its own place, ``marks`` the place of each value."""

    __slots__ = ("at", "marks")

    def __init__(self, at: int) -> None:
        """Begin an empty sequence at a place."""
        self.at = at
        self.marks: list[int] = []

    def item_at(self, index: int) -> tuple[int, int]:
        """Give line and column of an item."""
        return _unpacked(self.marks[index])


Tree = YamlMapping | YamlSequence | str


def parse(path: str, data: bytes, problems: Problems) -> Tree | None:
    """Read the one YAML document in ``data``; None, with a problem added, where nothing can be made of it.

    A key that stands twice, or that is no text, is a problem too, but the rest of the tree is still given.
    """
    text = decode(path, data, problems)
    if text is None:
        return None
    builder = _Builder(path, problems)
    with collector_paused():
        try:
            builder.build(text)
        except yaml.MarkedYAMLError as error:
            line, column, message = in_plain_words(error, text, builder.last_scalar)
            problems.add(Problem(path, line, column, "yaml-syntax", message))
            return None
        except TooLongError:
            problems.add(Problem(path, *builder.come_to(), "too-large", _TOO_LONG))
            return None
        except _GaveUp:
            return None
    if builder.root is None and not builder.refused:
        message = "read nothing, expected content; blank lines and comments do not count"
        problems.add(Problem(path, 1, 1, "empty-file", message))
    return None if builder.refused else builder.root


def position(tree: Any, loc: tuple[int | str, ...]) -> tuple[int, int]:
    """Give line and column of what ``loc`` names, for one person to find.

    That is a scalar's own place, but the key of a blank or of a collection; where the tree ends before
    ``loc`` does (a missing key), the last thing that is there.  A single value may stand where ``loc`` has a list.
    """
    place = (1, 1)
    for step in loc:
        if isinstance(step, int) and isinstance(tree, YamlMapping | str):
            continue
        if isinstance(tree, YamlMapping) and step in tree:
            key = str(step)
            place = tree.value_at(key) if isinstance(tree[key], str) else tree.key_at(key)
        elif isinstance(tree, YamlSequence) and isinstance(step, int) and step < len(tree):
            place = tree.item_at(step)
        else:
            break
        tree = tree[step]
    return place


def entries(node: YamlMapping, key: str) -> list[YamlMapping]:
    """Give the mappings in the list under a key, leaving out whatever else stands there."""
    items = node.get(key)
    return [item for item in items if isinstance(item, YamlMapping)] if isinstance(items, YamlSequence) else []


def texts_on_top(data: bytes, keys: Collection[str]) -> dict[str, str]:
    """Give the texts that stand under some keys on the top level of any YAML file, tags and the like passed over.

    What is no plain text, or stands after a mistake, is left out: whoever reads the whole file will tell of it.
    """
    found: dict[str, str] = {}
    depth, key, is_key = 0, "", True
    try:
        for event in yaml.parse(data, yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                is_key = is_key if depth != 1 else not is_key
            elif isinstance(event, yaml.NodeEvent) and depth == 1:
                text = event.value if isinstance(event, yaml.ScalarEvent) and not event.tag else ""
                if not is_key and text and key in keys:
                    found[key] = text
                key, is_key = text, not is_key
    except yaml.YAMLError:
        return found
    return found


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking a growing tree over and over; nothing in it is a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _GaveUp(Exception):  # noqa: N818 - a way out of the loop, never seen outside
    """Reading on makes no sense."""


_TOO_LONG: Final = f"read more than {LONGEST:,} characters without a break, expected shorter values and comments"

_ODD_SPACE: Final = re.compile(f"[{ODD_SPACES}][{ODD_SPACES} ]*\\w")

_NO_KEY: Final = object()
_DROPPED: Final = object()


class _Builder:
    """The tree as far as it is built, and the problems met on the way."""

    def __init__(self, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.root: Any = None
        self.refused = False
        self.last_scalar: Any = None
        self._begun: Any = None
        self._reported = 0
        self._most = MOST_ITEMS
        self._documents = 0
        self._node: Any = None
        self._key: Any = _NO_KEY
        self._key_mark = 0
        self._above: list[tuple[Any, Any, int]] = []

    def build(self, text: str) -> None:
        """Take all events of the text."""
        handlers = {
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        next_event = yaml.CSafeLoader(Pieces(text, self.come_to)).get_event
        scalar = self._scalar
        while event := next_event():
            kind = type(event)
            if kind is yaml.ScalarEvent:
                scalar(event)
            elif kind in handlers:
                handlers[kind](event)
            elif kind is yaml.StreamEndEvent:
                break

    def come_to(self) -> tuple[int, int]:
        """Give line and column of the last thing that was read."""
        marks = [event.end_mark for event in (self.last_scalar, self._begun) if event]
        return max(((mark.line + 1, mark.column + 1) for mark in marks), default=(1, 1))

    def _scalar(self, event: Any) -> None:
        self.last_scalar = event
        if event.anchor or event.tag:
            self._refuse_marks(event)
        value, style, mark = event.value, event.style, event.start_mark
        if style == '"' and UNWRITABLE.search(value):
            message = "read an escape for an invisible character, expected text that can be shown"
            self._refuse(mark, "control-character", message)
        if not style and not value:
            value = None
        at = mark.line << LINE_BITS | mark.column
        node, key = self._node, self._key
        if key.__class__ is str:
            node[key] = value
            node.marks += (self._key_mark, at)
            self._key = _NO_KEY
        else:
            self._put(value, at)

    def _begin(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        self._begun = event
        mark = event.start_mark
        if len(self._above) >= DEEPEST:
            self._refuse(mark, "too-deep", f"read more than {DEEPEST} levels inside each other, expected a handful")
            raise _GaveUp
        at = mark.line << LINE_BITS | mark.column
        node = YamlMapping(at) if type(event) is yaml.MappingStartEvent else YamlSequence(at)
        self._put(node, at)
        self._above.append((self._node, self._key, self._most))
        self._node, self._key = node, _NO_KEY
        self._most = MOST_IN_BRACKETS if event.flow_style else MOST_ITEMS

    def _end(self, _event: Any) -> None:
        self._node, self._key, self._most = self._above.pop()

    def _alias(self, event: Any) -> None:
        message = f"read the alias *{event.anchor}, expected the value itself; text that begins with * stands in quotes"
        self._refuse(event.start_mark, "alias", message)
        self._put("*", event.start_mark.line << LINE_BITS | event.start_mark.column)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "read --- and a second document, expected one document in a file"
            self._refuse(event.start_mark, "several-documents", message)
            raise _GaveUp

    def _put(self, value: Any, at: int) -> None:
        node = self._node
        if type(node) is YamlMapping:
            key = self._key
            if key is _NO_KEY:
                self._take_key(node, value, at)
                return
            if key is not _DROPPED:
                node[key] = value
                node.marks += (self._key_mark, at)
            self._key = _NO_KEY
        elif type(node) is YamlSequence:
            node.append(value)
            node.marks.append(at)
            if len(node) > self._most:
                self._give_up(too_many(self.path, node, self._most))
        else:
            self.root = value

    def _take_key(self, node: YamlMapping, key: Any, at: int) -> None:
        self._key, self._key_mark = key, at
        if key is None:
            self._key = _DROPPED
            self._report(at, "key-not-text", "read a blank before the colon, expected a key")
        elif type(key) is not str:
            message = "read a list or a mapping as a key, expected a word; text with [ ] or { } stands in quotes"
            self._report(at, "key-not-text", message)
            self.refused = True
            raise _GaveUp
        elif key in node:
            self._key = _DROPPED
            first = node.key_at(key)[0]
            message = f"read {quoted(key)} a second time, expected each key once; it stands first in line {first}"
            self._report(at, "duplicate-key", message)
        elif not key.isascii() and not self.last_scalar.style and _ODD_SPACE.match(key):
            self._give_up(Problem(self.path, *_unpacked(at), "yaml-syntax", ODD_INDENTATION))
        elif len(node) >= MOST_KEYS:
            node.marks += (at, at)
            self._give_up(too_many(self.path, node, MOST_KEYS))

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            expected = "expected the value alone; text that begins with & stands in quotes"
            self._refuse(event.start_mark, "alias", f"read the anchor &{event.anchor}, {expected}")
        if event.tag:
            expected = "expected the value alone; text that begins with ! stands in quotes"
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event.start_mark, "tag", f"read the tag {quoted(written)}, {expected}")

    def _refuse(self, mark: Any, code: str, message: str) -> None:
        self.refused = True
        self._report(mark.line << LINE_BITS | mark.column, code, message)

    def _give_up(self, problem: Problem) -> None:
        self.refused = True
        self.problems.add(problem)
        raise _GaveUp

    def _report(self, at: int, code: str, message: str) -> None:
        self.problems.add(Problem(self.path, *_unpacked(at), code, message))
        self._reported += 1
        if self._reported == MOST_PROBLEMS:
            self._give_up(not_all_told(self.path))


def too_many(path: str, node: YamlMapping | YamlSequence, most: int) -> Problem:
    """Name the first thing beyond the most that a mapping or a list may hold."""
    if isinstance(node, YamlMapping):
        message = f"read more than {most:,} keys beside each other, expected fewer"
        return Problem(path, *_unpacked(node.marks[2 * most]), "too-large", message)
    message = f"read more than {most:,} items in one list, expected fewer"
    return Problem(path, *_unpacked(node.marks[most]), "too-large", message)


def quoted(text: str, longest: int = 60) -> str:
    """Put a text of the file in quotes for a message: on one line, cut where it is long, nothing invisible in it."""
    return f"'{visible(cut(text, longest))}'"


def cut(text: str, longest: int = 60) -> str:
    """Give a text as it is, or its beginning where it is long."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _unpacked(at: int) -> tuple[int, int]:
    return (at >> LINE_BITS) + 1, (at & _COLUMN) + 1
