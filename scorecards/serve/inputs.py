"""What a build reads, as it stands on disk."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scorecards.write.generated_list import MANIFEST, generated_in

State = Mapping[Path, tuple[int, int, int]]
"""Each file with what changes whenever it is saved: the time of its content, its size, its inode.

The time of its entry changes where a build takes the file along into the next folder, too.
"""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and folders that people save in; what a build itself writes below them is none of it."""

    paths: tuple[Path, ...]

    def state(self) -> State:
        """Look how everything stands; two looks are equal where nothing was saved between them."""
        state = {}
        for file in (file for path in self.paths for file in _files(path)):
            with suppress(OSError):  # an editor may take it away at any time
                stat = file.stat()
                state[file] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return state


def _files(path: Path) -> Iterator[Path]:
    """Go through what people save; hidden files are their editors' and our own, on the way to their place."""
    if not path.is_dir():
        yield path
        return
    written: set[Path] = set()
    for place, folders, names in os.walk(path, followlinks=True):
        folder = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".")]
        written |= {folder / name for name in (generated_in(folder) if MANIFEST in names else ())}
        yield from (file for name in names if not name.startswith(".") and (file := folder / name) not in written)
