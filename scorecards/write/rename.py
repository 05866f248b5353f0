"""A rule of the playbook under another id, in every file that names it: all of them, or none."""

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from os.path import commonpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scorecards.cache.real_path import real_path
from scorecards.model.names import did_you_mean
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.pipeline_files import BASELINE_FILE, WAIVERS_FILE
from scorecards.read.playbook_files import TESTS as TESTS_FOLDER
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.rule_test_files import files_of_tests, problems_of_tests
from scorecards.read.snapshot_files import parts_of, snapshots
from scorecards.read.sources import bytes_of, is_there, shown
from scorecards.read.stage_words import StageWords
from scorecards.read.survivors import SURVIVORS as SURVIVORS_FILE
from scorecards.read.team_files import read_files
from scorecards.write.exchange import exchange
from scorecards.write.folder_lock import changing
from scorecards.write.rule_references import (
    CHECK,
    KINDS,
    MAPPING,
    SNAPSHOT,
    SURVIVORS,
    TESTS,
    Found,
    Kind,
    found_at,
)
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, parse, quoted
from scorecards.yaml_files.edits import Edit, NotAsExpectedError, edited, listed

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 64
_FORMERLY: Final = "formerly"


@dataclass(frozen=True, slots=True)
class TeamFolders:
    """The folders of a team: its playbook, its pipeline, and its mappings where it has any."""

    playbook: Path
    pipeline: Path
    mappings: Path

    @property
    def around(self) -> Path:
        """The folder that holds all of them."""
        return Path(commonpath([each.absolute() for each in (self.playbook, self.pipeline, self.mappings)]))

    def within(self, folder: Path) -> "TeamFolders":
        """Give the places of a playbook and a pipeline that are copied into a folder."""
        return replace(self, playbook=folder / "playbook", pipeline=folder / "pipeline")


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a rename comes to: the new content of each file that changes, by its path, and the file that goes."""

    before: Mapping[Path, bytes]
    after: Mapping[Path, bytes]
    moved: Mapping[Path, Path]

    def diff(self) -> Iterator[str]:
        """Give the lines that change, as ``diff -u`` does."""
        for path, data in self.after.items():
            before, after = (each.decode("utf-8").splitlines(keepends=True) for each in (self.before[path], data))
            yield from unified_diff(before, after, shown(path), shown(self.moved.get(path, path)))

    def write(self, folders: TeamFolders) -> None:
        """Put all of it in place.  Raises ProblemsFound where a file cannot be written; then all is as it was."""
        files = {self.moved.get(path, path).absolute(): data for path, data in self.after.items()}
        exchange(folders.around, files, [path.absolute() for path in self.moved])


@dataclass(frozen=True, slots=True)
class NewId:
    """A rule of a kind, by its id today, and the id that it gets."""

    kind: str
    old: str
    new: str


def rename(given: NewId, folders: TeamFolders, *, dry_run: bool, all_snapshots: bool) -> Renamed:
    """Give a rule another id, in the playbook with its tests, the mappings, and the newest snapshot or all of them.

    The old id is kept under ``formerly`` where older files may name it.  Raises ProblemsFound, and changes nothing,
    where anything is wrong with the team's files before or after, or no rule can be renamed so.
    """
    with changing(folders.around, folders.playbook, folders.pipeline):
        if problems := _problems_of(folders):
            raise ProblemsFound(problems)
        files = dict(_files(folders, all_snapshots=all_snapshots))
        _refuse(given, folders, files)
        made = _renamed(KINDS[given.kind], given.old, given.new, files)
        _refuse_problems_after(made, folders)
        if not dry_run:
            made.write(folders)
    return made


@dataclass(frozen=True, slots=True)
class _File:
    of: str
    data: bytes
    tree: Tree


def _files(folders: TeamFolders, *, all_snapshots: bool) -> Iterator[tuple[Path, _File]]:
    """Give every file that may name a rule, with what it is."""
    every = snapshots(folders.pipeline)
    paths = {path: path.name for path in _yaml_in(folders.playbook)}
    paths |= dict.fromkeys(_yaml_in(folders.playbook / "checks"), CHECK)
    paths |= dict.fromkeys(files_of_tests(folders.playbook), TESTS)
    paths |= dict.fromkeys((folders.playbook / TESTS_FOLDER).glob(SURVIVORS_FILE), SURVIVORS)
    paths |= dict.fromkeys(_yaml_in(folders.mappings), MAPPING)
    kept_by_hand = (folders.pipeline / name for name in (WAIVERS_FILE, BASELINE_FILE))
    paths |= {path: path.name for path in kept_by_hand if is_there(path)}
    for snapshot in every if all_snapshots else every[-1:]:
        paths |= dict.fromkeys(parts_of(snapshot, Problems()), SNAPSHOT)
    for path, of in paths.items():
        problems = Problems()
        data = bytes_of(path, problems)
        tree = None if data is None else parse(shown(path), data, problems)
        if data is None or tree is None:
            raise ProblemsFound(problems.found)
        yield path, _File(of, data, tree)


def _yaml_in(folder: Path) -> list[Path]:
    """Give the files that are read in a folder; what editors keep beside them is hidden."""
    return [path for path in sorted(folder.glob("*.yml")) if not path.name.startswith(".")]


def _defined(kind: Kind, files: Mapping[Path, _File]) -> Iterator[tuple[Path, Found]]:
    for path, file in files.items():
        if file.of == kind.file:
            yield from ((path, found) for found in found_at(file.tree, kind.defined))


def _refuse(given: NewId, folders: TeamFolders, files: Mapping[Path, _File]) -> None:
    """Raise ProblemsFound where there is no such rule, or no rule can have the new id."""
    ids = {found.id: f"{shown(path)}:{found.line}" for path, found in _defined(KINDS[given.kind], files)}
    words = _stage_words(folders) if given.kind == "stage" else {}
    message = _reason(given, ids, words)
    if message:
        raise ProblemsFound([Problem("rename", 0, 0, "cannot-rename", message)])


def _reason(given: NewId, ids: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Say why the rule cannot be renamed so; nothing where it can be."""
    new = quoted(given.new)
    if given.old not in ids:
        return f"the playbook has no {given.kind} {quoted(given.old)}{did_you_mean(given.old, ids)}"
    if given.new in ids:
        return f"{new} is the id of a {given.kind} already, in {ids[given.new]}"
    if not _ID.fullmatch(given.new) or len(given.new) > _LONGEST:
        return f"read {new}, expected small letters, digits and single hyphens, such as needs-agreed"
    if words.get(given.new, given.old) != given.old:
        return f"{new} is how rules name the stage {words[given.new]}, by its role or its place"
    return ""


def _stage_words(folders: TeamFolders) -> Mapping[str, str]:
    sources = playbook_sources(folders.playbook, Problems())
    return StageWords.of(sources.stages).ids if sources else {}


def _renamed(kind: Kind, old: str, new: str, files: Mapping[Path, _File]) -> Renamed:
    edits: defaultdict[Path, list[Edit]] = defaultdict(list)
    moved: dict[Path, Path] = {}
    for path, file in files.items():
        for where in kind.named.get(file.of, ()):
            edits[path] += _of_id(found_at(file.tree, where), old, new)
        if kind.file == CHECK and file.of == TESTS and path.stem == old and edits[path]:
            moved[path] = path.with_name(f"{new}.yml")
    for path, found in _defined(kind, files):
        if found.id == old:
            edits[path] += _of_id([found], old, new)
            if kind.has_former_ids and found.row is not None:
                edits[path].append(_formerly(files[path].data, found.row, old, new))
            if kind.file == CHECK:
                moved[path] = path.with_name(f"{new}.yml")
    after = {path: _edited(path, files[path].data, made) for path, made in edits.items() if made}
    return Renamed({path: files[path].data for path in after}, after, moved)


def _of_id(found: Iterable[Found], old: str, new: str) -> list[Edit]:
    return [Edit(each.line, each.column, each.prefix + old, each.prefix + new) for each in found if each.id == old]


def _formerly(data: bytes, row: YamlMapping, old: str, new: str) -> Edit:
    """Keep the old id; where the rule had the new one before, it takes its place."""
    former = row.get(_FORMERLY)
    if isinstance(former, YamlSequence) and new in former:
        line, column = former.item_at(former.index(new))
        return Edit(line, column, new, old)
    return listed(data, row, "id", _FORMERLY, old)


def _edited(path: Path, data: bytes, edits: Iterable[Edit]) -> bytes:
    try:
        return edited(data, edits)
    except NotAsExpectedError as error:
        message = f"{quoted(str(error))} is written in a form here that only people can change; rename it by hand"
        raise ProblemsFound([Problem(shown(path), 1, 1, "cannot-rename", message)]) from error


def _problems_of(folders: TeamFolders) -> list[Problem]:
    """Give what is wrong with a team's files; where nothing is, with its rule tests."""
    files = read_files(folders.playbook, folders.pipeline, None, None)
    if files.problems:
        return list(files.problems)
    rules, _, _ = files.without_problems()
    return problems_of_tests(folders.playbook, rules)


def _refuse_problems_after(made: Renamed, folders: TeamFolders) -> None:
    """Read a copy in which everything is renamed; raises ProblemsFound where anything would be wrong with it."""
    with TemporaryDirectory() as folder:
        copy = folders.within(Path(folder))
        for there, here in ((folders.playbook, copy.playbook), (folders.pipeline, copy.pipeline)):
            _copy_yaml(there, here)
            for path, data in made.after.items():
                if path.is_relative_to(there):
                    (here / path.relative_to(there)).unlink()
                    (here / made.moved.get(path, path).relative_to(there)).write_bytes(data)
        names = {shown(copy.playbook): shown(folders.playbook), shown(copy.pipeline): shown(folders.pipeline)}
        problems = [replace(each, path=_original(each.path, names)) for each in _problems_of(copy)]
    if problems:
        raise ProblemsFound(problems)


def _copy_yaml(there: Path, here: Path) -> None:
    """Copy the YAML files of a folder; nobody reads what else lies there, be it a pipe or a broken link."""
    for name, inner, files in os.walk(there, followlinks=True):
        folder = Path(name)
        inner[:] = [each for each in inner if not real_path(folder).is_relative_to(real_path(folder / each))]
        copy = here / folder.relative_to(there)
        copy.mkdir(parents=True)
        for each in files:
            if Path(each).suffix == ".yml" and (folder / each).is_file():
                shutil.copyfile(folder / each, copy / each)


def _original(path: str, names: Mapping[str, str]) -> str:
    return next((there + path.removeprefix(here) for here, there in names.items() if path.startswith(here)), path)
