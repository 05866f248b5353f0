"""Rejected rows as the text of files that people can mend."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Final

from scorecards.importing.open.limits import LONGEST_CELL
from scorecards.importing.open.mended_rows import MendedFile
from scorecards.importing.open.rejects_file import OWN, RowOrigin, columns_of, mark, read_cells, writable, written_cell
from scorecards.importing.open.table import Fault, Table
from scorecards.problems.problem import Problem, Problems, visible
from scorecards.read.folders import standing_in
from scorecards.read.sources import bytes_of, shown

_UNFIT_FOR_A_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]|^\.+|[. ]+$')
_LONGEST: Final = 60
_BOM: Final = "\ufeff"  # by which a spreadsheet knows that it is UTF-8


def rejects_of(tables: Iterable[Table], folder: Path, mended: Sequence[MendedFile] = ()) -> dict[Path, str]:
    """Give the text of a rejects file for each table with rejected rows, in ``folder``.

    Where a rejects file was given for the table, all rows of that file stand in the new one, so that nothing that
    was mended is lost.
    """
    put = {each.table for each in mended}
    originals = [table for table in tables if table not in put]
    found: dict[Path, str] = {}
    for table, name in zip(originals, _names(originals, folder, mended), strict=True):
        given = [each for each in mended if each.original is table]
        if table.rejected or any(each.table.rejected for each in given):
            found[folder / name] = _text(table, given)
    return found


def _names(originals: Iterable[Table], folder: Path, mended: Iterable[MendedFile]) -> list[str]:
    """Name a file for each table: that of the rejects file that was given for it, or the table's own name."""
    given = {each.original: Path(each.table.path).name for each in mended if Path(each.table.path).parent == folder}
    used = {name.casefold() for name in given.values()}
    names = []
    for table in originals:
        name = given.get(table) or _unused(_UNFIT_FOR_A_NAME.sub("-", table.name)[:_LONGEST] or "rows", used)
        used.add(name.casefold())
        names.append(name)
    return names


def _unused(stem: str, used: set[str]) -> str:
    name, number = f"{stem}.csv", 1
    while name.casefold() in used:
        number += 1
        name = f"{stem}-{number}.csv"
    return name


def _text(table: Table, given: Iterable[MendedFile]) -> str:
    file = PurePath(table.path).name
    rows = [(RowOrigin(file, each.row.line, mark(each.row.cells)), each.row, each.faults) for each in table.rejected]
    for each in given:
        faults = {rejected.row.line: rejected.faults for rejected in each.table.rejected}
        rows += [(origin, row, faults.get(row.line, ())) for origin, row in each.rows]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*OWN, *columns_of(table)])
    for origin, row, why in sorted(rows, key=lambda each: each[0].line):
        writer.writerow([*map(writable, _own(origin, why)), *map(written_cell, row.cells)])
    return _BOM + out.getvalue()


def _own(origin: RowOrigin, faults: tuple[Fault, ...]) -> tuple[str, ...]:
    reason = "; ".join(visible(f"{each.column}: {each.message}" if each.column else each.message) for each in faults)
    column, value = (faults[0].column, faults[0].value) if faults else ("", "")
    return reason, origin.file, str(origin.line), column, value, origin.mark


def check_rejects_on_file(
    folder: Path, rejects: Mapping[Path, str], given: Sequence[Path], problems: Problems
) -> tuple[Path, ...]:
    """Look at the rejects files of this day that were not given: one that somebody mended is a problem.

    Gives those that nobody touched and that are no longer needed.
    """
    stale = []
    for path in (path for path in standing_in(folder) if path.suffix == ".csv"):
        content = bytes_of(path, problems)
        if content is None or any(path.samefile(each) for each in given):
            continue
        if path in rejects and content == rejects[path].encode():
            continue
        line = _first_mended(content)
        if line:
            message = "read rows that somebody fixed, expected this file along with the export; or remove it"
            problems.add(Problem(shown(path), line, 1, "rejects-mended", message))
        elif path not in rejects:
            stale.append(path)
    return tuple(stale)


def _first_mended(content: bytes) -> int:
    """Give the line of the first row that differs from what was written, 1 where the file as a whole does, or 0."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(next(reader, [])[: len(OWN)]) != OWN:
            return 1
        line = reader.line_num + 1
        for cells in reader:
            if mark(read_cells([*cells])) != RowOrigin.read([*cells]).mark:
                return line
            line = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error):
        return 1
    return 0
