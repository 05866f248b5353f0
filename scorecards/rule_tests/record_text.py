"""A recorded case as the text of a file of rule tests."""

from collections.abc import Mapping
from typing import Any

from scorecards.rule_tests.disguise import RECORDED
from scorecards.rule_tests.told_team import Case
from scorecards.yaml_files.emit import BLANK, Node, flag, key, mapping, number_or_day

_TITLE = "What came out of a deal of ours"
_HEAD = "# Made of a deal of ours: names, texts and amounts are stand-ins. Give it a title that says what it shows.\n"


def case_text(case: Case, expected: Mapping[str, Any]) -> str:
    """Write a case with what is expected of its deal."""
    return _HEAD + mapping((name, _node(value)) for name, value in test_of(case, expected).items())


def test_of(case: Case, expected: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a file with the case holds."""
    return {"tests": [{"title": _TITLE, **case, "expect": {RECORDED: dict(expected)}}]}


def _node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return {key(name): _node(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_node(each) for each in value]
    return BLANK if value is None else flag(value) if value in {"true", "false"} else number_or_day(value)
