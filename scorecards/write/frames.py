"""A page without what the site builder need not read: finished HTML that the search leaves out, and its title.

Markdown passes literal regions through unread (:mod:`scorecards.render.literal`), so a token goes in their place, and
they are put back into the HTML.  A region, or an element of one, that the search reads stays.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scorecards.render import literal_markers
from scorecards.render.environment import PLAIN_TITLE
from scorecards.write.searched_headings import entries_of, entry
from scorecards.write.tokens import UnforeseenError, holds_token, short_hash, token

TITLE: Final = token("t", "")
"""What stands in the place of a title, until the frame has a token of its own for it."""

_FRONT: Final = re.compile(rb"---\n.*?\n---\n", re.DOTALL)
_TITLE: Final = re.compile(rb'^title: ("[^"\\]*")$', re.MULTILINE)
_UNSEARCHED: Final = b"\nsearch:\n  exclude: true\n"
_OPENING: Final = f"\n{literal_markers.OPENING}\n".encode()
_CLOSING: Final = f"\n{literal_markers.CLOSING}\n".encode()
_FIRST: Final = re.compile(rb"<(div|section|header|figure|table|nav|dl|ul|ol|p|h2)[\s>]")
_BLANK_LINE: Final = re.compile(rb"\n +\n")
_SEARCH_ATTRIBUTE: Final = re.compile(rb"data-search-\w+=\"")
_EXCLUDED: Final = re.compile(rb"<([a-z]+[1-6]?|sc-today)(?= )[^<>]*(?<= )data-search-exclude(?: [^<>]*)?>")
_HEADING: Final = re.compile(rb"<h[1-6][^>]* id=")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is left of a page; ``needles`` are what stands in the place of what was taken out, in their order."""

    text: bytes
    needles: tuple[bytes, ...]
    title: str | None
    is_searched: bool
    entries: tuple[tuple[bytes, bytes], ...]
    """What stands in the search's index for headings that were taken out, and what belongs there."""


def frame_of(path: str, content: bytes) -> tuple[Frame, list[bytes]]:
    """Take out of a page what the site builder need not read; give what is left, and what was taken out.

    Raises UnforeseenError where the page holds what looks like a token.
    """
    if holds_token(content):
        raise UnforeseenError
    front = _FRONT.match(content)
    if not front:
        return Frame(content, (), None, is_searched=True, entries=()), []
    head, title = _untitled(front.group())
    taken = _Taken(path, is_searched=_UNSEARCHED not in head)
    text = head + b"".join(_hollowed(content, front.end() - 1, taken))[1:]
    return Frame(text, tuple(taken.needles), title, taken.is_searched, tuple(taken.entries)), taken.fillings


def _untitled(head: bytes) -> tuple[bytes, str | None]:
    """Take the title out of front matter, where it is plain, so that no theme can be about to escape it."""
    found = _TITLE.search(head)
    title = json.loads(found[1]) if found else ""
    if not found or not PLAIN_TITLE.fullmatch(title):
        return head, None
    return head[: found.start(1)] + b'"' + TITLE + b'"' + head[found.end(1) :], title


class _Taken:
    """What is taken out of a page."""

    def __init__(self, path: str, *, is_searched: bool) -> None:
        self.path = path
        self.is_searched = is_searched
        self.needles: list[bytes] = []
        self.fillings: list[bytes] = []
        self.entries: list[tuple[bytes, bytes]] = []

    def take(self, filling: bytes, tag: bytes, attribute: bytes = b"") -> bytes:
        """Take something out, and give what goes in its place: an element of the same kind."""
        name = token("r", f"{len(self.needles):x}")
        inner = b"<h1>%s</h1>" % name if b"<h1" in filling else name
        return self._put(b"<%s%s>%s</%s>" % (tag, attribute, inner, tag), filling)

    def take_headings(self, filling: bytes) -> bytes | None:
        """Take out a region of headings, and give one heading for all; None where it is no such region."""
        page = self.path.removesuffix(".md") + ".html"
        entries = entries_of(filling.decode("utf-8", "replace"), page)
        if not entries:
            return None
        name = token("e", short_hash(f"{self.path} {len(self.needles)}".encode()))
        word = name.decode()
        self.entries.append((entry(f"{page}#{word}", word, word).encode(), ",".join(entries).encode()))
        return self._put(b'<div><h2 id="%s">%s</h2>%s</div>' % (name, name, name), filling)

    def _put(self, needle: bytes, filling: bytes) -> bytes:
        self.needles.append(needle)
        self.fillings.append(filling)
        return needle


def _hollowed(content: bytes, at: int, taken: _Taken) -> Iterator[bytes]:
    """Give a page from a place on, with its literal regions hollowed."""
    while (opened := content.find(_OPENING, at)) >= 0:
        begin = opened + len(_OPENING)
        end = content.find(_CLOSING, begin - 1)
        if end < begin:
            break
        yield content[at:begin]
        region = content[begin:end]
        if not content[end + len(_CLOSING) :].strip():
            region = region.rstrip()  # as Markdown does with the end of a page
        yield from _of_region(region, taken)
        at = end
    yield content[at:]


def _of_region(region: bytes, taken: _Taken) -> Iterator[bytes]:
    is_block = _FIRST.match(region)
    if not is_block or _is_rewritten(region):
        yield region
    elif not taken.is_searched:
        yield taken.take(region, b"div")
    else:
        headings = taken.take_headings(region)
        yield from (headings,) if headings else _without_excluded(region, taken)


def _is_rewritten(region: bytes) -> bool:
    """Tell whether Markdown or the search would change anything in a region; looked for in the quickest way."""
    return (
        any(character in region for character in (b"\t", b"\r", b"\x02", b"\x03"))
        or not region.endswith((b">", b"\n"))
        or bool(_BLANK_LINE.search(region))
        or bool(_SEARCH_ATTRIBUTE.search(region))
    )


def _without_excluded(region: bytes, taken: _Taken) -> Iterator[bytes]:
    """Give a region without the elements that the search leaves out.

    Material's search goes by names of tags: an element with one of its own kind in it is left out up to that one only,
    and a heading with an id begins an entry wherever it stands.
    """
    at = 0
    while found := _EXCLUDED.search(region, at):
        tag = found[1]
        end = region.find(b"</%s>" % tag, found.end())
        inner = region[found.end() : end]
        yield region[at : found.start()]
        at = end + len(tag) + 3 if end >= 0 else found.end()
        if end < 0 or re.search(rb"<%s[\s>/]" % tag, inner) or _HEADING.search(inner):
            yield region[found.start() : at]
        else:
            yield taken.take(region[found.start() : at], tag, b" data-search-exclude")
    yield region[at:]
