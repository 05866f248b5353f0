"""All files of a team at once, each held against the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.document import collector_paused
from scorecards.errors import Problem
from scorecards.history import Cache, Week
from scorecards.reading import impossible, ledgers, people, references, settings
from scorecards.reading.dates import day_in
from scorecards.reading.folders import name_from, newest_snapshot, snapshots
from scorecards.reading.pipelines import pipeline_sources, snapshot_source
from scorecards.reading.playbooks import playbook_sources
from scorecards.reading.sources import PipelineSources, PlaybookSources, Source
from scorecards.reading.weeks import older_weeks, week_of
from scorecards.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Everything:
    """All files as far as they can be read, and everything that is wrong with them.

    ``weeks`` end with the snapshot that is shown; ``until`` is the day of the snapshot after it.
    """

    rules: PlaybookSources | None
    data: PipelineSources | None
    shot: Source[Snapshot] | None
    weeks: list[Week]
    until: date | None
    problems: list[Problem]


def read_everything(
    playbook: Path, pipeline: Path, snapshot: Path | None, cache: Cache | None, rulings: bytes | None = None
) -> Everything:
    """Read and check all files; ``rulings`` is read in place of what stands in rulings.yml."""
    problems: list[Problem] = []
    with collector_paused():
        rules = playbook_sources(playbook, problems)
        data = pipeline_sources(pipeline, problems, rulings)
        path = snapshot or (newest_snapshot(pipeline, problems) if data else None)
        shot = snapshot_source(path, problems) if path else None
        _add(problems, across(rules, data, shot))
        weeks, until = _weeks(pipeline, shot, cache, problems) if shot and data else ([], None)
        if shot:
            seen = (opportunity for week in weeks for opportunity in week.sightings)
            _add(problems, references.of_restarts(shot, seen))
        if data:
            _add(problems, _ledgers(data, weeks, until))
    return Everything(rules, data, shot, weeks, until, problems)


def read_rules(directory: Path, problems: list[Problem]) -> PlaybookSources | None:
    """Read and check a playbook alone; all that is wrong with it is added to ``problems``."""
    rules = playbook_sources(directory, problems)
    _add(problems, across(rules, None, None))
    return rules


def across(
    rules: PlaybookSources | None, data: PipelineSources | None, shot: Source[Snapshot] | None
) -> Iterator[Problem]:
    """Look at what no file can tell alone."""
    if rules:
        yield from references.of_playbook(rules)
        yield from settings.in_playbook(rules)
    if data:
        yield from people.pages(data.team)
        yield from references.of_pipeline(data)
        yield from settings.in_team(data.team)
    if shot:
        yield from references.within_snapshot(shot)
        yield from impossible.in_snapshot(shot)
        if data:
            yield from references.of_snapshot(shot, data, rules)


def _weeks(
    pipeline: Path, shot: Source[Snapshot], cache: Cache | None, problems: list[Problem]
) -> tuple[list[Week], date | None]:
    """Give the weeks up to a snapshot, which is the last of them, and the day of the snapshot after it."""
    as_of = day_in(shot.keys, "as_of")
    if as_of is None:
        return [], None
    days = {path: date.fromisoformat(path.stem) for path in snapshots(pipeline)}
    older = [path for path, day in days.items() if day < as_of]
    weeks = older_weeks(older, [name_from(pipeline, path) for path in older], cache, problems)
    newest = week_of(shot, name_from(pipeline, Path(shot.path)))
    return [*weeks, newest] if newest else weeks, min((day for day in days.values() if day > as_of), default=None)


def _ledgers(data: PipelineSources, weeks: list[Week], until: date | None) -> Iterator[Problem]:
    """Look at what is kept by hand, as far as it is of the time that the weeks tell."""
    if not weeks:
        return
    if data.rulings:
        yield from ledgers.of_rulings(data.rulings, data, weeks, until)
    if data.focus:
        yield from ledgers.of_focus(data.focus, data, weeks, until)


def _add(problems: list[Problem], found: Iterable[Problem]) -> None:
    """Add what was found, except where the same value is already known to be wrong."""
    taken = {(each.path, each.line, each.column) for each in problems if each.code != "missing-key"}
    problems.extend([each for each in found if (each.path, each.line, each.column) not in taken])
