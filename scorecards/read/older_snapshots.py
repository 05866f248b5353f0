"""The snapshots up to the one that is shown, read or recalled as the records that history is told from."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.history.record import SnapshotRecord, record_of
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problems
from scorecards.read import impossible_values, references
from scorecards.read.folders import name_from
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.newest_snapshot import NewestSnapshot
from scorecards.read.readable import ids_in, joined, valid_in
from scorecards.read.snapshot_files import SnapshotFiles, SnapshotSource, files_of, snapshot_of, snapshots
from scorecards.read.snapshot_records import SnapshotRecords

_MANY = 8
"""So many snapshots are worth the start of further processes."""


@dataclass(frozen=True, slots=True)
class _Older:
    """A snapshot's files, all of which can be read, what the pages call the snapshot, and the ids that rules had."""

    files: SnapshotFiles
    name: str
    data: bytes
    former: FormerIds


@dataclass(frozen=True, slots=True)
class _Read:
    """What a snapshot gave: its record, the ids of what was refused (None if they cannot be told), and the mistakes."""

    record: SnapshotRecord | None
    unread: frozenset[str] | None
    problems: Problems


def records_up_to(
    snapshot: NewestSnapshot,
    pipeline: Path,
    cache: SnapshotCache | None,
    problems: Problems,
    former: FormerIds = NONE_FORMER,
) -> SnapshotRecords:
    """Give the records of a snapshot and of all before it; all that is wrong with those is added to ``problems``."""
    as_of = snapshot.as_of
    if as_of is None:
        return SnapshotRecords()
    days = {path: date.fromisoformat(path.stem) for path in snapshots(pipeline)}
    digest = hashlib.sha256()
    before = [path for path, day in days.items() if day < as_of]
    older, unread = older_records(before, pipeline, cache, problems, digest.update, former)
    return SnapshotRecords(
        tuple(each for each in (*older, snapshot.record) if each),
        joined(unread, snapshot.unread),
        min((day for day in days.values() if day > as_of), default=None),
        digest.digest(),
    )


def older_records(  # noqa: PLR0913, PLR0917 - what reading needs
    paths: Iterable[Path],
    pipeline: Path,
    cache: SnapshotCache | None,
    problems: Problems,
    took: Callable[[bytes], None] | None = None,
    former: FormerIds = NONE_FORMER,
) -> tuple[list[SnapshotRecord], frozenset[str] | None]:
    """Read snapshots, or recall what was kept of them; all that is wrong with them is added to ``problems``.

    They need not agree with the team and the playbook as these are now: they tell of people and stages of their own
    time.  The ids of what was refused are given besides, as of one file.  ``took`` is told each name and content.
    """
    records: dict[Path, SnapshotRecord] = {}
    unread: frozenset[str] | None = frozenset()
    to_read: list[_Older] = []
    for path in paths:
        files = files_of(path, problems)
        data = files.joined()
        if data is None:
            unread = None
            continue
        name = name_from(pipeline, path)
        if took:
            took(b"%s %d\n" % (name.encode(), len(data)))
            took(data)
        record = cache.recall(path, name, former.stamped(data)) if cache else None
        if record is None:
            to_read.append(_Older(files, name, data, former))
        else:
            records[path] = record
    for older, read in zip(to_read, _read_all(to_read), strict=True):
        problems.extend(read.problems)
        unread = joined(unread, read.unread)
        if read.record is not None:
            records[older.files.path] = read.record
            if cache and not read.problems:
                cache.keep(older.files.path, former.stamped(older.data), read.record)
    return sorted(records.values(), key=lambda record: record.as_of), unread


def record_of_snapshot(snapshot: SnapshotSource, name: str) -> SnapshotRecord | None:
    """Give the record of a snapshot, without the opportunities that are refused; None where its day cannot be read."""
    if snapshot.as_of is None:
        return None
    found = [(number, *pair) for number, part in enumerate(snapshot.parts) for pair in valid_in(part)]
    return SnapshotRecord(
        snapshot.as_of,
        name,
        {each.id: record_of(each, row) for _, each, row in found},
        {each.id: row.own_place()[0] for _, each, row in found},
        snapshot.files,
        {each.id: number for number, each, _ in found} if snapshot.is_split else {},
    )


def _unread_in(snapshot: SnapshotSource, record: SnapshotRecord | None) -> frozenset[str] | None:
    """Give the ids that a snapshot holds, as written, and its record leaves out; None where they cannot be told."""
    unread: frozenset[str] | None = None if record is None or not snapshot.parts else frozenset()
    for part in snapshot.parts:
        if part.value is None:
            unread = joined(unread, ids_in(part))
    return unread - record.records.keys() if record and unread else unread


def _read_all(snapshots: Sequence[_Older]) -> list[_Read]:
    """Read snapshots, many of them in several processes at once where the machine allows it; the result is the same."""
    cores = os.cpu_count() or 1
    if len(snapshots) >= _MANY and cores > 1:
        try:
            with ProcessPoolExecutor(min(cores, len(snapshots))) as pool:
                return list(pool.map(_read, snapshots))
        except OSError:  # no shared memory, or no further process
            pass
    return [_read(each) for each in snapshots]


def _read(older: _Older) -> _Read:
    problems = Problems()
    snapshot = snapshot_of(older.files, problems, older.former)
    problems.extend(references.within_snapshot(snapshot))
    problems.extend(impossible_values.in_snapshot(snapshot))
    record = record_of_snapshot(snapshot, older.name)
    return _Read(record, _unread_in(snapshot, record), problems)
