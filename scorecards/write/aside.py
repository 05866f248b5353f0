"""A folder of our own beside another one, and on its file system: what is to go into that one waits here.

One process has it at a time.  A process that is killed leaves it behind, and the next one that wants it empties it.
"""

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from scorecards.write.files import cannot_write
from scorecards.write.waiting_place import waiting_place

if sys.platform != "win32":
    import fcntl

_LOCK: Final = "lock"
_LOG: Final = logging.getLogger(__name__)


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside another, which no other process has, and which is gone after the block.

    Where another process has it, this says so, and waits.  Raises ProblemsFound where there can be no such folder.
    """
    place = waiting_place(folder)
    made = [parent for parent in place.parents if not parent.exists()]
    try:
        lock = _locked(place, folder)
    except OSError as error:
        raise cannot_write(place, error) from error
    try:
        _empty(place)
        yield place
    finally:
        _empty(place)
        _remove(place, made)
        os.close(lock)


def _locked(place: Path, folder: Path) -> int:
    """Make the folder, and lock it; one that was removed by the process that had it has to be made again."""
    while True:
        place.mkdir(parents=True, exist_ok=True)
        try:
            lock = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:
            continue
        _wait_for(lock, folder)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), (place / _LOCK).stat()):
                return lock
        os.close(lock)


def _wait_for(lock: int, folder: Path) -> None:
    """Lock an open file; where the system has no locks, go on without.

    It is the process that has such a lock, and none that it forks: it ends with the process, however that ends.
    """
    if sys.platform == "win32":
        return
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        _LOG.warning("another build writes into %s: this one waits until it has ended", folder.as_posix())
        fcntl.lockf(lock, fcntl.LOCK_EX)
    except OSError:
        return


def _empty(place: Path) -> None:
    with suppress(OSError):
        for path in place.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != _LOCK:
                path.unlink(missing_ok=True)


def _remove(place: Path, made: list[Path]) -> None:
    with suppress(OSError):
        (place / _LOCK).unlink()
        for path in (place, *made):
            path.rmdir()
