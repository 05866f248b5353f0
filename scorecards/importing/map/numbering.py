"""Ids made from rows, in the order of the export as it came."""

from collections.abc import Sequence

from scorecards.importing.map.cells import Lens, field_reader
from scorecards.importing.map.targets import ID
from scorecards.importing.mapping.source import Source
from scorecards.importing.tables import Row, Table


def number_rows(source: Source, tables: Sequence[Table], lens: Lens) -> None:
    """Make the ids of all rows of the export, where they are made from rows, before anything else becomes of them.

    A mended row keeps the number of the one in whose place it stands.  A row with too many or too few cells has none
    until it is mended: nobody knows which cell belongs to which column.
    """
    if not any(part.made_from for part in source.parts()):
        return
    mended = []
    for table in tables:
        read = field_reader(ID, source, table, lens)
        for row in _in_order(table):
            if row.stands_for:
                lens.made.stands_for(row.cells, row.stands_for.cells)
                mended.append((read, row))
            else:
                read(row.cells)
    for read, row in mended:
        read(row.cells)


def _in_order(table: Table) -> list[Row]:
    rows = (*table.rows, *(each.row for each in table.rejected), *table.mended)
    return sorted((row for row in rows if len(row.cells) == len(table.header)), key=lambda row: row.line)
