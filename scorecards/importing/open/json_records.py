"""A JSON file to tables: one of its records, and one of each list of child records that they hold."""

from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.open.api_pages import Page, not_whole
from scorecards.importing.open.encodings import Decoded
from scorecards.importing.open.export import Export
from scorecards.importing.open.growing_table import Growing
from scorecards.importing.open.json_flattening import Flat, flatten, id_of, parent_column
from scorecards.importing.open.json_walk import Found, NotJsonError, Walk
from scorecards.importing.tables import Fault, Table
from scorecards.problems.problem import Problem

_WIDEST: Final = 5_000
_NO_OBJECT: Final = "read a single value or a list, expected an object: a record in braces, with a name for each value"
_TOO_DEEP: Final = "read objects that stand in each other hundreds of times, expected a few"


@dataclass(slots=True)
class _Reading:
    """The tables of a file as far as it is read; that of the records themselves has no name."""

    tables: dict[str, Growing] = field(default_factory=lambda: {"": Growing()})
    child_pages: list[Page] = field(default_factory=list)

    def take(self, found: Found) -> None:
        """Add a record to its table, and the child records in it to the tables of their lists."""
        todo: list[tuple[str, Found, dict[str, str]]] = [("", found, {})]
        while todo:
            name, each, parent = todo.pop()
            flat = _flat(each, parent)
            faults = (*each.faults, *flat.faults)
            self.tables.setdefault(name, Growing()).add(each.line, flat.cells, faults)
            self.child_pages.extend(flat.pages)
            identity = {parent_column(each.value): id_of(each.value) or ""} if flat.children else {}
            todo.extend(
                (child, Found(each.line, record, faults), identity)
                for child, records in reversed(flat.children)
                for record in reversed(records)
            )

    def too_wide(self) -> bool:
        """Tell whether records hold so many different fields that they are no rows of a table."""
        return any(len(each.columns) > _WIDEST for each in self.tables.values())


def read_json(export: Export, decoded: Decoded, problems: list[Problem]) -> list[Table]:
    """Read a JSON file; nothing, with a problem added, where it is none or holds only some of the records."""
    walk = Walk(decoded.text, frozenset(export.wanted))
    reading = _Reading()
    refused = _refused(export, walk, reading)
    if refused:
        problems.extend(refused)
        return []
    read_as = f"JSON in {decoded.encoding}"
    main, *children = (
        grown.table(export.path, name or export.name, f"{read_as}, the lists {name}" if name else read_as)
        for name, grown in reading.tables.items()
    )
    main.of_total = _total_of(walk.pages)
    return [main, *children]


def _refused(export: Export, walk: Walk, reading: _Reading) -> list[Problem]:
    """Read the file to its end, and tell why it cannot be taken."""
    try:
        for found in walk.records():
            reading.take(found)
            if reading.too_wide():
                message = f"read more than {_WIDEST:,} different fields, expected records that have the same ones"
                return [export.problem("export-format", message, found.line)]
    except NotJsonError as error:
        return [_no_json(export, walk.text, error)]
    if not walk.text.strip():
        return [export.problem("empty-file", "read nothing, expected records")]
    return [not_whole(export, page) for page in (*filter(_goes_on, reading.child_pages), *_last_of(walk.pages))]


def _flat(found: Found, parent: dict[str, str]) -> Flat:
    """Give the cells of a record with those that name its parent, or what is wrong with it."""
    if not isinstance(found.value, dict):
        value = found.value if isinstance(found.value, str) else ""
        return Flat({**parent}, [Fault("", "json-record", _NO_OBJECT, value)])
    try:
        flat = flatten(found.line, found.value)
    except RecursionError:
        return Flat({**parent}, [Fault("", "json-syntax", _TOO_DEEP)])
    if parent:
        flat.cells = {**parent, **flat.cells}
    return flat


def _goes_on(page: Page) -> bool:
    return page.more


def _last_of(pages: list[Page]) -> list[Page]:
    """Give the last page of a file where it says that more follow, and does not say how many there are in all."""
    return [page for page in pages[-1:] if page.more and page.total is None]


def _total_of(pages: list[Page]) -> int | None:
    """Give how many records the query has in all, where the file holds only some of them."""
    there = sum(page.count for page in pages)
    return next((page.total for page in pages if page.total is not None and page.total > there), None)


def _no_json(export: Export, text: str, error: NotJsonError) -> Problem:
    line = text.count("\n", 0, error.at) + 1
    column = error.at - text.rfind("\n", 0, error.at)
    return export.problem("json-syntax", f"read something that is no JSON here, {error}", line, column)
