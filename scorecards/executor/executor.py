"""The one interface for all that is done for each of many: in this process, on the cores that are there, on a cluster.

What is done must be a pure function of what it is given.  So it does not matter where it is done, or how often: what a
lost worker had begun is done again elsewhere, and the results are the same.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class Session(Protocol):
    """Items that are worked on in one or more rounds, each item by the same worker where that is possible."""

    def map(
        self, function: Callable[[Any, Any, Argument], Result], arguments: Mapping[str, Argument]
    ) -> Iterator[tuple[str, Result]]:
        """Call a function for some of the items, by key, and give the results by key, in whatever order they are done.

        The function is called with what all share, the item, and the item's argument.  What it raises is raised here.
        """


class Executor(Protocol):
    """Something that opens sessions."""

    def open(
        self, shared: Any, items: Mapping[str, Any], weights: Mapping[str, int]
    ) -> AbstractContextManager[Session]:
        """Open a session on items by key; ``weights`` tell how much work each of them is, by the same keys."""
