"""A piece of work that meets a fault at a chosen moment, just before it changes anything on disk.

It is killed (``kill -9``), or finds the disk full from then on.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from scorecards.problems.problem import ProblemsFound
from scorecards.write import next_folder

_CHANGING: Final = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
_NEEDING_ROOM: Final = {"open", "os.mkdir", "os.link", "os.symlink"}
_TOLD: Final = 3
POSSIBLE: Final = hasattr(os, "fork")


def moments(work: Callable[[], object], count_in: Path) -> int:
    """Do the work in a process of its own, and count the moments at which it could have been killed."""
    assert _in_a_process(work, 0, count_in) == 0
    return int(count_in.read_text())


def killed(work: Callable[[], object], moment: int) -> None:
    """Do the work in a process of its own up to a moment, the first of which is 1."""
    status = _in_a_process(work, moment, None)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def is_told_of_a_full_disk(work: Callable[[], object], moment: int) -> bool:
    """Do the work in a process of its own with a disk that is full from a moment on; tell whether it was stopped.

    It either says so as a problem, or had no need for what could not be written.
    """
    status = os.waitstatus_to_exitcode(_in_a_process(work, moment, None, _full))
    assert status in {0, _TOLD}
    return status == _TOLD


def _in_a_process(
    work: Callable[[], object], moment: int, count_in: Path | None, fault: Callable[["_Counter"], None] | None = None
) -> int:
    child = os.fork()
    if not child:
        status = 1
        try:
            counter = _Counter(moment, fault or _kill)
            work()
            counter.moment = 0
            if count_in:
                count_in.write_text(str(counter.passed))
            status = 0
        except ProblemsFound as found:
            status = _TOLD if {each.code for each in found.problems} == {"cannot-write"} else 1
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


def _kill(counter: "_Counter") -> None:
    if counter.passed == counter.moment:
        os.kill(os.getpid(), signal.SIGKILL)


def _full(counter: "_Counter") -> None:
    if counter.passed >= counter.moment and counter.needs_room:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _Counter:
    """Counts what this process does to files, and has a fault at the moment; where that is 0, there is none."""

    def __init__(self, moment: int, fault: Callable[["_Counter"], None]) -> None:
        self.moment = moment
        self.needs_room = False
        self._fault = fault
        self.passed = 0
        sys.addaudithook(self._hear)
        Path.write_bytes = _in_halves(partial(self._pass, needs_room=True))  # type: ignore[method-assign,assignment]
        self._swap: Callable[[Path, Path], bool] = vars(next_folder)["swap"]
        vars(next_folder)["swap"] = self._pass_and_swap

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGING or (event == "open" and _is_for_writing(*arguments)):
            self._pass(needs_room=event in _NEEDING_ROOM)

    def _pass_and_swap(self, one: Path, other: Path) -> bool:
        self._pass()
        return self._swap(one, other)

    def _pass(self, *, needs_room: bool = False) -> None:
        self.passed += 1
        self.needs_room = needs_room
        if self.moment:
            self._fault(self)


def _in_halves(pass_moment: Callable[[], None]) -> Callable[[Path, bytes], int]:
    """Give what stands in for ``Path.write_bytes``: after half of the content there is a moment, too."""

    def write_bytes(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            pass_moment()
            return file.write(content[len(content) // 2 :])

    return write_bytes


def _is_for_writing(_: object, mode: str | None, flags: int) -> bool:
    return bool(set(mode or "") & set("wax+")) or bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
