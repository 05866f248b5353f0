"""The files below a folder, each read when it is asked for."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from scorecards.cache.real_path import real_path
from scorecards.problems.problem import Problem, ProblemsFound


class Tree(Mapping[str, bytes]):
    """Files by their paths, in the order of these; each is read anew whenever it is asked for, and none is held.

    To ask for one that cannot be read raises ProblemsFound.
    """

    def __init__(self, places: Mapping[str, Path]) -> None:
        """Take where each file lies, by its path."""
        self._places = dict(sorted(places.items()))

    def __getitem__(self, path: str) -> bytes:
        """Read a file."""
        place = self._places[path]
        try:
            return place.read_bytes()
        except OSError as error:
            raise _unreadable(place, error) from error

    def __contains__(self, path: object) -> bool:
        """Tell whether there is such a file, without reading it."""
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        """Go through the paths in their order."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the files."""
        return len(self._places)


def files_below(folder: Path) -> dict[str, Path]:
    """Find every file below a folder, by its path relative to it; raises ProblemsFound where one cannot be."""
    found = {}
    try:
        for place, folders, names in os.walk(folder, onerror=_raise, followlinks=True) if folder.is_dir() else ():
            folders[:] = [name for name in folders if not _leads_back(Path(place, name))]
            for path in [Path(place, name) for name in names]:
                if path.is_file():
                    found[path.relative_to(folder).as_posix()] = path
    except OSError as error:
        raise _unreadable(folder, error) from error
    return found


def entries_below(folder: Path, above: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Go through all that lies below a folder, without following links, each folder before what lies in it.

    Raises OSError where one of them cannot be read.
    """
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        yield above + entry.name, entry
        if entry.is_dir(follow_symlinks=False):
            yield from entries_below(Path(entry.path), f"{above}{entry.name}/")


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path relative to it; raises ProblemsFound where one cannot be."""
    return dict(Tree(files_below(folder)))


def _leads_back(folder: Path) -> bool:
    """Tell whether a folder is a link to one that it lies in, in which it would be found again without end."""
    return folder.is_symlink() and real_path(folder.parent).is_relative_to(real_path(folder))


def _raise(error: OSError) -> NoReturn:
    raise error


def _unreadable(path: Path, error: OSError) -> ProblemsFound:
    message = f"read nothing, expected a file that can be opened: {error.strerror}"
    return ProblemsFound([Problem(str(error.filename or path), 1, 1, "file-unreadable", message)])
