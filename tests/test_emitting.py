"""What the product writes as YAML is read back as it was."""

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scorecards.decoding import UNWRITABLE
from scorecards.document import parse
from scorecards.emitting import item, mapping, number_or_day, one_line, scalar

if TYPE_CHECKING:
    from scorecards.errors import Problem

writable = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not UNWRITABLE.search(text))


def read(text: str) -> object:
    problems: list[Problem] = []
    tree = parse("written.yml", text.encode(), problems)
    assert problems == []
    return tree


@given(st.lists(writable))
def test_any_text_that_a_file_may_hold_survives(texts: list[str]) -> None:
    written = "texts:\n" + "".join(item([("text", scalar(text)), ("again", scalar(text))]) for text in texts)
    assert read(written + "end: here\n") == {
        "texts": [{"text": text, "again": text} for text in texts] or None,
        "end": "here",
    }


@given(st.characters(exclude_categories=["Cs"]))
def test_what_counts_as_unwritable_is_just_what_the_reader_refuses(character: str) -> None:
    problems: list[Problem] = []
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
