"""Comments that say why something is meant as it is: ``# lint: ignore CODE: the reason``.

One behind a value is for its line, one on a line of its own for the next line that is no comment.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from scorecards.lint.rules import LINT
from scorecards.model.names import did_you_mean
from scorecards.problems.problem import Problem
from scorecards.read.sources import Source
from scorecards.yaml_files.comments import comments
from scorecards.yaml_files.document import quoted

_MARK: Final = re.compile(r"#\s*lint:\s*ignore\b\s*")
_SAID: Final = re.compile(r"(?P<code>[a-z-]+):\s*(?P<reason>\S.*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment: what it ignores, and the line of the file for which it does."""

    path: str
    line: int
    column: int
    code: str
    of_line: int


def not_ignored(found: Iterable[Problem], sources: Iterable[Source[Any]], looked_for: frozenset[str]) -> list[Problem]:
    """Leave out what a comment ignores; add what is wrong with such comments.

    ``looked_for`` are the codes that could be found, so that a comment for another one is not taken to be unused.
    """
    ignores, wrong = _ignores(sources)
    taken = {(each.path, each.of_line, each.code) for each in ignores}
    kept, used = [], set()
    for each in found:
        key = (each.path, each.line, each.code)
        if key in taken:
            used.add(key)
        else:
            kept.append(each)
    for ignore in ignores:
        if ignore.code in looked_for and (ignore.path, ignore.of_line, ignore.code) not in used:
            message = f"read a comment that ignores {ignore.code}, expected none: nothing of it is found there"
            kept.append(Problem(ignore.path, ignore.line, ignore.column, "ignore-unused", message))
    return kept + wrong


def _ignores(sources: Iterable[Source[Any]]) -> tuple[list[Ignore], list[Problem]]:
    ignores: list[Ignore] = []
    wrong: list[Problem] = []
    for source in sources:
        for comment in comments(source.data, b"lint:"):
            mark = _MARK.match(comment.text)
            if mark is None:
                continue
            asked = comment.text[mark.end() :]
            said = _SAID.fullmatch(asked)
            if said and said["code"] in LINT:
                ignores.append(Ignore(source.path, comment.line, comment.column, said["code"], comment.of_line))
            else:
                meant = did_you_mean(said["code"], LINT) if said else ""
                message = f"read {quoted(asked)}, expected a code of the lint, a colon and the reason{meant}"
                wrong.append(Problem(source.path, comment.line, comment.column, "ignore-invalid", message))
    return ignores, wrong
