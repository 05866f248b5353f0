"""What this process and those that work for it have used so far."""

import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds on the clock from some moment on, and of processors."""

    seconds: float
    processor_seconds: float

    @classmethod
    def now(cls) -> Self:
        """Read the clocks: of processors, that of this process, of those that it ended, and of those at work for it."""
        times = os.times()
        ended = times.children_user + times.children_system
        return cls(time.perf_counter(), time.process_time() + ended + _at_work())

    def __sub__(self, before: Self) -> "Usage":
        """Give what was used since."""
        return Usage(self.seconds - before.seconds, self.processor_seconds - before.processor_seconds)


def most_memory() -> int | None:
    """Give the bytes of the largest that any one process of these ever was; None where the system does not tell."""
    try:
        import resource  # noqa: PLC0415 - not every system has it
    except ImportError:
        return None
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most if sys.platform == "darwin" else most * 1024


def _at_work() -> float:
    """Give the processor seconds of worker processes that have not ended; 0 where the system does not tell."""
    started = sys.modules.get("multiprocessing.process")  # where nothing has loaded it, it started none
    total = 0.0
    if started and sys.platform == "linux":
        for child in started.active_children():
            with suppress(OSError):
                total += time.clock_gettime(~child.pid << 3 | 2)  # the clock of another process, as Linux numbers it
    return total
