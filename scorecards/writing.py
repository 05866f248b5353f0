"""Writing a set of files into a folder: only what changed, what is stale removed, all or nothing.

A list of the files that were written (``.generated``) stays in the folder.  Only a file on that list is ever
overwritten or removed, so a page that somebody wrote by hand is safe.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scorecards.errors import Problem, ProblemsFound

MANIFEST = ".generated"


@dataclass(frozen=True, slots=True)
class Changes:
    """What writing did, as paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def sync(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make the folder hold these files, and none that an earlier call wrote and this one does not.

    Raises ProblemsFound, with nothing changed, where a file is in the way that no earlier call wrote, or where
    the folder cannot be written.
    """
    before = _manifest(folder)
    wanted = {**files, MANIFEST: "".join(f"{path}\n" for path in sorted(files)).encode()}
    changed = {path: content for path, content in sorted(wanted.items()) if _content(folder / path) != content}
    _refuse_what_is_in_the_way(folder, changed, before)
    stale = sorted(path for path in before - files.keys() if (folder / path).is_file())
    replace({folder / path: content for path, content in changed.items()})
    for path in stale:
        (folder / path).unlink()
    _remove_empty_parents(folder, stale)
    return Changes(tuple(changed), tuple(stale), len(wanted) - len(changed))


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
            new.unlink(missing_ok=True)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path relative to the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _manifest(folder: Path) -> set[str]:
    content = _content(folder / MANIFEST)
    lines = content.decode("utf-8", "replace").splitlines() if content else []
    return {line for line in lines if _stays_inside(line)}


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
        if os.path.lexists(folder / path) and not (path in ours and (folder / path).is_file())
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
        [Problem(path.as_posix(), 1, 1, "cannot-write", f"cannot be written: {error.strerror or error}")]
    )


def _remove_empty_parents(folder: Path, removed: Iterable[str]) -> None:
    for relative in removed:
        parent = (folder / relative).parent
        while parent != folder and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
