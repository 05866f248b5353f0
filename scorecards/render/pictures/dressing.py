"""From a drawing to what stands in a page: words in the place of numbers, links, names for those who cannot see.

What the engine writes besides is taken off: its roles, its classes, its fonts, its empty groups.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from scorecards.render.characters import CONTROLS, HALVES, MORE_CONTROLS, NONE, SEPARATORS, shown
from scorecards.render.pictures.sketch import Note, Sketch

_ROOT = "\0"
"""Stands for the way to the site's root while a picture is put together: no word holds a control character."""

_KEPT = frozenset(
    {"d", "transform", "x", "y", "x2", "y2", "width", "height", "viewBox", "opacity"}
    | {"fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"}
    | {"text-anchor", "font-size", "font-weight"}
)
_LINE = 1.15
"""From one line of words to the next, in heights of the type."""

_DECIMAL = re.compile(r"-?\d+\.\d+")
_UNPRINTABLE = re.compile(f"[{CONTROLS}{MORE_CONTROLS}{SEPARATORS}{HALVES}{NONE}]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for any page: it is put together with the way from the page to the site's root."""

    pieces: tuple[str, ...]

    def on(self, root: str) -> str:
        """Give the SVG for a page, as part of its HTML."""
        return root.join(self.pieces)


def dressed(svg: str, sketch: Sketch) -> Picture:
    """Dress a drawing with the words of its sketch.

    Marks that lead somewhere are links for the pointer and for screen readers.  The keyboard reaches the same links in
    the table beside the picture, so nobody has to step through every mark.
    """
    drawing = ET.fromstring(svg)  # noqa: S314 - the engine's own, made of numbers alone
    picture = ET.Element("svg", _shape(drawing) | {"aria-label": on_one_line(sketch.label)})
    picture.extend(list(_dressed(drawing, sketch)))
    return Picture(tuple(ET.tostring(picture, encoding="unicode").split(_ROOT)))


def _dressed(drawn: ET.Element, sketch: Sketch) -> Iterator[ET.Element]:
    """Give what is left of the children of a drawn element."""
    for child in drawn:
        tag = child.tag.rpartition("}")[2]
        if child.get("class") in {"background", "foreground"}:
            continue
        if tag != "g":
            yield _mark(tag, child, sketch)
            continue
        inner = list(_dressed(child, sketch))
        place = {"transform": _short(child.get("transform", ""))}
        if place["transform"] in {"", "translate(0,0)"}:
            yield from inner
        elif inner:
            group = ET.Element("g", place)
            group.extend(inner)
            yield group


def _mark(tag: str, drawn: ET.Element, sketch: Sketch) -> ET.Element:
    mark = ET.Element(tag, _shape(drawn))
    number = drawn.get("aria-label", "")
    if tag == "text":
        _write(mark, [on_one_line(line) for line in sketch.wording.texts[int(drawn.text or "")]])
    return _told(mark, sketch.wording.notes[int(number[1:])]) if number.startswith("#") else mark


def _write(mark: ET.Element, lines: list[str]) -> None:
    """Write words where a mark stands; more than one line stand around that place."""
    mark.text = lines[0] if len(lines) == 1 else None
    for number, line in enumerate(lines if len(lines) > 1 else ()):
        down = _LINE if number else _LINE * (1 - len(lines)) / 2
        ET.SubElement(mark, "tspan", {"x": "0", "dy": f"{down:g}em"}).text = line


def _told(mark: ET.Element, note: Note) -> ET.Element:
    """Let a mark tell its note, and lead where that leads; words are the name of their link themselves."""
    title = ET.SubElement(mark, "title")
    title.text = on_one_line(note.text)
    if note.leads_to is None:
        return mark
    name = {} if mark.tag == "text" else {"aria-label": title.text}
    link = ET.Element("a", {"href": _ROOT + note.leads_to, "tabindex": "-1", **name})
    link.append(mark)
    return link


def _shape(drawn: ET.Element) -> dict[str, str]:
    return {
        name: _short(value, 2 if name.endswith("opacity") else 1)
        for name, value in drawn.attrib.items()
        if name in _KEPT
    }


def _short(value: str, digits: int = 1) -> str:
    """Round the numbers in an attribute: to a tenth of a pixel, a hundredth of a colour."""
    return _DECIMAL.sub(lambda number: f"{round(float(number.group()), digits):g}", value)


def on_one_line(words: str) -> str:
    """Give words on one line, without what no document can hold."""
    return " ".join(_UNPRINTABLE.sub(lambda found: shown(found.group()), " ".join(words.split())).split())
