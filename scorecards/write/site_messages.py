"""What the site builder said where it failed, as problems: the causes alone, each in a line, with the page it names."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from scorecards.problems.problem import Problem, visible

_LEVEL: Final = re.compile(r"(?:INFO|WARNING|ERROR|CRITICAL) +-  +|Error: ")
_ENDED: Final = re.compile(r"Aborted with .+!")
_TRACEBACK: Final = "Traceback (most recent call last):"
_FRAME: Final = re.compile(r' +File "(?P<file>[^"]+)", line (?P<line>\d+)')
_RAISED: Final = re.compile(r"[A-Za-z_][\w.]*(?:: .*)?")
_PAGE: Final = re.compile(r"(?:Doc file|[Pp]age) '(?P<page>[^']+)'")
_LEFT_IN_MESSAGES: Final = 2
"""So many lines of the builder's own are told where it said nothing that is known to be a cause."""


def problems_said(said: str, status: int, config: Path, docs: Path, copied: Path) -> list[Problem]:
    """Give the causes; ``docs`` is the folder of the pages, by which they are named, ``copied`` where they were built.

    Where the builder broke off with a traceback, only that counts: with what it said last, or what was raised, and the
    last place in the project's own files.
    """
    lines = said.replace(str(copied), docs.as_posix()).splitlines()
    messages, raised = list(_messages(lines)), _raised(lines, config)
    if raised:
        messages = [message for message in messages if _PAGE.search(message)][-1:] or [raised]
    found = messages or [line.strip() for line in lines if line.strip()][-_LEFT_IN_MESSAGES:]
    return [_problem(each, config, docs) for each in found or [f"it ended with status {status} and said nothing"]]


def _messages(lines: Sequence[str]) -> Iterator[str]:
    """Give what it warned of and what it called an error, each with the lines that go on below it."""
    message = ""
    for line in [*lines, "INFO    -  "]:
        begins = _LEVEL.match(line)
        if begins or _ENDED.fullmatch(line) or line == _TRACEBACK:
            if message:
                yield message
            is_told = begins and not line.startswith("INFO")
            message = line[begins.end() :].strip() if begins and is_told else ""
        elif message and line.strip():
            message += f" {line.strip()}"


def _raised(lines: Sequence[str], config: Path) -> str | None:
    """Give what was raised at last, with the last of the project's own files on the way; None where nothing was."""
    if _TRACEBACK not in lines:
        return None
    begun = len(lines) - lines[::-1].index(_TRACEBACK)
    below = lines[begun:]
    message = next(filter(_RAISED.fullmatch, below), "it broke off")
    frames = [frame for frame in map(_FRAME.match, below) if frame]
    own = [(path, frame["line"]) for frame in frames if (path := _own_path(frame["file"], config.parent.absolute()))]
    return f"{own[-1][0]}, line {own[-1][1]}: {message}" if own else message


def _own_path(file: str, home: Path) -> str | None:
    """Give a file's path below the project; None for one that lies elsewhere, or among installed libraries."""
    path = Path(file)
    below = path.relative_to(home) if path.is_relative_to(home) else None
    return below.as_posix() if below and not any(part.startswith(".") for part in below.parts) else None


def _problem(message: str, config: Path, docs: Path) -> Problem:
    page = _PAGE.search(message)
    place = (docs / page["page"]).as_posix() if page else config.name
    return Problem(visible(place), 1, 1, "site-not-built", visible(message))
