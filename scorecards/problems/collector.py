"""The problems found so far, so that all of them are told at once."""

from collections.abc import Iterable, Iterator

from scorecards.problems.problem import Problem, ProblemsFound


class Problems:
    """A list of problems that whoever reads adds to; false while there is none."""

    def __init__(self) -> None:
        """Begin without any."""
        self.found: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Add one problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several problems, each as soon as it is found."""
        self.found.extend(problems)

    def stop(self) -> None:
        """Go on only while there is none: raises ProblemsFound with all of them."""
        if self.found:
            raise ProblemsFound(self.found)

    def __iter__(self) -> Iterator[Problem]:
        """Go through the problems in the order in which they were found."""
        return iter(self.found)

    def __len__(self) -> int:
        """Count them."""
        return len(self.found)
