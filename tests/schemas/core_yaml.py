"""YAML as an editor reads it: by the core schema of YAML 1.2, in which dates are texts and yes is no flag."""

import re
from typing import Any, Final

import yaml

_NULL: Final = re.compile(r"|~|null|Null|NULL")
_FLAG: Final = re.compile(r"true|True|TRUE|false|False|FALSE")
_WHOLE: Final = re.compile(r"[-+]?[0-9]+")
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def core(text: str) -> Any:
    """Read the one document of a text; raises ``yaml.YAMLError`` where there is none."""
    node = yaml.compose(text, yaml.SafeLoader)
    return None if node is None else _value(node)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    return _scalar(node.value) if not node.style else node.value  # type: ignore[attr-defined]


def _scalar(text: str) -> Any:
    if _NULL.fullmatch(text):
        return None
    if _FLAG.fullmatch(text):
        return text.lower() == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
