"""One step of a build, as far as it has come."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Step:
    """A step: its name, how many items it has, how many are done, and how many of them came from the cache."""

    def __init__(self, name: str, items: int | None = None) -> None:
        """Begin with nothing done; ``items`` is None where their number is not known."""
        self.name = name
        self.items = items
        self.done = 0
        self.recalled = 0

    def advance(self, count: int = 1, *, recalled: int = 0) -> None:
        """Note that so many more items are done, and how many of them were in the cache of another process.

        What this process recalls from its own cache is counted without a word.
        """
        self.done += count
        self.recalled += recalled

    def each(self, results: Iterable[T]) -> Iterator[T]:
        """Hand on results as they come in, each of which is an item that is done."""
        for result in results:
            self.advance()
            yield result
