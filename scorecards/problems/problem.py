"""What can be wrong with a team's files: a problem has a place, a stable code and a plain message."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that a person must mend, at a place in a file.

    ``line`` and ``column`` count from 1; 1:1 stands for the file as a whole.  Line 0 stands for no file at all: what
    is wrong was given on the command line, and ``path`` names the command.
    ``code`` is a key of :data:`scorecards.problems.codes.CODES` and an anchor on the reference page of errors.
    """

    path: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        """Give the line that the command prints."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.code}: {self.message}"


def visible(text: str) -> str:
    """Give a text for a message: on one line, with whatever cannot be shown written as an escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class ProblemsFound(Exception):  # noqa: N818 - it carries a list; "Error" would promise a single one
    """The team's data or rules have problems; nothing has been written."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems sorted by place, each once."""
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(
            set(problems), key=lambda each: (each.path, each.line, each.column, each.code, each.message)
        )
