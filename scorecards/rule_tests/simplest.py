"""The least of a case that still comes out the same."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

Way = tuple[str | int, ...]
Item = TypeVar("Item")


def as_many_as_hold(items: Sequence[Item], holds: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Give as many items as together hold: all of them, or what holds of each half beside the other half's."""
    found: list[Item] = []

    def take(some: Sequence[Item]) -> None:
        if some and holds([*found, *some]):
            found.extend(some)
        elif len(some) > 1:
            half = len(some) // 2
            take(some[:half])
            take(some[half:])

    take(items)
    return found


def without(node: Any, ways: Collection[Way], way: Way = ()) -> Any:
    """Give a tree without what stands at some places."""
    if isinstance(node, dict):
        return {key: without(value, ways, (*way, key)) for key, value in node.items() if (*way, key) not in ways}
    if isinstance(node, list):
        return [without(value, ways, (*way, place)) for place, value in enumerate(node) if (*way, place) not in ways]
    return node


def ways_at(node: Any, depth: int, way: Way = ()) -> Iterator[Way]:
    """Give the places so many steps deep in a tree."""
    if depth == 0:
        yield way
    elif isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from ways_at(value, depth - 1, (*way, key))
