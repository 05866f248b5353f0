"""A piece of work that is killed (``kill -9``) at a chosen moment: just before it changes anything on disk."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from scorecards.write import next_folder

_CHANGING: Final = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
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


def _in_a_process(work: Callable[[], object], moment: int, count_in: Path | None) -> int:
    child = os.fork()
    if not child:
        status = 1
        try:
            counter = _Counter(moment)
            work()
            counter.moment = 0
            if count_in:
                count_in.write_text(str(counter.passed))
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


class _Counter:
    """Counts what this process does to files, and kills it at the moment; where that is 0, it lives."""

    def __init__(self, moment: int) -> None:
        self.moment = moment
        self.passed = 0
        sys.addaudithook(self._hear)
        Path.write_bytes = _in_halves(self._pass)  # type: ignore[method-assign,assignment]
        self._swap: Callable[[Path, Path], bool] = vars(next_folder)["swap"]
        vars(next_folder)["swap"] = self._pass_and_swap

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGING or (event == "open" and _is_for_writing(*arguments)):
            self._pass()

    def _pass_and_swap(self, one: Path, other: Path) -> bool:
        self._pass()
        return self._swap(one, other)

    def _pass(self) -> None:
        self.passed += 1
        if self.passed == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)


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
