"""One step of a build, as far as it has come."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Step:
    """A step: its name, how many items it has, and how many are done."""

    def __init__(self, name: str, items: int | None = None) -> None:
        """Begin with nothing done; ``items`` is None where their number is not known."""
        self.name = name
        self.items = items
        self.done = 0

    def advance(self, count: int = 1) -> None:
        """Note that so many more items are done."""
        self.done += count

    def each(self, results: Iterable[T]) -> Iterator[T]:
        """Hand on results as they come in, each of which is an item that is done."""
        for result in results:
            self.advance()
            yield result
