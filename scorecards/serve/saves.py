"""Saves: waiting until somebody saved, and until what they saved stands still."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import TYPE_CHECKING, Final

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from scorecards.serve.inputs import Inputs, State

if TYPE_CHECKING:
    from pathlib import Path

    from watchdog.observers.api import ObservedWatch

_EVENTS: Final = (FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent)
_AT_MOST: Final = 20
"""So often we look whether everything stands still; what never does is built as it is."""


class Saves(FileSystemEventHandler):
    """What is heard of the files that people save."""

    def __init__(self, inputs: Inputs, *, looks_every: float = 2.0, stands_still: float = 0.06) -> None:
        """Take what is to be looked at; nothing is heard of it before :meth:`heard`.

        ``looks_every`` are the seconds after which to look though nothing was heard: some file systems tell nothing.
        For ``stands_still`` seconds nothing may change: an editor writes a save in several steps.
        """
        self.inputs = inputs
        self._looks_every = looks_every
        self._stands_still = stands_still
        self._woken = Event()
        self._observer = Observer()
        self._watches: dict[Path, tuple[int, ObservedWatch | None]] = {}

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002 - what happened is looked for, not believed
        """Wake whoever waits."""
        self._woken.set()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear of saves at once; where the system tells of none, they are still found by looking."""
        self._listen()
        with suppress(OSError):  # the system may watch no more files than it does
            self._observer.start()
        try:
            yield
        finally:
            if self._observer.is_alive():
                self._observer.stop()
                self._observer.join()

    def next(self, since: State) -> State:
        """Wait until something stands other than it did, and stands still; a save before the call counts too."""
        if self._watches:
            self._listen()
        while self.inputs.state() == since:
            self._woken.wait(self._looks_every)
            self._woken.clear()
        return self._at_rest()

    def _listen(self) -> None:
        """Listen at each path; at a folder that a build put there in the place of another one, anew."""
        for path in self.inputs.paths:
            inode, watch = self._watches.get(path, (0, None))
            with suppress(OSError):
                if (now := path.stat().st_ino) == inode:
                    continue
                if watch:
                    self._observer.unschedule(watch)
                found = self._observer.schedule(self, str(path), recursive=True, event_filter=list(_EVENTS))
                self._watches[path] = now, found

    def _at_rest(self) -> State:
        state = self.inputs.state()
        for _ in range(_AT_MOST):
            time.sleep(self._stands_still)
            before, state = state, self.inputs.state()
            if state == before:
                break
        return state
