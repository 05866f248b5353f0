"""What can be wrong with a team's files: a place, a stable code and a plain message; and what collects problems."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that a person must mend, at a place in a file.

    ``line`` and ``column`` count from 1; 1:1 stands for the file as a whole.  Line 0 stands for no file at all: what
    is wrong was given on the command line, and ``path`` names the command.
    ``code`` is a key of :data:`scorecards.problems.codes.CODES` and an anchor on the reference page of errors, or one
    of the lint's rules and an anchor on the page of these.
    """

    path: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        """Give the line that the command prints: one line, whatever stood in the file."""
        return self.told()

    def told(self, severity: str = "") -> str:
        """Give the line with a word for how much it matters, where that is no error."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return visible(": ".join(each for each in (place, severity, self.code, self.message) if each))


def visible(text: str) -> str:
    """Give a text for a message: on one line, with whatever cannot be shown written as an escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class ProblemsFound(Exception):  # noqa: N818 - it carries a list; "Error" would promise a single one
    """The team's data or rules have problems; nothing has been written."""

    def __init__(self, problems: list[Problem], first: str = "") -> None:
        """Keep the problems sorted by place, each once; those in the folder ``first`` come first."""
        super().__init__(f"{len(problems)} problems")
        self._first = first
        self.problems = sorted(set(problems), key=self._place)

    def _place(self, each: Problem) -> tuple[bool, str, int, int, str, str]:
        is_later = not (self._first and each.path.startswith(f"{self._first}/"))
        return is_later, each.path, each.line, each.column, each.code, each.message

    def __reduce__(self) -> tuple[type["ProblemsFound"], tuple[list[Problem], str]]:
        """Go to another process with the problems, and not with the sentence that counts them."""
        return ProblemsFound, (self.problems, self._first)


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
