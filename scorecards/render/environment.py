"""The environment in which templates are rendered: what they write reaches the page as it is.

Autoescape is on for all of them, and whatever the CRM holds stands in literal regions
(see :mod:`scorecards.render.literal`).
"""

import json
import re
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2 import __version__ as version
from jinja2.bccache import Bucket
from markupsafe import Markup

from scorecards.cache.cache import Cache
from scorecards.render.pieces import html, visible

_PLAIN_TITLE: Final = re.compile(r"(?:[^\W_]|[ .'-])+")


@cache
def environment() -> Environment:
    """Make the environment, once a process: it remembers the templates that it has loaded.

    A name that a template misspells is an error (StrictUndefined), and no blank on a page.
    """
    made = Environment(
        loader=PackageLoader("scorecards.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"url": cache(_url), "quoted": _quoted, "spaced": _spaced, "html": html}
    return made


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled before: compiling them takes longer than rendering most sites."""

    def __init__(self, cache: Cache) -> None:
        """Take the place where they are kept."""
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the template that was compiled from the same source by the same Jinja and Python."""
        payload = self._cache.recall(_name(bucket), _made_from(bucket))
        if payload is not None:
            bucket.bytecode_from_string(payload)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._cache.keep(_name(bucket), _made_from(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"templates/{bucket.key}"


def _made_from(bucket: Bucket) -> bytes:
    return f"{version} {bucket.checksum}".encode()


def plain_title(name: str, instead: str) -> str:
    """Choose a title for a page: the name, where it is plain; themes put titles into pages without escaping them."""
    return name if _PLAIN_TITLE.fullmatch(name) else instead


def _visible(value: Any) -> Any:
    """Keep line breaks and tabs from Markdown, and make control characters visible; all else is left alone."""
    if value.__class__ is str and not value.isprintable():
        return visible(value)
    return value


def _url(text: str) -> str:
    return quote(text, safe="")


def _quoted(title: str) -> Markup:
    """Quote a plain title for YAML."""
    return Markup(json.dumps(title, ensure_ascii=False))  # noqa: S704 - front matter; see plain_title


def _spaced(word: str) -> str:
    return word.replace("_", " ")
