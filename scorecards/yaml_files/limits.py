"""How much a file may hold, far beyond what any team has; reading ends where there is more.

What is refused for its size is refused before it takes time or memory: a file comes from whoever may send a change.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final

from scorecards.problems.problem import Problem

LONGEST: Final = 1_000_000
"""The characters of one value.  No field takes as many, but a message tells better which one is too long."""

LONGEST_LINE: Final = 16 * 1024 * 1024
"""In bytes: a file that a program wrote may be one line."""

MOST_LINES: Final = 8_000_000

MOST_KEYS: Final = 10_000
"""The keys of one mapping."""

MOST_ITEMS: Final = 400_000
"""The items of one list: a snapshot that fills its file has three quarters of them."""

MOST_IN_BRACKETS: Final = 100_000
"""The items of one list in brackets, of which a short file can hold many."""

MOST_PROBLEMS: Final = 1_000
"""So many problems of one file are told.  Whoever has mended these reads it again."""


def beyond_limits(data: bytes) -> str | None:
    """Say what there is too much of, before anything is read; None where there is not."""
    if data.count(b"\n") > MOST_LINES:
        return f"read more than {MOST_LINES:,} lines, expected fewer"
    if _has_long_line(data):
        return f"read a line of more than {LONGEST_LINE:,} bytes, expected shorter ones"
    return None


def _has_long_line(data: bytes) -> bool:
    start = 0
    while len(data) - start > LONGEST_LINE:
        end = data.rfind(b"\n", start, start + LONGEST_LINE)
        if end < 0:
            return True
        start = end + 1
    return False


class TooLongError(Exception):
    """A value goes on beyond what one may hold."""


class Pieces:
    """A text that is handed over in pieces; it raises TooLongError once many were read and nothing new came of them.

    ``come_to`` tells how far the reader has come, by anything that changes with each value.
    """

    def __init__(self, text: str, come_to: Callable[[], Hashable]) -> None:
        """Begin with the text."""
        self._text = text
        self._come_to = come_to
        self._at = 0
        self._known: Hashable = None
        self._since = 0

    def read(self, size: int = LONGEST, /) -> str:
        """Give the next characters, so many at most."""
        known = self._come_to()
        if known != self._known:
            self._known, self._since = known, 0
        if self._since > LONGEST:
            raise TooLongError
        piece = self._text[self._at : self._at + size]
        self._at += size
        self._since += len(piece) - piece.count("\n")
        return piece


def not_all_told(path: str) -> Problem:
    """Say that a file has more problems than are told."""
    message = f"read {MOST_PROBLEMS:,} problems and looked no further; fix these, and check again"
    return Problem(path, 1, 1, "too-many-problems", message)


def as_far_as_told(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give the problems that are told, and look for no more."""
    for number, problem in enumerate(problems, 1):
        yield problem
        if number == MOST_PROBLEMS:
            yield not_all_told(problem.path)
            return
