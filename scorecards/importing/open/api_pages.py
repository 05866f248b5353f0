"""The pages in which an API gives many records: whether all of them are there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from scorecards.importing.open.export_file import ExportFile
from scorecards.importing.open.table import Table
from scorecards.problems.problem import Problem

LISTS: Final = ("records", "results", "data", "value", "deals", "result")
"""The keys under which the APIs of CRMs give the records of an answer."""

_MORE: Final = ("has_more", "hasMore", "more_records", "more_items_in_collection")
"""What an answer, or what it says of its pages, has as true where more follow."""

_NEXT: Final = ("nextRecordsUrl", "next_cursor", "next_page", "@odata.nextLink", "nextLink", "next")
"""Where an answer, or what it says of its pages, names the next one."""

_OF_PAGES: Final = ("paging", "pagination", "additional_data", "info", "meta", "links", "_links")
"""Under which keys an answer tells of its pages."""

_MOST_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What an answer says of itself, and the number of its records."""

    line: int
    count: int
    total: int | None
    """How many records the query has in all, where the answer says so."""
    more: bool
    """True where it says that another page follows."""


def records_in(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Give the records of an answer, or of a list of child records; None where it is neither."""
    for key in LISTS:
        records = value.get(key)
        if isinstance(records, list) and all(isinstance(each, dict) for each in records):
            return records
    return None


def page_of(line: int, answer: dict[str, Any], count: int) -> Page:
    """Read what an answer says beside its records."""
    total = answer.get("totalSize")
    known = isinstance(total, str) and total.isdecimal() and len(total) <= _MOST_DIGITS
    return Page(line, count, int(total) if known and total else None, _goes_on(answer))


def not_whole(file: ExportFile, page: Page) -> Problem:
    """Name a page of which it is not certain that the others are there too."""
    message = (
        f"read {page.count:,} records and that more follow on another page, expected all of them; export every page, "
        "and join the records into one list"
    )
    return file.problem("json-not-whole", message, page.line)


def unfinished(tables: Iterable[Table]) -> Iterator[Problem]:
    """Name the tables of which pages are lacking, among all those that were read as one kind of record."""
    paged = [table for table in tables if table.of_total is not None]
    there = Counter[int | None]()
    for table in paged:
        there[table.of_total] += table.total()
    for table in paged:
        if table.of_total is not None and there[table.of_total] != table.of_total:
            message = (
                f"read {there[table.of_total]:,} records of a query that has {table.of_total:,}, expected all of them; "
                "export all pages, and give all of their files at once, each once"
            )
            yield Problem(table.path, 1, 1, "json-not-whole", message)


def _goes_on(answer: dict[str, Any]) -> bool:
    if answer.get("done") is False or any(answer.get(key) is True for key in _MORE):
        return True
    if any(answer.get(key) for key in _NEXT):
        return True
    return any(_goes_on(inner) for key in _OF_PAGES if isinstance(inner := answer.get(key), dict))
