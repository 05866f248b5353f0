"""A piece of work that meets a fault at a chosen moment, just before it does something to a file.

It is killed (``kill -9``), finds the disk full from then on, or has a single operation fail.
"""

import errno
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from click.testing import Result

from scorecards.problems.problem import ProblemsFound
from tests.support.operations import Operation, Operations

_TOLD: Final = 3
_CODES: Final = {"cannot-write", "file-unreadable"}
"""What is told where a file operation fails."""
POSSIBLE: Final = hasattr(os, "fork")
ERRORS: Final[Mapping[str, int]] = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES}
"""How a single operation fails: the disk is broken, or full, or something there is not ours."""


def moments(work: Callable[[], object], count_in: Path, *, within: Path | None = None) -> int:
    """Do the work in a process of its own, and count the moments at which it could have been killed.

    With ``within`` the moments are those at which a single operation can fail.
    """
    operations = Operations(lambda _: None, within)
    assert _in_a_process(work, operations, count_in) == 0
    return int(count_in.read_text())


def killed(work: Callable[[], object], moment: int) -> None:
    """Do the work in a process of its own up to a moment, the first of which is 1."""

    def kill(operation: Operation) -> None:
        if operation.number == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    status = _in_a_process(work, Operations(kill))
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def is_told_of_a_full_disk(work: Callable[[], object], moment: int) -> bool:
    """Do the work in a process of its own with a disk that is full from a moment on; tell whether it was stopped.

    It either says so as a problem, or had no need for what could not be written.
    """

    def fail(operation: Operation) -> None:
        if operation.number >= moment and operation.needs_room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return _is_told(work, Operations(fail))


def is_told_of_a_failure(work: Callable[[], object], moment: int, error: int, within: Path) -> bool:
    """Do the work in a process of its own in which a single operation fails; tell whether it was stopped by that.

    ``within`` is the folder that it works on: what is read elsewhere does not fail.
    """

    def fail(operation: Operation) -> None:
        if operation.number == moment:
            raise OSError(error, os.strerror(error))

    return _is_told(work, Operations(fail, within))


def _is_told(work: Callable[[], object], operations: Operations) -> bool:
    status = os.waitstatus_to_exitcode(_in_a_process(work, operations))
    assert status in {0, _TOLD}
    return status == _TOLD


def _in_a_process(work: Callable[[], object], operations: Operations, count_in: Path | None = None) -> int:
    child = os.fork()
    if not child:
        status = 1
        try:
            operations.watch()
            status = _status(work)
            operations.end()
            if count_in:
                count_in.write_text(str(operations.passed))
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


def _status(work: Callable[[], object]) -> int:
    """Do the work: 0 where it is done, another status where it told that something cannot be read or written."""
    try:
        done = work()
    except ProblemsFound as found:
        return _TOLD if {each.code for each in found.problems} <= _CODES else 1
    if not isinstance(done, Result) or done.exit_code == 0:
        return 0
    codes = {code for line in done.stderr.splitlines() for code in _CODES if f": {code}: " in line}
    return _TOLD if done.exit_code == 1 and isinstance(done.exception, SystemExit) and codes else 1
