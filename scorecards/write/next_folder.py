"""A folder as it is to stand, made beside the one that stands there, and put in its place in a single step.

What does not change, by hand or not, is a link to the file itself: nothing is read and nothing written, and whoever
has such a file open has the same one.  What goes with the old folder has no other name any more.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from scorecards.cache.real_path import real_path
from scorecards.write.aside import NEXT, OLD
from scorecards.write.disk import settle, settle_files
from scorecards.write.files import cannot_write
from scorecards.write.generated_list import generated_in, is_waiting
from scorecards.write.staging import Staging
from scorecards.write.swap import swap
from scorecards.write.tree import entries_below


class OtherFileSystemError(Exception):
    """A part of a folder is mounted there, and cannot go where the folder goes."""


def prepare(staging: Staging) -> Path | None:
    """Make a folder as it is to stand, on the disk; None where it could not be put in the place of the one there.

    Raises ProblemsFound where something cannot be written.
    """
    folder, made = staging.folder, staging.aside / NEXT
    if not _can_be_exchanged(folder, made):
        return None
    waiting, stale = staging.waiting(), staging.stale()
    try:
        made.mkdir()
        _take_along(folder, made, {*waiting, *stale})
        for path in waiting:
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            _same(staging.place_of(path), made / path)
        for path in (*staging.gone(), *stale):
            _remove_empty(made, (made / path).parent)
        _dress(folder, made, {Path(path).parent for path in (*waiting, *stale)})
        settle_files([*(made / path for path in waiting), *_folders(made)])
    except (OtherFileSystemError, PermissionError):  # what others keep there may neither be named twice nor be copied
        shutil.rmtree(made, ignore_errors=True)
        return None
    except OSError as error:
        raise cannot_write(folder, error) from error
    return made


def exchange_for(folder: Path, made: Path) -> bool:
    """Put a folder that was made in the place of another one; false where that cannot be done, and nothing was.

    Where the system cannot do it in a single step, the old one steps aside first: the next build knows how to go on.
    """
    if not os.path.lexists(folder):
        return _moved(made, folder)
    old = made
    if not swap(made, folder):
        old = made.with_name(OLD)
        if not _exchanged_by_two_renames(folder, old, made):
            return False
    settle([folder.parent])
    with suppress(OSError):
        _save_what_came_meanwhile(old, folder)
    return True


def _exchanged_by_two_renames(folder: Path, old: Path, made: Path) -> bool:
    """Have the old folder step aside for the new one, and back where that one cannot come."""
    if not _moved(folder, old):
        return False
    if _moved(made, folder):
        return True
    try:
        old.rename(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return False


def _can_be_exchanged(folder: Path, made: Path) -> bool:
    """Tell whether the folder is on the same file system as what was made beside it; one that is mounted is not."""
    if not os.path.lexists(folder):
        return True
    beside = made.parent.parent
    return not os.path.ismount(folder) and beside == real_path(folder).parent


def _take_along(folder: Path, made: Path, without: set[str]) -> None:
    if not folder.is_dir():
        return
    device = folder.stat().st_dev
    for path, entry in entries_below(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.stat(follow_symlinks=False).st_dev != device:
                raise OtherFileSystemError
            (made / path).mkdir()
        elif path not in without:
            _same(Path(entry.path), made / path)


def _same(there: Path, here: Path) -> None:
    """Give a file another name; where the file system has no such links, copy it with its times."""
    try:
        os.link(there, here, follow_symlinks=False)
    except (OSError, NotImplementedError):
        if not there.is_symlink() and not there.is_file():
            raise
        shutil.copy2(there, here, follow_symlinks=False)


def _dress(folder: Path, made: Path, changed: set[Path]) -> None:
    """Give folders the modes, owners and times of those in whose places they come, the innermost first."""
    for each in reversed(_folders(made)):
        path = each.relative_to(made)
        if not (folder / path).is_dir():
            continue
        there = (folder / path).stat()
        if hasattr(os, "chown") and (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(PermissionError):
                os.chown(each, there.st_uid, there.st_gid)
        shutil.copystat(folder / path, each)
        if path in changed:
            os.utime(each)


def _folders(made: Path) -> list[Path]:
    return [made, *(Path(entry.path) for _, entry in entries_below(made) if entry.is_dir(follow_symlinks=False))]


def _save_what_came_meanwhile(old: Path, folder: Path) -> None:
    """Take along what somebody saved in the old folder after the new one had been made."""
    ours = generated_in(old)
    for path, entry in entries_below(old):
        if path in ours or entry.is_dir(follow_symlinks=False) or is_waiting(path):
            continue
        here = folder / path
        if not os.path.lexists(here) or _is_newer(entry.stat(follow_symlinks=False), here.lstat()):
            with suppress(OSError):
                here.parent.mkdir(parents=True, exist_ok=True)
                Path(entry.path).replace(here)


def _is_newer(there: os.stat_result, here: os.stat_result) -> bool:
    return not os.path.samestat(there, here) and there.st_mtime_ns > here.st_mtime_ns


def _remove_empty(made: Path, inner: Path) -> None:
    with suppress(OSError):
        for each in (inner, *inner.parents):
            if each == made:
                return
            each.rmdir()


def _moved(one: Path, other: Path) -> bool:
    try:
        one.rename(other)
    except OSError:
        return False
    return True
