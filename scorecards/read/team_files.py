"""The flow of reading: every file of a team, each held against the others, then one input or every problem.

No problem hides another: all files are read and checked before anybody hears of the first mistake.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.model.playbook.playbook import Playbook
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read import (
    baseline,
    follow_ups,
    impossible_values,
    people,
    picks,
    references,
    rulings,
    settings,
    waivers,
)
from scorecards.read.folders import name_from
from scorecards.read.former_ids import FormerIds, former_ids_taken
from scorecards.read.input import Input, TeamFiles, input_of
from scorecards.read.kept_backtest import kept_backtest
from scorecards.read.newest_snapshot import NewestSnapshot, read_newest
from scorecards.read.older_snapshots import records_up_to
from scorecards.read.pipeline_files import PipelineSources, pipeline_sources
from scorecards.read.playbook_files import NO_STORIES, PlaybookSources, playbook_of, playbook_sources
from scorecards.read.snapshot_files import SnapshotSource, newest_snapshot, snapshots, snapshots_twice
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.told_once import told_once
from scorecards.read.two_spellings import join_two_spellings
from scorecards.yaml_files.document import Tree, collector_paused
from scorecards.yaml_files.limits import as_far_as_told


def read_input(
    playbook: Path, pipeline: Path, snapshot: Path | None = None, cache: SnapshotCache | None = None
) -> Input:
    """Read a playbook and a pipeline with its newest snapshot, or with the one that is named, and all before it.

    A ruling counts for the last snapshot before it, so those that were made after the next snapshot are left out.
    Raises ``ProblemsFound`` with all problems of all files.
    """
    files = read_files(playbook, pipeline, snapshot, cache)
    made = input_of(files, playbook, pipeline)
    newest = files.snapshot
    if cache and newest and newest.data and (path := Path(newest.path)) in snapshots(pipeline):
        stamped = FormerIds.of(files.playbook).stamped(newest.data)
        cache.keep(path, stamped, files.records.snapshots[-1])  # next time it may be an older one
    return made


def problems_with(
    playbook: Path, pipeline: Path, written: Mapping[str, bytes], cache: SnapshotCache | None = None
) -> list[Problem]:
    """Give everything that would be wrong with a team's files if ``written`` stood in files of these names."""
    return read_files(playbook, pipeline, None, cache, written).problems


def read_playbook(directory: Path) -> Playbook:
    """Read a playbook alone.  Raises ``ProblemsFound`` with all problems of all its files."""
    return playbook_of(read_rules(directory))


def read_rules(directory: Path) -> PlaybookSources:
    """Read the files of a playbook alone.  Raises ``ProblemsFound`` with all problems of all of them."""
    problems = Problems()
    sources = playbook_sources(directory, problems)
    _add(problems, across(sources, None))
    if problems or not sources:
        raise ProblemsFound(join_two_spellings(problems, _trees(sources, None, None)))
    return sources


def check_all(playbook: Path, pipeline: Path, snapshot: Path | None = None) -> int:
    """Read everything, with every snapshot or with the one that is named and all before it; give the number of files.

    Only the newest snapshot, or the one that is named, must agree with the team and the playbook as they are
    now: older ones tell of people and stages of their own time.  Raises ``ProblemsFound``.
    """
    return files_in(read_files(playbook, pipeline, snapshot, None))


def files_in(read: TeamFiles) -> int:
    """Count the files that were read.  Raises ``ProblemsFound`` where anything is wrong with them."""
    rules, data, _ = read.without_problems()
    sources = [source for source in (*rules.all(), *data.all()) if source is not NO_STORIES]
    return len(sources) + sum(len(each.files) or 1 for each in read.records.snapshots)


def read_files(
    playbook: Path,
    pipeline: Path,
    snapshot: Path | None,
    cache: SnapshotCache | None,
    written: Mapping[str, bytes] | None = None,
) -> TeamFiles:
    """Read all files and hold them against each other; ``written`` is read in place of what stands in these files."""
    problems = Problems()
    with collector_paused():
        # every file
        rules = playbook_sources(playbook, problems)
        data = pipeline_sources(pipeline, problems, written or {})
        former = FormerIds.of(rules)
        path = snapshot or (newest_snapshot(pipeline, problems) if data else None)
        look = partial(_in_one_file, data, references.nameable_ids(data, rules) if data else None)
        name = name_from(pipeline, path) if path else ""
        shown, found = read_newest(path, name, look, problems, former) if path else (None, [])
        last_day = shown.as_of if shown and shown.as_of else date.max
        _add(problems, (twice for day, twice in snapshots_twice(pipeline) if day <= last_day))
        # each held against the others, and what is kept by hand against all snapshots so far
        _add(problems, [*across(rules, data), *found])
        records = records_up_to(shown, pipeline, cache, problems, former) if shown and data else SnapshotRecords()
        if shown:
            _add(problems, impossible_values.circles(shown.starting_over))
            _add(problems, references.of_restarts(shown.starting_over, records.known_ids.ids))
        if data:
            _add(problems, _kept_by_hand(data, rules, records))
        backtest = kept_backtest(pipeline, problems) if data else None
    joined = join_two_spellings(problems, _trees(rules, data, shown))
    told = told_once(joined, rules.folder) if rules else joined
    return TeamFiles(rules, data, shown, records, told, backtest)


def across(playbook: PlaybookSources | None, pipeline: PipelineSources | None) -> Iterator[Problem]:
    """Look at what no file can tell alone."""
    if playbook:
        yield from references.of_playbook(playbook)
        yield from settings.in_playbook(playbook)
        yield from former_ids_taken(playbook)
    if pipeline:
        yield from people.pages(pipeline.team)
        yield from people.own_managers(pipeline.team)
        yield from references.of_pipeline(pipeline)
        yield from settings.in_team(pipeline.team)


def _in_one_file(
    pipeline: PipelineSources | None, ids: references.NameableIds | None, part: SnapshotSource
) -> Iterator[Problem]:
    """Look at what one file of the newest snapshot says, by itself and of the team, the accounts and the playbook."""
    yield from as_far_as_told(_in_part(pipeline, ids, part))


def _in_part(
    pipeline: PipelineSources | None, ids: references.NameableIds | None, part: SnapshotSource
) -> Iterator[Problem]:
    yield from impossible_values.in_opportunities(part)
    if pipeline and ids:
        yield from references.of_snapshot(part, ids)
        yield from people.step_owners(part, pipeline)
        yield from follow_ups.of_steps(part, pipeline)


def _kept_by_hand(
    pipeline: PipelineSources, playbook: PlaybookSources | None, records: SnapshotRecords
) -> Iterator[Problem]:
    """Look at rulings, waivers and picks, as far as they are of the time that the snapshots tell."""
    if not records.snapshots:
        return
    if pipeline.rulings:
        yield from rulings.of_rulings(pipeline.rulings, pipeline, records)
    if pipeline.follow_ups:
        yield from follow_ups.of_follow_ups(pipeline.follow_ups, pipeline, records)
    if pipeline.waivers:
        yield from waivers.of_waivers(pipeline.waivers, pipeline, playbook, records)
    if pipeline.baseline:
        yield from baseline.of_baseline(pipeline.baseline, playbook, records)
    if pipeline.focus:
        yield from picks.of_focus(pipeline.focus, pipeline, records)


def _trees(
    playbook: PlaybookSources | None, pipeline: PipelineSources | None, snapshot: NewestSnapshot | None
) -> Iterator[Tree | None]:
    for sources in (playbook.all() if playbook else (), pipeline.all() if pipeline else ()):
        yield from (source.tree for source in sources)
    yield from snapshot.trees() if snapshot else ()


def _add(problems: Problems, found: Iterable[Problem]) -> None:
    """Add what was found, as far as it is told, except where the same value is already known to be wrong."""
    taken = {(each.path, each.line, each.column) for each in problems if each.code != "missing-key"}
    new = (each for each in found if (each.path, each.line, each.column) not in taken)
    problems.extend(as_far_as_told(new))
