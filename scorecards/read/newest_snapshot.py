"""The snapshot that is shown, taken in file by file: no more than one file of a large one is held as a tree."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scorecards.history.record import OpportunityRecord, SnapshotRecord, record_of
from scorecards.model.snapshot import Snapshot
from scorecards.problems.problem import Problem, Problems
from scorecards.read.dates import day_in, day_of
from scorecards.read.fingerprints import own_of
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.readable import ids_in, joined, valid_in
from scorecards.read.references import Seen, twice_in
from scorecards.read.snapshot_files import SnapshotFiles, SnapshotSource, is_split, of_other_days, part_of, parts_of
from scorecards.read.sources import Source, bytes_of, misfiled, shown
from scorecards.read.validation import beginning_of
from scorecards.read.written import Writing, Written, WrittenOpportunity
from scorecards.yaml_files.document import Tree, YamlMapping
from scorecards.yaml_files.limits import MOST_PROBLEMS, as_far_as_told

LARGE: Final = 8_000_000
"""A snapshot of more bytes is packed: its opportunities are unpacked a rep at a time."""

Row = tuple[str, YamlMapping]
"""What stands of an opportunity, behind the path of its file."""


@dataclass(frozen=True, slots=True)
class NewestSnapshot:
    """A snapshot that was taken in.

    ``record`` is what history keeps of it, None where its day cannot be read, and ``unread`` the ids of what is
    refused; None where they cannot be told.  ``starting_over`` are the rows of those that start others over.  ``data``
    is what was read, None where that is too much to be kept.
    """

    path: str
    as_of: date | None
    source: str | None
    written: Written
    record: SnapshotRecord | None
    unread: frozenset[str] | None
    starting_over: tuple[Row, ...]
    data: bytes | None
    refused: tuple[Source[Snapshot], ...]

    def trees(self) -> Iterator[Tree | None]:
        """Give what stands in its files."""
        yield from (part.tree for part in self.refused)
        yield from (each.row for each in self.written)


def read_newest(
    path: Path,
    name: str,
    look: Callable[[SnapshotSource], Iterable[Problem]],
    problems: Problems,
    former: FormerIds = NONE_FORMER,
) -> tuple[NewestSnapshot, list[Problem]]:
    """Take in a snapshot, which the pages call by ``name``, with the present ids in the place of ``former`` ones.

    What is wrong with a file is added to ``problems``; what ``look`` finds on a file that was read is given besides.
    """
    paths = parts_of(path, problems)
    taking = _Taking(path, name, is_split=is_split(path), is_packed=sum(map(_size, paths)) > LARGE)
    for each in paths:
        data = bytes_of(each, problems)
        at = shown(each)
        if data is not None and (found := _found_at_first_look(at, data, look, former)):
            taking.refuse(each, at, found)
            continue
        taking.take(each, part_of(each, data, problems, former), look, problems)
    return taking.done(), taking.found


def _found_at_first_look(
    path: str, data: bytes, look: Callable[[SnapshotSource], Iterable[Problem]], former: FormerIds
) -> list[Problem]:
    """Give what is found at the beginning of a large file, where that is very much."""
    tree = beginning_of(data)
    former.replace_in(tree)
    part: Source[Snapshot] = Source(path, tree)
    found = [] if tree is None else list(look(SnapshotSource(path, day_in(part.keys, "as_of"), (part,))))
    return found if len(found) > MOST_PROBLEMS else []


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _Taking:
    """What is kept of the files that were read so far."""

    def __init__(self, path: Path, name: str, *, is_split: bool, is_packed: bool) -> None:
        self._path = path
        self._name = name
        self._is_split = is_split
        self._is_packed = is_packed
        self._named = day_of(path.name if is_split else path.stem)
        self._as_of = self._named if is_split else None
        self._first: tuple[Source[Snapshot], date] | None = None
        self._writing = Writing(is_packed=is_packed)
        self._sources: dict[str, None] = {}
        self._records: dict[str, OpportunityRecord] = {}
        self._lines: dict[str, int] = {}
        self._parts: dict[str, int] = {}
        self._files: list[tuple[Path, bytes | None]] = []
        self._seen: dict[str, Seen] = {}
        self._starting_over: list[Row] = []
        self._refused: list[Source[Snapshot]] = []
        self._unread: frozenset[str] | None = frozenset()
        self.found: list[Problem] = []

    def take(
        self,
        path: Path,
        part: Source[Snapshot],
        look: Callable[[SnapshotSource], Iterable[Problem]],
        problems: Problems,
    ) -> None:
        """Keep of a file what is needed, and look at it while it is at hand."""
        number = len(self._files)
        self._files.append((path, part.data or None if not self._is_packed else None))
        problems.extend(self._day(part))
        alone = SnapshotSource(part.path, self._as_of, (part,), self._is_split)
        self.found.extend(as_far_as_told(twice_in(alone.rows(), self._seen)))
        self.found.extend(look(alone))
        self._starting_over += [(at, row) for at, row in alone.rows() if "restarted_from" in row]
        pairs = list(valid_in(part))
        if part.value is None:
            self._refused.append(part)
            self._unread = joined(self._unread, ids_in(part))
        else:
            self._sources |= dict.fromkeys([part.value.source] if part.value.source else [])
            at = alone.name_of(part.path, self._name)
            digests = dict(own_of(part))
            self._writing.add((WrittenOpportunity(each, at, row), digests[each.id]) for each, row in pairs)
        self._records |= {each.id: record_of(each, row) for each, row in pairs}
        self._lines |= {each.id: row.own_place()[0] for each, row in pairs}
        if self._is_split:
            self._parts |= dict.fromkeys((each.id for each, _ in pairs), number)

    def refuse(self, path: Path, name: str, found: list[Problem]) -> None:
        """Take a file for one that cannot be read, because so much was found in it."""
        self._files.append((path, None))
        self._refused.append(Source(name))
        self._unread = None
        self.found.extend(found)

    def _day(self, part: Source[Snapshot]) -> Iterator[Problem]:
        """Look whether a file shows the day that it should."""
        day = day_in(part.keys, "as_of")
        if day and not self._first:
            self._first = part, day
            self._as_of = self._as_of or day
        if self._named:
            name = self._path.name if self._is_split else self._path.stem
            yield from misfiled(part, "as_of", name, "folder" if self._is_split else "file")
        elif day and self._first:
            yield from of_other_days([self._first, (part, day)])

    def done(self) -> NewestSnapshot:
        """Give what was kept."""
        files = tuple(path.name for path, _ in self._files) if self._is_split else ()
        record = (
            SnapshotRecord(self._as_of, self._name, self._records, self._lines, files, self._parts)
            if self._as_of
            else None
        )
        known = self._unread if record is not None and self._files else None
        return NewestSnapshot(
            path=shown(self._path),
            as_of=self._as_of,
            source=", ".join(self._sources) or None,
            written=self._writing.done(),
            record=record,
            unread=known - self._records.keys() if known and record else known,
            starting_over=tuple(self._starting_over),
            data=None if self._is_packed else SnapshotFiles(self._path, tuple(self._files), self._is_split).joined(),
            refused=tuple(self._refused),
        )
