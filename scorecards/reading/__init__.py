"""The team's files to validated types, or to everything that is wrong with them at once.

No problem hides another: all files are read and checked before anybody hears of the first mistake.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from scorecards.accounts import Accounts
from scorecards.check import Check
from scorecards.document import Mapping, collector_paused
from scorecards.errors import Problem, ProblemsFound
from scorecards.focus import Focus, Pick
from scorecards.history import Cache, Week
from scorecards.inputs import Input
from scorecards.names import nearest
from scorecards.places import Places, rules_in
from scorecards.playbook import Causes, Phrases, Playbook, Plays, Questions, Scoring, Stages, Stories
from scorecards.reading import impossible, ledgers, people, references
from scorecards.reading.dates import day_in, day_of
from scorecards.reading.sources import (
    PipelineSources,
    PlaybookSources,
    Source,
    files_in,
    is_there,
    misfiled,
    read_source,
    shown,
    source_of,
)
from scorecards.reading.weeks import older_weeks, week_of
from scorecards.results import Place
from scorecards.rulings import Ruling, Rulings
from scorecards.snapshot import Snapshot
from scorecards.team import Team
from scorecards.workdays import WorkingDays

_PLAYBOOK_FILES = frozenset(
    f"{part}.yml"
    for part in ("stages", "questions", "causes", "plays", "stories", "phrases", "scoring", "working-days")
)
RULINGS_FILE = "rulings.yml"
_PIPELINE_FILES = frozenset({"team.yml", "accounts.yml", RULINGS_FILE, "focus.yml"})
_NO_STORIES = Source("stories.yml", Mapping(0), Stories(stories=()))

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Everything:
    """All files as far as they can be read, and everything that is wrong with them.

    ``weeks`` end with the snapshot that is shown; ``until`` is the day of the snapshot after it.
    """

    rules: PlaybookSources | None
    data: PipelineSources | None
    shot: Source[Snapshot] | None
    weeks: list[Week]
    until: date | None
    problems: list[Problem]


def read_input(playbook: Path, pipeline: Path, snapshot: Path | None = None, cache: Cache | None = None) -> Input:
    """Read a playbook and a pipeline with its newest snapshot, or with the one that is named, and all before it.

    A ruling counts for the last snapshot before it, so those that were made after the next snapshot are left out.
    Raises ``ProblemsFound`` with all problems of all files.
    """
    found = _everything(playbook, pipeline, snapshot, cache)
    rules, data, shot = found.rules, found.data, found.shot
    if found.problems or not rules or not data or not shot:
        raise ProblemsFound(found.problems)
    path = Path(shot.path)
    if cache and path in snapshots(pipeline):
        _keep(cache, path, found.weeks[-1])
    name = _name(pipeline, path)
    rulings = _rulings(data, pipeline, found.until)
    picks = _picks(data, pipeline, found.until)
    return Input(
        playbook=_playbook(rules),
        team=people.as_led_on(people.with_ids(_sure(data.team)), _sure(shot).as_of),
        accounts=_sure(data.accounts) if data.accounts else Accounts(),
        snapshot=_sure(shot),
        snapshot_path=name,
        weeks=tuple(found.weeks),
        rulings=tuple(ruling for ruling, _ in rulings),
        picks=tuple(pick for pick, _ in picks),
        rulings_path=_name(pipeline, pipeline / RULINGS_FILE),
        rulings_indent=_indent(data.rulings),
        places=Places(
            name,
            {row["id"]: row for row in shot.rows("opportunities")},
            _places(playbook, rules),
            tuple(place for _, place in rulings),
            tuple(place for _, place in picks),
            _accounts(data, pipeline),
        ),
    )


def _keep(cache: Cache, path: Path, week: Week) -> None:
    """Keep the newest snapshot too: next week it is an older one."""
    data = path.read_bytes()
    if not cache.holds(path, data):
        cache.keep(path, data, week)


def problems_with_rulings(playbook: Path, pipeline: Path, rulings: bytes, cache: Cache | None = None) -> list[Problem]:
    """Give everything that would be wrong with a team's files if this stood in rulings.yml."""
    return _everything(playbook, pipeline, None, cache, rulings).problems


def read_playbook(directory: Path) -> Playbook:
    """Read a playbook alone.  Raises ``ProblemsFound`` with all problems of all its files."""
    problems: list[Problem] = []
    rules = _playbook_sources(directory, problems)
    _add(problems, _across(rules, None, None))
    if problems or not rules:
        raise ProblemsFound(problems)
    return _playbook(rules)


def check_all(playbook: Path, pipeline: Path, snapshot: Path | None = None) -> int:
    """Read everything, with every snapshot or with the one that is named and all before it; give the number of files.

    Only the newest snapshot, or the one that is named, must agree with the team and the playbook as they are
    now: older ones tell of people and stages of their own time.  Raises ``ProblemsFound``.
    """
    found = _everything(playbook, pipeline, snapshot, None)
    rules, data = found.rules, found.data
    if found.problems or not rules or not data:
        raise ProblemsFound(found.problems)
    files = [source for source in (*rules.all(), *data.all()) if source is not _NO_STORIES]
    return len(files) + len(found.weeks)


def snapshots(pipeline: Path) -> list[Path]:
    """Give the snapshots of a pipeline, oldest first: the files that are named after their day."""
    return sorted(path for path in (pipeline / "snapshots").glob("*.yml") if day_of(path.stem))


def _everything(
    playbook: Path, pipeline: Path, snapshot: Path | None, cache: Cache | None, rulings: bytes | None = None
) -> _Everything:
    """Read and check all files; ``rulings`` is read in place of what stands in rulings.yml."""
    problems: list[Problem] = []
    with collector_paused():
        rules = _playbook_sources(playbook, problems)
        data = _pipeline_sources(pipeline, problems, rulings)
        path = snapshot or (_newest(pipeline, problems) if data else None)
        shot = _snapshot_source(path, problems) if path else None
        _add(problems, _across(rules, data, shot))
        weeks, until = _weeks(pipeline, shot, cache, problems) if shot and data else ([], None)
        if shot:
            seen = (opportunity for week in weeks for opportunity in week.sightings)
            _add(problems, references.of_restarts(shot, seen))
        if data:
            _add(problems, _ledgers(data, weeks, until))
    return _Everything(rules, data, shot, weeks, until, problems)


def _across(
    rules: PlaybookSources | None, data: PipelineSources | None, shot: Source[Snapshot] | None
) -> Iterator[Problem]:
    """Look at what no file can tell alone."""
    if rules:
        yield from references.of_playbook(rules)
        yield from impossible.in_playbook(rules)
    if data:
        yield from people.pages(data.team)
        yield from references.of_pipeline(data)
        yield from impossible.in_team(data.team)
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
    weeks = older_weeks(older, [_name(pipeline, path) for path in older], cache, problems)
    newest = week_of(shot, _name(pipeline, Path(shot.path)))
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


def _playbook_sources(directory: Path, problems: list[Problem]) -> PlaybookSources | None:
    there = files_in(directory, problems)
    if there is None:
        return None
    if not any(directory.rglob("*.y*ml")):
        message = "read a folder without rules, expected stages.yml, questions.yml and the others"
        problems.append(Problem(shown(directory), 1, 1, "empty-playbook", message))
        return None
    paths = _paths(directory, there, _PLAYBOOK_FILES, problems)
    return PlaybookSources(
        read_source(paths["stages.yml"], Stages, problems),
        read_source(paths["questions.yml"], Questions, problems),
        read_source(paths["causes.yml"], Causes, problems),
        read_source(paths["plays.yml"], Plays, problems),
        _read_if_there(paths["stories.yml"], Stories, problems) or _NO_STORIES,
        read_source(paths["phrases.yml"], Phrases, problems),
        read_source(paths["scoring.yml"], Scoring, problems),
        _read_if_there(paths["working-days.yml"], WorkingDays, problems),
        tuple(_check_sources(directory / "checks", problems)),
    )


def _check_sources(directory: Path, problems: list[Problem]) -> Iterator[Source[Check]]:
    there = files_in(directory, problems)
    if there is None:
        return
    paths = _yaml_files(there, problems)
    if not paths:
        message = "read a folder without checks, expected at least one file such as two-next-steps.yml"
        problems.append(Problem(shown(directory), 1, 1, "no-checks", message))
    for path in paths:
        check = read_source(path, Check, problems)
        problems.extend(misfiled(check, "id", path.stem))
        yield check


def _pipeline_sources(directory: Path, problems: list[Problem], rulings: bytes | None = None) -> PipelineSources | None:
    there = files_in(directory, problems)
    if there is None:
        return None
    paths = _paths(directory, there, _PIPELINE_FILES, problems)
    ledger = paths[RULINGS_FILE]
    return PipelineSources(
        read_source(paths["team.yml"], Team, problems),
        _read_if_there(paths["accounts.yml"], Accounts, problems),
        _read_if_there(ledger, Rulings, problems)
        if rulings is None
        else source_of(shown(ledger), rulings, Rulings, problems),
        _read_if_there(paths["focus.yml"], Focus, problems),
    )


def _snapshot_source(path: Path, problems: list[Problem]) -> Source[Snapshot]:
    source = read_source(path, Snapshot, problems)
    if day_of(path.stem):
        problems.extend(misfiled(source, "as_of", path.stem))
    return source


def _newest(pipeline: Path, problems: list[Problem]) -> Path | None:
    folder = pipeline / "snapshots"
    there = files_in(folder, problems)
    if there is None:
        return None
    misnamed = [path for path in _yaml_files(there, problems) if not day_of(path.stem)]
    message = "read this name, expected the day of the snapshot, such as 2026-11-16.yml"
    problems.extend(Problem(shown(path), 1, 1, "wrong-file-name", message) for path in misnamed)
    found = snapshots(pipeline)
    if not found and not misnamed:
        message = "read a folder without snapshots, expected a file such as 2026-11-16.yml"
        problems.append(Problem(shown(folder), 1, 1, "no-snapshot", message))
    return found[-1] if found else None


def _paths(
    directory: Path, files: Iterable[Path], expected: frozenset[str], problems: list[Problem]
) -> dict[str, Path]:
    """Give the path of each expected file; where one is missing, that of a file whose name is nearly right."""
    there = {path.name for path in files}
    paths = {name: directory / name for name in expected}
    for name in sorted(there - expected):
        missing = {each for each in expected - there if paths[each].name == each}
        meant = nearest(name, missing) if name.lower().endswith((".yml", ".yaml")) else None
        if meant:
            paths[meant] = directory / name
            problems.append(Problem(shown(paths[meant]), 1, 1, "wrong-file-name", f"read this name, expected {meant}"))
    return paths


def _yaml_files(files: Iterable[Path], problems: list[Problem]) -> list[Path]:
    """Give the .yml files of a folder; one that ends in .yaml is a problem, since it would be left out."""
    there = [path for path in files if not path.name.startswith(".")]
    for path in there:
        if path.suffix != ".yml" and path.suffix.lower() in {".yaml", ".yml"}:
            message = f"read this name, expected {path.stem}.yml"
            problems.append(Problem(shown(path), 1, 1, "wrong-file-name", message))
    return [path for path in there if path.suffix == ".yml"]


def _read_if_there(path: Path, model: type[M], problems: list[Problem]) -> Source[M] | None:
    return read_source(path, model, problems) if is_there(path) else None


def _playbook(rules: PlaybookSources) -> Playbook:
    return Playbook(
        _sure(rules.stages).stages,
        _sure(rules.questions).questions,
        _sure(rules.causes).causes,
        _sure(rules.plays).plays,
        _sure(rules.stories).stories,
        _sure(rules.phrases),
        _sure(rules.scoring),
        _sure(rules.working_days) if rules.working_days else WorkingDays(),
        tuple(_sure(check) for check in rules.checks),
    )


def _places(directory: Path, rules: PlaybookSources) -> dict[tuple[str, str], Place]:
    found: dict[tuple[str, str], Place] = {}
    for kind, source in (
        ("stage", rules.stages),
        ("question", rules.questions),
        ("cause", rules.causes),
        ("play", rules.plays),
        ("story", rules.stories),
    ):
        found |= rules_in(kind, _name(directory, Path(source.path)), source.tree)
    for check in rules.checks:
        found["check", _sure(check).id] = Place(_name(directory, Path(check.path)), check.keys.line_of("id"))
    return found


def _rulings(data: PipelineSources, pipeline: Path, until: date | None) -> list[tuple[Ruling, Place]]:
    """Give the rulings that were made before a day, the oldest first, each with its place."""
    if data.rulings is None:
        return []
    places = _entries(data.rulings, "rulings", pipeline)
    made = [pair for pair in zip(_sure(data.rulings).rulings, places, strict=True) if not until or pair[0].on < until]
    return sorted(made, key=lambda pair: pair[0].on)


def _indent(source: Source[Rulings] | None) -> str | None:
    """Give what stands before the dashes of the rulings, the usual two spaces where they stand in brackets.

    None where there is no ruling yet, so that the next one is the first.
    """
    if source is None or not source.rows("rulings"):
        return None
    line, column = source.keys.value_at("rulings")
    return " " * (column - 1) if line > source.keys.line_of("rulings") else "  "


def _picks(data: PipelineSources, pipeline: Path, until: date | None) -> list[tuple[Pick, Place]]:
    """Give the picks of weeks that began before a day, each with its place."""
    if data.focus is None:
        return []
    pairs = zip(_sure(data.focus).picks, _entries(data.focus, "picks", pipeline), strict=True)
    return [pair for pair in pairs if not until or ledgers.monday_of(pair[0].week) < until]


def _accounts(data: PipelineSources, directory: Path) -> dict[str, Place]:
    """Give the place of each account."""
    if data.accounts is None:
        return {}
    rows, places = data.accounts.rows("accounts"), _entries(data.accounts, "accounts", directory)
    return {row["id"]: place for row, place in zip(rows, places, strict=True)}


def _entries(source: Source[Any] | None, key: str, directory: Path) -> tuple[Place, ...]:
    """Give the place of each entry of a file's list."""
    if source is None:
        return ()
    name = _name(directory, Path(source.path))
    return tuple(Place(name, row.own_place()[0]) for row in source.rows(key))


def _name(directory: Path, path: Path) -> str:
    """Name a file from its folder on, the same on every machine."""
    folder, file = directory.resolve(), path.resolve()
    return (Path(folder.name) / file.relative_to(folder)).as_posix() if file.is_relative_to(folder) else path.name


def _sure(source: Source[M]) -> M:
    if source.value is None:
        message = f"{source.path} was read without problems, yet holds nothing"
        raise AssertionError(message)
    return source.value
