"""The snapshots before the one that is shown, as the weeks that history is told from."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scorecards.document import Mapping
from scorecards.errors import Problem
from scorecards.history import Cache, Week, sighting_of
from scorecards.reading import impossible, references
from scorecards.reading.dates import day_in
from scorecards.reading.sources import Source, bytes_of, misfiled, shown, source_of
from scorecards.snapshot import Opportunity, Snapshot

_MANY = 8
"""So many snapshots are worth the start of further processes."""


@dataclass(frozen=True, slots=True)
class _File:
    """A snapshot's file: where it is, what the pages call it, and its bytes."""

    path: Path
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file gave: its week, the ids of what was refused (None where they cannot be told), and the mistakes."""

    week: Week | None
    unread: frozenset[str] | None
    problems: list[Problem]


def older_weeks(
    paths: Iterable[Path], names: Iterable[str], cache: Cache | None, problems: list[Problem]
) -> tuple[list[Week], frozenset[str] | None]:
    """Read snapshots, or recall what was kept of them; all that is wrong with them is added to ``problems``.

    They need not agree with the team and the playbook as these are now: they tell of people and stages of their own
    time.  ``names`` are what the pages call the files.  The ids of what was refused are given besides, as of one file.
    """
    weeks: dict[Path, Week] = {}
    unread: frozenset[str] | None = frozenset()
    to_read: list[_File] = []
    for path, name in zip(paths, names, strict=True):
        data = bytes_of(path, problems)
        if data is None:
            unread = None
            continue
        week = cache.recall(path, name, data) if cache else None
        if week is None:
            to_read.append(_File(path, name, data))
        else:
            weeks[path] = week
    for file, read in zip(to_read, _read_all(to_read), strict=True):
        problems.extend(read.problems)
        unread = joined(unread, read.unread)
        if read.week is not None:
            weeks[file.path] = read.week
            if cache and not read.problems:
                cache.keep(file.path, file.data, read.week)
    return sorted(weeks.values(), key=lambda week: week.as_of), unread


def joined(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Join two sets of ids; None where either cannot be told."""
    return None if one is None or other is None else one | other


def week_of(source: Source[Snapshot], name: str) -> Week | None:
    """Give a snapshot as a week, without the opportunities that are refused; None where its day cannot be read."""
    as_of = day_in(source.keys, "as_of")
    if as_of is None:
        return None
    rows = source.rows("opportunities")
    pairs = list(zip(source.value.opportunities, rows, strict=True)) if source.value else list(_valid(rows))
    sightings = {each.id: sighting_of(each, row) for each, row in pairs}
    return Week(as_of, name, sightings, {each.id: row.own_place()[0] for each, row in pairs})


def unread_in(source: Source[Snapshot], week: Week | None) -> frozenset[str] | None:
    """Give the ids that a snapshot holds, as written, and its week leaves out; None where they cannot be told."""
    if source.value is not None:
        return frozenset()
    items = source.keys.get("opportunities")
    ids = [each for row in source.rows("opportunities") if isinstance(each := row.get("id"), str)]
    if week is None or not isinstance(items, list) or len(ids) < len(items):
        return None
    return frozenset(ids) - week.sightings.keys()


def _valid(rows: Iterable[Mapping]) -> Iterator[tuple[Opportunity, Mapping]]:
    for row in rows:
        with suppress(ValidationError):
            yield Opportunity.model_validate(row, by_alias=True, by_name=False), row


def _read_all(files: Sequence[_File]) -> list[_Read]:
    """Read files, many of them in several processes at once where the machine allows it; the result is the same."""
    cores = os.cpu_count() or 1
    if len(files) >= _MANY and cores > 1:
        try:
            with ProcessPoolExecutor(min(cores, len(files))) as pool:
                return list(pool.map(_read, files))
        except OSError:  # no shared memory, or no further process
            pass
    return [_read(file) for file in files]


def _read(file: _File) -> _Read:
    problems: list[Problem] = []
    source = source_of(shown(file.path), file.data, Snapshot, problems)
    problems.extend(misfiled(source, "as_of", file.path.stem))
    problems.extend(references.within_snapshot(source))
    problems.extend(impossible.in_snapshot(source))
    week = week_of(source, file.name)
    return _Read(week, unread_in(source, week), problems)
