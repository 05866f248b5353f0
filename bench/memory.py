"""The peak memory of this process's descendants, all together.

Each page of memory counts once: where processes share one, as after a fork, each has its part of it (the kernel's
proportional set size).
"""

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_PAUSE = 0.05
_SHARE = 0.1
"""At most this share of the time goes into looking, since reading the sizes of a large process holds it up."""


class PeakMemory:
    """Looks every 50 ms, or less often where a look takes long, until the block ends."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.megabytes = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = _PAUSE
        while not self._ended.wait(pause):
            began = time.perf_counter()
            now = sum(map(_kilobytes, descendants(os.getpid()))) / 1024
            self.megabytes = max(self.megabytes, now)
            pause = max(_PAUSE, (time.perf_counter() - began) / _SHARE)


def descendants(of: int) -> Iterator[int]:
    """Give the processes that descend from one."""
    children = defaultdict(list)
    for process, parent in _parents():
        children[parent].append(process)
    waiting = [of]
    while waiting:
        found = children[waiting.pop()]
        yield from found
        waiting += found


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        # The name in brackets may hold spaces and brackets; what follows it does not.
        _, _, fields = _read(folder / "stat").rpartition(")")
        if fields:
            yield int(folder.name), int(fields.split()[1])


def _kilobytes(process: int) -> int:
    lines = _read(Path(f"/proc/{process}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _read(path: Path) -> str:
    """Read what /proc tells; nothing where the process has ended meanwhile."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
