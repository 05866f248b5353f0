"""The sheets of an old .xls workbook: how far each reaches, and which of its formulas failed."""

from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from scorecards.importing.open.ole_stream import workbook_stream
from scorecards.importing.open.sheet_extent import Extent

_SHEET, _BEGIN, _STRING_TABLE, _DIMENSIONS = 0x85, 0x809, 0xFC, 0x200
_MOST_ROWS, _MOST_COLUMNS = 1 << 16, 1 << 8
_WITH_LONG_ROWS = 14
"""The bytes of a record of dimensions whose rows are four bytes each; older ones have two."""

_CELLS: Final = frozenset({0x203, 0x27E, 0x204, 0xFD, 0x205, 0x06, 0xD6, 0xBD})
_TRUTH, _FORMULA, _SEVERAL = 0x205, 0x06, 0xBD


def xls_extents(data: bytes) -> list[Extent]:
    """Find how far each sheet reaches; sheets that hold nothing are left out.

    Raises ValueError or struct.error for a workbook of which a reader would make far more than it holds.
    """
    stream = workbook_stream(data)
    names: dict[int, str] = {}
    found: list[Extent] = []
    for at, kind, record in _records(stream):
        if kind == _SHEET:
            names[int(unpack_from("<I", record)[0])] = _name(record)
        elif kind == _BEGIN:
            found.append(Extent(names.get(at, "")))
        elif kind == _STRING_TABLE and max(unpack_from("<II", record)) > len(stream):
            message = f"it says that it holds {max(unpack_from('<II', record)):,} texts, and has {len(stream):,} bytes"
            raise ValueError(message)
        elif kind == _DIMENSIONS:
            _check_dimensions(record)
        elif kind in _CELLS and found:
            _take(found[-1], kind, record)
    for each in found:
        each.check()
    return [each for each in found if each.filled]


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Give each record: its place, its kind and its data."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _check_dimensions(record: bytes) -> None:
    """Refuse what no sheet of the kind can have: a reader makes room by it, whatever the cells are."""
    written = "<IIHH" if len(record) >= _WITH_LONG_ROWS else "<HHHH"
    above, rows, before, columns = unpack_from(written, record)
    if not (above <= rows <= _MOST_ROWS and before <= columns <= _MOST_COLUMNS):
        most = f"at most {_MOST_ROWS:,} and {_MOST_COLUMNS:,}"
        message = f"it says that it has rows {above:,} to {rows:,}, columns {before:,} to {columns:,}, expected {most}"
        raise ValueError(message)


def _take(sheet: Extent, kind: int, record: bytes) -> None:
    row, column = unpack_from("<HH", record)
    is_error = (kind == _TRUTH and record[7:8] == b"\x01") or (
        kind == _FORMULA and record[6:7] == b"\x02" and record[12:14] == b"\xff\xff"
    )
    sheet.take(row + 1, column + 1, is_error=is_error)
    if kind == _SEVERAL:
        sheet.take(row + 1, int(unpack_from("<H", record, len(record) - 2)[0]) + 1)


def _name(record: bytes) -> str:
    length, is_wide = record[6], record[7] & 1
    written = record[8 : 8 + length * (2 if is_wide else 1)]
    return written.decode("utf-16-le" if is_wide else "latin-1", errors="replace")
