"""What the product wrote itself is read to the same tree, with the same places, as by the parser of any file."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scorecards.problems.problem import Problems
from scorecards.yaml_files import emit, written_blocks
from scorecards.yaml_files.document import YamlMapping, parse
from scorecards.yaml_files.written_blocks import parse_written
from tests.support.places import places

texts = st.text(max_size=12) | st.sampled_from(
    [
        "a",
        "no",
        "~",
        "1.5",
        "2026-11-16",
        "- x",
        "a: b",
        "#",
        "\\",
        '"',
        "x\ny",
        "\n",
        "\t",
        "\x85",
        "\u2028x",
        "'",
        "\\u0041",
    ]
)
keys = st.sampled_from(["id", "name", "on", "a-b", "a.b", "no", "7", "Key", "x_y", ""]) | st.text(max_size=4)
nodes = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
items = st.dictionaries(keys, nodes, min_size=1, max_size=5)


def written(rows: list[dict[str, Any]]) -> str:
    head = emit.mapping([("as_of", "2026-11-16"), ("opportunities", "")])
    return head + "".join("\n" + emit.item(node_of(row).items()) for row in rows)


def node_of(value: Any) -> Any:
    if isinstance(value, dict):
        return {emit.key(key): node_of(each) for key, each in value.items()}
    if isinstance(value, list):
        return [node_of(each) for each in value]
    return emit.BLANK if value is None else emit.text(value)


def both(text: str) -> tuple[Any, Any]:
    """Read a text in both ways."""
    by_parser, by_line = Problems(), Problems()
    one = places(parse("f.yml", text.encode(), by_parser))
    other = places(parse_written("f.yml", text, "opportunities", by_line))
    return (one, list(by_parser)), (other, list(by_line))


@settings(deadline=None, max_examples=300)
@given(st.lists(items, max_size=4))
@example([{"id": "a"}, {"id": None}, {"id": "b", "x": {"y": [{"z": "1"}, "w"], "v": None}}])
@example([{"id": "a"}, {"id": "b", "notes": "one\n  - id: c\n\nthree"}, {"id": "d"}])
def test_everything_that_is_written_is_read_as_the_parser_reads_it(rows: list[dict[str, Any]]) -> None:
    try:
        text = written(rows)
        text.encode()
    except UnicodeEncodeError:
        return
    by_parser, by_line = both(text)
    assert by_line == by_parser


@pytest.mark.parametrize(
    "spoilt",
    [
        "    name: 'quotes'", "    name: two words", "    name:", "    name: ", "    name: a # b", "    id: again",
        "     name: x", "   name: x", "    name: &a x", "    - x", '    name: "\\u2028"', '    name: "a" b',
        "    name: a\r", "      - x", "    name: [a, b]", "    name: |-\n      - x\n\n      y", "    Name: x", "# x",
        "    a:\n      - - x", "    a:\n    - x", "    a:\n      -", "    a:\n        b: x", "name: x", "...", "---",
        "\t", "\x00", "\x85",
    ],
)  # fmt: skip
def test_a_line_of_any_other_kind_is_left_to_the_parser(spoilt: str) -> None:
    """With all that it finds wrong."""
    text = f"as_of: 2026-11-16\nopportunities:\n\n  - id: a\n\n  - id: b\n{spoilt}\n\n  - id: c\n    name: x\n"
    by_parser, by_line = both(text)
    assert by_line == by_parser


def test_lines_that_are_plain_are_not_given_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    text = written([{"id": f"O{number}", "name": 'A "name"', "steps": [{"what": "x"}]} for number in range(50)])
    seen = []

    def watched(path: str, data: bytes, problems: Problems) -> Any:
        seen.append(data.count(b"- id:"))
        return parse(path, data, problems)

    monkeypatch.setattr(written_blocks, "parse", watched)
    tree = parse_written("f.yml", text, "opportunities", Problems())
    assert isinstance(tree, YamlMapping)
    assert (len(tree["opportunities"]), seen) == (50, [1])
