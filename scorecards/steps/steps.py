"""The steps of a build: which one runs, and what each took."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scorecards.steps.step import Step
from scorecards.steps.usage import Usage, most_memory


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step took: ``items`` that it did, ``recalled`` from the cache, and the most memory up to its end."""

    name: str
    usage: Usage
    memory: int | None
    items: int
    recalled: int


class Steps:
    """Keeps account of the steps; where nobody asks for it, that costs nothing worth mentioning.

    Steps may overlap: then what is used meanwhile counts for each of them.
    """

    def __init__(self, recalled: Callable[[], int] = int) -> None:
        """Begin; ``recalled`` tells how much this process has recalled from its cache so far."""
        self._recalled = recalled
        self._began = Usage.now()
        self._open: list[Step] = []
        self.taken: list[Taken] = []

    @property
    def running(self) -> Step | None:
        """Give the step that began last of those that have not ended."""
        return self._open[-1] if self._open else None

    @contextmanager
    def step(self, name: str, items: int | None = None) -> Iterator[Step]:
        """Keep account of a step, which may be given its number of items later, and count those done."""
        step, before, recalled = Step(name, items), Usage.now(), self._recalled()
        self._open.append(step)
        try:
            yield step
        finally:
            self._open.remove(step)
            used, of_cache = Usage.now() - before, self._recalled() - recalled
            self.taken.append(Taken(name, used, most_memory(), step.done or step.items or 0, of_cache))

    def whole(self) -> Taken:
        """Give what everything took since the beginning, with what lies between the steps."""
        recalled = sum(each.recalled for each in self.taken)
        return Taken("all", Usage.now() - self._began, most_memory(), 0, recalled)
