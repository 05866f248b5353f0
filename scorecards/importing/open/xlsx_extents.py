"""The sheets of an .xlsx workbook: how far each reaches, and which of its formulas failed."""

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from typing import Final
from xml.parsers.expat import ExpatError

from scorecards.importing.open.archive_parts import parts_of
from scorecards.importing.open.relations import Relations
from scorecards.importing.open.sheet_extent import MOST_REPEATED, Extent
from scorecards.importing.open.xml_parts import XmlPart

_CONTENT: Final = frozenset({"v", "is", "f"})
_DIGITS: Final = "0123456789"


def xlsx_extents(data: bytes) -> list[Extent]:
    """Find how far each sheet reaches; sheets that hold nothing are left out.

    A reader may take any part of the file for a sheet, so all are looked at.  Raises ValueError, or what the parser
    and the archive raise, for a workbook of which a reader would make far more than it holds.
    """
    book = _Book()
    scanned = _scan(data, book, counting=False)
    cells = sum(part.strings for part in scanned.values())
    longest = max(book.lengths, default=0)
    if cells * longest > MOST_REPEATED:
        scanned = _scan(data, book, counting=True)
    for part in scanned.values():
        lengths = ((book.lengths[at], times) for at, times in part.uses.items() if at < len(book.lengths))
        part.extent.longest = longest if part.strings else 0
        part.extent.repeated = sum(length * (times - 1) for length, times in lengths)
        part.extent.check()
    names = book.relations.parts_of(book.sheets)
    for path, part in scanned.items():
        part.extent.name = names.get(path.lower(), "")
    return [part.extent for part in scanned.values() if part.extent.filled]


def _scan(data: bytes, book: "_Book", *, counting: bool) -> dict[str, "_Part"]:
    book.lengths.clear()
    found: dict[str, _Part] = {}
    for part, blocks in parts_of(data):
        made = _Part(book, part.file_size, counting=counting)
        try:
            made.xml.parse(blocks)
        except ExpatError:
            if made.extent.filled or part.filename.lower().endswith((".xml", ".rels")):
                raise
        if part.filename.lower() == "xl/_rels/workbook.xml.rels":
            book.relations = made.relations
        found[part.filename] = made
    return found


@dataclass(slots=True)
class _Book:
    """What the parts of a workbook say of each other."""

    lengths: list[int] = field(default_factory=list)
    """The length of each text that stands once for many cells."""
    sheets: dict[str, str] = field(default_factory=dict)
    """The name of each sheet, by the id of its relation."""
    relations: Relations = field(default_factory=Relations)


class _Part:
    """Hears of the elements of one part, whatever it is."""

    def __init__(self, book: _Book, size: int, *, counting: bool) -> None:
        self.extent = Extent()
        self.relations = Relations()
        self.strings = 0
        self.uses: Counter[int] = Counter()
        self.xml = XmlPart(self._start, self._end)
        self._book, self._size, self._counting = book, size, counting
        self._row = self._column = 0
        self._kind = ""
        self._text: list[str] = []
        self._columns: dict[str, int] = {}

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self._take_place(given.get("r"))
            self._kind = given.get("t", "")
        elif name in _CONTENT:
            if self._row:
                self.extent.take(self._row, self._column, is_error=name == "v" and self._kind == "e")
            if name == "v" and self._kind == "s":
                self.strings += 1
                self._hear(wanted=self._counting)
        elif name == "row":
            self._row = int(given["r"]) if "r" in given else self._row + 1
            self._column = 0
        else:
            self._start_other(name, given)

    def _start_other(self, name: str, given: dict[str, str]) -> None:
        for key in ("count", "uniqueCount"):
            if key in given and given[key].isdecimal() and int(given[key]) > self._size:
                message = f"it says that it holds {int(given[key]):,} of {name}, and has {self._size:,} bytes"
                raise ValueError(message)
        if name == "si":
            self._hear(wanted=True)
        elif name == "sheet":
            ids = (value for key, value in given.items() if key.rpartition(":")[2] == "id")
            self._book.sheets[next(ids, "")] = given.get("name", "")
        self.relations.hear(name, given)

    def _end(self, name: str) -> None:
        if name == "si":
            self._book.lengths.append(sum(map(len, self._text)))
            self.xml.hear_text(None)
        elif name == "v" and self._kind == "s" and self._counting:
            index = "".join(self._text).strip()
            self.uses.update([int(index)] if index.isdecimal() else [])
            self.xml.hear_text(None)

    def _hear(self, *, wanted: bool) -> None:
        if wanted:
            self._text.clear()
            self.xml.hear_text(self._text.append)

    def _take_place(self, place: str | None) -> None:
        """Take the place of a cell, such as AB12; without one it stands beside the one before."""
        if place is None:
            self._column += 1
            return
        letters = place.rstrip(_DIGITS)
        if letters not in self._columns:
            upper = letters.replace("$", "").upper()
            self._columns[letters] = reduce(lambda found, each: found * 26 + ord(each) - ord("A") + 1, upper, 0)
        self._column = self._columns[letters]
        self._row = int(place[len(letters) :] or self._row)
