"""What is on the disk itself, and not only on its way there: it survives a power cut."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

WAITING: Final = ".scorecards"
"""How the name of a file or folder ends that waits to be put in its place; it begins with a dot."""
_AT_ONCE: Final = 16
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_new(place: Path, content: bytes, like: os.stat_result | None = None) -> None:
    """Write a file where none stands, with the mode and owner of another one; raises OSError.

    What a process that was killed left at this place goes, whatever it is, and no link is followed.
    """
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, _NEW, 0o666), "wb") as file:
        if like is not None:
            _give(file.fileno(), like)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def beside(place: Path) -> Path:
    """Give the place, on the same file system, where what is to come to another one waits; nothing reads it there."""
    return place.with_name(f".{place.name}{WAITING}")


def settle_files(places: Sequence[Path]) -> None:
    """Have the content of files on the disk, many at a time: one after the other would take thirty times as long."""
    if places:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(_settle_all, (places[start::_AT_ONCE] for start in range(_AT_ONCE))))


def settle(folders: Iterable[Path]) -> None:
    """Have the names in folders on the disk; where a system cannot do that for folders, it does so by itself."""
    _settle_all(sorted(set(folders)))


def _settle_all(places: Iterable[Path]) -> None:
    for place in places:
        _settle(place)


def _settle(place: Path) -> None:
    with suppress(OSError):
        held = os.open(place, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)


def _give(file: int, like: os.stat_result) -> None:
    if hasattr(os, "fchown") and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(PermissionError):
            os.fchown(file, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(file, like.st_mode & 0o7777)
