"""The machine on which something was measured, in words that name no host."""

import os
import platform
from pathlib import Path

CORES = 2


def keep_to_two_cores() -> None:
    """Keep this process, and all that it starts, to two of the machine's cores."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def machine() -> str:
    """Say what it has: cores, processor, memory, system and Python."""
    cores = len(os.sched_getaffinity(0))
    memory = int(_field("/proc/meminfo", "MemTotal").split()[0]) / 1024**2
    return (
        f"{cores} cores of {_field('/proc/cpuinfo', 'model name')}, {memory:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def _field(path: str, name: str) -> str:
    lines = (line.partition(":") for line in Path(path).read_text(encoding="utf-8").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "unknown")
