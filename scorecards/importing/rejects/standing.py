"""Rejects files that stand in the folder of the day already."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from scorecards.importing.rejects.form import OWN, Origin, mark, read_cells
from scorecards.problems.problem import Problem
from scorecards.read.sources import bytes_of, shown

_LARGEST_CELL: Final = (1 << 31) - 1


def check_standing(
    folder: Path, rejects: Mapping[Path, str], given: Sequence[Path], problems: list[Problem]
) -> tuple[Path, ...]:
    """Look at the rejects files of this day that were not given: one that somebody mended is a problem.

    Gives those that nobody touched and that are no longer needed.
    """
    stale = []
    for path in sorted(folder.glob("*.csv")):
        content = bytes_of(path, problems)
        if content is None or any(path.samefile(each) for each in given):
            continue
        if path in rejects and content == rejects[path].encode():
            continue
        line = _first_mended(content)
        if line:
            message = "read rows that somebody mended, expected this file along with the export; or remove it"
            problems.append(Problem(shown(path), line, 1, "rejects-mended", message))
        elif path not in rejects:
            stale.append(path)
    return tuple(stale)


def _first_mended(content: bytes) -> int:
    """Give the line of the first row that differs from what was written, 1 where the file as a whole does, or 0."""
    csv.field_size_limit(_LARGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(next(reader, [])[: len(OWN)]) != OWN:
            return 1
        line = reader.line_num + 1
        for cells in reader:
            if mark(read_cells([*cells])) != Origin.read([*cells]).mark:
                return line
            line = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error):
        return 1
    return 0
