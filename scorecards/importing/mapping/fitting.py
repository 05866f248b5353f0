"""Whether a text fits a field of a model, and in plain words what the field expects where it does not."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from scorecards.model.names import page_name
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team
from scorecards.read.model_errors import EXPECTED_FORM

NAMES: Final = frozenset({"owner", "account", "rep", "manager", "territory"})
"""Fields that an import gets as a name, of which it makes an id."""

Kind = Literal["day", "amount", "flag", "text"]


def refusal(model: type[BaseModel], field: str, text: str) -> str | None:
    """Say what a field of a model expects, where it does not take a text; None where it takes it.

    Of a name that stands for an id, an id must come out; ``null`` would read as a blank.
    """
    if _is_name(model, field):
        return "a name with letters or digits in it" if page_name(text) in {"", "null"} else None
    try:
        _type_of(model, field).validate_python([text] if _is_list(model, field) else text)
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        context = first.get("ctx", {})
        if first["type"] == "literal_error":
            words = str(context["expected"]).replace("'", "").replace(" or ", ", ")
            return f"one of {words}"
        if first["type"] == "string_too_long":
            return f"at most {context['max_length']:,} characters"
        if first["type"] == "greater_than_equal":
            return f"{context['ge']} or more"
        known = context.get("what") or EXPECTED_FORM.get(context.get("pattern", ""))
        return str(known or f"what this field takes: {model.model_fields[field].description}".rstrip("."))
    return None


@cache
def kind_of(model: type[BaseModel], field: str) -> Kind:
    """Tell what a field holds: a day, an amount, true or false, or a text that is checked as it stands."""
    held = () if _is_name(model, field) else set(_types_in(model.model_fields[field].annotation))
    kinds: dict[type, Kind] = {date: "day", Decimal: "amount", bool: "flag"}
    return next((kind for each, kind in kinds.items() if each in held), "text")


@cache
def takes_blank(model: type[BaseModel], field: str) -> bool:
    """Tell whether a field takes a blank."""
    try:
        _type_of(model, field).validate_python(None)
    except ValidationError:
        return False
    return True


@cache
def model_of(model: type[BaseModel], field: str) -> type[BaseModel]:
    """Give the model of the parts that a field holds."""
    return next(each for each in _types_in(model.model_fields[field].annotation) if issubclass(each, BaseModel))


def is_list(model: type[BaseModel], field: str) -> bool:
    """Tell whether a field holds a list."""
    return not _is_name(model, field) and _is_list(model, field)


def _is_name(model: type[BaseModel], field: str) -> bool:
    """Tell whether a name stands for an id; the owner of a step, for one, is any text."""
    return field in NAMES and model in {Opportunity, Team}


def _types_in(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _types_in(inner)


@cache
def _is_list(model: type[BaseModel], field: str) -> bool:
    return get_origin(model.model_fields[field].annotation) is tuple


@cache
def _type_of(model: type[BaseModel], field: str) -> TypeAdapter[Any]:
    info = model.model_fields[field]
    of_field: Any = Annotated[(info.annotation, field, *info.metadata)]
    return TypeAdapter(of_field)
