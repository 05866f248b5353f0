"""A file that :mod:`scorecards.yaml_files.emit` wrote, read to the same tree as by the parser, in far less time.

Of a list of many items, those in which only words, numbers, days and texts in quotes stand beside keys are read line by
line.  All the rest, the first item included, is left to the parser, on the lines where it stands.
"""

import re
from typing import Final

from scorecards.problems.problem import Problems
from scorecards.yaml_files.decode import ODD_BREAKS, UNWRITABLE
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, parse
from scorecards.yaml_files.plain_lines import Lines, plain_tree

_ITEM: Final = re.compile(r"^  - ", re.MULTILINE)
_OUTSIDE: Final = re.compile(r"^\S", re.MULTILINE)
_ODD: Final = re.compile(f"[\r{ODD_BREAKS}]")


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
    known: Lines = {}
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        block = text[start:end]
        lines = block.count("\n")
        row = _item(plain_tree(block, line, known)) if number else None
        left.append(block if row is None else "\n" * lines)
        rows += [] if row is None else [row]
        line += lines
    return "".join(left), rows


def _item(tree: Tree | None) -> YamlMapping | None:
    """Give the one item of a list that holds keys; None where something else was read."""
    alone = tree[0] if isinstance(tree, YamlSequence) and len(tree) == 1 else None
    return alone if isinstance(alone, YamlMapping) else None


def _put_back(items: YamlSequence, rows: list[YamlMapping]) -> None:
    placed = sorted([*zip(items.marks, items, strict=True), *((row.at, row) for row in rows)], key=lambda each: each[0])
    items[:] = [item for _, item in placed]
    items.marks = [mark for mark, _ in placed]
