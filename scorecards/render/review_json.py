"""The review as JSON, and the JSON Schema that it keeps to."""

import json
from decimal import Decimal

import orjson
from pydantic import VERSION, TypeAdapter

from scorecards.cache.cache import Cache
from scorecards.report.review import Review

SCHEMA_NAME = "scorecards.schema.json"
_PYDANTIC = VERSION.encode()


def to_json(review: Review) -> bytes:
    """Write a review as JSON: dates as ISO 8601, amounts as decimal strings, keys in the order of the types."""
    return orjson.dumps(review, default=_as_text, option=orjson.OPT_APPEND_NEWLINE)


def schema(kept: Cache | None = None) -> bytes:
    """Write the JSON Schema of :func:`to_json`; ``kept`` is where it is kept between builds."""
    before = kept.recall(SCHEMA_NAME, _PYDANTIC) if kept else None
    written = before or _schema()
    if kept and not before:
        kept.keep(SCHEMA_NAME, _PYDANTIC, written)
    return written


def _schema() -> bytes:
    described = TypeAdapter(Review).json_schema(mode="serialization")
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **described}, indent=2) + "\n"
    ).encode()


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
