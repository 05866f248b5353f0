"""A page as a tree of elements, as a browser takes it apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Union

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NO_TEXT = {"script", "style", "template"}


@dataclass(slots=True)
class Element:
    """An element with what is inside it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Union["Element", str]] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> Iterator["Element"]:
        """Give the elements inside, at any depth, of this tag and with these words among their attributes' words."""
        for each in self.inside:
            if isinstance(each, Element):
                if each.fits(tag, attributes):
                    yield each
                yield from each.all(tag, **attributes)

    def one(self, tag: str = "", **attributes: str) -> "Element":
        """Give the only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def children(self, tag: str) -> list["Element"]:
        """Give the elements of this tag that stand directly inside."""
        return [each for each in self.inside if isinstance(each, Element) and each.tag == tag]

    def fits(self, tag: str, attributes: dict[str, str]) -> bool:
        """Tell whether it is of this tag, with these words among its attributes' words."""
        return tag in {"", self.tag} and all(
            value in self.attributes.get(name.rstrip("_"), "").split() for name, value in attributes.items()
        )

    @property
    def pieces(self) -> list[str]:
        """All pieces of text inside, as they stand between the tags."""
        if self.tag in _NO_TEXT:
            return []
        return [text for each in self.inside for text in ([each] if isinstance(each, str) else each.pieces)]

    @property
    def text(self) -> str:
        """All text inside, as it stands."""
        return "".join(self.pieces)

    @property
    def flat(self) -> str:
        """All text inside, with single spaces."""
        return " ".join(self.text.split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(html: str) -> Element:
    """Take a page apart."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


def tree_of(path: Path) -> Element:
    """Take the page of a file apart."""
    return tree(path.read_text("utf-8"))
