"""The rows of a table that is too long for its page, in a file that hands them to the page.

The page draws them with :file:`docs/assets/scripts/rows.js`, which makes elements and texts of them, and never markup.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from scorecards.render.handed import handed
from scorecards.render.pieces import visible_text
from scorecards.render.table_columns import Column, Table, account_table, open_table, territory_table
from scorecards.render.table_filters import Filter, Filters
from scorecards.report.deal import Deal
from scorecards.report.review import Review

Line = TypeVar("Line")


def row_files_of(review: Review) -> dict[str, bytes]:
    """Write the file of each table of the team that is too long for its page, by name."""
    deals, accounts, territories = open_table(review), account_table(review), territory_table(review)
    rows: dict[str, dict[str, Any]] = {}
    if deals.is_long:
        rows["open"] = rows_of(deals) | filtered(deals, Filters.of(review))
    if accounts.is_long:
        rows["accounts"] = rows_of(accounts)
    if territories.is_long:
        rows["territories"] = rows_of(territories)
    return {f"{name}.rows.js": handed(name, found) for name, found in rows.items()}


def rows_of(table: Table[Line]) -> dict[str, Any]:
    """Give what stands in the file: the columns of the page, and by row the id by which an address leads to it.

    Each cell stands there once, with what it is put in order by, and by row its place among them.
    """
    ids = {"ids": [table.row_id(line) for line in table.lines]} if table.row_id else {}
    return {"count": len(table.lines), "columns": [_column(column, table) for column in table.head], **ids}


def filtered(table: Table[Deal], filters: Filters) -> dict[str, Any]:
    """Give the keys by which the rows are filtered, and the choices of the filters that have too many for a page."""
    return {
        "keys": _once(filters.keys[deal.id] for deal in table.lines),
        "choices": {each.name: _choices(each) for each in filters.filters if each.is_long},
    }


def _column(column: Column[Line], table: Table[Line]) -> dict[str, Any]:
    """Give a column's distinct cells and by row the place of its own."""
    order = table.order[column.key] if column.has_order else _by_its_text
    once = _once((column.shown(line), order(line)) for line in table.lines)
    orders = {"orders": [value for _, value in once["values"]]} if column.has_order else {}
    return {"cells": [_shown(cell) for cell, _ in once["values"]], **orders, "rows": once["rows"]}


def _by_its_text(_: object) -> None:
    """Put in order by nothing else."""


def _once(values: Iterable[Any]) -> dict[str, list[Any]]:
    places: dict[Any, int] = {}
    rows = [places.setdefault(value, len(places)) for value in values]
    return {"values": list(places), "rows": rows}


def _shown(piece: Any) -> Any:
    """Give a piece with each text as a page shows it."""
    return visible_text(piece) if isinstance(piece, str) else tuple(map(_shown, piece))


def _choices(filter_: Filter) -> list[tuple[str, str, bool]]:
    return [(choice.id, visible_text(choice.text), choice.occurs) for choice in filter_.choices]
