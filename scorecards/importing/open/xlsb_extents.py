"""The sheets of an .xlsb workbook: how far each reaches, and which of its formulas failed."""

from collections import Counter
from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from scorecards.importing.open.archive_parts import parts_of
from scorecards.importing.open.relations import Relations
from scorecards.importing.open.sheet_extent import Extent

_ROW, _SHARED, _STRING_TABLE, _STRING, _SHEET = 0, 7, 0x9F, 0x13, 0x9C
_CELLS: Final = range(1, 12)
"""The kinds of records that are cells: from a blank one to a formula that failed."""

_BLANK: Final = 1
_FAILED: Final = frozenset({3, 11})
_MORE: Final = 0x80
"""The bit of a byte that says that the number goes on."""

_LONGEST_NUMBER: Final = 4
_LONGEST_RECORD: Final = 1 << 24


def records_of(blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Give the records of a part, each with its kind.  Raises ValueError for one longer than any is."""
    data = b""
    at = 0
    for block in blocks:
        data = data[at:] + block
        at = 0
        while (found := _record(data, at)) is not None:
            kind, start, end = found
            yield kind, data[start:end]
            at = end


def _record(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Give the kind of a record, and where its data begin and end; None where they are not all there yet."""
    kind, at = _number(data, at, 2)
    size, start = _number(data, at, _LONGEST_NUMBER)
    if size > _LONGEST_RECORD:
        message = f"it has a record of {size:,} bytes, expected at most {_LONGEST_RECORD:,}"
        raise ValueError(message)
    is_whole = start >= 0 and start + size <= len(data)
    return (kind, start, start + size) if is_whole else None


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, and give its end; that is -1 where it is not all there yet."""
    number = 0
    for place in range(most):
        if at < 0 or at + place >= len(data):
            return 0, -1
        number |= (data[at + place] & 0x7F) << 7 * place
        if not data[at + place] & _MORE or place == most - 1:
            return number, at + place + 1
    return 0, -1


def xlsb_extents(data: bytes) -> list[Extent]:
    """Find how far each sheet reaches; sheets that hold nothing are left out.

    Raises ValueError, or what the parser and the archive raise, for a workbook of which a reader would make far more
    than it holds.
    """
    names = _names(data)
    found: list[tuple[Extent, Counter[int]]] = []
    lengths: list[int] = []
    for part, blocks in parts_of(data):
        path = part.filename.lower()
        if path in names:
            found.append(_sheet(names[path], blocks))
        elif path == "xl/sharedstrings.bin":
            lengths = list(_lengths(part.file_size, blocks))
    for extent, uses in found:
        extent.repeated = sum(lengths[at] * (times - 1) for at, times in uses.items() if at < len(lengths))
        extent.longest = max((lengths[at] for at in uses if at < len(lengths)), default=0)
        extent.check()
    return [extent for extent, _ in found if extent.filled]


def _names(data: bytes) -> dict[str, str]:
    """Give the names of the sheets, by their parts in small letters."""
    relations, sheets = Relations(), {}
    for part, blocks in parts_of(data):
        path = part.filename.lower()
        if path == "xl/_rels/workbook.bin.rels":
            relations.read(blocks)
        elif path == "xl/workbook.bin":
            sheets = dict(_two_texts(each[8:]) for kind, each in records_of(blocks) if kind == _SHEET)
    if unknown := sheets.keys() - relations.targets.keys():
        message = f"its sheet {sheets[min(unknown)]} is in none of its parts"
        raise ValueError(message)
    return relations.parts_of(sheets)


def _two_texts(data: bytes) -> tuple[str, str]:
    """Read a text and the one behind it."""
    first, end = _text(data, 0)
    return first, _text(data, end)[0]


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(unpack_from("<I", data, at)[0])
    return data[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _sheet(name: str, blocks: Iterator[bytes]) -> tuple[Extent, Counter[int]]:
    extent, uses = Extent(name), Counter[int]()
    row = 0
    for kind, record in records_of(blocks):
        if kind == _ROW:
            row = int(unpack_from("<I", record)[0]) + 1
        elif kind in _CELLS and kind != _BLANK:
            extent.take(row, int(unpack_from("<I", record)[0]) + 1, is_error=kind in _FAILED)
            if kind == _SHARED:
                uses[int(unpack_from("<I", record, 8)[0])] += 1
    return extent, uses


def _lengths(size: int, blocks: Iterator[bytes]) -> Iterator[int]:
    """Give the length of each text that stands once for many cells."""
    for kind, record in records_of(blocks):
        if kind == _STRING_TABLE and (said := max(unpack_from("<II", record))) > size:
            message = f"it says that it holds {said:,} texts, and has {size:,} bytes"
            raise ValueError(message)
        if kind == _STRING:
            yield int(unpack_from("<I", record, 1)[0])
