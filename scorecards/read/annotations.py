"""The types of a model, followed from the model itself down to one value."""

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def annotation_at(annotation: Any, loc: tuple[int | str, ...]) -> Any:
    """Follow the types from a model down to what stands at ``loc``."""
    for step in loc:
        annotation = _inside(_bare(annotation), step)
    return _bare(annotation)


def is_model(annotation: Any) -> bool:
    """Tell whether a type is one of the models."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _bare(annotation: Any) -> Any:
    """Take ``Annotated`` and ``| None`` off a type."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return _bare(next(each for each in get_args(annotation) if each is not type(None)))
    return annotation


def _inside(annotation: Any, step: int | str) -> Any:
    if is_model(annotation):
        return next(
            (field.annotation for name, field in annotation.model_fields.items() if step in {name, field.alias}), None
        )
    arguments = get_args(annotation)
    if not arguments:
        return None
    return arguments[1] if get_origin(annotation) is dict else arguments[0]
