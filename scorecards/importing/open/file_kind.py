"""What kind of file an export is: by its content where that is certain, by the ending of its name otherwise."""

import io
import re
import zipfile
from enum import Enum
from typing import Final

from scorecards.importing.open.export import Export
from scorecards.problems.problem import Problem

_CSV_INSTEAD: Final = "export it as CSV"


class Kind(Enum):
    """The kinds of files, in words."""

    TEXT = "text"
    JSON = "JSON"
    EXCEL = "Excel"
    OLD_EXCEL = "Excel 97"
    BINARY_EXCEL = "binary Excel"
    OPEN_DOCUMENT = "OpenDocument"
    PARQUET = "Parquet"


TEXTS: Final = {Kind.TEXT, Kind.JSON}

_KINDS: Final = {
    ".json": Kind.JSON,
    ".xlsx": Kind.EXCEL,
    ".parquet": Kind.PARQUET,
    ".xlsm": Kind.EXCEL,
    ".xlsb": Kind.BINARY_EXCEL,
    ".ods": Kind.OPEN_DOCUMENT,
    ".jsonl": Kind.JSON,
    ".ndjson": Kind.JSON,
}
ENDINGS: Final = (".csv", ".tsv", ".txt", ".xls", *_KINDS)
"""How the name of an export's file may end, the most usual first."""

_PARTS: Final = {
    "xl/workbook.xml": Kind.EXCEL,
    "xl/workbook.bin": Kind.BINARY_EXCEL,
    "content.xml": Kind.OPEN_DOCUMENT,
}
"""The file within a zip archive by which each kind is known."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = (
    (b"\x1f\x8b", "a file that is packed (gzip)", "unpack it first"),
    (b"BZh", "a file that is packed (bzip2)", "unpack it first"),
    (b"\xfd7zXZ\x00", "a file that is packed (xz)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a file that is packed (zstd)", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "unpack it first"),
    (b"Rar!", "an archive (rar)", "unpack it first"),
    (b"PK\x05\x06", "a zip archive with nothing in it", "export it again"),
    (b"%PDF-", "a PDF", _CSV_INSTEAD),
    (b"\x89PNG", "a picture", _CSV_INSTEAD),
    (b"\xff\xd8\xff", "a picture", _CSV_INSTEAD),
)
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|table|meta)\b", re.IGNORECASE)
_JSON: Final = re.compile(r'\s*(?:\[\s*[\[{"\]]|\{\s*["}])')


def kind_of(export: Export, data: bytes, ending: str, problems: list[Problem]) -> Kind | None:
    """Tell the kind of a file by its bytes; None, with a problem added, where it cannot be read."""
    kind = _kind_of(data, ending)
    if isinstance(kind, Kind):
        return kind
    problems.append(export.problem("export-format", kind))
    return None


def _kind_of(data: bytes, ending: str) -> Kind | str:
    if data.startswith(b"PAR1"):
        return Kind.PARQUET
    if data.startswith(_ZIP):
        return _kind_of_archive(data)
    if data.startswith(_OLE):
        locked = "read an Excel file that a password protects, expected one without; save it without the password"
        return locked if _LOCKED in data else Kind.OLD_EXCEL
    for mark, what, cure in _OTHERS:
        if data.startswith(mark):
            return f"read {what}, expected an export; {cure}"
    kind = _KINDS.get(ending.lower(), Kind.TEXT)
    if kind in TEXTS:
        return kind
    return f"read something else, expected {kind.value} as the file's name says; export it again, or as CSV"


def kind_of_text(export: Export, text: str, kind: Kind, problems: list[Problem]) -> Kind | None:
    """Tell the kind of a text; None, with a problem added, where it cannot be read."""
    if _MARKUP.match(text):
        message = f"read a web page or XML, expected an export; {_CSV_INSTEAD}"
        problems.append(export.problem("export-format", message))
        return None
    return Kind.JSON if _JSON.match(text) else kind


def _kind_of_archive(data: bytes) -> Kind | str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError):
        return Kind.EXCEL
    kind = next((kind for name, kind in _PARTS.items() if name in names), None)
    return kind or "read a zip archive, expected an export; unpack it first, and give the files in it"
