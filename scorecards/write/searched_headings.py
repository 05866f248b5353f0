"""A region that is nothing but headings with a line each, and what Material's search makes of it.

A page of names has a heading for everything with a name, so the search's own parser would take it apart anew for each
snapshot.  It is given one heading in the place of all; a test holds the entries made here equal to its own.
"""

import json
import re
from html import escape, unescape
from typing import Final

_TAG: Final = re.compile(r"<[^>]*>")
_WRAPPED: Final = re.compile(r'<div(?: class="[^"]*")?>\s*(<h[2-6] id=.*)</div>', re.DOTALL)
_BEGINS: Final = re.compile(r"(?=<h[2-6] id=)")
_INLINE: Final = r'(?:[^<>]|</?bdi>|<a href="[^"<>]*">|</a>)*?'
_SECTION: Final = re.compile(
    rf'<h([2-6]) id="(?P<id>[^"<>]*)">(?P<title>(?=[^\s<]|<[^>]*>(?:<[^>]*>)*[^\s<]){_INLINE})</h\1>(?P<text>{_INLINE})'
)


def entries_of(region: str, page: str) -> list[str] | None:
    """Give the entries of a region of the page at this address, as JSON; None where it holds anything else."""
    whole = _WRAPPED.fullmatch(region)
    sections = whole and [_SECTION.fullmatch(each) for each in _BEGINS.split(whole[1])[1:]]
    if not sections or not all(sections):
        return None
    return [
        entry(f"{page}#{unescape(each['id'])}", _read(each["title"], in_title=True), _read(each["text"]))
        for each in sections
        if each
    ]


def entry(location: str, title: str, text: str) -> str:
    """Write an entry as Material does."""
    return json.dumps({"location": location, "title": title, "text": text}, separators=(",", ":"))


def _read(markup: str, *, in_title: bool = False) -> str:
    """Read texts between tags as Material's parser does: a line end is a blank, and blanks alone are one at most."""
    read: list[str] = []
    for piece in map(unescape, filter(None, _TAG.split(markup))):
        if not piece.isspace():
            read.append(escape(piece.replace("\n", " "), quote=False))
        elif in_title or not read or not read[-1].isspace():
            read.append(" ")
    return "".join(read).strip()
