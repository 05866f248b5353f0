"""Workbooks of a few cells, written part by part: good ones, and those that no spreadsheet would write."""

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Final

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OPEN: Final = "urn:oasis:names:tc:opendocument:xmlns"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts into an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'


def _packed(book: str, content: str | bytes, target: str, sheet: str | bytes) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relation("officeDocument", f"xl/{book}"),
        f"xl/_rels/{book}.rels": _relation("worksheet", target),
        f"xl/{book}": content,
        f"xl/{target}": sheet,
    }


def xlsx(rows: str, *, target: str = "worksheets/sheet1.xml", before: str = "", **more: str) -> bytes:
    """Write the rows of a sheet into an .xlsx workbook; ``more`` are parts by their names without folder and ending."""
    sheets = '<sheets><sheet name="Deals" sheetId="1" r:id="rId1"/></sheets>'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{sheets}</workbook>'
    sheet = f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    others = {f"xl/{name}.xml": part for name, part in more.items()}
    return archive(_packed("workbook.xml", book, target, sheet) | others)


def shared_strings(*texts: str, said: int | None = None) -> str:
    """Write the part with texts that stand once for many cells; ``said`` is how many it says that it holds."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(texts) if said is None else said}">{items}</sst>'


def ods(rows: str) -> bytes:
    """Write the rows of a sheet into an OpenDocument workbook."""
    names = " ".join(f'xmlns:{each}="{_OPEN}:{each}:1.0"' for each in ("office", "table", "text"))
    table = f'<table:table table:name="Deals">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f'<office:document-content {names} xmlns:calcext="urn:calcext">{body}</office:document-content>'
    manifest = f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    """Write a row of an OpenDocument sheet."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_cell(text: str, kind: str = 'office:value-type="string"', repeated: int = 1) -> str:
    """Write a cell of an OpenDocument sheet."""
    given = f'{kind} table:number-columns-repeated="{repeated}"'
    return f"<table:table-cell {given}><text:p>{text}</text:p></table:table-cell>"


def binary(kind: int, data: bytes = b"") -> bytes:
    """Write a record of an .xlsb part."""
    first = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while size >= 0x80:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return first + length + bytes([size]) + data


def wide(text: str) -> bytes:
    """Write a text of an .xlsb record."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(number: int) -> bytes:
    """Begin a row of an .xlsb sheet; rows count from 0."""
    return binary(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))


def binary_cell(kind: int, column: int, value: bytes) -> bytes:
    """Write a cell of an .xlsb sheet; columns count from 0."""
    return binary(kind, struct.pack("<II", column, 0) + value)


def xlsb(records: bytes, strings: bytes = b"") -> bytes:
    """Write the records of a sheet into an .xlsb workbook."""
    sheet = binary(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide("Deals"))
    book = binary(0x83) + binary(0x99, struct.pack("<II", 0, 0) + wide("")) + binary(0x8F) + sheet + binary(0x90)
    data = binary(0x81) + binary(0x94, bytes(16)) + binary(0x91) + records + binary(0x92) + binary(0x82)
    parts = _packed("workbook.bin", book + binary(0x84), "worksheets/sheet1.bin", data)
    return archive(parts | ({"xl/sharedStrings.bin": strings} if strings else {}))


def old(kind: int, data: bytes = b"") -> bytes:
    """Write a record of an .xls workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def xls(cells: bytes, *, before: bytes = b"") -> bytes:
    """Write the records of a sheet into an .xls workbook: a compound file of one stream."""
    begin = old(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = b"Deals"
    place = len(begin) + len(before) + 4 + 8 + len(name) + 4
    sheet = old(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    inner = old(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + old(0x0A)
    return compound(begin + before + sheet + old(0x0A) + inner)


def compound(stream: bytes) -> bytes:
    """Write a compound file with one stream, called Workbook."""
    stream = stream.ljust(4096, b"\0") + bytes(-max(len(stream), 4096) % 512)
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0).ljust(436, b"\xff")
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 2, len(stream))
    return head + fat + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    child = 1 if kind == 5 else none
    links = struct.pack("<HBBIII", len(written), kind, 1, none, none, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)
