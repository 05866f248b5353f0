"""The problems found so far, so that all of them are told at once."""

from collections.abc import Iterable, Iterator

from scorecards.problems.problem import Problem


class Problems:
    """A list of problems that whoever reads adds to; false while there is none."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Add one problem."""
        self._found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several problems, each as soon as it is found."""
        self._found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Go through the problems in the order in which they were found."""
        return iter(self._found)

    def __len__(self) -> int:
        """Count them."""
        return len(self._found)
