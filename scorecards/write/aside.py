"""A folder of our own beside another one, and on its file system: what is to go into that one waits here.

One process has it at a time.  A process that is killed leaves it behind, and the next one that wants it empties it.
"""

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.write.ending import undisturbed
from scorecards.write.files import cannot_write
from scorecards.write.waiting_place import waiting_place

if sys.platform != "win32":
    import fcntl

NEXT: Final = "next"
"""The folder as it is to stand, while it is made, and then on its way into its place."""
OLD: Final = "old"
"""The one that stood there, once the next one was whole."""
_LOCK: Final = "lock"
_LOG: Final = logging.getLogger(__name__)


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside another, which no other process has, and which is gone after the block.

    Where another process has it, this says so, and waits; what one that was killed had left half done is finished.
    Raises ProblemsFound where there can be no such folder, and where something stands there that no build made.
    """
    place = waiting_place(folder)
    made = [parent for parent in place.parents if not parent.exists()]
    with ExitStack() as held:
        try:
            _lock(place, folder, lambda lock: held.callback(_clear, folder, place, made, lock))
        except OSError as error:
            _remove_empty((place, *made))
            raise cannot_write(place, error) from error
        _finish(folder, place)
        _empty(place)
        yield place


def _clear(folder: Path, place: Path, made: list[Path], lock: int) -> None:
    with undisturbed():
        _finish(folder, place)
        _empty(place)
        _remove(place, made)
        os.close(lock)


def _finish(folder: Path, place: Path) -> None:
    """Put a folder in its place, or back there, where it was cut short after the old one had stepped aside."""
    old, made = place / OLD, place / NEXT
    try:
        if old.is_dir() and not os.path.lexists(folder):
            (made if made.is_dir() else old).rename(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _lock(place: Path, folder: Path, have: Callable[[int], object]) -> None:
    """Make the folder, lock it and hand its lock over.

    One that was removed by the process that had it has to be made again.
    """
    while True:
        with undisturbed():
            lock = _opened(place, folder)
            is_free = lock is not None and _try(lock)
            if lock is not None and is_free and _is_at(place, lock):
                have(lock)
                return
        if lock is not None:
            if not is_free:
                _wait_for(lock, folder)
            os.close(lock)


def _opened(place: Path, folder: Path) -> int | None:
    """Open the lock; None where the folder was removed just now."""
    if os.path.lexists(place) and not _is_ours(place):
        message = "this is where files wait, and no build made it, so it is left alone; move it or build elsewhere"
        shown = folder.with_name(place.name).as_posix()
        raise ProblemsFound([Problem(shown, 1, 1, "in-the-way", message)])
    place.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        return os.open(place / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0))
    return None


def _is_at(place: Path, lock: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(lock), (place / _LOCK).stat())
    return False


def _is_ours(place: Path) -> bool:
    """Tell whether a folder is one of ours: it holds the lock, or nothing yet."""
    if place.is_symlink() or not place.is_dir():
        return False
    names = os.listdir(place)  # noqa: PTH208 - it may go at any time
    return not names or ((place / _LOCK).is_file() and not (place / _LOCK).is_symlink())


def _try(lock: int) -> bool:
    """Lock an open file, unless another process has it; where the system has no locks, go on without.

    It is the process that has such a lock, and none that it forks: it ends with the process, however that ends.
    """
    if sys.platform == "win32":
        return True
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _wait_for(lock: int, folder: Path) -> None:
    """Wait until the process that has it ends, or is done."""
    if sys.platform != "win32":
        _LOG.warning("another build writes into %s: this one waits until it has ended", folder.as_posix())
        fcntl.lockf(lock, fcntl.LOCK_EX)


def _empty(place: Path) -> None:
    with suppress(OSError):
        for path in place.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, onerror=_open_and_remove)
            elif path.name != _LOCK:
                path.unlink(missing_ok=True)


def _open_and_remove(remove: Callable[[str], object], path: str, _: object) -> None:
    """Remove something from a folder in which nobody may change anything: it is one that people made so."""
    with suppress(OSError):
        Path(path).parent.chmod(0o700)
        if remove in {os.scandir, os.open, os.lstat}:
            Path(path).chmod(0o700)
            shutil.rmtree(path, ignore_errors=True)
        else:
            remove(path)


def _remove(place: Path, made: list[Path]) -> None:
    """Remove the folder; where something in it could not be removed, the lock stays, by which it is known as ours."""
    with suppress(OSError):
        if os.listdir(place) == [_LOCK]:  # noqa: PTH208 - names are all that is asked for
            (place / _LOCK).unlink()
    _remove_empty((place, *made))


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders that are empty, the innermost first; one that another process has is not."""
    with suppress(OSError):
        for each in folders:
            each.rmdir()
