"""From a model to a JSON Schema (2020-12) of what a person may write, as an editor sees it.

An editor reads YAML by its core schema: ``2026`` is a number and ``true`` a flag, wherever they stand.  Our reader
takes every scalar as its text, and the field decides.  So a text may be a number or a flag here, where its form allows.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError

from scorecards.model.check import ConditionBase
from scorecards.schemas.known_ids import FIELDS, TeamIds

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final = r"^(19\d\d|2[01]\d\d|2200)-\d\d-\d\d$"
_NOTHING: Final = {"type": "null"}
_FLAGS: Final = (True, False, *(word for each in ("yes", "no") for word in (each, each.title(), each.upper())))
_LEFT_OUT: Final = frozenset({"title", "default"})
_LIMITS: Final = {"ge": "minimum", "le": "maximum"}
"""What pydantic leaves as it is where a function stands in front of a number."""

_IN_QUOTES: Final = {"integer": r"^-?[0-9]{1,15}$", "number": r"^[0-9]{1,15}(\.[0-9]{1,9})?$"}
"""How a number stands in quotation marks."""

_KEYED: Final = ConditionBase.__mro__[1]
"""What conditions and comparisons have in common: at least one key is used, and none left blank."""


def schema_of(model: type[BaseModel], title: str, ids: TeamIds) -> dict[str, Any]:
    """Make the schema of a file, with the team's own ids where the file names some."""

    class Generator(_Generator):
        team_ids = ids
        may_extend = "extends" in model.model_fields

    made = model.model_json_schema(by_alias=True, schema_generator=Generator)
    return {"$schema": _DIALECT, **_as_written(made), "title": title}


class _Generator(GenerateJsonSchema):
    """Pydantic's, with what our validators accept besides, and with the ids of a team."""

    team_ids: TeamIds
    may_extend: bool
    """Whether the file may complete another one, so that no key has to stand in it."""

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        """Add a blank and a bare text, where the function in front of a field makes a value of them."""
        inner = super().function_before_schema(schema)
        made = [(value, _made_of(schema, value)) for value in (None, "text")]
        more = [option for value, result in made for option in _accepted(value, result, inner)]
        return {"anyOf": [inner, *more]} if more else inner

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:
        """Leave an amount one form; pydantic would take any text as well."""
        return {"type": "number", **({"minimum": int(schema["ge"])} if "ge" in schema else {})}

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Put in the team's ids, and ask for a key where a model needs one."""
        made = super().model_schema(schema)
        model = schema["cls"]
        if self.may_extend:
            made.pop("required", None)
        properties = made.get("properties", {})
        for name, field in properties.items():
            if (model.__name__, name) in FIELDS and (ids := self.team_ids.of(model.__name__, name)):
                properties[name] = _one_of(field, ids)
        if issubclass(model, _KEYED):
            made["minProperties"] = 1
            made["properties"] = {name: _not_blank(field) for name, field in properties.items()}
        return made


def _made_of(schema: Any, value: Any) -> Any:
    """Give what a function in front of a field makes of a value; the value itself where it refuses it."""
    function = schema["function"]
    if function["type"] != "no-info":
        return value
    try:
        return function["function"](value)
    except (PydanticCustomError, ValueError, TypeError):
        return value


def _accepted(value: Any, made: Any, inner: JsonSchemaValue) -> Iterator[JsonSchemaValue]:
    """Give what may stand there besides, where a function makes something else of a blank, a bare text or one item."""
    if made == [value]:
        lists = (each for each in (inner, *inner.get("anyOf", ())) if "items" in each)
        yield from (each["items"] for each in lists if value == "text")
    elif value is None and made is not None:
        yield {"type": "null"}
    elif value == "text" and not isinstance(made, str):
        yield {"type": "string"}


def _one_of(node: Any, ids: list[str]) -> Any:
    """Put ids in the place of the form that an id has: of a value, of each in a list, or of the keys of a mapping."""
    if not isinstance(node, dict):
        return node
    if node.get("type") == "string" and "pattern" in node:
        kept = {key: each for key, each in node.items() if key not in {"pattern", "maxLength", "type"}}
        return {**kept, "enum": ids}
    made = dict(node)
    if "patternProperties" in made:
        (values,) = made.pop("patternProperties").values()
        made |= {"propertyNames": {"enum": ids}, "additionalProperties": values}
    elif "propertyNames" in made:
        made["propertyNames"] = {"enum": ids}
    for key in ("anyOf", "items"):
        if key in made:
            made[key] = [_one_of(each, ids) for each in made[key]] if key == "anyOf" else _one_of(made[key], ids)
    return made


def _not_blank(field: Any) -> Any:
    kept = {key: each for key, each in field.items() if key not in {"anyOf", "default"}}
    options = [each for each in field.get("anyOf", ()) if each != _NOTHING]
    return {**kept, **options[0]} if options else field


def _as_written(node: Any, key: str = "") -> Any:
    """Turn what pydantic says of values into what an editor sees of their texts; titles are left out."""
    if isinstance(node, list):
        return [_as_written(each) for each in node]
    if not isinstance(node, dict):
        return node
    if key in {"properties", "patternProperties", "$defs"}:
        return {name: _as_written(each) for name, each in node.items()}
    return _value(
        {_LIMITS.get(name, name): _as_written(node[name], name) for name in sorted(set(node) - _LEFT_OUT)}, key
    )


def _value(node: dict[str, Any], key: str) -> dict[str, Any]:
    """Do the same with one value whose parts are done."""
    made = dict(sorted(node.items()))
    if "description" in made:
        made["description"] = " ".join(made["description"].replace("``", "").split())
    if "anyOf" in made and "additionalProperties" in made:
        made["anyOf"][0]["additionalProperties"] = made.pop("additionalProperties")
    if "patternProperties" in made:
        made["additionalProperties"] = False
    if "enum" in made:
        made.pop("type", None)
        made["enum"] = [form for each in made["enum"] for form in _forms(each)]
    elif made.get("type") == "string" and key != "propertyNames":
        made = _text(made)
    elif made.get("type") == "boolean":
        del made["type"]
        made["enum"] = list(_FLAGS)
    elif made.get("type") in _IN_QUOTES:
        made = _number(made)
    return made


def _forms(text: str) -> list[Any]:
    """Give a word as an editor may see it: one that is all digits also as a number, true and false also as a flag."""
    if text in {"true", "false"}:
        return [text, text == "true"]
    return [text, int(text)] if re.fullmatch(r"0|[1-9]\d*", text) else [text]


def _text(node: dict[str, Any]) -> dict[str, Any]:
    if node.get("format") == "date":
        return {**node, "pattern": _DAY}
    kinds = [
        kind for kind, example in (("integer", "7"), ("number", "1.5"), ("boolean", "true")) if _fits(node, example)
    ]
    if not kinds:
        return node
    return {**node, "type": ["string", *(kind for kind in kinds if kind != "integer" or "number" not in kinds)]}


def _fits(node: dict[str, Any], example: str) -> bool:
    return "pattern" not in node or re.search(node["pattern"], example) is not None


def _number(node: dict[str, Any]) -> dict[str, Any]:
    """Let a number stand in quotation marks, too, where its limits are then not looked at."""
    kind = node["type"]
    about = {key: each for key, each in node.items() if key == "description"}
    number = {key: each for key, each in node.items() if key != "description"}
    return {**about, "anyOf": [number, {"type": "string", "pattern": _IN_QUOTES[kind]}]}
