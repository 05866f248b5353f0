"""Writing a set of files into a folder: only what changed, what is stale removed, all or nothing.

A list of the files that were written (``.generated``) stays in the folder.  Only a file on that list is ever
overwritten or removed, so a page that somebody wrote by hand is safe.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn

from scorecards.cache.digest import content_of, digest_of
from scorecards.problems.problem import Problem, ProblemsFound

MANIFEST = ".generated"


@dataclass(frozen=True, slots=True)
class Changes:
    """What writing did, as paths relative to the folder, and the digest of what the folder was made to hold."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What it takes to make a folder hold some files: those to write, those to remove, and the list of all."""

    folder: Path
    changed: Mapping[str, bytes]
    stale: tuple[str, ...]
    unchanged: int
    manifest: bytes
    digest: bytes


def plan(folder: Path, files: Mapping[str, bytes]) -> Plan:
    """Plan to make the folder hold these files, and none that an earlier call wrote and this one does not.

    Changes nothing.  Raises ProblemsFound where a file is in the way that no earlier call wrote.
    """
    before = _manifest(folder)
    stale = tuple(sorted(path for path in before - files.keys() if _is_file(folder / path)))
    manifest = _listed([*files, *stale])
    paths = sorted({*files, MANIFEST})
    wanted = ((path, manifest if path == MANIFEST else files[path]) for path in paths)
    changed = {path: content for path, content in wanted if _content(folder / path) != content}
    _refuse_what_is_in_the_way(folder, changed, before)
    listed = _listed(files)
    digest = digest_of((path, listed if path == MANIFEST else files[path]) for path in paths)
    return Plan(folder, changed, stale, len(paths) - len(changed), listed, digest)


def digest_of_generated(folder: Path) -> bytes:
    """Give the digest of what stands in a folder of all that its list names, the list included, as ``plan`` gives it.

    Raises OSError where something is missing or no plain file, or cannot be read.
    """
    names = sorted({*_manifest(folder), MANIFEST})
    return digest_of((name, content_of(folder / name)) for name in names)


def generated_in(folder: Path) -> set[str]:
    """Name the files below a folder that :func:`carry_out` wrote, its list included."""
    return _manifest(folder) | {MANIFEST}


def carry_out(*plans: Plan) -> tuple[Changes, ...]:
    """Carry out plans, all or none; raises ProblemsFound where a file cannot be written.

    What is stale goes last, and leaves the list only then: whenever this is cut short, the list names every file that
    was ever written, and the next call takes up from there.
    """
    replace({plan.folder / path: content for plan in plans for path, content in plan.changed.items()})
    for each in plans:
        if each.stale:
            _remove(each.folder, each.stale)
            replace({each.folder / MANIFEST: each.manifest})
    return tuple(Changes(tuple(plan.changed), plan.stale, plan.unchanged, plan.digest) for plan in plans)


def replace(files: Mapping[Path, bytes]) -> None:
    """Write files all or nothing, each in a single step; raises ProblemsFound where one cannot be written."""
    prepared: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            prepared.append((target.with_name(f".{target.name}.new"), target))
            prepared[-1][0].write_bytes(content)
        for new, target in prepared:
            new.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        for new, _ in prepared:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def exchange(files: Mapping[Path, bytes], stale: Iterable[Path]) -> None:
    """Write files in the place of others, which are removed.

    Raises ProblemsFound where that fails; then all stand as they stood.
    """
    aside: list[tuple[Path, Path]] = []
    is_done = False
    path = Path()
    try:
        for path in stale:
            aside.append((path, path.with_name(f".{path.name}.old")))
            path.replace(aside[-1][1])
        replace(files)
        is_done = True
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        for path, hidden in aside:
            with suppress(OSError):
                if is_done:
                    hidden.unlink()
                    path.parent.rmdir()
                else:
                    hidden.replace(path)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path relative to the folder; raises ProblemsFound where one cannot be."""
    found = {}
    path = folder
    try:
        for place, _, names in os.walk(folder, onerror=_raise, followlinks=True) if folder.is_dir() else ():
            for path in [Path(place, name) for name in names]:
                if path.is_file():
                    found[path.relative_to(folder).as_posix()] = path.read_bytes()
    except OSError as error:
        message = f"read nothing, expected a file that can be opened: {error.strerror}"
        raise ProblemsFound([Problem(str(error.filename or path), 1, 1, "file-unreadable", message)]) from error
    return dict(sorted(found.items()))


def by_hand(folder: Path) -> dict[str, bytes]:
    """Read the files below a folder that :func:`carry_out` did not write."""
    ours = generated_in(folder)
    return {path: content for path, content in read_tree(folder).items() if path not in ours}


def _manifest(folder: Path) -> set[str]:
    content = _content(folder / MANIFEST)
    lines = content.decode("utf-8", "replace").splitlines() if content else []
    return {line for line in lines if _stays_inside(line)}


def _raise(error: OSError) -> NoReturn:
    raise error


def _listed(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _stays_inside(line: str) -> bool:
    path = PurePosixPath(line)
    return bool(line) and not path.is_absolute() and ".." not in path.parts


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _cannot_write(path, error) from error


def _refuse_what_is_in_the_way(folder: Path, changed: Iterable[str], before: set[str]) -> None:
    ours = before | {MANIFEST}
    foreign = [
        folder / path
        for path in changed
        if os.path.lexists(folder / path) and not (path in ours and _is_file(folder / path))
    ]
    if foreign:
        raise ProblemsFound(
            [
                Problem(
                    path.as_posix(),
                    1,
                    1,
                    "in-the-way",
                    "this was not written by the build, so it is left alone; move it or build elsewhere",
                )
                for path in foreign
            ]
        )


def _cannot_write(path: Path, error: OSError) -> ProblemsFound:
    return ProblemsFound(
        [Problem(path.as_posix(), 1, 1, "cannot-write", f"cannot be written or removed: {error.strerror or error}")]
    )


def _remove(folder: Path, stale: Iterable[str]) -> None:
    """Remove files below a folder, and the folders that they leave empty; raises ProblemsFound where one cannot be."""
    path = folder
    try:
        for path in [folder / each for each in stale]:
            path.unlink(missing_ok=True)
            parent = path.parent
            while parent != folder and parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
                parent = parent.parent
    except OSError as error:
        raise _cannot_write(path, error) from error
