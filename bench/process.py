"""One process and everything that it started, to its end: what it took.

Linux only: processes that nobody waited for come back to this one, and /proc tells who descends from whom.
"""

import ctypes
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.memory import PeakMemory

_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 10.0


class FailedError(Exception):
    """A process that did not do what was to be measured."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: processor and wall seconds, peak memory in MB (0 where it was not watched), its output."""

    processor: float
    wall: float
    megabytes: float
    output: str


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends first; otherwise their seconds would be lost."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], *, watched: bool = False) -> Run:
    """Run a command; its peak memory is looked at where it is ``watched``, which takes some of the machine's time.

    Raises FailedError where it ends with another status than 0, or leaves a process behind.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors, ExitStack() as stack:
        memory = stack.enter_context(PeakMemory()) if watched else None
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        processor = _seconds(usage) + wait_for_orphans()
        errors.seek(0)
        if process.returncode:
            told = f"status {process.returncode}: {_last_line(errors.read())}"
            raise FailedError(told)
        output.seek(0)
        return Run(processor, wall, memory.megabytes if memory else 0.0, output.read().decode())


def wait_for_orphans() -> float:
    """Wait for what outlived its parent, and give the processor seconds that it took.

    Raises FailedError where something does not end by itself.
    """
    until, seconds = time.monotonic() + _PATIENCE, 0.0
    while time.monotonic() < until:
        try:
            process, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return seconds
        if process:
            seconds += _seconds(usage)
        else:
            time.sleep(0.01)
    raise FailedError("it left a process behind")


def _seconds(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def _last_line(errors: bytes) -> str:
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
