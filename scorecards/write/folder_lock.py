"""A folder of the team's that one command changes while no other one reads or changes it.

It is the system's lock on the folder itself: no file is left behind, and it ends with the process, however that ends.
Where a system has none, commands go on without.
"""

import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from scorecards.cache.real_path import real_path
from scorecards.write.exchange import recover
from scorecards.write.files import cannot_write
from scorecards.write.journal import Journal, ours_stands_in, stands_in

if sys.platform != "win32":
    import fcntl

_LOG: Final = logging.getLogger(__name__)
_SAID_AFTER: Final = 1.0
"""Seconds of waiting after which it is said that another command is waited for."""
_LOOKS_EVERY: Final = 0.01


@contextmanager
def changing(*folders: Path) -> Iterator[None]:
    """Have folders alone, from before what stands there is read until it was written.

    What another command began there, or around it, and did not end is finished or undone first.  What is no folder is
    passed over: whoever reads it tells so.  Raises ProblemsFound where something cannot be finished.
    """
    alone = {real_path(each) for each in folders}
    _finish_around(alone)
    with ExitStack() as held:
        for folder in sorted(alone):
            _lock(folder, held, shared=False)
            if stands_in(folder):
                recover(folder)
        yield


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """Make a folder where none is, so that it can be locked; it goes again where nothing came into it."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        yield
    finally:
        with suppress(OSError):
            for each in missing:
                each.rmdir()


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Read a folder while no command changes it, once what was cut short there or around it was finished or undone.

    Raises ProblemsFound where it has to be finished and cannot be.
    """
    _finish_around([real_path(folder)])
    if stands_in(folder) and _is_in_the_way(folder):
        with changing(folder):
            pass
    with ExitStack() as held:
        _lock(folder, held, shared=True)
        yield


def _finish_around(folders: Iterable[Path]) -> None:
    """Finish or undo what was cut short in a folder that holds these: a rename changes several side by side."""
    for around in sorted({each for folder in folders for each in folder.parents}):
        if ours_stands_in(around) and _is_in_the_way(around):
            with ExitStack() as held:
                _lock(around, held, shared=False)
                recover(around)


def _is_in_the_way(folder: Path) -> bool:
    """Tell whether what was cut short counts: what was only begun is read by nobody, and may stay where it must."""
    journal = Journal.left_in(folder)
    return (journal is not None and journal.is_decided) or os.access(folder, os.W_OK)


def _lock(folder: Path, held: ExitStack, *, shared: bool) -> None:
    """Lock a folder; one that cannot be opened cannot be read either, and whoever reads it tells why."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        held.callback(os.close, opened)
        _wait_for(opened, folder, shared=shared)


if sys.platform != "win32":

    def _wait_for(held: int, folder: Path, *, shared: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        until = time.monotonic() + _SAID_AFTER
        with suppress(OSError):  # this file system has no such locks
            while time.monotonic() < until:
                try:
                    fcntl.flock(held, kind | fcntl.LOCK_NB)
                except BlockingIOError:
                    time.sleep(_LOOKS_EVERY)
                else:
                    return
            _LOG.warning("another command changes %s: this one waits until it has ended", folder.as_posix())
            fcntl.flock(held, kind)
