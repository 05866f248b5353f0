"""A text of plain lines is read to the same tree, with the same places, as by the parser; all others are left to it."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scorecards.problems.problem import Problems
from scorecards.yaml_files import plain_lines
from scorecards.yaml_files.document import YamlMapping, parse
from scorecards.yaml_files.plain_lines import plain_tree, read_tree
from tests.support.places import places

PIECES = [
    "- ", "a", "b", "id", "a-b", "a.b", "7", "no", "~", "null", ": ", ":", " ", "  ", "    ", "#", " # x", "- -", "x y",
    "1.5", "2026-11-16", '"', '"x"', '"a\\nb"', '"\\u2028"', '"\\x"', "'x'", "|", ">", "|-", "[", "]", "{}", "&a", "*a",
    "!t", "?", "? ", ",", "---", "...", "%", "@", "`", "\\", "\t", "\r", "\x85", "\u2028", "\xa0", "\ufeff", "é", "😀",
]  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
PLAIN = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "  ", "    ", "      "]),
    st.sampled_from(["", "- "]),
    st.sampled_from(["a:", "b:", "a: x", "b: 1", 'c: "x: y"', "x", '"a\\"b"', "# a", "", "a: x y", "d: é"]),
)


def both(text: str) -> tuple[Any, Any]:
    """Read a text in both ways."""
    by_parser, by_line = Problems(), Problems()
    one = places(parse("f.yml", text.encode(), by_parser))
    other = places(read_tree("f.yml", text.encode(), by_line))
    return (one, list(by_parser)), (other, list(by_line))


@settings(deadline=None, max_examples=500)
@given(st.lists(PLAIN | LINES, max_size=7).map("\n".join))
@example("a: x\n  - y")
@example("a:\n- x")
@example("a:\nb:\n  - \n")
@example("- a: 1\n  b:\n    - x\n- c:")
@example("a: x\n  y")
@example("a:\n  x")
@example('a: "x\n  b: y"')
@example("a:\n  - b: 1\n   c: 2")
@example("  a: 1\nb: 2")
@example("a: 1\na: 2")
def test_any_text_is_read_as_the_parser_reads_it(text: str) -> None:
    by_parser, by_line = both(text)
    assert by_line == by_parser


@settings(deadline=None, max_examples=500)
@given(st.lists(PLAIN, min_size=1, max_size=9).map("\n".join))
def test_plain_lines_in_any_order_are_read_as_the_parser_reads_them(text: str) -> None:
    by_parser, by_line = both(text)
    assert by_line == by_parser


@pytest.mark.parametrize("depth", [3, 60])
def test_lists_and_mappings_inside_each_other_are_read_as_deep_as_by_the_parser(depth: int) -> None:
    by_parser, by_line = both("\n".join(f"{'  ' * level}a:" for level in range(depth)))
    assert by_line == by_parser


def test_plain_lines_are_not_given_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '# Words.\nas_of: 2026-11-16\nrows:\n\n  - id: "a b"\n    steps:\n      - what: Call\n      - x\n    none:\n'
    expected = places(parse("f.yml", text.encode(), Problems()))
    monkeypatch.setattr(plain_lines, "parse", None)
    assert places(read_tree("f.yml", text.encode(), Problems())) == expected


def test_a_part_of_a_file_has_the_places_of_the_file() -> None:
    tree = plain_tree("a: x\nb: y", 7)
    assert isinstance(tree, YamlMapping)
    assert list(tree.lines()) == [("a", 8), ("b", 9)]
