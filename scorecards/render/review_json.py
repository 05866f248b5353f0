"""The review as JSON, and the JSON Schema that it keeps to."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import orjson
from pydantic import VERSION, BaseModel, TypeAdapter

from scorecards.cache.cache import Cache
from scorecards.report.review import Review

SCHEMA_NAME = "scorecards.schema.json"
_PYDANTIC = VERSION.encode()


def to_json(review: Review) -> bytes:
    """Write a review as JSON: dates as ISO 8601, amounts as decimal strings, keys in the order of the types."""
    # orjson writes whatever an object keeps: a copy of the playbook keeps none of the look-ups that were made on it.
    plain = replace(review, playbook=replace(review.playbook))
    return orjson.dumps(plain, default=_plain, option=orjson.OPT_APPEND_NEWLINE)


def schema(cache: Cache | None = None) -> bytes:
    """Write the JSON Schema of :func:`to_json`; ``cache`` is where it is kept between builds."""
    before = cache.recall(SCHEMA_NAME, _PYDANTIC) if cache else None
    written = before or _schema()
    if cache and not before:
        cache.keep(SCHEMA_NAME, _PYDANTIC, written)
    return written


def _schema() -> bytes:
    described = TypeAdapter(Review).json_schema(mode="serialization")
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **described}, indent=2) + "\n"
    ).encode()


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(type(value).__name__)
