"""Builds in processes of their own, forked from one in which the libraries are loaded."""

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Self

from scorecards.serve.outcome import Outcome
from scorecards.write.ending import ENDING, clean_up_on

POSSIBLE = "fork" in get_all_start_methods()
"""Whether this system can fork a process."""


class WarmBuilder:
    """A process that has loaded all that a build needs, and has no threads, so that it can be forked for each build.

    Nothing goes from one build to the next but by the disk, and a build that crashes ends nothing but itself.
    """

    def __init__(self, load: Callable[[], None], build: Callable[[], Outcome]) -> None:
        """Start loading; begin before there is any thread or socket that the process would inherit."""
        self._requests, theirs = get_context("fork").Pipe()
        self._process = get_context("fork").Process(target=_serve, args=(self._requests, theirs, load, build))
        self._process.start()
        theirs.close()

    def build(self) -> Outcome:
        """Build once, and wait for how that ends."""
        self._requests.send(None)
        outcome: Outcome = self._requests.recv()
        return outcome

    def __enter__(self) -> Self:
        """Give the builder, which is ended afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the process end, once the build that may be under way is done."""
        self._requests.close()
        self._process.join()


def _serve(inherited: Connection, requests: Connection, load: Callable[[], None], build: Callable[[], Outcome]) -> None:
    """Build whenever asked to, until there is nobody who could ask."""
    inherited.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process; this one ends with its parent
    load()
    with suppress(EOFError, OSError):
        while True:
            requests.recv()
            requests.send(_forked(build))


def _forked(build: Callable[[], Outcome]) -> Outcome:
    receiver, sender = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_build, args=(build, sender))
    process.start()
    sender.close()
    outcome = Outcome(broke_off=True)
    with suppress(EOFError):
        outcome = receiver.recv()
    process.join()
    receiver.close()
    return outcome


def _build(build: Callable[[], Outcome], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    clean_up_on(*ENDING)
    with suppress(KeyboardInterrupt):
        sender.send(build())
