"""Paths of a team's files: whether a file is there, and whether links lead out of the project.

Whoever may add a file to a repository may add a link.  What a link leads to outside is read by nobody, since the
messages about a file show what stands in it.
"""

from os.path import abspath, lexists, realpath
from pathlib import Path
from typing import Final

_MARKS: Final = ("mkdocs.yml", ".git")
"""What stands in the folder of a project."""


def is_file(path: Path) -> bool:
    """Tell whether a file is there; a path that no system knows is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def leads_outside(path: Path) -> bool:
    """Tell whether links lead from a path to a place outside the project that the path stands in.

    A path that stands in no project, such as an export among one's own downloads, must stay in its folder.
    """
    written = abspath(path)  # noqa: PTH100 - links must stand in it as they are written
    try:
        real = realpath(path)
    except ValueError:
        return False  # no system knows a path that holds a zero byte
    if written == real:
        return False
    return not Path(real).is_relative_to(realpath(_project_of(Path(written))))


def _project_of(path: Path) -> Path:
    """Give the folder of the project, by the path as it is written, links unfollowed."""
    return next((folder for folder in path.parents if any(lexists(folder / mark) for mark in _MARKS)), path.parent)
