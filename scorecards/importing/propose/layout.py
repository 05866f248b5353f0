"""An opportunity's tree as YAML for people: its fields in one order, each written as its type is.

The order is that of the models, and that of the ids where a field holds a value for each of several; so what did not
change from one week to the next stands on the same lines.  Lists stay in their own order.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final, get_origin

from pydantic import BaseModel

from scorecards.model.snapshot import Opportunity
from scorecards.read.model_errors import annotation_at, is_model
from scorecards.yaml_files import emit
from scorecards.yaml_files.emit import BLANK, Node

Writer = Callable[[Any], Node]

_PLAIN: Final[dict[Any, Writer]] = {
    date: emit.number_or_day,
    Decimal: emit.number_or_day,
    int: emit.number_or_day,
    bool: emit.flag,
}
"""What is written without quotes; everything else is text."""


def laid_out(values: dict[str, Any]) -> dict[str, Node]:
    """Give an opportunity's fields in their order, each as it is written; ``values`` is a tree as files hold it."""
    return _of_model(Opportunity)(values)  # type: ignore[return-value]


@cache
def _of_model(model: type[BaseModel]) -> Writer:
    """Make the writer of a model's keys; what the model does not know comes last, for its reader to refuse."""
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    writers = {key: _of(model, (name,)) for key, name in names.items()}

    def write(tree: Any) -> Node:
        if not isinstance(tree, dict):
            return _as_it_is(tree)
        known: dict[str, Node] = {key: writers[key](tree[key]) for key in writers if key in tree}
        return known | {emit.key(key): _as_it_is(tree[key]) for key in tree if key not in writers}

    return write


def _of(model: type[BaseModel], loc: tuple[int | str, ...]) -> Writer:
    """Make the writer of what stands at a place below a model."""
    annotation = annotation_at(model, loc)
    if is_model(annotation):
        return _of_model(annotation)
    if get_origin(annotation) is dict:
        return _of_dict(_of(model, (*loc, "")))
    if get_origin(annotation) is tuple:
        return _of_list(_of(model, (*loc, 0)))
    plain = _PLAIN.get(annotation)
    return (lambda value: plain(value) if isinstance(value, str) else _as_it_is(value)) if plain else _as_it_is


def _of_dict(write: Writer) -> Writer:
    def write_dict(tree: Any) -> Node:
        if not isinstance(tree, dict):
            return _as_it_is(tree)
        return {emit.key(key): write(tree[key]) for key in sorted(tree)}

    return write_dict


def _of_list(write: Writer) -> Writer:
    return lambda tree: [write(each) for each in tree] if isinstance(tree, list) else _as_it_is(tree)


def _as_it_is(tree: Any) -> Node:
    """Write any tree, all of it as text."""
    if isinstance(tree, str):
        return emit.text(tree)
    if tree is None:
        return BLANK
    if isinstance(tree, list):
        return [_as_it_is(each) for each in tree]
    return {emit.key(key): _as_it_is(each) for key, each in tree.items()}
