"""What an exchange of files is about to do, on disk beside them until it is done.

A process may be killed, or the machine lose its power, at any moment.  The journal says whether all that is new was
there by then: if so, whoever comes next finishes, and if not, undoes.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Self

from scorecards.write.disk import settle, write_new

_NAME: Final = ".scorecards-journal"
_LARGEST: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Journal:
    """The files to come and to go, by their paths below a folder; ``is_decided`` once all that is new is there."""

    folder: Path
    new: Sequence[str]
    stale: Sequence[str]
    is_decided: bool = False

    @classmethod
    def left_in(cls, folder: Path) -> Self | None:
        """Give the journal that stands in a folder; None where there is none, or one that nobody wrote whole.

        A path that leads out of the folder is passed over: a journal may have come with somebody else's files.
        """
        place = folder / _NAME
        try:
            if place.is_symlink() or not place.is_file() or place.stat().st_size > _LARGEST:
                return None
            said = json.loads(place.read_bytes())
            new, stale, is_decided = said["new"], said["stale"], said["is_decided"] is True
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return cls(folder, _inside(new), _inside(stale), is_decided)

    def keep(self) -> None:
        """Put it on disk, in the place of the one before; raises OSError."""
        said = {"new": list(self.new), "stale": list(self.stale), "is_decided": self.is_decided}
        aside = self.folder / f"{_NAME}.new"
        write_new(aside, json.dumps(said).encode())
        aside.replace(self.folder / _NAME)
        settle([self.folder])


def stands_in(folder: Path) -> bool:
    """Tell whether a folder has a journal, or what is left of one."""
    return any(os.path.lexists(place) for place in _places(folder))


def ours_stands_in(folder: Path) -> bool:
    """Tell whether a folder has a journal that this user wrote: nobody else's is to be carried out above a project."""
    place = folder / _NAME
    try:
        there = place.lstat()
    except OSError:
        return False
    return sys.platform == "win32" or there.st_uid == os.getuid()


def forget(folder: Path) -> None:
    """Remove the journal of a folder; raises OSError."""
    for place in _places(folder):
        place.unlink(missing_ok=True)
    settle([folder])


def _places(folder: Path) -> tuple[Path, Path]:
    return folder / _NAME, folder / f"{_NAME}.new"


def _inside(paths: object) -> tuple[str, ...]:
    texts = [each for each in paths if isinstance(each, str)] if isinstance(paths, list) else []
    pure = [(each, PurePosixPath(each)) for each in texts if "\0" not in each]
    return tuple(each for each, path in pure if path.parts and not path.is_absolute() and ".." not in path.parts)
