"""The fields of a team's files, in words: read off the models, so that the page of fields cannot be out of date."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from scorecards.model import fields as kinds
from scorecards.model.check import (
    ConditionBase,
    CountComparison,
    DateComparison,
    FlagComparison,
    MoneyComparison,
)
from scorecards.model.fields import ClockTime
from scorecards.model.rulings import ActionKey
from scorecards.model.working_days import CountryCode, PartCode
from scorecards.schemas.files import FILES


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text, perhaps linked to another place of the reference."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a file: its key, what stands there in words, and what it means."""

    name: str
    kind: tuple[Words, ...]
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class ModelTable:
    """A group of fields that belong together."""

    anchor: str
    title: str
    description: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class FileTables:
    """A file that a team writes, with its groups of fields."""

    path: str
    models: tuple[ModelTable, ...]


_COMPARISONS: Final = (
    ("count", CountComparison),
    ("money", MoneyComparison),
    ("flag", FlagComparison),
    ("date", DateComparison),
)

_TEXTS: Final = {
    kinds.Id: "id",
    kinds.IdOrBlank: "id",
    kinds.OpportunityId: "id as the CRM has it",
    kinds.Currency: "currency code such as EUR",
    ActionKey: "day of a ruling such as 2026-11-05, or with a number such as 2026-11-05/2",
    kinds.Practice: "practice, D01 to D40",
    ClockTime: "time such as 09:00",
    CountryCode: "country code such as IE",
    PartCode: "code of a part of the country",
}
_PATTERNS: Final = {
    item.pattern: words
    for kind, words in _TEXTS.items()
    for item in get_args(kind)[1:]
    if isinstance(item, StringConstraints)
}
_PLAIN: Final[dict[Any, str]] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    Decimal: "amount such as 48000 or 1200.50",
    date: "date such as 2026-11-16",
    Any: "value of that field",
}


def files() -> tuple[FileTables, ...]:
    """Describe every file that a team writes; a model that several files use stands under the first of them."""
    seen: set[type[BaseModel]] = set()
    return tuple(FileTables(each.path, tuple(_tables(each.model, seen))) for each in FILES)


def _tables(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[ModelTable]:
    if model in seen:
        return
    seen.add(model)
    if issubclass(model, ConditionBase):
        yield from _condition_tables(model)
        return
    hints = get_type_hints(model, include_extras=True)
    yield _table(model, (_row(name, field, hints[name]) for name, field in model.model_fields.items()))
    for name in model.model_fields:
        for nested in _models(hints[name]):
            yield from _tables(nested, seen)


def _table(model: type[BaseModel], rows: Iterable[FieldRow]) -> ModelTable:
    return ModelTable(_anchor(model), _title(model), _plain(cleandoc(model.__doc__ or "")), tuple(rows))


def _row(name: str, field: FieldInfo, hint: Any) -> FieldRow:
    return FieldRow(field.alias or name, tuple(_words(hint)), field.is_required(), _plain(field.description or ""))


def _condition_tables(model: type[ConditionBase]) -> Iterator[ModelTable]:
    """Describe conditions without a row for each fact: the page of facts has those."""
    names = {field.alias: field for field in model.model_fields.values() if field.alias}
    here = Words("condition", f"#{_anchor(model)}")
    rows = [
        FieldRow(
            alias,
            (here,) if alias == "not" else (Words("list of "), here),
            required=False,
            meaning=field.description or "",
        )
        for alias, field in names.items()
    ]
    comparisons = [Words("comparison: ")]
    for kind, comparison in _COMPARISONS:
        comparisons += [Words(kind, f"#{_anchor(comparison)}"), Words(", ")]
    facts = FieldRow(
        "<fact>",
        (*comparisons, Words("or "), Words("one_of: [words]", "facts.html")),
        required=False,
        meaning="The name of a fact, with what it is compared to. A fact of kind days compares as a count.",
    )
    yield ModelTable(_anchor(model), "Condition", "Several keys in one condition must all hold.", (*rows, facts))
    for _, comparison in _COMPARISONS:
        hints = get_type_hints(comparison, include_extras=True)
        yield _table(comparison, (_row(name, field, hints[name]) for name, field in comparison.model_fields.items()))


def _words(hint: Any, constraints: tuple[Any, ...] = ()) -> Iterator[Words]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from _words(inner[0], inner[1:])
    elif origin in {Union, UnionType}:
        yield from _words(next(each for each in inner if each is not NoneType), constraints)
        if NoneType in inner:
            yield Words(", or blank")
    elif origin is Literal:
        yield Words("one of: " + ", ".join(_choice(str(each)) for each in inner))
    elif origin is tuple:
        yield Words("list of ")
        yield from _words(inner[0])
    elif origin is dict:
        yield Words("for each ")
        yield from _words(inner[0])
        yield Words(": ")
        yield from _words(inner[1])
    elif isinstance(hint, type) and issubclass(hint, BaseModel):
        yield Words(_title(hint).lower(), f"#{_anchor(hint)}")
    else:
        yield Words(_scalar(hint, constraints))


def _scalar(hint: Any, constraints: tuple[Any, ...]) -> str:
    patterns = [item.pattern for item in constraints if isinstance(item, StringConstraints) and item.pattern]
    if patterns:
        return _PATTERNS.get(patterns[0], "text")
    limits = [limit for item in constraints for limit in (item.metadata if isinstance(item, FieldInfo) else [item])]
    least = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
    most = next((limit.le for limit in limits if hasattr(limit, "le")), None)
    words = _PLAIN[hint]
    if most is not None:
        return f"{words}, {least} to {most}"
    return f"{words}, {least} or more" if least else words


def _choice(word: str) -> str:
    """Give a word of a list as a file has it; one that is punctuation in quotation marks."""
    return word if word[0].isalnum() else json.dumps(word)


def _models(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _models(inner)


def _title(model: type[BaseModel]) -> str:
    name = model.model_config.get("title") or model.__name__
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return words[:1].upper() + words[1:]


def _anchor(model: type[BaseModel]) -> str:
    return _title(model).lower().replace(" ", "-")


def _plain(text: str) -> str:
    """Give a docstring or a description as running text, without the marks of code."""
    return " ".join(text.replace("``", "").split())
