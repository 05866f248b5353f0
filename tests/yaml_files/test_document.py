"""Text in, a tree with places out: whatever stands in a file comes back as written, or is told with its place."""

import gc
import re
import time
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scorecards.problems.problem import Problem, Problems
from scorecards.yaml_files.decode import LARGEST
from scorecards.yaml_files.document import DEEPEST, Tree, collector_paused, parse, position, quoted
from scorecards.yaml_files.syntax_errors import ODD_SPACES


def read(text: str | bytes) -> tuple[Tree | None, list[Problem]]:
    problems = Problems()
    data = text.encode() if isinstance(text, str) else text
    return parse("file.yml", data, problems), problems.found


def good(text: str) -> Any:
    tree, problems = read(text)
    assert not problems
    return tree


def problems_of(text: str | bytes) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in read(text)[1]]


AS_WRITTEN = [
    "no", "on", "off", "yes", "Y", "n", "true", "False", "012", "0o17", "0x1F", "1:30", "09:00", "1_000", "1e3", ".5",
    "~", "null", "Null", "NULL", "--", ".inf", ".nan", "2026-11-16", "2026-11-16T09:00:00Z", "123456789012345678901234",
    "000000000000000AAA", "=", "<<", "+49 30 1234", "3.10", "50%", "C#", "a#b", "it's", "🙂", "שלום", "e\u0301",
]  # fmt: skip


@pytest.mark.parametrize("word", AS_WRITTEN)
def test_a_single_value_stays_the_text_that_it_is(word: str) -> None:
    assert good(f"answer: {word}\nlist: [x, {word}]\n") == {"answer": word, "list": ["x", word]}


@pytest.mark.parametrize("word", ["no", "012", "1:30", "~", "2026-11-16"])
def test_a_key_stays_the_text_that_it_is(word: str) -> None:
    assert good(f"{word}: x") == {word: "x"}


def test_only_a_blank_is_none_and_quoted_nothing_is_empty() -> None:
    tree = good("a:\nb: \"\"\nc: ''\nd: # a remark\ne: ~\n")
    assert tree == {"a": None, "b": "", "c": "", "d": None, "e": "~"}
    assert good("- \n- x\n- ''\n") == [None, "x", ""]


def test_long_texts_keep_their_line_breaks() -> None:
    assert good("a: |\n  one\n  two\nb: >\n  one\n  two\nc: 'x\n\n  y'\n") == {
        "a": "one\ntwo\n",
        "b": "one two\n",
        "c": "x\ny",
    }


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    tree, problems = read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert (tree, problems) == ({"a": "1", "b": "2"}, [])


def test_everything_knows_its_place() -> None:
    tree = good("name: x\nrows:\n  - id: 7\n    tags: [a, bb]\n    none:\n")
    assert position(tree, ()) == (1, 1)
    assert position(tree, ("name",)) == (1, 7)
    assert position(tree, ("rows", 0)) == (3, 5)
    assert position(tree, ("rows", 0, "id")) == (3, 9)
    assert position(tree, ("rows", 0, "tags", 1)) == (4, 15)


def test_a_blank_and_a_list_are_found_by_their_key_and_what_is_missing_by_what_is_around_it() -> None:
    tree = good("rows:\n  - id: 7\n    tags: [a, bb]\n    none:\n")
    assert position(tree, ("rows", 0, "none")) == (4, 5)
    assert position(tree, ("rows", 0, "tags")) == (3, 5)
    assert position(tree, ("rows", 0, "name", "first")) == (2, 5)
    assert position(tree, ("rows", 8)) == (1, 1)


def test_columns_count_letters_and_not_bytes() -> None:
    assert position(good("{ä: 🙂🙂, b: c}"), ("b",)) == (1, 12)


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? ", '{"a": ', "- - [{x: "])
def test_nesting_without_end_is_told_at_once(opening: str) -> None:
    """These inputs crash a parser that calls itself; a hundred thousand levels must cost no more than fifty."""
    begin = time.process_time()
    codes = {code for _, _, code in problems_of(opening * 100_000)}
    assert codes in ({"too-deep"}, {"key-not-text"}, {"yaml-syntax"})
    assert time.process_time() - begin < 5


def test_nesting_up_to_the_limit_is_read() -> None:
    tree: Any = good("[" * DEEPEST + "x" + "]" * DEEPEST)
    for _ in range(DEEPEST):
        (tree,) = tree
    assert tree == "x"
    assert problems_of("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [(1, DEEPEST + 1, "too-deep")]


def test_aliases_that_would_grow_without_end_are_refused_and_never_followed() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    tree, problems = read("\n".join(lines))
    assert tree is None
    assert {problem.code for problem in problems} == {"alias"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: &x 1", [(1, 4, "alias")]),
        ("a: *x", [(1, 4, "alias")]),
        ("a: &x {b: *x}", [(1, 4, "alias"), (1, 11, "alias")]),
        ("a: !!python/object:os.system x", [(1, 4, "tag")]),
        ("- !!binary aGk=", [(1, 3, "tag")]),
        ("a: ! x", [(1, 4, "tag")]),
        ("a: 1\n---\nb: 2", [(2, 1, "several-documents")]),
        ("[a]: b", [(1, 1, "key-not-text")]),
        ("{? : b}", [(1, 4, "key-not-text")]),
        ("a: {{x}}", [(1, 5, "key-not-text")]),
        ("", [(1, 1, "empty-file")]),
        ("# x\n\n---\n", [(1, 1, "empty-file")]),
        ("a: \x00", [(1, 4, "control-character")]),
        ("a: b\nc: \x9b1m", [(2, 4, "control-character")]),
        ('a: "\\u0007"', [(1, 4, "control-character")]),
        ("a: b\n\tc: d", [(2, 1, "yaml-syntax")]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, places: list[tuple[int, int, str]]) -> None:
    assert problems_of(text) == places


def test_a_key_that_stands_twice_is_told_and_the_rest_is_read() -> None:
    tree, problems = read("a: 1\nb: {c: 2, c: [3], d: 4}\na: {x: y}\n")
    assert tree == {"a": "1", "b": {"c": "2", "d": "4"}}
    assert [(each.line, each.column, each.code) for each in problems] == [
        (2, 11, "duplicate-key"),
        (3, 1, "duplicate-key"),
    ]
    assert "line 1" in problems[1].message
    assert position(tree, ("b", "d")) == (2, 22)


def test_text_in_another_encoding_is_told_with_line_and_column_of_the_byte() -> None:
    assert problems_of("a: ä\nb: ß".encode() + " é".encode("latin-1")) == [(2, 6, "not-utf-8")]
    assert problems_of("a: ä".encode("utf-16")) == [(1, 1, "not-utf-8")]
    assert problems_of(b"a: \xed\xa0\x80") == [(1, 4, "not-utf-8")]


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert problems_of(b"x" * (LARGEST + 1)) == [(1, 1, "too-large")]


def test_the_garbage_collector_is_as_it_was() -> None:
    assert gc.isenabled()
    read("a: [")
    assert gc.isenabled()
    gc.disable()
    try:
        read("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(ZeroDivisionError), collector_paused():
        _ = 1 / 0
    assert gc.isenabled()


def test_a_message_shows_nothing_invisible_and_no_second_line() -> None:
    assert quoted("a\nb\u202ec\ud800") == r"'a\nb\u202ec\ud800'"
    assert quoted("x" * 99, longest=10) == "'" + "x" * 9 + "…'"


PIECES = st.sampled_from(
    ["a", "b: ", ": ", "- ", "? ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ",", "'", '"', "|", ">", "#", " #",
     "&x ", "*x", "!", "!!str ", "%", "@", "`", "\t", "---", "...", "\\", "\r", "\x00", "\x85", "\u2028", "\ufeff",
     "🙂", "<<"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
@example("a: 'x\n---\ny'")
@example("\ufeff\ufeffa: b")
@settings(max_examples=400, deadline=None)
def test_any_text_gives_a_tree_or_problems_within_the_text(text: str) -> None:
    """Nothing is raised; where there is no tree there is a problem, and each lies at a line that exists."""
    data = text.encode("utf-8", "surrogatepass")
    tree, problems = read(data)
    assert tree is not None or problems
    lines = 2 + sum(text.count(mark) for mark in "\n\r\x85\u2028\u2029")
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert 1 <= problem.column <= len(text) + 2
        assert problem.message.isprintable()


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_tree_or_problems(data: bytes) -> None:
    tree, problems = read(data)
    assert tree is not None or problems


SHOWN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\u2028\u2029"))
KEYS = SHOWN.filter(lambda key: not re.match(f"[{ODD_SPACES}]", key))
TREES = st.recursive(
    st.one_of(SHOWN, st.sampled_from(AS_WRITTEN)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=20,
).filter(lambda tree: not isinstance(tree, str))


class Plain(yaml.SafeDumper):
    """Writes without aliases, and quotes as YAML's own types need it."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the dumper's interface
        """Write each thing out, wherever it stands."""
        return True


def printable(tree: Any) -> bool:
    if isinstance(tree, dict):
        return all(printable(each) for pair in tree.items() for each in pair)
    if isinstance(tree, list):
        return all(printable(each) for each in tree)
    return yaml.reader.Reader.NON_PRINTABLE.search(tree) is None


@given(TREES.filter(printable), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_tree_that_is_written_comes_back_as_it_was(tree: Any, flow: bool) -> None:  # noqa: FBT001 - a drawn value
    text = yaml.dump(tree, Dumper=Plain, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    found = good(text)
    assert found == tree
    assert found == yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text


@given(st.lists(st.one_of(SHOWN, st.dictionaries(SHOWN, SHOWN, min_size=1, max_size=3)).filter(printable), min_size=1))
@settings(max_examples=100, deadline=None)
def test_each_item_is_found_in_its_own_line(items: list[Any]) -> None:
    """A list is written with one item a line, whatever its items hold."""
    rows = yaml.dump_all([[item] for item in items], Dumper=Plain, default_flow_style=True, width=10**9)
    found = good("".join(f"- {row[1:-1]}\n" for row in rows.removeprefix("--- ").removesuffix("\n").split("\n--- ")))
    assert [position(found, (index,)) for index in range(len(found))] == [
        (line, 3) for line in range(1, len(items) + 1)
    ]
