"""What stands in a team's folders: the files that are expected there, and what the pages call them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from scorecards.cache.real_path import real_path
from scorecards.model.names import nearest
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.paths import leads_outside
from scorecards.read.sources import is_there, shown

_YAML: Final = frozenset({".yml", ".yaml"})


def files_in(path: Path, problems: Problems) -> list[Path] | None:
    """Give what stands in a folder, by name; None, with a problem added, where it is none or cannot be read."""
    try:
        if leads_outside(path):
            message = "read a link that leads out of the project, expected a folder of it; nothing in it was read"
            problems.add(Problem(shown(path), 1, 1, "leads-outside", message))
            return None
        if path.is_dir():
            return sorted(path.iterdir())
        code, instead = ("not-a-folder", "a file") if is_there(path) else ("folder-missing", "nothing")
        refused = code, f"read {instead}, expected a folder"
    except OSError as error:
        problems.add(_unreadable(path, error))
        return None
    problems.add(Problem(shown(path), 1, 1, *refused))
    return None


def standing_in(folder: Path) -> list[Path]:
    """Give what stands in a folder, by name; nothing where there is none.

    Raises ProblemsFound where it cannot be read: what is in it would be left out without a word.
    """
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise ProblemsFound([_unreadable(folder, error)]) from error


def yaml_below(folder: Path) -> Iterator[Path]:
    """Find the YAML files in a folder and in those below it; raises ProblemsFound where one of these cannot be read."""
    for path in standing_in(folder):
        if path.suffix.lower() in _YAML:
            yield path
        elif is_folder(path) and not path.is_symlink():
            yield from yaml_below(path)


def _unreadable(folder: Path, error: OSError) -> Problem:
    message = f"read nothing, expected a folder that can be read: {error.strerror}"
    return Problem(shown(folder), 1, 1, "file-unreadable", message)


def yaml_files(files: Iterable[Path], problems: Problems) -> list[Path]:
    """Give the .yml files of a folder; one that ends in .yaml is a problem, since it would be left out."""
    there = [path for path in files if not path.name.startswith(".")]
    for path in there:
        if path.suffix != ".yml" and path.suffix.lower() in _YAML:
            message = f"read this name, expected {path.stem}.yml"
            problems.add(Problem(shown(path), 1, 1, "wrong-file-name", message))
    return [path for path in there if path.suffix == ".yml"]


def paths_of(expected: frozenset[str], directory: Path, files: Iterable[Path], problems: Problems) -> dict[str, Path]:
    """Give the path of each expected file; where one is missing, that of a file whose name is nearly right.

    What is hidden is nobody's rule: editors keep such files beside the one that is open.
    """
    there = {path.name for path in files if not path.name.startswith(".")}
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


def name_from(directory: Path, path: Path) -> str:
    """Name a file from its folder on, the same on every machine."""
    folder, file = real_path(directory), real_path(path)
    return (Path(folder.name) / file.relative_to(folder)).as_posix() if file.is_relative_to(folder) else path.name
