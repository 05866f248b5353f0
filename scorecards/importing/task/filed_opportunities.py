"""The opportunities of a large snapshot on file: its bytes are held, and each is read again when it is asked for.

As trees that know their lines, 100,000 opportunities take half a gigabyte, and their bytes a twentieth of that.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from scorecards.problems.problem import Problems
from scorecards.read.former_ids import FormerIds
from scorecards.read.snapshot_files import SnapshotFiles, snapshot_of
from scorecards.read.sources import shown
from scorecards.yaml_files.document import LINE_BITS, YamlMapping, YamlSequence, parse
from scorecards.yaml_files.limits import MOST_ITEMS
from scorecards.yaml_files.plain_lines import Lines, plain_tree

LARGE: Final = 1_000_000
"""A snapshot of more bytes is held like this."""

_AT_A_TIME: Final = 2_000
"""So many opportunities are validated at a time."""

_MOST_LINES: Final = 10_000
"""So many lines are remembered: most stand in a file many times."""

_ITEM: Final = re.compile(rb"^  - ", re.MULTILINE)
_OUTSIDE: Final = re.compile(rb"^\S", re.MULTILINE)


class FiledOpportunities(Mapping[str, YamlMapping]):
    """Opportunities by id, each as a tree that knows its lines."""

    def __init__(self) -> None:
        """Begin without any."""
        self._files: list[_Items] = []
        self._places: dict[str, tuple[int, int]] = {}
        self._known: Lines = {}

    def add(self, file: "_Items") -> bool:
        """Add those of a file; tell whether all of it could be read an item at a time, without any problem."""
        for start in range(0, file.count, _AT_A_TIME):
            numbers = range(start, min(start + _AT_A_TIME, file.count))
            found = file.ids(numbers)
            if found is None:
                return False
            self._places.update((id_, (len(self._files), number)) for id_, number in zip(found, numbers, strict=True))
        self._files.append(file)
        return True

    def path_of(self, id_: str) -> str:
        """Give the path of the file in which one stands."""
        return self._files[self._places[id_][0]].path

    def __getitem__(self, id_: str) -> YamlMapping:
        """Read one."""
        file, number = self._places[id_]
        if len(self._known) > _MOST_LINES:
            self._known.clear()
        return self._files[file].tree(number, self._known)

    def __contains__(self, id_: object) -> bool:
        """Tell whether one is there, without reading it."""
        return id_ in self._places

    def __iter__(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count them."""
        return len(self._places)


class FilesOf(Mapping[str, str]):
    """The path of the file in which each opportunity stands, by its id."""

    def __init__(self, opportunities: FiledOpportunities) -> None:
        """Begin with what was read."""
        self._opportunities = opportunities

    def __getitem__(self, id_: str) -> str:
        """Give one."""
        return self._opportunities.path_of(id_)

    def __iter__(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self._opportunities)

    def __len__(self) -> int:
        """Count them."""
        return len(self._opportunities)


def held(files: SnapshotFiles, former: FormerIds) -> FiledOpportunities | None:
    """Hold the files of a large snapshot; None where it is small, or anything is in it that only the whole tells.

    They are read with the present ids in the place of ``former`` ones.  What is wrong with a file is for
    whoever reads it as a whole.
    """
    if sum(len(data or b"") for _, data in files.parts) < LARGE:
        return None
    found = FiledOpportunities()
    for path, data in files.parts:
        file = _Items.of(path, data, files, former) if data else None
        if file is None or not found.add(file):
            return None
    return found


class _Items:
    """The items of the one list of a file, by their number."""

    def __init__(self, path: Path, data: bytes, starts: Sequence[int], files: SnapshotFiles, former: FormerIds) -> None:
        self.path = shown(path)
        self.count = len(starts)
        self._is_renamed = bool(former)
        self._file, self._data, self._whole, self._former = path, data, files, former
        self._starts = array("q", [*starts, len(data)])
        self._lines = array("q", [data.count(b"\n", 0, starts[0])])
        for number in range(self.count - 1):
            self._lines.append(self._lines[-1] + data.count(b"\n", starts[number], starts[number + 1]))

    @classmethod
    def of(cls, path: Path, data: bytes, files: SnapshotFiles, former: FormerIds) -> "_Items | None":
        """Find the items of a file as an import writes it; None where it may be another kind."""
        starts = [found.start() for found in _ITEM.finditer(data)]
        is_plain = b"\r" not in data and 0 < len(starts) <= MOST_ITEMS and not _OUTSIDE.search(data, starts[0])
        return cls(path, data, starts, files, former) if is_plain else None

    def ids(self, numbers: range) -> list[str] | None:
        """Validate some items by the reader of a snapshot; None where it finds anything, or other items."""
        part = self._data[: self._starts[0]] + self._data[self._starts[numbers.start] : self._starts[numbers.stop]]
        problems = Problems()
        files = SnapshotFiles(self._whole.path, ((self._file, part),), self._whole.is_split)
        read = snapshot_of(files, problems, self._former)
        ids = [row.get("id") for _, row in read.rows()]
        is_whole = not problems and len(ids) == len(numbers)
        return [id_ for id_ in ids if isinstance(id_, str)] if is_whole else None

    def tree(self, number: int, known: Lines) -> YamlMapping:
        """Read an item."""
        block = self._data[self._starts[number] : self._starts[number + 1]]
        line = self._lines[number]
        tree: Any = plain_tree(block.decode(), line, known)
        if tree is None:
            tree = parse(self.path, block, Problems())
            _move_down(tree, line)
        row: YamlMapping = tree[0]
        if self._is_renamed:
            self._former.replace_in_opportunity(row)
        return row


def _move_down(tree: Any, lines: int) -> None:
    """Put a tree on the lines where it stands in its file."""
    if isinstance(tree, YamlMapping | YamlSequence):
        by = lines << LINE_BITS
        tree.at += by
        tree.marks = [mark + by for mark in tree.marks]
        for each in tree.values() if isinstance(tree, YamlMapping) else tree:
            _move_down(each, lines)
