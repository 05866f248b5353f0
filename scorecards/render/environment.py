"""The environment in which templates are rendered: what they write reaches the page as it is.

Autoescape is on for all of them, and whatever the CRM holds stands in literal regions
(see :mod:`scorecards.render.literal`).
"""

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2 import __version__ as version
from jinja2.bccache import Bucket
from markupsafe import Markup

from scorecards.cache.cache import Cache
from scorecards.model.playbook.whom import WHO_IN_WORDS, WHY_IN_WORDS
from scorecards.render.pieces import html
from scorecards.render.written_values import CallingContext, WritingCode, written

_COMPILED: Final = Path(__file__).parent / "__pycache__"

PLAIN_TITLE: Final = re.compile(r"(?:[^\W_]|[ .'-])+")


class _Environment(Environment):
    """Where templates are compiled to write each value by :func:`written`."""

    code_generator_class = WritingCode
    context_class = CallingContext
    written = staticmethod(written)


@cache
def environment() -> Environment:
    """Make the environment, once a process: it remembers the templates that it has loaded.

    A name that a template misspells is an error (StrictUndefined), and no blank on a page.
    """
    made = _Environment(
        loader=PackageLoader("scorecards.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=CompiledTemplates(),
    )
    made.filters |= {"url": cache(_url), "quoted": _quoted, "spaced": _spaced, "html": html}
    made.filters |= {
        "who": WHO_IN_WORDS.__getitem__,
        "why": WHY_IN_WORDS.__getitem__,
        "for_anybody": _for_anybody,
    }
    return made


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled before, beside the modules that Python compiled: it takes most of a second."""

    def __init__(self, kept: Cache | None = None) -> None:
        """Take the place where they are kept: that of the installation, where no other is given."""
        self._cache = kept or Cache(_COMPILED, writes=not sys.dont_write_bytecode)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the template that was compiled from the same source by the same Jinja and Python."""
        payload = self._cache.recall(_name(bucket), _made_from(bucket))
        if payload is not None:
            bucket.bytecode_from_string(payload)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._cache.keep(_name(bucket), _made_from(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"{bucket.key}.{sys.implementation.cache_tag}"


def _made_from(bucket: Bucket) -> bytes:
    return f"{version} {bucket.checksum}".encode()


def compile_templates() -> None:
    """Compile every template, so that no build has to."""
    for name in environment().list_templates(["j2"]):
        environment().get_template(name)


def plain_title(name: str, instead: str) -> str:
    """Choose a title for a page: the name, where it is plain; themes put titles into pages without escaping them."""
    return name if PLAIN_TITLE.fullmatch(name) else instead


def _url(text: str) -> str:
    return quote(text, safe="")


def _quoted(title: str) -> Markup:
    """Quote a plain title for YAML."""
    return Markup(json.dumps(title, ensure_ascii=False))  # noqa: S704 - front matter; see plain_title


def _for_anybody(do: str) -> str:
    """Say what to do where no deal is meant: its person and its step have no name."""
    return do.replace("{person}", "them").replace("{step}", "the step")


def _spaced(word: str) -> str:
    return word.replace("_", " ")
