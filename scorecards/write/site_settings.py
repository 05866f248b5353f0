"""What the site builder's settings make it read besides the pages.

They are read as lines and not as YAML, for which no library is to be loaded.  So whatever is not written in the
plainest way counts as unknown, and the only harm is that each build is a whole one.
"""

import re
from collections.abc import Mapping
from typing import Final

OVERRIDES: Final = "overrides"
"""The folder of the project that holds templates of our own in place of the theme's."""

_KEYS: Final = frozenset(
    {"site_name", "site_description", "site_author", "site_url", "copyright", "repo_url", "repo_name", "edit_uri"}
    | {"docs_dir", "site_dir", "use_directory_urls", "theme", "extra", "extra_css", "extra_javascript", "plugins"}
    | {"markdown_extensions", "nav", "not_in_nav", "exclude_docs", "strict", "validation"}
)
"""None of these makes the builder read a file that is neither a page, nor a template, nor a library's."""

PLUGINS: Final = frozenset({"search", "offline"})
EXTENSIONS: Final = frozenset(
    {"scorecards.render.literal", "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html"}
    | {"fenced_code", "sane_lists", "smarty", "tables", "toc"}
    | {"pymdownx.betterem", "pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite"}
    | {
        "pymdownx.keys",
        "pymdownx.mark",
        "pymdownx.smartsymbols",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
    }
    | {"pymdownx.tilde"}
)
"""None of these looks into finished regions of a page, or at other files."""

_SEPARATOR: Final = re.compile(r"^ +separator: '(?:[^'\n]|'')*'\n", re.MULTILINE)
"""What parts the words of the search: a pattern, in quotes in which YAML knows no escapes."""

_KEY: Final = re.compile(r"^(\w+):(?=[ \n])", re.MULTILINE)
_COMMENT: Final = re.compile(r"^ *#.*\n|^ *\n", re.MULTILINE)
_ITEM: Final = re.compile(r"^ *- *([\w.]+):?$", re.MULTILINE)
_ENVIRONMENT: Final = re.compile(r'!ENV (?:\[([\w, "]*)\]|(\w+))$', re.MULTILINE)
_ODD: Final = re.compile(r"\\|<<|[&*]\w|!(?!ENV )|\bcustom_dir\b(?!: overrides$)", re.MULTILINE)
"""Anchors, tags and escapes could hide any word; templates in another folder would not be looked at."""


def variables_read(settings: str) -> tuple[str, ...] | None:
    """Name the variables of the environment that the settings read; None where they may make the builder read files."""
    plain = _SEPARATOR.sub("", _COMMENT.sub("", settings))
    blocks = _blocks(plain)
    if blocks is None or not blocks.keys() <= _KEYS or _ODD.search(plain):
        return None
    if not (_lists_only(blocks, "plugins", PLUGINS) and _lists_only(blocks, "markdown_extensions", EXTENSIONS)):
        return None
    named = _ENVIRONMENT.findall(plain)
    if len(named) != plain.count("!ENV"):
        return None
    return tuple(sorted({word for pair in named for word in re.findall(r"\w+", " ".join(pair))}))


def _blocks(plain: str) -> Mapping[str, str] | None:
    """Part the settings at the keys on their top level; None where anything else begins a line there."""
    begun, *pieces = _KEY.split(plain)
    blocks = dict(zip(pieces[::2], pieces[1::2], strict=True))
    lines = [line for line in plain.splitlines() if line[:1] not in {" ", "-"}]
    return blocks if not begun and 2 * len(lines) == len(pieces) == 2 * len(blocks) else None


def _lists_only(blocks: Mapping[str, str], key: str, known: frozenset[str]) -> bool:
    """Tell whether a list holds nothing but what is known, each item on a line of its own."""
    block = blocks.get(key, "\n")
    items = [line for line in block.splitlines() if line.lstrip().startswith("-")]
    names = _ITEM.findall(block)
    return block.startswith("\n") and len(items) == len(names) and known.issuperset(names)
