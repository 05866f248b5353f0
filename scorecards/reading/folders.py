"""What stands in a team's folders: the files that are expected there, the snapshots, and what the pages call them."""

from collections.abc import Iterable
from pathlib import Path

from scorecards.errors import Problem
from scorecards.names import nearest
from scorecards.reading.dates import day_of
from scorecards.reading.sources import is_there, shown


def files_in(path: Path, problems: list[Problem]) -> list[Path] | None:
    """Give what stands in a folder, by name; None, with a problem added, where it is none or cannot be read."""
    try:
        if path.is_dir():
            return sorted(path.iterdir())
        code, instead = ("not-a-folder", "a file") if is_there(path) else ("folder-missing", "nothing")
        refused = code, f"read {instead}, expected a folder"
    except OSError as error:
        refused = "file-unreadable", f"read nothing, expected a folder that can be read: {error.strerror}"
    problems.append(Problem(shown(path), 1, 1, *refused))
    return None


def yaml_files(files: Iterable[Path], problems: list[Problem]) -> list[Path]:
    """Give the .yml files of a folder; one that ends in .yaml is a problem, since it would be left out."""
    there = [path for path in files if not path.name.startswith(".")]
    for path in there:
        if path.suffix != ".yml" and path.suffix.lower() in {".yaml", ".yml"}:
            message = f"read this name, expected {path.stem}.yml"
            problems.append(Problem(shown(path), 1, 1, "wrong-file-name", message))
    return [path for path in there if path.suffix == ".yml"]


def paths_of(
    expected: frozenset[str], directory: Path, files: Iterable[Path], problems: list[Problem]
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


def snapshots(pipeline: Path) -> list[Path]:
    """Give the snapshots of a pipeline, oldest first: the files that are named after their day."""
    return sorted(path for path in (pipeline / "snapshots").glob("*.yml") if day_of(path.stem))


def newest_snapshot(pipeline: Path, problems: list[Problem]) -> Path | None:
    """Give the newest snapshot; None, with a problem added, where there is none."""
    folder = pipeline / "snapshots"
    there = files_in(folder, problems)
    if there is None:
        return None
    misnamed = [path for path in yaml_files(there, problems) if not day_of(path.stem)]
    message = "read this name, expected the day of the snapshot, such as 2026-11-16.yml"
    problems.extend(Problem(shown(path), 1, 1, "wrong-file-name", message) for path in misnamed)
    found = snapshots(pipeline)
    if not found and not misnamed:
        message = "read a folder without snapshots, expected a file such as 2026-11-16.yml"
        problems.append(Problem(shown(folder), 1, 1, "no-snapshot", message))
    return found[-1] if found else None


def name_from(directory: Path, path: Path) -> str:
    """Name a file from its folder on, the same on every machine."""
    folder, file = directory.resolve(), path.resolve()
    return (Path(folder.name) / file.relative_to(folder)).as_posix() if file.is_relative_to(folder) else path.name
