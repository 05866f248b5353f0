"""A file of an export, and its kind: by its content where that is certain, by the ending of its name otherwise."""

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from scorecards.importing.mapping.source import CsvSource
from scorecards.problems.problem import Problem, Problems


@dataclass(frozen=True, slots=True)
class ExportFile:
    """Where a file stands, and what the mapping says of it."""

    path: str
    name: str
    """The file's name without folder and ending."""
    source: CsvSource
    wanted: Collection[str]
    """Columns that the mapping names for such a file."""
    problems: Problems = field(default_factory=Problems)
    """Gets what is wrong with the file."""
    ids: tuple[str, ...] = ()
    """Columns that hold the id of an opportunity, the one that counts first."""

    def problem(self, code: str, message: str, line: int = 1, column: int = 1) -> Problem:
        """Name a problem with the file, as a whole or at a place."""
        return Problem(self.path, line, column, code, message)

    def unreadable(self, kind: "FileKind", error: BaseException) -> Problem:
        """Name the problem that the file's reader gave up on it."""
        said = " ".join(str(error).split())[:200] or type(error).__name__
        message = f"read a damaged file, expected {kind.value} ({said}); export it again, or as CSV"
        return self.problem("file-unreadable", message)


_CSV_INSTEAD: Final = "export it as CSV"


class FileKind(Enum):
    """The kinds of files, in words."""

    TEXT = "text"
    JSON = "JSON"
    EXCEL = "Excel"
    OLD_EXCEL = "Excel 97"
    BINARY_EXCEL = "binary Excel"
    OPEN_DOCUMENT = "OpenDocument"
    PARQUET = "Parquet"


TEXTS: Final = {FileKind.TEXT, FileKind.JSON}

_KINDS: Final = {
    ".json": FileKind.JSON,
    ".xlsx": FileKind.EXCEL,
    ".parquet": FileKind.PARQUET,
    ".xlsm": FileKind.EXCEL,
    ".xlsb": FileKind.BINARY_EXCEL,
    ".ods": FileKind.OPEN_DOCUMENT,
    ".jsonl": FileKind.JSON,
    ".ndjson": FileKind.JSON,
}
ENDINGS: Final = (".csv", ".tsv", ".txt", ".xls", *_KINDS)
"""How the name of an export's file may end, the most usual first."""

_PARTS: Final = {
    "xl/workbook.xml": FileKind.EXCEL,
    "xl/workbook.bin": FileKind.BINARY_EXCEL,
    "content.xml": FileKind.OPEN_DOCUMENT,
}
"""The file within a zip archive by which each kind is known."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = (
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"BZh", "a compressed file (bzip2)", "unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "unpack it first"),
    (b"Rar!", "an archive (rar)", "unpack it first"),
    (b"PK\x05\x06", "an empty zip archive", "export it again"),
    (b"%PDF-", "a PDF", _CSV_INSTEAD),
    (b"\x89PNG", "a picture", _CSV_INSTEAD),
    (b"\xff\xd8\xff", "a picture", _CSV_INSTEAD),
)
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|table|meta)\b", re.IGNORECASE)
_JSON: Final = re.compile(r'\s*(?:\[\s*[\[{"\]]|\{\s*["}])')


def kind_of(file: ExportFile, data: bytes, ending: str) -> FileKind | None:
    """Tell the kind of a file by its bytes; None, with a problem added, where it cannot be read."""
    kind = _kind_of(data, ending)
    if isinstance(kind, FileKind):
        return kind
    file.problems.add(file.problem("export-format", kind))
    return None


def _kind_of(data: bytes, ending: str) -> FileKind | str:
    if data.startswith(b"PAR1"):
        return FileKind.PARQUET
    if data.startswith(_ZIP):
        return _kind_of_archive(data)
    if data.startswith(_OLE):
        locked = "read a password-protected Excel file, expected one without a password; save it without"
        return locked if _LOCKED in data else FileKind.OLD_EXCEL
    for mark, what, cure in _OTHERS:
        if data.startswith(mark):
            return f"read {what}, expected an export; {cure}"
    kind = _KINDS.get(ending.lower(), FileKind.TEXT)
    if kind in TEXTS:
        return kind
    return f"read something else, expected {kind.value} as the file's name says; export it again, or as CSV"


def kind_of_text(file: ExportFile, text: str, kind: FileKind) -> FileKind | None:
    """Tell the kind of a text; None, with a problem added, where it cannot be read."""
    if _MARKUP.match(text):
        message = f"read a web page or XML, expected an export; {_CSV_INSTEAD}"
        file.problems.add(file.problem("export-format", message))
        return None
    return FileKind.JSON if _JSON.match(text) else kind


def _kind_of_archive(data: bytes) -> FileKind | str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError):
        return FileKind.EXCEL
    kind = next((kind for name, kind in _PARTS.items() if name in names), None)
    return kind or "read a zip archive, expected an export; unpack it first, and give the files in it"
