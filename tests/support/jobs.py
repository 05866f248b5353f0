"""What the tests have workers do, and the errors that they raise."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from scorecards.problems.problem import Problem, ProblemsFound


class Memory:
    """What all items share, with what a worker remembers beside it."""

    def __init__(self, shared: str) -> None:
        """Remember nothing yet."""
        self.shared = shared
        self.remembered: dict[str, int] = {}


def add(shared: int, item: int, argument: int) -> int:
    return shared + item + argument


def slow_for_the_first(shared: int, item: int, _: None) -> int:
    time.sleep(0.3 if item == 0 else 0)
    return shared + item


def fail(_shared: int, item: int, _: None) -> int:
    if item == 1:
        raise ProblemsFound([Problem("a.yml", 3, 1, "some-code", "this is wrong")])
    return item


def die_once(mark: str, item: int, owner: int) -> Any:
    """Kill the worker of the third item, the first time that a worker other than the owner comes to it."""
    if item == 3 and os.getpid() != owner:
        try:
            Path(mark).touch(exist_ok=False)
        except FileExistsError:
            return item * 10
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return item * 10


def die(_shared: None, _item: int, _: None) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
