"""What every command says of problems, and of kept files that are not whole."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from scorecards.cli.options import shown
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.problems.telling import lines_of

if TYPE_CHECKING:
    from scorecards.cache.cache import Cache


@contextmanager
def problems_told(also: Callable[[list[Problem]], None] | None = None) -> Iterator[None]:
    """Tell the problems that stop a command, each on a line of its own, and end with status 1."""
    try:
        yield
    except ProblemsFound as found:
        tell(found.problems)
        if also:
            also(found.problems)
        sys.exit(1)


def tell(problems: Iterable[Problem]) -> None:
    """Print problems, each on a line of its own, and of very many how many more there are."""
    for line in lines_of(problems):
        click.echo(line, err=True)


def tell_spoilt(cache: "Cache") -> None:
    """Tell which of the files that earlier builds kept are no longer whole."""
    for line in spoilt(cache):
        click.echo(line, err=True)


def spoilt(cache: "Cache") -> list[str]:
    """Name the files that earlier builds kept and that are no longer whole, each in a line."""
    return [f"{shown(path).as_posix()}: file corrupted; ignored" for path in cache.spoilt]
