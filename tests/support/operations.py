"""What a process does to files, watched: each operation has a number, and whoever watches may have it fail."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from scorecards.write import next_folder

_CHANGING: Final = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
_NEEDING_ROOM: Final = {"open", "os.mkdir", "os.link", "os.symlink"}
_DRESSING: Final = {"os.chmod", "os.chown", "os.utime"}
_LOOKING: Final = {"os.listdir", "os.scandir"}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation that is about to be done; the first has the number 1."""

    number: int
    needs_room: bool


class Operations:
    """Watches the operations of this process: what changes files, or with ``within`` also what reads them there."""

    def __init__(self, fault: Callable[[Operation], None], within: Path | None = None) -> None:
        """Take what is called before each operation, and may raise OSError in its place."""
        self._fault: Callable[[Operation], None] | None = fault
        self._within = within and os.path.realpath(within)
        self.passed = 0
        self._swap: Callable[[Path, Path], bool] = vars(next_folder)["swap"]
        self._synchronize = os.fsync

    def watch(self) -> None:
        """Watch from now on; what hears of operations cannot be taken away again."""
        sys.addaudithook(self._hear)
        Path.write_bytes = _in_halves(partial(self._pass, needs_room=True))  # type: ignore[method-assign,assignment]
        vars(next_folder)["swap"] = self._pass_and_swap
        if self._within:
            os.fsync = self._pass_and_synchronize

    def end(self) -> None:
        """Watch no longer."""
        self._fault = None

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGING or (event == "open" and _is_for_writing(*arguments)):
            self._pass(needs_room=event in _NEEDING_ROOM)
        elif self._within and (
            event in _DRESSING or (event in {"open", *_LOOKING} and self._is_within(*arguments[:1]))
        ):
            self._pass()

    def _is_within(self, path: object) -> bool:
        """Tell whether a path lies where failures are looked for; what is opened already lies there."""
        if isinstance(path, int):
            return True
        return isinstance(path, str | os.PathLike) and os.path.realpath(path).startswith(f"{self._within}")

    def _pass_and_swap(self, one: Path, other: Path) -> bool:
        try:
            self._pass()
        except OSError:
            return False
        return self._swap(one, other)

    def _pass_and_synchronize(self, fd: Any) -> None:
        self._pass(needs_room=True)
        self._synchronize(fd)

    def _pass(self, *, needs_room: bool = False) -> None:
        if self._fault:
            self.passed += 1
            self._fault(Operation(self.passed, needs_room))


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
