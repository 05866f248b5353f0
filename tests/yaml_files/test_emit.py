"""What the product writes as YAML is read back as it was."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.problems.problem import Problems
from scorecards.yaml_files.decode import UNWRITABLE
from scorecards.yaml_files.document import parse
from scorecards.yaml_files.emit import BLANK, Node, flag, item, key, mapping, number_or_day, one_line, scalar, text

writable = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not UNWRITABLE.search(text))
in_lines = st.lists(writable, max_size=4).map("\n".join)
ids = st.from_regex(r"\A[a-z0-9]{1,4}(-[a-z0-9]{1,3})?\Z")
trees = st.recursive(
    st.none() | writable | in_lines,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ids, inner, max_size=4),
    max_leaves=20,
)


def written(tree: Any) -> Node:
    if isinstance(tree, dict):
        return {key(each): written(inner) for each, inner in tree.items()}
    if isinstance(tree, list):
        return [written(each) for each in tree]
    return BLANK if tree is None else text(tree)


def read(text: str) -> object:
    problems = Problems()
    tree = parse("written.yml", text.encode(), problems)
    assert not problems
    return tree


@given(st.lists(writable))
def test_any_text_that_a_file_may_hold_survives(texts: list[str]) -> None:
    written = "texts:\n" + "".join(item([("text", scalar(text)), ("again", scalar(text))]) for text in texts)
    assert read(written + "end: here\n") == {
        "texts": [{"text": text, "again": text} for text in texts] or None,
        "end": "here",
    }


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(ids, trees, min_size=1, max_size=4))
def test_any_tree_of_texts_survives(tree: dict[str, Any]) -> None:
    pairs = [(key(each), written(inner)) for each, inner in tree.items()]
    assert read(mapping(pairs)) == tree
    assert read(f"list:\n{item(pairs)}{item(pairs)}end: here\n") == {"list": [tree, tree], "end": "here"}


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(ids, trees, min_size=1, max_size=4))
def test_another_tool_reads_every_tree_as_the_same_tree(tree: dict[str, Any]) -> None:
    assert yaml.safe_load(mapping([(key(each), written(inner)) for each, inner in tree.items()])) == tree


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("First\nsecond: #2", "text: |-\n  First\n  second: #2\n"),
        ("First\n\nthird\n", "text: |\n  First\n\n  third\n"),
        ("One line\n", "text: |\n  One line\n"),
        ("First \nsecond", 'text: "First \\nsecond"\n'),
        ("First\n second", 'text: "First\\n second"\n'),
        ("First\r\nsecond", 'text: "First\\r\\nsecond"\n'),
        ("First\n\n", 'text: "First\\n\\n"\n'),
        ("\nsecond", 'text: "\\nsecond"\n'),
    ],
)
def test_a_text_of_several_lines_is_a_block_of_lines_where_that_keeps_it_to_the_letter(value: str, lines: str) -> None:
    """So that a change in one line of a note shows as one line; elsewhere it stands in quotes."""
    assert mapping([("text", text(value))]) == lines
    assert read(lines) == {"text": value}


def test_what_holds_others_is_written_as_blocks_two_spaces_deeper() -> None:
    steps: list[Node] = [{"what": '"Call"', "due": BLANK}, {"what": '"Visit"'}]
    pairs: list[tuple[str, Node]] = [("id", "a"), ("steps", steps), ("none", []), ("empty", {}), ("at", {"on": "x"})]
    lines = """\
  - id: a
    steps:
      - what: "Call"
        due:
      - what: "Visit"
    none: []
    empty: {}
    at:
      on: x
"""
    assert item(pairs) == lines


@pytest.mark.parametrize(
    ("value", "key_written"), [("budget", "budget"), ("answers.budget", "answers.budget"), ("no", '"no"'), ("1", '"1"')]
)
def test_a_key_stands_without_quotes_where_no_tool_can_take_it_for_anything_but_text(
    value: str, key_written: str
) -> None:
    assert key(value) == key_written
    assert yaml.safe_load(mapping([(key(value), "x")])) == {value: "x"}


def test_true_and_false_stand_without_quotes_where_that_is_what_is_meant() -> None:
    assert [flag(each) for each in ("true", "false", "yes", "x")] == ["true", "false", '"yes"', "x"]


@given(st.characters(exclude_categories=["Cs"]))
def test_what_counts_as_unwritable_is_just_what_the_reader_refuses(character: str) -> None:
    problems = Problems()
    parse("written.yml", mapping([("text", scalar(character))]).encode(), problems)
    assert [problem.code for problem in problems] == (["control-character"] if UNWRITABLE.match(character) else [])


@given(writable)
def test_another_tool_reads_every_text_as_the_same_text(text: str) -> None:
    """PyYAML's own loader follows YAML 1.1, in which far more words are no text than in 1.2."""
    assert yaml.safe_load(mapping([("text", scalar(text))])) == {"text": text}


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "y",
        "NO",
        "null",
        "~",
        "012",
        "1:30",
        "1e3",
        "0x1F",
        "1_000",
        ".inf",
        "2026-11-16",
        "- a",
        "a: b",
        "",
    ],
)
def test_a_text_that_looks_like_something_else_stands_in_quotes(text: str) -> None:
    assert scalar(text) == f'"{text}"'
    assert yaml.safe_load(f"text: {scalar(text)}") == {"text": text}


@pytest.mark.parametrize("text", ["ana-lima", "list_price", "qualify", "a1"])
def test_a_plain_word_stands_without_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [("1054", "1054"), ("0.50", "0.50"), ("2026-11-16", "2026-11-16"), ("007", '"007"'), ("1e3", '"1e3"')],
)
def test_numbers_and_days_stand_without_quotes_where_no_tool_can_take_them_for_another(
    value: str, written: str
) -> None:
    assert number_or_day(value) == written


def test_a_blank_is_written_as_a_blank_and_not_left_out() -> None:
    assert item([("id", "a"), ("account", "")]) == "  - id: a\n    account:\n"
    assert read("list:\n" + item([("id", "a"), ("account", "")])) == {"list": [{"id": "a", "account": None}]}


def test_a_line_to_copy_is_yaml_too() -> None:
    line = one_line([("id", "ana-lima"), ("name", scalar("Ana, Lima"))])
    assert read(f"- {line}\n") == [{"id": "ana-lima", "name": "Ana, Lima"}]
