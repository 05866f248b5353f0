"""A picture as it is drawn: marks and words on a sheet, as SVG in the page's own colours.

Sizes are pixels.  How wide words are, no machine is asked: a page must be the same bytes on every one of them.  The
library that writes XML escapes every word, so no name of the CRM becomes markup.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from xml.etree import ElementTree as ET

from scorecards.render.characters import CONTROLS, HALVES, MORE_CONTROLS, NONE, SEPARATORS, shown

INK: Final = "currentColor"
QUIET: Final = "var(--sc-quiet)"
LINE: Final = "var(--sc-line)"
LATE: Final = "var(--sc-late)"
FINE: Final = "var(--sc-fine)"
UNKNOWN: Final = "var(--sc-unknown)"
PAGE: Final = "var(--md-default-bg-color)"

SMALL: Final = 11
TEXT: Final = 12
WIDTH: Final = 340
"""As wide as the column of a phone; where there is more room, the picture grows into it."""

Align = Literal["start", "middle", "end"]

_MIDDLE: Final = 0.35
"""How far below the middle of a line its words stand, in heights of the type."""

_ROOT: Final = "\0"
"""Stands for the way to the site's root while a picture is put together: no word holds a control character."""

_UNPRINTABLE: Final = re.compile(f"[{CONTROLS}{MORE_CONTROLS}{SEPARATORS}{HALVES}{NONE}]")


class Lettering(NamedTuple):
    """How words are written; ``align`` says which part of them stands at their place."""

    color: str = INK
    size: int = TEXT
    align: Align = "start"
    bold: bool = False


class Paint(NamedTuple):
    """The colours of a mark's inside and of its edge, which is broken where something is unknown."""

    fill: str
    edge: str
    is_broken: bool = False

    def attributes(self) -> dict[str, str]:
        """Give them as attributes of a mark."""
        return {"fill": self.fill, "stroke": self.edge, **({"stroke-dasharray": "2 2"} if self.is_broken else {})}


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark tells to who points at it, and where it leads: a path from the site's root, or nowhere."""

    text: str
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for any page: it is put together with the way from the page to the site's root."""

    pieces: tuple[str, ...]

    def on(self, root: str) -> str:
        """Give the SVG for a page, as part of its HTML."""
        return root.join(self.pieces)


class Drawing:
    """A sheet to draw on; what is drawn later covers what is drawn before.

    Marks that lead somewhere are links for the pointer and for screen readers.  The keyboard reaches the same links in
    the table beside the picture, so nobody has to step through every mark.
    """

    def __init__(self, height: float, label: str) -> None:
        """Take how tall the sheet is, and a sentence that says what the picture shows."""
        size = {"width": str(WIDTH), "height": _px(height), "viewBox": f"0 0 {WIDTH} {_px(height)}"}
        self._svg = ET.Element("svg", size | {"aria-label": _clean(label)})

    def line(self, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
        """Draw a line from one place to another."""
        places = dict(zip(("x1", "y1", "x2", "y2"), map(_px, (*start, *end)), strict=True))
        ET.SubElement(self._svg, "line", places | {"stroke": color})

    def box(
        self, across: tuple[float, float], down: tuple[float, float], paint: Paint, note: Note | None = None
    ) -> None:
        """Draw a box between two places across and two places down."""
        (left, right), (top, bottom) = sorted(across), sorted(down)
        size = {"x": _px(left), "y": _px(top), "width": _px(right - left), "height": _px(bottom - top)}
        self._add(ET.Element("rect", size | paint.attributes()), note)

    def circle(self, x: float, y: float, radius: float, note: Note) -> None:
        """Draw a hollow circle around a place."""
        mark = {"cx": _px(x), "cy": _px(y), "r": _px(radius), "fill": PAGE, "stroke": QUIET, "stroke-width": "1.5"}
        self._add(ET.Element("circle", mark), note)

    def diamond(self, x: float, y: float, radius: float, note: Note) -> None:
        """Draw a filled diamond around a place: another shape than a circle, for those who see no colours."""
        r = _px(radius)
        path = f"M{_px(x)},{_px(y - radius)}l{r},{r}l-{r},{r}l-{r},-{r}z"
        self._add(ET.Element("path", {"d": path, **Paint(LATE, LATE).attributes()}), note)

    def words(self, x: float, y: float, words: str, style: Lettering, note: Note | None = None) -> None:
        """Write words on a line whose middle is at ``y``."""
        at = {"x": _px(x), "y": _px(y + _MIDDLE * style.size), "font-size": f"{style.size}px", "fill": style.color}
        at |= {"text-anchor": style.align} if style.align != "start" else {}
        at |= {"font-weight": "600"} if style.bold else {}
        mark = ET.Element("text", at)
        mark.text = _clean(words)
        self._add(mark, note)

    def picture(self) -> Picture:
        """Give what was drawn."""
        return Picture(tuple(ET.tostring(self._svg, encoding="unicode").split(_ROOT)))

    def _add(self, mark: ET.Element, note: Note | None) -> None:
        if note is None:
            self._svg.append(mark)
            return
        title = ET.SubElement(mark, "title")
        title.text = _clean(note.text)
        if note.leads_to is None:
            self._svg.append(mark)
            return
        name = {} if mark.tag == "text" else {"aria-label": title.text}  # words are the name of their link themselves
        ET.SubElement(self._svg, "a", {"href": _ROOT + note.leads_to, "tabindex": "-1", **name}).append(mark)


def shortened(name: str, length: int) -> str:
    """Cut a name to so many characters: how wide it is, no machine is asked."""
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"


def levels(places: Sequence[float], apart: float) -> list[int]:
    """Give each place from left to right the lowest level on which it is so far from the one before."""
    ends: list[float] = []
    found = []
    for place in places:
        level = next((number for number, end in enumerate(ends) if end + apart <= place), len(ends))
        ends[level : level + 1] = [place]
        found.append(level)
    return found


def _px(value: float) -> str:
    """Round to a tenth of a pixel."""
    return f"{round(value, 1) + 0:g}"


def _clean(words: str) -> str:
    """Give words on one line, without what no document can hold."""
    return " ".join(_UNPRINTABLE.sub(lambda found: shown(found.group()), " ".join(words.split())).split())
