"""Digests of files by their content: neither dates nor sizes are trusted to tell that nothing changed."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

Entry = tuple[str, bytes]
"""A name and a content."""

_LARGEST: Final = 1 << 28
"""In bytes: no file of a project comes near, and a file with a hole in it can be larger than any disk."""


def digest_of(entries: Iterable[Entry]) -> bytes:
    """Give one digest of names with their contents, in the order in which they come."""
    found = hashlib.sha256()
    for name, content in entries:
        found.update(b"%d %d\n" % (len(told := os.fsencode(name)), len(content)))
        found.update(told)
        found.update(content)
    return found.digest()


def files_below(folder: Path, without: Collection[str] = ()) -> Iterator[Entry]:
    """Give the files below a folder by their paths from there on, in a fixed order, but for some.

    Raises OSError where something is a link or no plain file, or cannot be read: what a link leads to may change, and
    nobody would look there.
    """
    for name, entry in _entries(folder, ""):
        if name not in without and not entry.is_dir(follow_symlinks=False):
            yield name, content_of(entry.path)


def all_below(folder: Path) -> Iterator[Entry]:
    """Give the folders too, which hold nothing; raises OSError as :func:`files_below` does."""
    for name, entry in _entries(folder, ""):
        yield (f"{name}/", b"") if entry.is_dir(follow_symlinks=False) else (name, content_of(entry.path))


def content_of(path: str | Path) -> bytes:
    """Read a plain file; raises OSError where it is none, cannot be read, or is too large to be held in memory."""
    with open(path, "rb", buffering=0, opener=_unfollowed) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            raise _not_plain(os.fspath(path))
        return file.readall()


def _unfollowed(path: str, flags: int) -> int:
    """Open what stands there itself, and wait for nobody who would write into a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK) if hasattr(os, "O_NOFOLLOW") else os.open(path, flags)


def _entries(folder: str | Path, above: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_symlink():
            raise _not_plain(entry.path)
        name = above + entry.name
        yield name, entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{name}/")


def _not_plain(path: str) -> OSError:
    return OSError(f"{path} is a link, no plain file, or too large")
