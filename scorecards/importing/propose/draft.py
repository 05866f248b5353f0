"""The text of a file that is about to be written, each line of which knows the row that it comes from."""

import io
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorecards.importing.map.record import Record
from scorecards.importing.open.table import Row, Table

_KEY = re.compile(r'(?P<before>[ -]*)"?(?P<key>[\w.-]+)"?:(?= |$)', re.ASCII)
_FIELDS = 4
"""So deep stand the fields of an opportunity."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The row that a piece of text was made from; ``carried`` tells where else a field stood, as path and line."""

    table: Table
    row: Row
    carried: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The line on which the row begins."""
        return self.row.line

    def carried_at(self, keys: tuple[str, ...]) -> tuple[str, int] | None:
        """Tell from where a value was carried: by its field, or for one of several by its id too."""
        names = (".".join(keys[:2]), keys[0]) if keys else ()
        return next((self.carried[name] for name in names if name in self.carried), None)


@dataclass(slots=True)
class Draft:
    """A file's text, piece by piece."""

    path: Path
    pieces: list[str] = field(default_factory=list)
    _starts: "array[int]" = field(default_factory=lambda: array("q"))
    _of: list[Origin | Record | None] = field(default_factory=list)
    """For each piece what it was made from."""
    _lines: int = 0

    def add(self, piece: str, of: Origin | Record | None = None, lines: int | None = None) -> None:
        """Append whole lines; ``lines`` is their number where not each of them ends in a line feed alone."""
        self.pieces.append(piece)
        self._starts.append(self._lines + 1)
        self._of.append(of)
        self._lines += piece.count("\n") if lines is None else lines

    def size(self) -> int:
        """Count the bytes of the whole text."""
        return sum(len(piece) if piece.isascii() else len(piece.encode()) for piece in self.pieces)

    def text(self) -> str:
        """Give the whole text."""
        return "".join(self.pieces)

    def data(self) -> bytes:
        """Give the whole text as the bytes of a file."""
        whole = io.BytesIO()
        whole.writelines(piece.encode() for piece in self.pieces)
        return whole.getvalue()

    def portions(self, size: int) -> Iterator[str]:
        """Give the text of ``size`` rows at a time, each on the lines where it stands in the whole.

        Each portion begins with what stands before the first row; blank lines stand for the rows between.
        """
        first = next((number for number, of in enumerate(self._of) if of), len(self.pieces))
        head = "".join(self.pieces[:first])
        above = head.count("\n")
        for start in range(first, len(self.pieces), size) or [first]:
            lines = self._starts[start] - 1 - above if start < len(self._starts) else 0
            yield "".join([head, "\n" * lines, *self.pieces[start : start + size]])

    def origin(self, line: int) -> tuple[Origin | None, tuple[str, ...]]:
        """Give the row that a line was made from, and the keys that lead to what stands there, the field first."""
        number = bisect_right(self._starts, line) - 1
        of = self._of[number]
        if of is None:
            return None, ()
        origin = of if isinstance(of, Origin) else Origin(of.table, of.row, of.carried)
        return origin, _keys_to(self.pieces[number].split("\n")[: line - self._starts[number] + 1])

    def value_at(self, line: int) -> str:
        """Give what stands behind the key on a line, without quotes."""
        number = bisect_right(self._starts, line) - 1
        written = self.pieces[number].split("\n")[line - self._starts[number]]
        return written.partition(": ")[2].strip().strip('"')


class DraftTexts(Mapping[Path, str]):
    """The text of each draft by its path, put together when it is asked for: so a large one is there once."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        """Begin with drafts to which nothing is added any more."""
        self._drafts = {draft.path: draft for draft in drafts}

    def __getitem__(self, path: Path) -> str:
        """Give the text of one."""
        return self._drafts[path].text()

    def __iter__(self) -> Iterator[Path]:
        """Give the paths."""
        return iter(self._drafts)

    def __len__(self) -> int:
        """Count the drafts."""
        return len(self._drafts)

    def encoded(self, besides: Mapping[Path, str]) -> "FileBytes":
        """Give the bytes of some texts and of each draft."""
        return FileBytes({**besides, **self._drafts})


class FileBytes(Mapping[Path, bytes]):
    """The bytes of files by their paths, made when they are asked for."""

    def __init__(self, files: Mapping[Path, Draft | str]) -> None:
        """Begin with texts and drafts to which nothing is added any more."""
        self._files = files

    def __getitem__(self, path: Path) -> bytes:
        """Give the bytes of one."""
        file = self._files[path]
        return file.encode() if isinstance(file, str) else file.data()

    def __iter__(self) -> Iterator[Path]:
        """Give the paths."""
        return iter(self._files)

    def __len__(self) -> int:
        """Count the files."""
        return len(self._files)


def _keys_to(lines: list[str]) -> tuple[str, ...]:
    """Give the keys that lead to the last of some lines."""
    keys: list[str] = []
    depth = len(lines[-1])
    for line in reversed(lines):
        found = _KEY.match(line)
        if found and len(found["before"]) < depth:
            depth = len(found["before"])
            keys.insert(0, found["key"])
        if depth <= _FIELDS:
            break
    return tuple(keys)
