"""A bar on a terminal for what takes over a second."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final, TextIO

from scorecards.steps.steps import Steps

if TYPE_CHECKING:
    from rich.progress import Progress

_DRAWING: Final = Lock()


@contextmanager
def progress_bar(
    steps: Steps, stream: TextIO, *, shows_after: float = 1.0, redraws_every: float = 0.1
) -> Iterator[None]:
    """Show the running step after a second, with what is done of its items; nothing where the stream is no terminal.

    The bar goes away at the end.  Both times are in seconds.
    """
    if not stream.isatty():
        yield
        return
    _forks_wait_for_it()
    is_over = Event()

    def draw() -> None:
        if not is_over.wait(shows_after):
            _draw(steps, stream, lambda: is_over.wait(redraws_every))

    thread = Thread(target=draw)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


@cache
def _forks_wait_for_it() -> None:
    """Let no process be forked amid the drawing: it would inherit locks that nobody opens again."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_DRAWING.acquire, after_in_parent=_DRAWING.release, after_in_child=_DRAWING.release)


def _draw(steps: Steps, stream: TextIO, is_over: Callable[[], bool]) -> None:
    with _DRAWING:
        bar = _bar(stream)
        bar.add_task("", total=None, count="")
        bar.start()
    while not is_over():
        with _DRAWING:
            _show(bar, steps)
    with _DRAWING:
        bar.stop()


def _bar(stream: TextIO) -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - most builds show no bar
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}")
    console = Console(file=stream, force_terminal=True, markup=False, highlight=False, emoji=False)
    # It has no thread of its own, and leaves standard output and error to whoever writes there.
    return Progress(
        *columns, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    )


def _show(bar: "Progress", steps: Steps) -> None:
    """Draw the step that runs; between two steps the one before stays."""
    (task,) = bar.tasks
    step = steps.running
    if step:
        count = f"{step.done:,} of {step.items:,}" if step.items else ""
        bar.update(task.id, description=step.name, completed=step.done, count=count)
        task.total = step.items  # `update` would take None for no change
    bar.refresh()
