"""What the models refuse, as problems with a place and in plain words."""

import types
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from scorecards.model import fields, rulings, snapshot, team, working_days
from scorecards.model.check import ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.names import did_you_mean, nearest, one_slip_apart
from scorecards.problems.problem import Problem
from scorecards.read.dates import not_in_the_calendar
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, position, quoted

Loc = tuple[int | str, ...]

_KEY = "[key]"
_CONDITION = "a condition such as {our_next_steps: {at_least: 1}}"

_EXPECTED_TYPE = {
    "string_type": "text",
    "int_type": "a whole number such as 14",
    "decimal_type": "an amount such as 48000 or 1200.50",
    "date_type": "a date such as 2026-11-16",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "keys with values",
}

_KINDS = {
    "count": "a count",
    "days": "a number of days",
    "money": "an amount",
    "flag": "true or false",
    "date": "a date",
    "word": "a word",
}


def _pattern(constrained: Any) -> str:
    parts = (*get_args(constrained), *getattr(constrained, "metadata", ()))
    return next(str(part.pattern) for part in parts if hasattr(part, "pattern"))


EXPECTED_FORM = {
    _pattern(fields.Id): "small letters, digits and single hyphens, such as ana-lima",
    _pattern(fields.IdOrBlank): "small letters, digits and single hyphens, such as ana-lima",
    _pattern(fields.OpportunityId): "letters, digits and . _ : - with a letter or digit first",
    _pattern(snapshot.CarriedField): "a field such as needs, or answers. or exit_criteria. with an id",
    _pattern(
        rulings.ActionKey
    ): "the date of a manager decision, such as 2026-11-05, or with a number, such as 2026-11-05/2",
    _pattern(fields.Currency): "a currency code such as EUR",
    _pattern(fields.Practice): "a practice from D01 to D40",
    _pattern(fields.RecordAddress): "a web address with {id} once in its path, such as https://crm.example/opp/{id}",
    _pattern(fields.ClockTime): "a time of day such as 09:00",
    _pattern(working_days.CountryCode): "a country's code such as IE",
    _pattern(working_days.PartCode): "the code of a part of the country such as BY",
    _pattern(team.Team.model_fields["locale"]): "a locale such as en_GB or de_DE",
}


def complaints(path: str, tree: Tree, model: type[BaseModel], refused: list[Any]) -> Iterator[Problem]:
    """Give a problem for each of pydantic's errors, without those that only follow from another one."""
    return _problems(path, tree, model, refused, lambda loc: loc)


def _problems(
    path: str, tree: Tree, model: type[BaseModel], found: list[Any], written: Callable[[Loc], Loc]
) -> Iterator[Problem]:
    """Give a problem for each mistake; ``written`` leads from where a value was meant to be to where it stands."""
    misspelt = set(_misspelt(model, found))
    for each in found:
        loc: Loc = each["loc"]
        if each["type"] == "missing" and loc in misspelt:
            continue
        if each["type"] == "too_short" and each["input"]:
            continue
        if each["type"] == "default_factory_not_called":
            continue
        code, message = _complaint(model, loc, each)
        yield Problem(path, *_place(tree, written(loc), each["type"]), code, message)
    for each in found:
        if each["type"] == "extra_forbidden":
            yield from _under_misspelt(path, tree, model, each, written)


def _under_misspelt(
    path: str, tree: Tree, model: type[BaseModel], each: Any, written: Callable[[Loc], Loc]
) -> Iterator[Problem]:
    """Give what is wrong with the value under an unknown key, where one slip makes it of a known one."""
    *above, key = each["loc"]
    around = annotation_at(model, tuple(above))
    keys = known_keys(around) if is_model(around) else []
    meant = next((known for known in keys if one_slip_apart(str(key), known)), None)
    if meant is None:
        return
    try:
        around.model_validate({meant: each["input"]}, by_alias=True, by_name=False)
    except ValidationError as error:
        found = [inner for inner in error.errors(include_url=False) if inner["loc"][:1] == (meant,)]
        yield from _problems(path, tree, around, found, lambda loc: written((*above, key, *loc[1:])))


def known_keys(model: type[BaseModel]) -> list[str]:
    """Name the keys of a model as files write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def annotation_at(annotation: Any, loc: tuple[int | str, ...]) -> Any:
    """Follow the types from a model down to what stands at ``loc``."""
    for step in loc:
        annotation = _inside(_bare(annotation), step)
    return _bare(annotation)


def is_model(annotation: Any) -> bool:
    """Tell whether a type is one of the models."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _misspelt(model: type[BaseModel], found: Iterable[Any]) -> Iterator[Loc]:
    """Name the places of the keys that somebody meant where an unknown one stands."""
    for each in found:
        if each["type"] == "extra_forbidden":
            *above, key = each["loc"]
            around = annotation_at(model, tuple(above))
            meant = nearest(str(key), known_keys(around)) if is_model(around) else None
            if meant:
                yield (*above, meant)


def _place(tree: Tree, loc: Loc, kind: str) -> tuple[int, int]:
    if kind == "missing":
        return position(tree, loc[:-1])
    key = loc[-2] if loc[-1:] == (_KEY,) else loc[-1] if kind == "extra_forbidden" else None
    if key is None:
        return position(tree, loc)
    node: Any = tree
    for step in loc[:-2] if loc[-1] == _KEY else loc[:-1]:
        node = node if isinstance(step, int) and isinstance(node, YamlMapping) else node[step]
    line, column = node.key_at(str(key))
    return line, column


def _complaint(model: type[BaseModel], loc: Loc, each: Any) -> tuple[str, str]:
    """Give code and message."""
    kind, value, context = each["type"], each["input"], each.get("ctx", {})
    if kind == "missing":
        return "missing-key", f"read no {loc[-1]}, expected the key{_meaning(model, loc)}"
    if kind == "extra_forbidden":
        return _unknown_key(model, loc)
    if kind in _REFUSALS:
        return _REFUSALS[kind](value, context)
    expected = _EXPECTED_TYPE.get(kind) or _keys_of(annotation_at(model, loc))
    return _wrong_type(value, expected + _meaning(model, loc))


def _unknown_key(model: type[BaseModel], loc: Loc) -> tuple[str, str]:
    key = str(loc[-1])
    around = annotation_at(model, loc[:-1])
    keys = known_keys(around)
    nearby = did_you_mean(key, keys)
    if _is_condition(around):
        return "unknown-fact", f"read {quoted(key)}, expected the name of a fact, or all, any, not{nearby}"
    fact = FACT_BY_NAME.get(str(loc[-2])) if len(loc) > 1 else None
    if fact and _is_condition(annotation_at(model, loc[:-2])):
        compared = f"read {quoted(key)} for {fact.name}, which is {_KINDS[fact.kind]}"
        return "wrong-comparison", f"{compared}; expected {' or '.join(keys)}"
    expected = "the name of a field" if nearby else f"one of the fields {_listed(keys)}"
    return "unknown-key", f"read {quoted(key)}, expected {expected}{nearby}"


def _wrong_type(value: Any, expected: str) -> tuple[str, str]:
    return ("blank-value" if value is None else "wrong-type"), f"read {_shown(value)}, expected {expected}"


def _unconvertible(value: Any, context: Any) -> tuple[str, str]:
    why = not_in_the_calendar(value) if context["code"] == "not-a-date" else None
    return context["code"], f"read {_shown(value)}, expected {context['what']}{f': {why}' if why else ''}"


def _unknown_word(value: Any, context: Any) -> tuple[str, str]:
    words = context["expected"].replace("' or '", "', '").strip("'").split("', '")
    expected = f"one of {', '.join(words)}"
    if not isinstance(value, str):
        return _wrong_type(value, expected)
    return "unknown-word", f"read {_shown(value)}, expected {expected}{did_you_mean(value, words)}"


def _wrong_form(value: Any, context: Any) -> tuple[str, str]:
    return "wrong-form", f"read {_shown(value)}, expected {EXPECTED_FORM[context['pattern']]}"


def _too_long(value: Any, context: Any) -> tuple[str, str]:
    return "too-long", f"read a text of {len(value):,} characters, expected at most {context['max_length']:,}"


def _empty(value: Any, _context: Any) -> tuple[str, str]:
    what = "an empty text, expected some" if isinstance(value, str) else "an empty list, expected at least one item"
    return "blank-value", f"read {what}"


def _out_of_range(value: Any, context: Any) -> tuple[str, str]:
    bound = f"{context['ge']} or more" if "ge" in context else f"{context['le']} or less"
    return "out-of-range", f"read {_shown(value)}, expected {bound}"


def _nothing_compared(_value: Any, context: Any) -> tuple[str, str]:
    return "empty-condition", f"read nothing to compare, expected {context['expected']}"


def _stages_twice(_value: Any, _context: Any) -> tuple[str, str]:
    return "stages-twice", "read stages beside from_stage or to_stage, expected one or the other"


_REFUSALS: dict[str, Callable[[Any, Any], tuple[str, str]]] = {
    "expected": _unconvertible,
    "literal_error": _unknown_word,
    "string_pattern_mismatch": _wrong_form,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "too_short": _empty,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "empty_condition": _nothing_compared,
    "stages_twice": _stages_twice,
}


def _meaning(model: type[BaseModel], loc: Loc) -> str:
    """Give what a key means, as its description has it."""
    around: Any = annotation_at(model, loc[:-1]) if loc else None
    fields_around = around.model_fields if is_model(around) else {}
    found = [field.description for name, field in fields_around.items() if loc[-1] in {name, field.alias}]
    return f": {found[0].rstrip('.')}" if found and found[0] else ""


def _keys_of(annotation: Any) -> str:
    if _is_condition(annotation):
        return _CONDITION
    return f"keys with values ({_listed(known_keys(annotation))})" if is_model(annotation) else "something else"


def _listed(keys: list[str], longest: int = 8) -> str:
    return ", ".join(keys) if len(keys) <= longest else ", ".join([*keys[:longest], "…"])


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, YamlMapping):
        return "keys with values"
    if isinstance(value, YamlSequence):
        return "a list"
    return quoted(str(value)) if value != "" else "an empty text"


def _is_condition(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, ConditionBase)


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
