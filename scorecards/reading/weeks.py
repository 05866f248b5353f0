"""The snapshots before the one that is shown, as the weeks that history is told from."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scorecards.errors import Problem
from scorecards.history import Cache, Week, sighting_of
from scorecards.reading import impossible, references
from scorecards.reading.sources import Source, bytes_of, misfiled, shown, source_of
from scorecards.snapshot import Snapshot

_MANY = 8
"""So many snapshots are worth the start of further processes."""


@dataclass(frozen=True, slots=True)
class _File:
    """A snapshot's file: where it is, what the pages call it, and its bytes."""

    path: Path
    name: str
    data: bytes


def older_weeks(
    paths: Iterable[Path], names: Iterable[str], cache: Cache | None, problems: list[Problem]
) -> list[Week]:
    """Read snapshots, or recall what was kept of them; all that is wrong with them is added to ``problems``.

    They need not agree with the team and the playbook as these are now: they tell of people and stages of their own
    time.  ``names`` are what the pages call the files.
    """
    weeks: dict[Path, Week] = {}
    to_read: list[_File] = []
    for path, name in zip(paths, names, strict=True):
        data = bytes_of(path, problems)
        if data is None:
            continue
        week = cache.recall(path, name, data) if cache else None
        if week is None:
            to_read.append(_File(path, name, data))
        else:
            weeks[path] = week
    for file, (week, found) in zip(to_read, _read_all(to_read), strict=True):
        problems.extend(found)
        if week is not None:
            weeks[file.path] = week
            if cache:
                cache.keep(file.path, file.data, week)
    return sorted(weeks.values(), key=lambda week: week.as_of)


def week_of(source: Source[Snapshot], name: str) -> Week | None:
    """Give a snapshot that was read as a week; None where anything is wrong with it."""
    if source.value is None:
        return None
    rows = source.rows("opportunities")
    pairs = list(zip(source.value.opportunities, rows, strict=True))
    sightings = {each.id: sighting_of(each, row) for each, row in pairs}
    return Week(source.value.as_of, name, sightings, {each.id: row.own_place()[0] for each, row in pairs})


def _read_all(files: Sequence[_File]) -> list[tuple[Week | None, list[Problem]]]:
    """Read files, many of them in several processes at once where the machine allows it; the result is the same."""
    cores = os.cpu_count() or 1
    if len(files) >= _MANY and cores > 1:
        try:
            with ProcessPoolExecutor(min(cores, len(files))) as pool:
                return list(pool.map(_read, files))
        except OSError:  # no shared memory, or no further process
            pass
    return [_read(file) for file in files]


def _read(file: _File) -> tuple[Week | None, list[Problem]]:
    problems: list[Problem] = []
    source = source_of(shown(file.path), file.data, Snapshot, problems)
    problems.extend(misfiled(source, "as_of", file.path.stem))
    problems.extend(references.within_snapshot(source))
    problems.extend(impossible.in_snapshot(source))
    return (None if problems else week_of(source, file.name)), problems
