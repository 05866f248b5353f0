"""What a cell shows, as data: texts, and elements around them.  A page has them as HTML, a file of rows as JSON.

An element is its tag with its class, such as ``span.sc-note``, the address that it leads to, if any, and what stands
in it.  Tags, classes and the fixed part of an address are ours; what the CRM holds is text, or an id in an address, and
encoded there.
"""

import re
from functools import cache
from typing import Final, TypeAlias

from markupsafe import Markup, escape

from scorecards.render.characters import CONTROLS, HALVES, SEPARATORS, shown

Piece: TypeAlias = "str | tuple[str, str, tuple[Piece, ...]]"
Pieces: TypeAlias = tuple[Piece, ...]

BREAK: Final[Piece] = ("br", "", ())

_UNPRINTABLE: Final = re.compile(f"[{CONTROLS}{SEPARATORS}{HALVES}]")
"""Line ends and tabs, which Markdown would rewrite; other control characters, which it drops or a page cannot hold."""

_KEPT: Final = f"\t\n\r{SEPARATORS}"


def said(text: str) -> Piece:
    """Set apart what somebody wrote, whose direction may be another one."""
    return ("bdi", "", (text,))


def link(address: str, *inside: Piece) -> Piece:
    """Lead to an address, of which each id is encoded."""
    return ("a", address, inside)


def span(classes: str, *inside: Piece) -> Piece:
    """Mark a piece; without a class, it is only kept together."""
    return (f"span.{classes}" if classes else "span", "", inside)


def more(summary: str, *inside: Piece) -> Piece:
    """Put aside what opens in place."""
    return ("details.sc-more", "", (("summary", "", (summary,)), *inside))


def joined(pieces: Pieces, between: str) -> Pieces:
    """Put a text between each two pieces."""
    return tuple(each for piece in pieces for each in (between, piece))[1:]


def html(pieces: Pieces) -> Markup:
    """Write pieces as HTML."""
    return Markup("".join(map(_html, pieces)))  # noqa: S704 - each text in it is escaped


def visible(text: str) -> Markup:
    """Write a text for a page, with control characters made visible, and line ends and tabs kept from Markdown."""
    return Markup(_UNPRINTABLE.sub(_reference, str(escape(text))))  # noqa: S704 - escaped the moment before


def visible_text(text: str) -> str:
    """Give a text as a page shows it."""
    return text if text.isprintable() else _UNPRINTABLE.sub(_in_its_place, text)


def _html(piece: Piece) -> str:
    if isinstance(piece, str):
        return escape(piece) if piece.isprintable() else visible(piece)
    tag, address, inside = piece
    begin, end = _tags(tag)
    to = f' href="{escape(address)}"' if address else ""
    return f"{begin}{to}>{''.join(map(_html, inside))}{end}"


@cache
def _tags(tag: str) -> tuple[str, str]:
    """Give the begin of a tag, without its closing bracket, and its end."""
    name, _, classes = tag.partition(".")
    return f'<{name} class="{classes}"' if classes else f"<{name}", "" if name == "br" else f"</{name}>"


def _reference(match: re.Match[str]) -> str:
    character = match.group()
    return f"&#{ord(character)};" if character in _KEPT else shown(character)


def _in_its_place(match: re.Match[str]) -> str:
    character = match.group()
    return character if character in _KEPT else shown(character)
