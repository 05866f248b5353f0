"""Whether a text fits a field of a model, and in plain words what the field expects where it does not."""

from functools import cache
from typing import Annotated, Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from scorecards.names import page_name
from scorecards.reading.complaints import EXPECTED_FORM

NAMES: Final = frozenset({"owner", "account", "rep", "manager", "territory"})
"""Fields that an import gets as a name, of which it makes an id."""


def refusal(model: type[BaseModel], field: str, text: str) -> str | None:
    """Say what a field of a model expects, where it does not take a text; None where it takes it.

    Of a name that stands for an id, an id must come out; ``null`` would read as a blank.
    """
    if field in NAMES:
        return "a name with letters or digits in it" if page_name(text) in {"", "null"} else None
    try:
        _type_of(model, field).validate_python(text)
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
def _type_of(model: type[BaseModel], field: str) -> TypeAdapter[Any]:
    info = model.model_fields[field]
    of_field: Any = Annotated[(info.annotation, field, *info.metadata)]
    return TypeAdapter(of_field)
