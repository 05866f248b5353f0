"""A JSON file to tables: one of its records, and one of each list of child records that they hold."""

from dataclasses import dataclass, field
from typing import Final

from scorecards.importing.open.api_pages import Page, not_whole
from scorecards.importing.open.encodings import Decoded
from scorecards.importing.open.export_file import ExportFile
from scorecards.importing.open.json_flattening import FlatRecord, flatten, id_of, parent_column
from scorecards.importing.open.json_walk import JsonRecord, JsonWalk, NotJsonError
from scorecards.importing.open.table import Cells, Fault, Rejected, Row, RowKey, Table
from scorecards.problems.problem import Problem

_MANY: Final = 100_000

_WIDEST: Final = 5_000
_NO_OBJECT: Final = "read a single value or a list, expected an object: a record in braces, with a name for each value"
_TOO_DEEP: Final = "read objects that stand in each other hundreds of times, expected a few"


@dataclass(slots=True)
class GrowingTable:
    """The columns and records of a table as far as they are read."""

    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)

    def add(self, key: RowKey, line: int, cells: dict[str, str], faults: tuple[Fault, ...]) -> None:
        """Add a record; one with faults is rejected."""
        same = self._seen.setdefault if len(self._seen) < _MANY else self._seen.get
        row = Row(line, self._in_columns({column: same(cell, cell) for column, cell in cells.items()}), key)
        if faults:
            self.rejected.append(Rejected(row, faults))
        else:
            self.rows.append(row)

    def _in_columns(self, cells: dict[str, str]) -> Cells:
        """Put the cells in the order of the columns, and add a column for each that is new."""
        if cells.keys() - self.columns.keys():
            for column in cells:
                self.columns.setdefault(column, len(self.columns))
        return list(map(cells.get, self.columns))

    def table(self, path: str, name: str, read_as: str) -> Table:
        """Give the table, with a cell or None for every column in every row."""
        table = Table(path, name, read_as, list(self.columns), self.rows, rejected=self.rejected)
        inside = self._inside()
        for row in (*table.rows, *(each.row for each in table.rejected)):
            row.cells.extend([None] * (len(table.header) - len(row.cells)))
            for at, inner in inside.items():
                if row.cells[at] == "":
                    _blank(row.cells, inner)
        return table

    def _inside(self) -> dict[int, list[int]]:
        """Give, for a column that holds what has columns of its own in other records, the numbers of these."""
        inside: dict[int, list[int]] = {}
        for column, at in self.columns.items():
            outer, _, _ = column.rpartition(".")
            if outer in self.columns:
                inside.setdefault(self.columns[outer], []).append(at)
        return inside


def _blank(cells: Cells, positions: list[int]) -> None:
    """Fill in what an object that is null does not hold: it is known to be blank."""
    for at in positions:
        cells[at] = cells[at] or ""


@dataclass(slots=True)
class _Reading:
    """The tables of a file as far as it is read; that of the records themselves has no name."""

    path: str
    ids: tuple[str, ...] = ()
    """Columns that hold the id of an opportunity."""
    tables: dict[str, GrowingTable] = field(default_factory=lambda: {"": GrowingTable()})
    child_pages: list[Page] = field(default_factory=list)
    records: int = 0

    def take(self, found: JsonRecord) -> None:
        """Add a record to its table, and the child records in it to the tables of their lists."""
        todo: list[tuple[str, JsonRecord, dict[str, str]]] = [("", found, {})]
        while todo:
            name, each, parent = todo.pop()
            flat = _flat(each, parent)
            faults = (*each.faults, *flat.faults)
            self.records += 1
            key = RowKey(self.path, self.records)
            self.tables.setdefault(name, GrowingTable()).add(key, each.line, flat.cells, faults)
            self.child_pages.extend(flat.pages)
            identity = (
                {parent_column(each.value): id_of(each.value, flat.cells, self.ids) or ""} if flat.children else {}
            )
            todo.extend(
                (child, JsonRecord(each.line, record, faults), identity)
                for child, records in reversed(flat.children)
                for record in reversed(records)
            )

    def too_wide(self) -> bool:
        """Tell whether records hold so many different fields that they are no rows of a table."""
        return any(len(each.columns) > _WIDEST for each in self.tables.values())


def read_json(file: ExportFile, decoded: Decoded) -> list[Table]:
    """Read a JSON file; nothing, with a problem added, where it is none or holds only some of the records."""
    walk = JsonWalk(decoded.text, frozenset(file.wanted))
    reading = _Reading(file.path, file.ids)
    refused = _refused(file, walk, reading)
    if refused:
        file.problems.extend(refused)
        return []
    read_as = f"JSON in {decoded.encoding}"
    main, *children = (
        grown.table(file.path, name or file.name, f"{read_as}, the lists {name}" if name else read_as)
        for name, grown in reading.tables.items()
    )
    main.of_total = _total_of(walk.pages)
    return [main, *children]


def _refused(file: ExportFile, walk: JsonWalk, reading: _Reading) -> list[Problem]:
    """Read the file to its end, and tell why it cannot be taken."""
    try:
        for found in walk.records():
            reading.take(found)
            if reading.too_wide():
                message = f"read more than {_WIDEST:,} different fields, expected records that have the same ones"
                return [file.problem("export-format", message, found.line)]
    except NotJsonError as error:
        return [_no_json(file, walk.text, error)]
    if not walk.text.strip():
        return [file.problem("empty-file", "read nothing, expected records")]
    return [not_whole(file, page) for page in (*filter(_goes_on, reading.child_pages), *_last_of(walk.pages))]


def _flat(found: JsonRecord, parent: dict[str, str]) -> FlatRecord:
    """Give the cells of a record with those that name its parent, or what is wrong with it."""
    if not isinstance(found.value, dict):
        value = found.value if isinstance(found.value, str) else ""
        return FlatRecord({**parent}, [Fault("", "json-record", _NO_OBJECT, value)])
    try:
        flat = flatten(found.line, found.value)
    except RecursionError:
        return FlatRecord({**parent}, [Fault("", "json-syntax", _TOO_DEEP)])
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


def _no_json(file: ExportFile, text: str, error: NotJsonError) -> Problem:
    line = text.count("\n", 0, error.at) + 1
    column = error.at - text.rfind("\n", 0, error.at)
    return file.problem("json-syntax", f"read something that isn't JSON here, {error}", line, column)
