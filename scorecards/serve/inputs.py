"""What a build reads, as it stands on disk."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecards.write.files import generated

State = Mapping[Path, tuple[int, int, int, int]]
"""Each file with what changes whenever it is saved: the times of its content and of its entry, its size, its inode."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and folders that people save in; what a build itself writes below them is none of it."""

    paths: tuple[Path, ...]

    def state(self) -> State:
        """Look how everything stands; two looks are equal where nothing was saved between them."""
        return dict(_seen(file) for path in self.paths for file in _files(path) if file.exists())


def _files(path: Path) -> Iterator[Path]:
    """Go through what people save; hidden files are their editors' and our own, on the way to their place."""
    if not path.is_dir():
        yield path
        return
    written = {path / name for name in generated(path)}
    for folder, folders, names in os.walk(path, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (file for name in names if not name.startswith(".") and (file := Path(folder, name)) not in written)


def _seen(file: Path) -> tuple[Path, tuple[int, int, int, int]]:
    stat = file.stat()
    return file, (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
