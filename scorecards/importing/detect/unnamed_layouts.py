"""Columns of days that are written in a layout that counts only where the mapping names it: asked, once for each."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC
from itertools import chain
from typing import Final

from scorecards.importing.detect.days import EPOCH, EXCEL, ISO, PATTERNS, TOLD_ONLY, Days
from scorecards.importing.detect.distinct_texts import DistinctText
from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.packed_rows import cells_in
from scorecards.importing.open.table import Table
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import quoted

_LAYOUTS: Final = (*TOLD_ONLY, EXCEL, EPOCH)
_PLAUSIBLE: Final = ("1970", "2100")
"""In these years are the days of an export: so a column of small numbers is taken for no count of days."""


def layouts_to_name(
    columns: Iterable[tuple[Table, str]], source: CsvSource, locale: str | None = None
) -> Iterator[Problem]:
    """Ask for the layout of each column of which no text is a day as the export is read, and all are in another way.

    The rows of a file that somebody mended count with those of the file.
    """
    usual = Days(frozenset({source.dates, ISO} if source.dates else PATTERNS), source.dates, UTC, locale)
    by_file: dict[tuple[str, str], dict[Table, None]] = {}
    for table, column in columns:
        by_file.setdefault((table.file, column), {})[table] = None
    for (_, column), tables in by_file.items():
        texts = chain.from_iterable(_texts(table, column, source.blanks) for table in tables)
        first = next(texts, None)
        if first is None or usual.is_day(first.text):
            continue
        fitting = [each for each in _LAYOUTS if each != source.dates and _in_layout(each, first)]
        for text in texts if fitting else ():
            fitting = [] if usual.is_day(text.text) else [each for each in fitting if _in_layout(each, text)]
            if not fitting:
                break
        if fitting:
            yield _question(first, fitting, source)


def _texts(table: Table, column: str, blanks: Collection[str]) -> Iterator[DistinctText]:
    """Give the texts of a column one by one: mostly the first of them is a day, and shows all."""
    cells = cells_in(table.rows, table.index(column)) if column in table.header else ()
    last = ""
    for line, cell in cells:
        text = (cell or "").strip()
        if text and text != last and text not in blanks:
            yield DistinctText(text, table, line, column)
        last = text


def _in_layout(layout: str, seen: DistinctText) -> bool:
    day = Days(frozenset({layout}), layout, UTC).read(seen.text)
    return day is not None and _PLAUSIBLE[0] <= day < _PLAUSIBLE[1]


def _question(first: DistinctText, layouts: list[str], source: CsvSource) -> Problem:
    lines = [f"dates: {each} beside the column" if source.dates else f"source: {{dates: {each}}}" for each in layouts]
    message = (
        f"read {quoted(first.text)}, and all of the column like it, expected the mapping to name the layout. "
        f"Write {' or '.join(lines)}, or export the days as {ISO}"
    )
    return first.problem("csv-date-layout", message)
