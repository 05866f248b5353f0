"""What each step took, as a table in plain lines."""

from collections.abc import Iterator
from typing import Final

from scorecards.steps.steps import Steps, Taken

_HEADINGS: Final = ("step", "seconds", "processor", "memory", "items", "from cache")
_LEGEND: Final = (
    "seconds on the clock, and of all processes' processors; memory in MB, the most that one process held so far"
)


def profile(steps: Steps) -> Iterator[str]:
    """Give a line for each step, in the order in which they ended, and one for all."""
    rows = [_HEADINGS, *map(_row, (*steps.taken, steps.whole()))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *numbers in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *cells)).rstrip()
    yield _LEGEND


def _row(taken: Taken) -> tuple[str, ...]:
    used = taken.usage
    seconds = f"{used.seconds:.2f}", f"{used.processor_seconds:.2f}"
    memory = f"{taken.memory / 1e6:.0f}" if taken.memory else ""
    return taken.name, *seconds, memory, *(f"{count:,}" if count else "" for count in (taken.items, taken.recalled))
