"""What people do most to a YAML file is told at the line where they did it, in their words."""

import pytest

from scorecards.problems.problem import Problems
from scorecards.yaml_files.document import parse

NO_SPACE = "read no space after the colon"
CONFLICT = "read a mark of a merge conflict"
ODD_SPACE = "read a no-break space"
CURLY = "read a curly quote"
CASES = [
    ("deals:\n  - id: A\n    name:Rota\n    owner: ana\n", "3:10", NO_SPACE),
    ("deals:\n  - id: A\n    owner: ana\n    name:Rota\n", "4:10", NO_SPACE),
    ("name:Rota\nowner: x\n", "1:6", NO_SPACE),
    ("reps:\n  - id: a\n    name: b\n  - id:c\n    name: d\n", "4:8", NO_SPACE),
    ("day: 2026-11-16\n<<<<<<< HEAD\nsource: a\n=======\nsource: b\n>>>>>>> other\ndeals: []\n", "2:1", CONFLICT),
    ("deals:\n  - id: A\n<<<<<<< HEAD\n    name: a\n=======\n    name: b\n>>>>>>> other\n", "3:1", CONFLICT),
    ("a: 1\n=======\nb: 2\n>>>>>>> other\n", "2:1", CONFLICT),
    ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", "1:1", CONFLICT),
    ("deals:\n  - id: A\n\u00a0\u00a0\u00a0\u00a0name: b\n    owner: c\n", "3:1", ODD_SPACE),
    ("deals:\n  - id: A\n  \u00a0 name: b\n", "3:3", ODD_SPACE),
    ("a:\n  b: 1\n\u3000 c: 2\n", "3:1", ODD_SPACE),
    ("a:\u00a0b\nc: d\n", "1:3", ODD_SPACE),
    ("a:\n  -\u00a0id: b\n    name: c\n", "2:4", ODD_SPACE),
    ("a: “b: c”\n", "1:4", CURLY),
    ("x: 1\na: [“b]: c”]\n", "2:5", CURLY),
]


@pytest.mark.parametrize(("text", "place", "said"), CASES)
def test_the_line_itself_is_named(text: str, place: str, said: str) -> None:
    problems = Problems()
    assert parse("f.yml", text.encode(), problems) is None
    (problem,) = problems
    assert f"{problem.line}:{problem.column}" == place
    assert problem.message.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "note: 'see:this'\nlink: http://x\ntime: 10:30\nb: [\n",
        "note: |\n  see:this\n  =======\n  \u00a0x\nb: [\n",
        "said: >\n  “so: be it”\nb: [\n",
        "note: see:this  # and:that\nb: [\n",
    ],
)
def test_what_is_right_is_not_blamed_for_what_comes_later(text: str) -> None:
    problems = Problems()
    parse("f.yml", text.encode(), problems)
    (problem,) = problems
    assert problem.line > text[: text.index("b: [")].count("\n")


def test_a_text_in_quotes_may_be_a_key_with_an_odd_space_and_curly_quotes_may_be_text() -> None:
    problems = Problems()
    assert parse("f.yml", "'\u00a0a': “b”\n".encode(), problems) == {"\u00a0a": "“b”"}
    assert not problems
