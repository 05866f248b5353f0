"""Files of a folder written in the place of others, which go: all of it or nothing, whenever it is cut short.

All that is new is written first, beside the places that it is for, and is on the disk before anything that stands
there is touched; a journal says how far it came.  A file keeps its mode, and one that is a link is written where the
link leads.  Whoever calls has the folder locked (:mod:`scorecards.write.folder_lock`).
"""

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from scorecards.cache.real_path import real_path
from scorecards.write.disk import beside, settle, write_new
from scorecards.write.ending import undisturbed
from scorecards.write.files import cannot_write
from scorecards.write.journal import Journal, forget


def exchange(folder: Path, files: Mapping[Path, bytes], stale: Iterable[Path] = ()) -> None:
    """Write files below a folder in the place of others below it, which are removed.

    Raises ProblemsFound where that fails; then all stand as they stood, or, where the system fails in the middle of
    putting them in place, the next command goes on from there.
    """
    gone = tuple(path.relative_to(folder).as_posix() for path in stale if path not in files)
    journal = Journal(folder, tuple(path.relative_to(folder).as_posix() for path in files), gone)
    for path in gone:
        _refuse_what_cannot_go(folder / path)
    with undisturbed():
        _exchange(folder, files, journal)


def _exchange(folder: Path, files: Mapping[Path, bytes], journal: Journal) -> None:
    with ExitStack() as unless_decided:
        unless_decided.callback(_undo, journal)
        _keep(journal)
        for place in files:  # what is to stand there may be made only now, so that one file is held at a time
            _write_beside(place, files[place])
        _keep(replace(journal, is_decided=True))
        unless_decided.pop_all()
    for path in journal.new:
        _put(folder / path)
    _finish(journal)


def recover(folder: Path) -> None:
    """Finish what was cut short once all that is new was there, and undo what was cut short before.

    Raises ProblemsFound where it cannot be finished.
    """
    journal = Journal.left_in(folder) or Journal(folder, (), ())
    if not journal.is_decided:
        _undo(journal)
        return
    for path in journal.new:
        if os.path.lexists(beside(real_path(folder / path))):
            _put(folder / path)
    _finish(journal)


def _keep(journal: Journal) -> None:
    try:
        journal.folder.mkdir(parents=True, exist_ok=True)
        journal.keep()
    except OSError as error:
        raise cannot_write(journal.folder, error) from error


def _write_beside(path: Path, content: bytes) -> None:
    real = real_path(path)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        write_new(beside(real), content, _plain(real))
    except OSError as error:
        raise cannot_write(path, error) from error


def _plain(real: Path) -> os.stat_result | None:
    """Look at the file that stands somewhere; raises OSError where it is no plain one."""
    there = real.lstat() if os.path.lexists(real) else None
    if there and not stat.S_ISREG(there.st_mode):
        raise OSError(0, "what stands there is no plain file")
    return there


def _put(path: Path) -> None:
    real = real_path(path)
    try:
        beside(real).replace(real)
    except OSError as error:
        raise cannot_write(path, error) from error


def _finish(journal: Journal) -> None:
    """Remove what is to go, once what is new stands in its place on the disk."""
    settle({real_path(journal.folder / path).parent for path in journal.new})
    for path in journal.stale:
        _remove(journal.folder, journal.folder / path)
    try:
        forget(journal.folder)
    except OSError as error:
        raise cannot_write(journal.folder, error) from error


def _undo(journal: Journal) -> None:
    """Remove what was written beside its place, with the folders that were made for it; nothing reads any of it."""
    with suppress(OSError):
        if (left := Journal.left_in(journal.folder)) and left.is_decided:
            journal.keep()  # so that nobody finishes what is half undone
    for path in journal.new:
        real = real_path(journal.folder / path)
        with suppress(OSError):
            beside(real).unlink(missing_ok=True)
        _remove_empty(journal.folder, real.parent)
    with suppress(OSError):
        forget(journal.folder)


def _remove(folder: Path, path: Path) -> None:
    """Remove a file that lies in the folder itself, and its own folder where it is left empty."""
    try:
        if real_path(path.parent).is_relative_to(real_path(folder)):
            path.unlink(missing_ok=True)
            settle([path.parent])
            _remove_empty(folder, path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error


def _remove_empty(folder: Path, inner: Path) -> None:
    whole, inner = real_path(folder), real_path(inner)
    with suppress(OSError):
        for each in (inner, *inner.parents):
            if each == whole or not each.is_relative_to(whole):
                return
            each.rmdir()


def _refuse_what_cannot_go(path: Path) -> None:
    """Raise ProblemsFound where something is to go that cannot be removed, before anything is written."""
    reason = errno.EISDIR if path.is_dir() and not path.is_symlink() else 0
    if os.path.lexists(path) and not os.access(path.parent, os.W_OK):
        reason = errno.EACCES
    if reason:
        raise cannot_write(path, OSError(reason, os.strerror(reason)))
