"""The snapshots up to the one that is shown, read or recalled as the records that history is told from."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from scorecards.history.record import SnapshotRecord, record_of
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.problems.problem import Problems
from scorecards.read import impossible_values, references
from scorecards.read.folders import name_from
from scorecards.read.snapshot_files import SnapshotFiles, SnapshotSource, files_of, snapshot_of, snapshots
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping

_MANY = 8
"""So many snapshots are worth the start of further processes."""


@dataclass(frozen=True, slots=True)
class _Older:
    """A snapshot's files, all of which can be read, and what the pages call the snapshot."""

    files: SnapshotFiles
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    """What a snapshot gave: its record, the ids of what was refused (None if they cannot be told), and the mistakes."""

    record: SnapshotRecord | None
    unread: frozenset[str] | None
    problems: Problems


def records_up_to(
    snapshot: SnapshotSource, pipeline: Path, cache: SnapshotCache | None, problems: Problems
) -> SnapshotRecords:
    """Give the records of a snapshot and of all before it; all that is wrong with those is added to ``problems``."""
    as_of = snapshot.as_of
    if as_of is None:
        return SnapshotRecords()
    days = {path: date.fromisoformat(path.stem) for path in snapshots(pipeline)}
    digest = hashlib.sha256()
    before = [path for path, day in days.items() if day < as_of]
    older, unread = older_records(before, pipeline, cache, problems, digest.update)
    newest = record_of_snapshot(snapshot, name_from(pipeline, Path(snapshot.path)))
    return SnapshotRecords(
        tuple(each for each in (*older, newest) if each),
        _joined(unread, _unread_in(snapshot, newest)),
        min((day for day in days.values() if day > as_of), default=None),
        digest.digest(),
    )


def older_records(
    paths: Iterable[Path],
    pipeline: Path,
    cache: SnapshotCache | None,
    problems: Problems,
    took: Callable[[bytes], None] | None = None,
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
        record = cache.recall(path, name, data) if cache else None
        if record is None:
            to_read.append(_Older(files, name, data))
        else:
            records[path] = record
    for older, read in zip(to_read, _read_all(to_read), strict=True):
        problems.extend(read.problems)
        unread = _joined(unread, read.unread)
        if read.record is not None:
            records[older.files.path] = read.record
            if cache and not read.problems:
                cache.keep(older.files.path, older.data, read.record)
    return sorted(records.values(), key=lambda record: record.as_of), unread


def _joined(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Join two sets of ids; None where either cannot be told."""
    return None if one is None or other is None else one | other


def record_of_snapshot(snapshot: SnapshotSource, name: str) -> SnapshotRecord | None:
    """Give the record of a snapshot, without the opportunities that are refused; None where its day cannot be read."""
    if snapshot.as_of is None:
        return None
    found = [(number, *pair) for number, part in enumerate(snapshot.parts) for pair in _valid(part)]
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
            unread = _joined(unread, _ids_in(part))
    return unread - record.records.keys() if record and unread else unread


def _ids_in(part: Source[Snapshot]) -> frozenset[str] | None:
    """Give the ids in a file, as written; None where not each of its opportunities tells one."""
    items = part.keys.get("opportunities")
    ids = [each for row in part.rows("opportunities") if isinstance(each := row.get("id"), str)]
    return frozenset(ids) if isinstance(items, list) and len(ids) == len(items) else None


def _valid(part: Source[Snapshot]) -> Iterator[tuple[Opportunity, YamlMapping]]:
    """Give the opportunities of a file that are not refused, each with where it stands."""
    rows = part.rows("opportunities")
    if part.value is not None:
        yield from zip(part.value.opportunities, rows, strict=True)
        return
    for row in rows:
        with suppress(ValidationError):
            yield Opportunity.model_validate(row, by_alias=True, by_name=False), row


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
    snapshot = snapshot_of(older.files, problems)
    problems.extend(references.within_snapshot(snapshot))
    problems.extend(impossible_values.in_snapshot(snapshot))
    record = record_of_snapshot(snapshot, older.name)
    return _Read(record, _unread_in(snapshot, record), problems)
