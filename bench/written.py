"""What a build wrote, as the folder tells it: before against after."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bench.project import Place


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it stands: it is another one as soon as it is written, be it with the same content."""

    inode: int
    modified: int
    content: bytes

    @classmethod
    def at(cls, path: Path) -> Self:
        there = path.stat()
        return cls(there.st_ino, there.st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and those of them that hold what they held before."""

    written: tuple[str, ...]
    in_vain: tuple[str, ...]


def files(place: Place) -> Mapping[str, _File]:
    """Give every file of the pages and of the site, as ``docs/…`` and ``site/…``."""
    found = (path for folder in (place.docs, place.site) for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(place.site.parent).as_posix(): _File.at(path) for path in found}


def written(before: Mapping[str, _File], after: Mapping[str, _File]) -> Written:
    """Tell what was written between two looks; a file that was removed is written too."""
    changed = tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))
    both = (name for name in changed if name in before and name in after)
    return Written(changed, tuple(name for name in both if before[name].content == after[name].content))
