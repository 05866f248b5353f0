"""An export's files to tables: CSV and other text, JSON, Excel, Parquet.

A file is of the kind that its content shows; where that is not certain, of the one that its name says.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.api_pages import unfinished
from scorecards.importing.open.delimited import read_delimited
from scorecards.importing.open.encodings import decode
from scorecards.importing.open.export import Export
from scorecards.importing.open.file_kind import TEXTS, Kind, kind_of, kind_of_text
from scorecards.importing.open.json_records import read_json
from scorecards.importing.open.workbooks import read_frame
from scorecards.importing.rejects.form import OWN
from scorecards.importing.tables import Table
from scorecards.problems.problem import Problem
from scorecards.read.sources import bytes_of, shown

__all__ = ["LARGEST", "open_export", "unfinished"]

LARGEST: Final = 1 << 30
"""The size of an export's file, in bytes; a million opportunities take less."""

_REJECTS: Final = tuple(mark + quote + OWN[0].encode() for mark in (b"", b"\xef\xbb\xbf") for quote in (b"", b'"'))
"""How a rejects file begins.  It is written, and saved again, in a way of its own."""


def open_export(path: Path, source: CsvSource, wanted: Collection[str], problems: list[Problem]) -> list[Table]:
    """Read every table of a file; none, with a problem added, where it cannot be read.

    ``wanted`` are columns that the mapping names for such a file: they show where the header is.  Each record of the
    file stands in exactly one of a table's rows, skipped and rejected.
    """
    data = bytes_of(path, problems, LARGEST)
    if data is None:
        return []
    if data.startswith(_REJECTS):
        source, wanted = CsvSource(), OWN
    export = Export(shown(path), path.stem, source, wanted)
    kind = kind_of(export, data, path.suffix, problems)
    if kind in TEXTS:
        return _read_text(export, data, kind, problems)
    return read_frame(export, data, kind, problems) if kind else []


def _read_text(export: Export, data: bytes, kind: Kind, problems: list[Problem]) -> list[Table]:
    decoded = decode(export.path, data, export.source.encoding, problems)
    read_as = kind_of_text(export, decoded.text, kind, problems) if decoded else None
    if decoded is None or read_as is None:
        return []
    return (read_json if read_as is Kind.JSON else read_delimited)(export, decoded, problems)
