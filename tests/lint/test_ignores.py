"""Comments that ignore what the lint finds, each for one line."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scorecards.lint.ignores import not_ignored
from scorecards.lint.rules import LINT
from scorecards.problems.problem import Problem
from scorecards.read.sources import Source

if TYPE_CHECKING:
    from scorecards.model.playbook.stages import Stages


def kept(text: str, *lines: int) -> list[tuple[int, str]]:
    """Give line and code of what is left of one problem in each of these lines of a file."""
    found = [Problem("stages.yml", line, 1, "no-trigger", "read nothing") for line in lines]
    source: Source[Stages] = Source("stages.yml", data=text.encode())
    return [(each.line, each.code) for each in not_ignored(found, [source], frozenset(LINT))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1  # lint: ignore no-trigger: it has none\n", 1),
        ("# lint: ignore no-trigger: it has none\na: 1\n", 2),
        ("# lint: ignore no-trigger: it has none\n# and more of the reason\n\na: 1\n", 4),
        ("a: '#'  # lint: ignore no-trigger: it has none\n", 1),
        ("a: >-\n  text\n# lint: ignore no-trigger: it has none\nb: 1\n", 4),
    ],
)
def test_a_comment_ignores_its_line_or_the_next_one_that_says_anything(text: str, line: int) -> None:
    assert kept(text, line) == []
    assert kept(text, line, line + 1) == [(line + 1, "no-trigger")]


def test_one_comment_does_not_ignore_another_code() -> None:
    text = "a: 1  # lint: ignore no-exit-criterion: it has none\n"
    assert kept(text, 1) == [(1, "no-trigger"), (1, "ignore-unused")]


@pytest.mark.parametrize(
    "comment",
    [
        "lint: ignore no-trigger",
        "lint: ignore no-trigger:",
        "lint: ignore: it has none",
        "lint: ignore no-triger: it has none",
        "lint: ignore",
    ],
)
def test_a_comment_without_a_known_code_and_a_reason_ignores_nothing_and_is_told(comment: str) -> None:
    assert kept(f"a: 1  # {comment}\n", 1) == [(1, "no-trigger"), (1, "ignore-invalid")]


@pytest.mark.parametrize(
    "text",
    [
        "a: '# lint: ignore no-trigger: it has none'\n",
        'a: "# lint: ignore no-trigger: it has none"\n',
        "a: |\n  # lint: ignore no-trigger: it has none\n",
    ],
)
def test_a_text_is_no_comment(text: str) -> None:
    assert kept(text, 1) == [(1, "no-trigger")]


def test_a_comment_that_ignores_nothing_any_more_is_told() -> None:
    assert kept("a: 1  # lint: ignore no-trigger: it has none\n") == [(1, "ignore-unused")]


def test_a_comment_for_what_was_not_looked_for_is_not_said_to_be_unused() -> None:
    source: Source[Stages] = Source(
        str(Path("stages.yml")), data=b"a: 1  # lint: ignore never-known: not yet entered\n"
    )
    assert not_ignored([], [source], frozenset({"no-trigger"})) == []
