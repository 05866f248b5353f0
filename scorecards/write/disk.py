"""What is on the disk itself, and not only on its way there: it survives a power cut."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

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


def settle(folders: Iterable[Path]) -> None:
    """Have the names in folders on the disk; where a system cannot do that for folders, it does so by itself."""
    for folder in sorted(set(folders)):
        with suppress(OSError):
            held = os.open(folder, os.O_RDONLY)
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
