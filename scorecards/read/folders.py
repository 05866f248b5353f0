"""What stands in a team's folders: the files that are expected there, the snapshots, and what the pages call them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from scorecards.model.names import nearest
from scorecards.problems.problem import Problem, Problems
from scorecards.read.dates import day_of
from scorecards.read.sources import is_there, shown

_LIKE_A_DAY = re.compile(r"\d{4}\D?\d{1,2}\D?\d{1,2}", re.ASCII)


def files_in(path: Path, problems: Problems) -> list[Path] | None:
    """Give what stands in a folder, by name; None, with a problem added, where it is none or cannot be read."""
    try:
        if path.is_dir():
            return sorted(path.iterdir())
        code, instead = ("not-a-folder", "a file") if is_there(path) else ("folder-missing", "nothing")
        refused = code, f"read {instead}, expected a folder"
    except OSError as error:
        refused = "file-unreadable", f"read nothing, expected a folder that can be read: {error.strerror}"
    problems.add(Problem(shown(path), 1, 1, *refused))
    return None


def yaml_files(files: Iterable[Path], problems: Problems) -> list[Path]:
    """Give the .yml files of a folder; one that ends in .yaml is a problem, since it would be left out."""
    there = [path for path in files if not path.name.startswith(".")]
    for path in there:
        if path.suffix != ".yml" and path.suffix.lower() in {".yaml", ".yml"}:
            message = f"read this name, expected {path.stem}.yml"
            problems.add(Problem(shown(path), 1, 1, "wrong-file-name", message))
    return [path for path in there if path.suffix == ".yml"]


def paths_of(expected: frozenset[str], directory: Path, files: Iterable[Path], problems: Problems) -> dict[str, Path]:
    """Give the path of each expected file; where one is missing, that of a file whose name is nearly right."""
    there = {path.name for path in files}
    paths = {name: directory / name for name in expected}
    for name in sorted(there - expected):
        missing = {each for each in expected - there if paths[each].name == each}
        meant = nearest(name, missing) if name.lower().endswith((".yml", ".yaml")) else None
        if meant:
            paths[meant] = directory / name
            problems.add(Problem(shown(paths[meant]), 1, 1, "wrong-file-name", f"read this name, expected {meant}"))
    return paths


def is_folder(path: Path) -> bool:
    """Tell whether a folder stands there; what cannot be looked at is none, so that reading it tells why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def snapshots(pipeline: Path) -> list[Path]:
    """Give the snapshots of a pipeline, oldest first: the files and the folders that are named after their day.

    Where a day has both, that is the folder; :func:`snapshots_twice` tells of it.
    """
    return [path for _, path in sorted({**_single(pipeline), **_split(pipeline)}.items())]


def snapshots_twice(pipeline: Path) -> Iterator[tuple[date, Problem]]:
    """Tell of each day that has a file and a folder, of which nobody can say which one counts."""
    split = _split(pipeline)
    for day, path in _single(pipeline).items():
        if day in split:
            message = f"read this file and beside it the folder {split[day].name}, expected one of the two; remove one"
            yield day, Problem(shown(path), 1, 1, "snapshot-twice", message)


def parts_in(folder: Path, problems: Problems) -> list[Path]:
    """Give the files of a snapshot that is split into a folder, by name; a folder without any is a problem."""
    there = files_in(folder, problems)
    if there is None:
        return []
    deeper = [path for path in there if not path.name.startswith(".") and path.suffix != ".yml" and is_folder(path)]
    message = "read a folder, expected files only: the parts of a snapshot stand side by side"
    problems.extend(Problem(shown(path), 1, 1, "not-a-file", message) for path in deeper)
    known = len(problems)
    found = yaml_files((path for path in there if path not in deeper), problems)
    if not found and not deeper and len(problems) == known:
        message = f"read an empty folder, expected a part of the snapshot in it, such as {folder.name}/ana-lima.yml"
        problems.add(Problem(shown(folder), 1, 1, "snapshot-empty", message))
    return found


def _single(pipeline: Path) -> dict[date, Path]:
    found = ((day_of(path.stem), path) for path in _in_snapshots(pipeline, "*.yml"))
    return {day: path for day, path in found if day}


def _split(pipeline: Path) -> dict[date, Path]:
    """Give the folders of days; one that holds no part is none where the day has a file."""
    single = _single(pipeline)
    found = ((day_of(path.name), path) for path in _in_snapshots(pipeline, "*"))
    return {day: path for day, path in found if day and is_folder(path) and (day not in single or _has_parts(path))}


def _has_parts(folder: Path) -> bool:
    there = (path for path in folder.glob("*") if not path.name.startswith("."))
    return any(path.suffix.lower() in {".yml", ".yaml"} or is_folder(path) for path in there)


def _in_snapshots(pipeline: Path, pattern: str) -> Iterator[Path]:
    folder = pipeline / "snapshots"
    return folder.glob(pattern) if is_folder(folder) else iter(())


def newest_snapshot(pipeline: Path, problems: Problems) -> Path | None:
    """Give the newest snapshot; None, with a problem added, where there is none."""
    folder = pipeline / "snapshots"
    there = files_in(folder, problems)
    if there is None:
        return None
    misnamed = [path for path in yaml_files(there, problems) if not day_of(path.stem)]
    misnamed += [path for path in there if _LIKE_A_DAY.fullmatch(path.name) and not day_of(path.name)]
    message = "read this name, expected the day of the snapshot, such as 2026-11-16"
    problems.extend(Problem(shown(path), 1, 1, "wrong-file-name", message + path.suffix) for path in misnamed)
    found = snapshots(pipeline)
    if not found and not misnamed:
        message = "read a folder without snapshots, expected a file such as 2026-11-16.yml"
        problems.add(Problem(shown(folder), 1, 1, "no-snapshot", message))
    return found[-1] if found else None


def name_from(directory: Path, path: Path) -> str:
    """Name a file from its folder on, the same on every machine."""
    folder, file = directory.resolve(), path.resolve()
    return (Path(folder.name) / file.relative_to(folder)).as_posix() if file.is_relative_to(folder) else path.name
