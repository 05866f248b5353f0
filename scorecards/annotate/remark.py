"""A problem as it is told to another program: with its severity, and its path from the repository on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from scorecards.lint.rules import LINT, Severity, severity_of
from scorecards.problems.codes import CODES
from scorecards.problems.problem import Problem, visible


@dataclass(frozen=True)
class Remark:
    """What is wrong, where, and how much it matters.

    ``path`` begins at the repository and has forward slashes; ``line`` and ``column`` are 1 for a file as a whole.
    """

    problem: Problem
    path: str
    nth: int = 0
    """How many like it come before: the same code and message in the same file."""

    @property
    def code(self) -> str:
        """The stable code."""
        return self.problem.code

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return severity_of(self.problem.code)

    @property
    def message(self) -> str:
        """What is wrong, on one line."""
        return visible(self.problem.message)

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.problem.line or 1

    @property
    def column(self) -> int:
        """The column, from 1, in characters."""
        return self.problem.column or 1

    @cached_property
    def fingerprint(self) -> str:
        """What stays the same while lines move: a digest of path, code and message."""
        return sha256("\0".join((self.path, self.code, self.message, str(self.nth))).encode()).hexdigest()


def remarks_of(problems: Iterable[Problem], repository: Path) -> tuple[Remark, ...]:
    """Give problems as they are told in a repository, in their order."""
    seen: dict[tuple[str, str, str], int] = {}
    remarks = []
    for problem in problems:
        path = path_in(repository, problem.path)
        key = (path, problem.code, problem.message)
        remarks.append(Remark(problem, path, seen.setdefault(key, 0)))
        seen[key] += 1
    return tuple(remarks)


def path_in(repository: Path, path: str) -> str:
    """Give a path from the repository on; one outside it stays whole."""
    whole = Path.cwd() / path
    try:
        return visible(whole.relative_to(repository).as_posix())
    except ValueError:
        return visible(Path(path).as_posix())


def repository_of(folder: Path) -> Path:
    """Give the folder of the git repository that a folder is in; the folder itself where it is in none."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)


def told_of(code: str) -> tuple[str, str]:
    """Give what a code means, and what to do about it."""
    if code in LINT:
        return LINT[code].reason, LINT[code].cure
    return CODES[code].meaning, CODES[code].cure
