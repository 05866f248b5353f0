"""A rejects file that was given: its rows stand in the place of those of the export that they came from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from scorecards.importing.open.packed_rows import rows_without
from scorecards.importing.open.rejects_file import OWN, RowOrigin, columns_of, mark, read_cells
from scorecards.importing.open.table import Cells, Rejected, Row, RowKey, Skipped, Table
from scorecards.importing.task.task import Command
from scorecards.problems.problem import Problem, Problems, visible
from scorecards.read.sources import shown


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A rejects file in place: the table that it is of, the table of its rows, and what stood in the export."""

    original: Table
    table: Table
    rows: tuple[tuple[RowOrigin, Row], ...]
    """All of its rows, whatever becomes of them."""
    before: tuple[Cells, ...]
    """For each of the rows, the cells in the export."""

    def note(self) -> str:
        """Say which columns were mended, so that nobody's spreadsheet changes one unseen."""
        pairs = [(row.cells, cells) for (_, row), cells in zip(self.rows, self.before, strict=True)]
        named = self.original.header
        changed = Counter(
            name
            for after, before in pairs
            for at, name in enumerate(named)
            if after[at : at + 1] != before[at : at + 1]
        )
        columns = ", ".join(f"{name} in {changed[name]:,}" for name in named if changed[name])
        count = "1 row stands" if len(pairs) == 1 else f"{len(pairs):,} rows stand"
        place = f"{self.table.path}: {count} in the place of those in {self.original.path}"
        return f"{place}; changed: {columns}" if columns else f"{place}; nothing in them is changed"


def put_in_place(
    tables: Sequence[Table], rejects: Iterable[Table], command: Command, problems: Problems
) -> list[MendedFile]:
    """Put the rows of rejects files in the place of those that they came from.

    A row of ``tables`` whose file, line and mark a rejects file names is skipped there, as mended.  The rows of the
    rejects file stand in a table of their own, so that whatever is wrong with them is told where people mend it.
    Rows that nothing in the export answers to are problems; ``command`` is the import as it was typed.
    """
    placing = _Placing(tables, command, problems)
    return [mended for mended in map(placing.placed, rejects) if mended]


@dataclass(frozen=True, slots=True)
class _Placing:
    tables: Sequence[Table]
    command: Command
    problems: Problems

    def placed(self, rejects: Table) -> MendedFile | None:
        """Put the rows of one rejects file in place; None, with problems added, where it answers to no table."""
        given = sorted([*rejects.rows, *(each.row for each in rejects.rejected)], key=lambda row: row.line)
        origins = [(RowOrigin.read(row.cells), row) for row in given]
        files = {origin.file for origin, _ in origins if origin.file}
        if not files:
            self.problems.extend(_not_found(rejects, row, origin) for origin, row in origins)
            return None
        of_files = [table for table in self.tables if PurePath(table.path).name in files]
        lacking = sorted(files - {PurePath(table.path).name for table in of_files})
        if lacking:
            self.problems.add(_alone(rejects, lacking, self.command))
            return None
        header = rejects.header[len(OWN) :]
        fitting = [table for table in of_files if columns_of(table) == header]
        if not fitting:
            self.problems.extend(_other_columns(rejects, header, of_files))
            return None
        return self._in_place_of(fitting, rejects, origins)

    def _in_place_of(
        self, fitting: Sequence[Table], rejects: Table, origins: list[tuple[RowOrigin, Row]]
    ) -> MendedFile:
        lines = {origin.line for origin, _ in origins}
        wanted = {origin for origin, _ in origins}
        by_table = [(table, _rows_by_origin(table, lines)) for table in fitting]
        original, there = max(by_table, key=lambda each: len(wanted & each[1].keys()))
        taken: dict[RowKey, Row] = {}
        placed: list[tuple[RowOrigin, Row]] = []
        for origin, row in origins:
            if not there.get(origin):
                self.problems.add(_not_found(rejects, row, origin))
                continue
            replaced = there[origin].pop(0)
            taken[replaced.key] = replaced
            placed.append((origin, Row(row.line, read_cells(row.cells), row.key, replaced)))
        table = _table(original, rejects, [row for _, row in placed])
        original.rows = rows_without(original.rows, taken)
        original.rejected = [each for each in original.rejected if each.row.key not in taken]
        original.mended += taken.values()
        original.skipped = [
            *original.skipped,
            *(Skipped(row.line, f"fixed in {rejects.path}") for row in taken.values()),
        ]
        return MendedFile(original, table, tuple(placed), tuple(row.cells for row in taken.values()))


def _table(original: Table, rejects: Table, rows: Sequence[Row]) -> Table:
    """Make the table of mended rows; a row refused as it stood in the file, and not changed, is refused still."""
    refused = {each.row.key: each.faults for each in original.rejected}
    still = {
        row.line: refused[row.stands_for.key]
        for row in rows
        if row.stands_for and row.stands_for.key in refused and row.cells == row.stands_for.cells
    }
    faults = {**still, **{each.row.line: each.faults for each in rejects.rejected}}
    return Table(
        path=rejects.path,
        name=original.name,
        read_as=rejects.read_as,
        header=original.header,
        rows=[row for row in rows if row.line not in faults],
        skipped=rejects.skipped,
        rejected=[Rejected(row, faults[row.line]) for row in rows if row.line in faults],
        columns_before=len(OWN),
        mends=original.path,
    )


def _rows_by_origin(table: Table, lines: set[int]) -> dict[RowOrigin, list[Row]]:
    """Give the rows on some lines by what names them; of rows that are alike on one line, each."""
    file = PurePath(table.path).name
    found: dict[RowOrigin, list[Row]] = defaultdict(list)
    for row in (*table.rows, *(each.row for each in table.rejected)):
        if row.line in lines:
            found[RowOrigin(file, row.line, mark(row.cells))].append(row)
    return found


def _alone(rejects: Table, lacking: list[str], command: Command) -> Problem:
    whole = command.of([*lacking, *command.files])
    message = f"read rows that come from {' and '.join(lacking)}, expected that file along with them: {whole}"
    return Problem(rejects.path, 1, 1, "rejects-alone", visible(message))


def _other_columns(rejects: Table, header: list[str], tables: Iterable[Table]) -> Iterable[Problem]:
    for table in tables:
        lacking = [name for name in table.header if name not in header]
        added = [name for name in header if name not in table.header]
        differ = [f"{', '.join(names)} {what}" for names, what in ((lacking, "missing"), (added, "added")) if names]
        read = " and ".join(differ) or "the columns in another sequence"
        message = f"read {read}, expected the columns of {table.path} as they stand there, after {OWN[-1]}"
        yield Problem(rejects.path, 1, 1, "rejects-columns", visible(message))


def _not_found(rejects: Table, row: Row, origin: RowOrigin) -> Problem:
    place = f"line {origin.line} of {origin.file}" if origin.line else "its place in the export"
    message = (
        f"read a row for {place}, expected it there as it was when it was rejected, and fixed once. Where the export "
        "has changed, import it again without this file"
    )
    return Problem(rejects.path, row.line, 1, "rejects-not-found", visible(message))


def files_again(files: Sequence[Path], mended: Iterable[MendedFile], rejects: Iterable[Path]) -> tuple[str, ...]:
    """Name the files to give once the rejects are mended: those given, with the new rejects in place of the old."""
    put = list(mended)
    written = {each.original for each in put if each.table.rejected or each.original.rejected}
    replaced = {each.table.path for each in put if each.original in written}
    kept = [name for path in files if (name := shown(path)) not in replaced]
    return tuple(dict.fromkeys([*kept, *(shown(path) for path in rejects)]))
