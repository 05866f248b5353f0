"""Files, one at a time: written into a folder of our own, and looked at."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from scorecards.problems.problem import Problem, ProblemsFound


def write_into(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder of our own, one at a time; raises ProblemsFound where one cannot be written."""
    for path in files:
        place = folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(files[path])
        except OSError as error:
            raise cannot_write(place, error) from error


def read_if_there(path: Path) -> bytes | None:
    """Read a file; None where there is none.  Raises ProblemsFound where there is one that cannot be read."""
    try:
        return path.read_bytes() if stat.S_ISREG(path.stat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise cannot_write(path, error) from error


def is_file(path: Path) -> bool:
    """Tell whether a file is there; a path that no system knows is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_anything(path: Path) -> bool:
    """Tell whether anything stands there, be it a link that leads nowhere."""
    return os.path.lexists(path)


def write_where_none_is(path: Path, content: bytes) -> None:
    """Write a new file; raises ProblemsFound where something stands there already, or it can't be written."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> ProblemsFound:
    """Say that something cannot be written or removed."""
    message = f"cannot be written or removed: {error.strerror or error}"
    return ProblemsFound([Problem(path.as_posix(), 1, 1, "cannot-write", message)])
