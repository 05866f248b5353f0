"""The files of an import to tables: those that are given, and those beside them that the mapping names.

A file is of the kind that its content shows; where that is not certain, of the one that its name says.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path, PurePath
from typing import Final

from scorecards.importing.mapping.plan import Plan
from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.api_pages import unfinished
from scorecards.importing.open.delimited import read_delimited
from scorecards.importing.open.encodings import decode
from scorecards.importing.open.export_file import ENDINGS, TEXTS, ExportFile, FileKind, kind_of, kind_of_text
from scorecards.importing.open.json_records import read_json
from scorecards.importing.open.limits import beyond_limits
from scorecards.importing.open.parquet_files import read_parquet
from scorecards.importing.open.rejects_file import OWN, is_rejects
from scorecards.importing.open.table import Table
from scorecards.importing.open.workbooks import read_workbook
from scorecards.problems.problem import Problems
from scorecards.read.folders import standing_in
from scorecards.read.sources import bytes_of, shown

LARGEST: Final = 1 << 30
"""The size of an export's file, in bytes; a million opportunities take less."""

_REJECTS: Final = tuple(mark + quote + OWN[0].encode() for mark in (b"", b"\xef\xbb\xbf") for quote in (b"", b'"'))
"""How a rejects file begins.  It is written, and saved again, in a way of its own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables of all files, as they are written; those of rejects files, which somebody mended, stand apart."""

    tables: list[Table]
    rejects: list[Table]
    folder: Path
    """Where the export is, and where files are looked for that were not given."""


def open_all(files: Sequence[Path], plan: Plan, problems: Problems) -> Opened:
    """Open the files that are given, and those that the mapping names and that stand beside the export.

    The export is the first file that holds no rejected rows.
    """
    opener = _Opener(plan, problems)
    given = [(path, opener.open_once(path, times)) for path, times in _times_given(files).items()]
    export = [path for path, found in given if not any(map(is_rejects, found))]
    folder = (export or files)[0].parent
    tables = [table for _, found in given for table in found if not is_rejects(table)]
    for names, _ in plan.sought():
        beside = None if any(answers(table, names) for table in tables) else _beside(folder, names)
        tables += opener.open(beside) if beside and realpath(beside) not in map(realpath, files) else []
    problems.extend(unfinished(tables))
    return Opened(tables, [table for _, found in given for table in found if is_rejects(table)], folder)


def answers(table: Table, names: Iterable[str]) -> bool:
    """Tell whether one of these names is that of a table or of its file, with or without what follows the point."""
    return _is_named({table.name.casefold(), PurePath(table.path).name.casefold()}, names)


def _times_given(files: Iterable[Path]) -> dict[Path, int]:
    """Count how often each file is given, by the first of the ways in which it is named."""
    first: dict[str, Path] = {}
    return Counter(first.setdefault(realpath(path), path) for path in files)


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens files by what the mapping says of those of their name."""

    plan: Plan
    problems: Problems

    def open_once(self, path: Path, times: int) -> list[Table]:
        tables = self.open(path)
        for table in tables if times > 1 else ():
            table.read_as += f", given {times} times and read once"
        return tables

    def open(self, path: Path) -> list[Table]:
        called = {path.name.casefold(), path.stem.casefold()}
        named = [columns for names, columns in self.plan.columns() if _is_named(called, names)]
        export = [columns for names, columns in self.plan.columns() if not names]
        ids = tuple(dict.fromkeys(column for column, _ in self.plan.rules.opportunities.id.columns()))
        source = self.plan.rules.source
        if named:
            source = source.model_copy(update={"columns": ()})
        return tables_of(path, source, set().union(*(named or export)), self.problems, ids)


def _is_named(called: set[str], names: Iterable[str]) -> bool:
    return any(_folded(name) & called for name in names)


def _folded(name: str) -> set[str]:
    whole = name.casefold()
    ending = next((each for each in ENDINGS if whole.endswith(each)), "")
    return {whole, whole.removesuffix(ending)}


def _beside(folder: Path, names: Iterable[str]) -> Path | None:
    """Find a file in a folder; the name as it stands goes before the name with another ending."""
    there = {path.name.casefold(): path for path in reversed(standing_in(folder))}
    wanted = [name.casefold() + ending for name in names for ending in ("", *ENDINGS)]
    return next((there[name] for name in wanted if name in there and there[name].is_file()), None)


def tables_of(
    path: Path, source: CsvSource, wanted: Collection[str], problems: Problems, ids: tuple[str, ...] = ()
) -> list[Table]:
    """Read every table of a file; none, with a problem added, where it cannot be read.

    ``wanted`` are columns that the mapping names for such a file: they show where the header is.  ``ids`` are those
    that hold the id of an opportunity.  Each record of the file stands in exactly one of a table's rows, skipped and
    rejected.
    """
    if beyond := beyond_limits(path):
        problems.add(beyond)
        return []
    data = bytes_of(path, problems, LARGEST)
    if data is None:
        return []
    if data.startswith(_REJECTS):
        source, wanted = CsvSource(), OWN
    file = ExportFile(shown(path), path.stem, source, wanted, problems, ids)
    kind = kind_of(file, data, path.suffix)
    if kind in TEXTS:
        return _read_text(file, data, kind)
    if kind is FileKind.PARQUET:
        return read_parquet(file, data)
    return read_workbook(file, data, kind) if kind else []


def _read_text(file: ExportFile, data: bytes, kind: FileKind) -> list[Table]:
    decoded = decode(file, data)
    read_as = kind_of_text(file, decoded.text, kind) if decoded else None
    if decoded is None or read_as is None:
        return []
    return (read_json if read_as is FileKind.JSON else read_delimited)(file, decoded)
