"""A tree to a value of its model, or what the model refuses: of a long list a portion at a time, until it is enough."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence
from scorecards.yaml_files.limits import MOST_PROBLEMS
from scorecards.yaml_files.plain_lines import plain_tree

M = TypeVar("M", bound=BaseModel)

_AT_A_TIME: Final = 1_000
_LARGE: Final = 8_000_000
_FIRST: Final = 1 << 20
_ITEM: Final = b"\n  - "
"""What begins an item of a list on the top level as an import writes it."""


def validated(tree: Tree, model: type[M]) -> tuple[M | None, list[Any]]:
    """Give the value; or None, and pydantic's errors, of which no more are made once there are very many."""
    whole: Any = tree
    if isinstance(tree, YamlMapping):
        for key, field in _long_lists(tree, model):
            values, refused = _portions(whole, key, field, model)
            if refused:
                return None, refused
            whole = {**whole, key: values}
    return _validated(whole, model)


def beginning_of(data: bytes) -> Tree | None:
    """Read the beginning of a large file up to the end of an item; None where it is not large, or not plainly written.

    So the wrong file in the place of a snapshot is told at once, and never held as a whole.
    """
    end = data.rfind(_ITEM, 0, _FIRST) if len(data) > _LARGE else -1
    return None if end < 0 else plain_tree(data[:end].decode(errors="replace"))


def refused_at_first_look(data: bytes, model: type[BaseModel]) -> tuple[Tree, list[Any]] | None:
    """Give what is refused at the beginning of a large file, with the tree of it, where that is very much."""
    tree = beginning_of(data)
    if tree is None:
        return None
    certain = [each for each in validated(tree, model)[1] if len(each["loc"]) > 1]
    return (tree, certain) if len(certain) > MOST_PROBLEMS else None


def _validated(tree: Any, model: type[M]) -> tuple[M | None, list[Any]]:
    try:
        return model.model_validate(tree, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _long_lists(tree: YamlMapping, model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Name the keys that hold a long list, with their fields."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        if isinstance(items := tree.get(key), YamlSequence) and len(items) > _AT_A_TIME:
            yield key, name


def _portions(tree: Any, key: str, field: str, model: type[BaseModel]) -> tuple[list[Any], list[Any]]:
    """Validate the items of a list; what is refused beside them is told where any of them is refused too."""
    values: list[Any] = []
    refused: list[Any] = []
    for start in range(0, len(tree[key]), _AT_A_TIME):
        value, found = _validated({**tree, key: tree[key][start : start + _AT_A_TIME]}, model)
        values += () if value is None else getattr(value, field)
        for each in found:
            loc = each["loc"]
            if loc[0] == key and len(loc) > 1:
                refused.append({**each, "loc": (key, loc[1] + start, *loc[2:])})
            elif not start:
                refused.append(each)
        if len(refused) > MOST_PROBLEMS:
            break
    return values, refused
