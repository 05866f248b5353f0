"""What waits beside folders, put in its place: the folder as a whole where that can be done, or else file by file.

File by file it goes in an order that may be cut short anywhere.  The list of what builds wrote comes first, and names
what is about to come and what is about to go; what is new comes before what may lead there, and what is stale goes
last.  So whenever a build is killed, the next one knows every file that was ever written, and takes up from there.
"""

import errno
import os
from dataclasses import replace
from pathlib import Path

from scorecards.write.changes import Changes
from scorecards.write.disk import beside, write_new
from scorecards.write.ending import undisturbed
from scorecards.write.files import cannot_write, is_anything
from scorecards.write.generated_list import MANIFEST
from scorecards.write.next_folder import exchange_for, prepare
from scorecards.write.staging import Staging


def put_in_place(*stagings: Staging) -> tuple[Changes, ...]:
    """Make folders hold what was handed over for them, and nothing else that a build wrote.

    Raises ProblemsFound where a file is in the way that no build wrote, or one cannot be written or removed.  What can
    be known before is found before the first file is put in its place.
    """
    for each in stagings:
        each.refuse_what_is_in_the_way()
        each.list_files()
        _refuse_where_nothing_can_be_written(each)
    made = [prepare(each) if each.waiting() or each.stale() else None for each in stagings]
    with undisturbed():
        return tuple(_put_whole(each, folder) for each, folder in zip(stagings, made, strict=True))


def _put_whole(staging: Staging, made: Path | None) -> Changes:
    """Put the folder in place that was made of it; where that cannot be done, its files one by one."""
    waiting, stale = staging.waiting(), staging.stale()
    if not (waiting or stale):
        return Changes((), (), staging.unchanged(), staging.digest())
    if made and exchange_for(staging.folder, made):
        return Changes(tuple(sorted(waiting)), stale, staging.unchanged(), staging.digest())
    staging.list_files(*staging.gone())
    return _without_gone(staging, _put_all(staging))


def _refuse_where_nothing_can_be_written(staging: Staging) -> None:
    """Raise ProblemsFound where a folder cannot be made, or nothing can be written into it."""
    for parent, path in {(staging.folder / path).parent: path for path in staging.waiting()}.items():
        there = next(each for each in (parent, *parent.parents) if is_anything(each))
        reason = errno.ENOTDIR if not there.is_dir() else 0 if os.access(there, os.W_OK) else errno.EACCES
        if reason:
            raise cannot_write(staging.folder / path, OSError(reason, os.strerror(reason)))


def _put_all(staging: Staging) -> Changes:
    waiting, stale = staging.waiting(), staging.stale()
    for path in waiting:
        _put(staging, path)
    return Changes(tuple(sorted(waiting)), stale, staging.unchanged(), staging.digest())


def _put(staging: Staging, path: str) -> None:
    """Put a file in its place in a single step, also where another file system is mounted there."""
    waiting, target = staging.place_of(path), staging.folder / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise cannot_write(target, error) from error
        _copy(waiting, target)


def _copy(waiting: Path, target: Path) -> None:
    try:
        write_new(beside(target), waiting.read_bytes())
        beside(target).replace(target)
    except OSError as error:
        raise cannot_write(target, error) from error


def _without_gone(staging: Staging, changes: Changes) -> Changes:
    """Remove what is stale, with the folders that are left empty, and only then take it off the list."""
    gone = staging.gone()
    if not gone and not changes.removed:
        return changes
    for path in changes.removed:
        _remove(staging.folder / path)
    for path in gone:
        _remove_empty(staging.folder, (staging.folder / path).parent)
    staging.list_files()
    _put(staging, MANIFEST)
    return replace(changes, digest=staging.digest())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def _remove_empty(folder: Path, inner: Path) -> None:
    """Remove a folder within another where it is empty, and those that it leaves empty."""
    try:
        for each in (inner, *inner.parents):
            if each == folder or (each.is_dir() and any(each.iterdir())):
                return
            if each.is_dir():
                each.rmdir()
    except OSError as error:
        raise cannot_write(inner, error) from error
