"""The snapshots before the one that is shown, as the weeks that history is told from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from scorecards.errors import Problem
from scorecards.history import Cache, Week, sighting_of
from scorecards.reading import impossible, references
from scorecards.reading.sources import Source, bytes_of, misfiled, shown, source_of
from scorecards.snapshot import Snapshot


def older_weeks(
    paths: Iterable[Path], names: Iterable[str], cache: Cache | None, problems: list[Problem]
) -> Iterator[Week]:
    """Read snapshots, or recall what was kept of them; all that is wrong with them is added to ``problems``.

    They need not agree with the team and the playbook as these are now: they tell of people and stages of their own
    time.  ``names`` are what the pages call the files.
    """
    for path, name in zip(paths, names, strict=True):
        data = bytes_of(path, problems)
        if data is None:
            continue
        week = cache.recall(path, name, data) if cache else None
        if week is None:
            week = _read(path, name, data, problems)
            if week is None:
                continue
            if cache:
                cache.keep(path, data, week)
        yield week


def week_of(source: Source[Snapshot], name: str) -> Week | None:
    """Give a snapshot that was read as a week; None where anything is wrong with it."""
    if source.value is None:
        return None
    rows = source.rows("opportunities")
    pairs = zip(source.value.opportunities, rows, strict=True)
    return Week(source.value.as_of, name, {each.id: sighting_of(each, row) for each, row in pairs})


def _read(path: Path, name: str, data: bytes, problems: list[Problem]) -> Week | None:
    found: list[Problem] = []
    source = source_of(shown(path), data, Snapshot, found)
    found.extend(misfiled(source, "as_of", path.stem))
    found.extend(references.within_snapshot(source))
    found.extend(impossible.in_snapshot(source))
    problems.extend(found)
    return None if found else week_of(source, name)
