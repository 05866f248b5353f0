"""What the sketches of all pictures share: a canvas, marks on it, and numbers in the place of words.

Sizes are pixels.  The engine measures words with the fonts of the machine, and a page must be the same bytes on every
machine; so there are no axes, legends or titles of the engine's own, and nothing makes room for words by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Final

INK: Final = "currentColor"
QUIET: Final = "var(--sc-quiet)"
LINE: Final = "var(--sc-line)"
MEND: Final = "var(--sc-mend)"
FINE: Final = "var(--sc-fine)"
UNKNOWN: Final = "var(--sc-unknown)"
PAGE: Final = "var(--md-default-bg-color)"

SMALL: Final = 11
TEXT: Final = 12
NARROW: Final = 340
WIDE: Final = 680

Row = dict[str, Any]
Layer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark tells to who points at it, and where it leads: a path from the site's root, or nowhere."""

    text: str
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a picture, by the numbers that stand for them while it is drawn."""

    texts: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def text(self, *lines: str) -> str:
        """Put words down, on one line or more, and give their number."""
        self.texts.append(lines)
        return str(len(self.texts) - 1)

    def note(self, text: str, leads_to: str | None = None) -> str:
        """Put a mark's note down, and give its number, marked as that of a note: the engine makes labels of its own."""
        self.notes.append(Note(text, leads_to))
        return f"#{len(self.notes) - 1}"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture to be drawn: its name, the specification, its words, and what it shows in one sentence."""

    name: str
    spec: dict[str, Any]
    wording: Wording
    label: str


def canvas(width: int, height: int, layers: Sequence[Layer]) -> dict[str, Any]:
    """Give the specification of a picture of this size."""
    return {
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "background": None,
        "config": {"view": {"stroke": None}, "aria": True},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def layer(mark: str, rows: Sequence[Row], encoding: dict[str, Any], **style: Any) -> Layer:
    """Give one layer of marks; a row's ``note`` is the number of its note."""
    noted = {"description": {"field": "note", "type": "nominal"}} if any("note" in row for row in rows) else {}
    return {
        "data": {"values": list(rows)},
        "mark": {"type": mark, "opacity": 1, **style},
        "encoding": {**encoding, **noted},
    }


def words(rows: Sequence[Row], encoding: dict[str, Any], color: str = INK, **style: Any) -> Layer:
    """Give a layer of words; a row's ``text`` is the number of its words."""
    told = {**encoding, "text": {"field": "text", "type": "nominal"}}
    return layer(
        "text", rows, told, **{"fontSize": TEXT, "align": "left", "baseline": "middle", "fill": color, **style}
    )


def pixels(name: str, size: int) -> dict[str, Any]:
    """Encode a field that holds pixels from the left, or from the top."""
    return {
        "field": name,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, size], "range": [0, size], "nice": False, "zero": False},
    }


def shortened(name: str, length: int) -> str:
    """Cut a name to so many characters: how wide it is, no machine is asked."""
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"


def in_two_lines(words: str, length: int) -> tuple[str, ...]:
    """Break words into two lines at most, each of so many characters; only what finds no room there is cut."""
    return tuple(wrap(words, length, max_lines=2, placeholder="…")) or ("",)
