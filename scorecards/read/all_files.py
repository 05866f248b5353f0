"""All files of a team at once, each held against the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.history.record import SnapshotRecord
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problem
from scorecards.read import impossible_values, people, picks, references, rulings, settings, step_owners
from scorecards.read.folders import name_from, newest_snapshot, snapshots, snapshots_twice
from scorecards.read.known_history import Told
from scorecards.read.misspelt_definitions import told_once
from scorecards.read.older_snapshots import joined, older_weeks, unread_in, week_of
from scorecards.read.pipeline_files import pipeline_sources
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.snapshot_files import SnapshotSource, read_snapshot
from scorecards.read.sources import PipelineSources, PlaybookSources
from scorecards.yaml_files.document import Tree, collector_paused


@dataclass(frozen=True, slots=True)
class Everything:
    """All files as far as they can be read, and everything that is wrong with them.

    ``weeks`` end with the snapshot that is shown; ``until`` is the day of the snapshot after it.
    """

    rules: PlaybookSources | None
    data: PipelineSources | None
    shot: SnapshotSource | None
    weeks: list[SnapshotRecord]
    until: date | None
    problems: list[Problem]


def read_everything(
    playbook: Path, pipeline: Path, snapshot: Path | None, cache: SnapshotCache | None, rulings: bytes | None = None
) -> Everything:
    """Read and check all files; ``rulings`` is read in place of what stands in rulings.yml."""
    problems: list[Problem] = []
    with collector_paused():
        rules = playbook_sources(playbook, problems)
        data = pipeline_sources(pipeline, problems, rulings)
        path = snapshot or (newest_snapshot(pipeline, problems) if data else None)
        shot = read_snapshot(path, problems) if path else None
        until = shot.as_of if shot and shot.as_of else date.max
        _add(problems, (each for day, each in snapshots_twice(pipeline) if day <= until))
        _add(problems, across(rules, data, shot))
        told = _told(pipeline, shot, cache, problems) if shot and data else Told((), None)
        if shot:
            _add(problems, references.of_restarts(shot, told.opportunities.ids))
        if data:
            _add(problems, _ledgers(data, told))
    problems = told_once(problems, _trees(rules, data, shot))
    return Everything(rules, data, shot, list(told.weeks), told.until, problems)


def read_rules(directory: Path, problems: list[Problem]) -> PlaybookSources | None:
    """Read and check a playbook alone; all that is wrong with it is added to ``problems``."""
    rules = playbook_sources(directory, problems)
    _add(problems, across(rules, None, None))
    problems[:] = told_once(problems, _trees(rules, None, None))
    return rules


def across(
    rules: PlaybookSources | None, data: PipelineSources | None, shot: SnapshotSource | None
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
        yield from impossible_values.in_snapshot(shot)
        if data:
            yield from references.of_snapshot(shot, references.named(data, rules))
            yield from step_owners.of_steps(shot, data)


def _trees(
    rules: PlaybookSources | None, data: PipelineSources | None, shot: SnapshotSource | None
) -> list[Tree | None]:
    files = [*(rules.all() if rules else ()), *(data.all() if data else ()), *(shot.parts if shot else ())]
    return [source.tree for source in files]


def _told(pipeline: Path, shot: SnapshotSource, cache: SnapshotCache | None, problems: list[Problem]) -> Told:
    """Give what the snapshots up to one tell, which is the last of them."""
    as_of = shot.as_of
    if as_of is None:
        return Told((), None)
    days = {path: date.fromisoformat(path.stem) for path in snapshots(pipeline)}
    older = [path for path, day in days.items() if day < as_of]
    weeks, unread = older_weeks(older, [name_from(pipeline, path) for path in older], cache, problems)
    newest = week_of(shot, name_from(pipeline, Path(shot.path)))
    return Told(
        tuple(week for week in (*weeks, newest) if week),
        joined(unread, unread_in(shot, newest)),
        min((day for day in days.values() if day > as_of), default=None),
    )


def _ledgers(data: PipelineSources, told: Told) -> Iterator[Problem]:
    """Look at what is kept by hand, as far as it is of the time that the snapshots tell."""
    if not told.weeks:
        return
    if data.rulings:
        yield from rulings.of_rulings(data.rulings, data, told)
    if data.focus:
        yield from picks.of_focus(data.focus, data, told)


def _add(problems: list[Problem], found: Iterable[Problem]) -> None:
    """Add what was found, except where the same value is already known to be wrong."""
    taken = {(each.path, each.line, each.column) for each in problems if each.code != "missing-key"}
    problems.extend([each for each in found if (each.path, each.line, each.column) not in taken])
