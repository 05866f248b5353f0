"""Findings by topic, so that a page shows different kinds of them first and the like ones one click away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from scorecards.model.facts.catalogue import TOPIC_OF_FACT
from scorecards.model.playbook.playbook import Playbook

_ANYTHING_ELSE: Final = "Other"
_IN_VIEW: Final = 3
"""So many findings are in view, each of another topic."""

T = TypeVar("T")


def topics_of(playbook: Playbook) -> dict[str, str]:
    """Give the topic of each check: that of the first fact on which it rests."""
    tested = {check.id: check.facts_tested() for check in playbook.checks}
    return {check: TOPIC_OF_FACT[facts[0]] if facts else _ANYTHING_ELSE for check, facts in tested.items()}


@dataclass(frozen=True, slots=True)
class ByTopic(Generic[T]):
    """Findings by topic: the first of each of the first three topics, and the rest with their topics."""

    in_view: list[tuple[str, list[T]]]
    rest: list[tuple[str, list[T]]]

    @property
    def all(self) -> list[tuple[str, list[T]]]:
        """All of them, those of the first topics in front."""
        return [*self.in_view, *self.rest]

    @property
    def rest_count(self) -> int:
        """How many are not in view."""
        return sum(len(found) for _, found in self.rest)


def split_by_topic(items: Iterable[T], topic_of: Callable[[T], str]) -> ByTopic[T]:
    """Put findings together by their topics, in the order in which these come first, the heaviest of each in front."""
    topics: dict[str, list[T]] = {}
    for item in items:
        topics.setdefault(topic_of(item), []).append(item)
    left = [(topic, found[1:] if place < _IN_VIEW else found) for place, (topic, found) in enumerate(topics.items())]
    return ByTopic(
        in_view=[(topic, found[:1]) for topic, found in list(topics.items())[:_IN_VIEW]],
        rest=[(topic, found) for topic, found in left if found],
    )
