"""Findings by check and by whose opportunities they are on: the more of the known fail, the darker the cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from scorecards.formatting import Formats
from scorecards.pictures.sketching import (
    INK,
    LINE,
    MEND,
    PAGE,
    QUIET,
    SMALL,
    UNKNOWN,
    WIDE,
    Layer,
    Row,
    Sketch,
    Wording,
    canvas,
    layer,
    shortened,
    words,
)
from scorecards.results import Matrix, MatrixCell

_LEFT, _ROW, _WIDEST = 264, 24, 84
_TITLE = 44
_CHARACTER: Final = 6.6
"""About as wide is a character of small type."""

_DARKEST: Final = 0.45
"""How much colour a cell takes at most, so that the number in it stays easy to read."""


class MatrixTerms(NamedTuple):
    """What the picture needs beside the figures: what checks say where they fail, and the names of the columns."""

    titles: Mapping[str, str]
    names: Mapping[str, str]
    formats: Formats


class _Table(NamedTuple):
    """Where the cells stand: the width of a column, and the height of the names above them."""

    matrix: Matrix
    width: int
    head: int
    is_slanted: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        more = self.head if self.is_slanted else 0
        return min(WIDE, _LEFT + self.width * len(self.matrix.columns) + more), self.head + _ROW * len(
            self.matrix.rows
        ) + 1


def matrix_sketch(name: str, matrix: Matrix, terms: MatrixTerms) -> Sketch:
    """Sketch the checks that fail most, a column for each rep or manager."""
    wording = Wording()
    table = _table(matrix, terms)
    spec = canvas(*table.size, list(_layers(table, wording, terms)))
    return Sketch(name, spec, wording, f"What is to mend, by check and {matrix.by}: how many of those that are known")


def _table(matrix: Matrix, terms: MatrixTerms) -> _Table:
    """Make columns as wide as there is room for; names that find none are slanted."""
    width = min(_WIDEST, (WIDE - _LEFT) // len(matrix.columns))
    fits = all(len(part) * _CHARACTER <= width for column in matrix.columns for part in _halves(terms.names[column]))
    if fits:
        return _Table(matrix, width, 36, is_slanted=False)
    return _Table(matrix, min(width, (WIDE - _LEFT - 70) // len(matrix.columns)), 70, is_slanted=True)


def _halves(name: str) -> list[str]:
    """Break a name in two lines, before its last word."""
    return [part for part in (name.rpartition(" ")[0], name.rpartition(" ")[2]) if part]


def _layers(table: _Table, wording: Wording, terms: MatrixTerms) -> Iterator[Layer]:
    matrix, right = table.matrix, _LEFT + table.width * len(table.matrix.columns)
    checks = [str(place) for place in range(len(matrix.rows))]
    columns = [str(place) for place in range(len(matrix.columns))]
    x = {
        "field": "column",
        "type": "nominal",
        "axis": None,
        "scale": {"domain": columns, "range": [_LEFT, right], "padding": 0},
    }
    y = {
        "field": "row",
        "type": "nominal",
        "axis": None,
        "scale": {"domain": checks, "range": [table.head, table.size[1] - 1], "padding": 0},
    }
    cells = list(_cells(matrix, wording, terms))
    share = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [0, _DARKEST]},
        "legend": None,
    }
    known = [cell for cell in cells if cell["state"] != "unknown"]
    yield layer("rect", known, {"x": x, "y": y, "fillOpacity": share}, fill=MEND, stroke=LINE)
    unknown = [cell for cell in cells if cell["state"] == "unknown"]
    yield layer("rect", unknown, {"x": x, "y": y}, fill=PAGE, stroke=UNKNOWN, strokeDash=[2, 3])
    middle = {"x": {**x, "bandPosition": 0.5}, "y": {**y, "bandPosition": 0.5}}
    for state, color in (("fails", INK), ("fine", QUIET), ("unknown", UNKNOWN)):
        rows = [{key: cell[key] for key in ("row", "column", "text")} for cell in cells if cell["state"] == state]
        yield words(rows, middle, color, align="center", fontWeight=600 if state == "fails" else 400)
    titles = [
        {
            "row": row,
            "text": wording.text(shortened(terms.titles[each.check], _TITLE)),
            "note": wording.note(terms.titles[each.check], f"playbook/checks.html#{quote(each.check)}"),
        }
        for row, each in zip(checks, matrix.rows, strict=True)
    ]
    yield words(titles, {"x": {"value": 0}, "y": middle["y"]}, fontSize=SMALL)
    yield from _heads(table, columns, middle["x"], wording, terms)


def _cells(matrix: Matrix, wording: Wording, terms: MatrixTerms) -> Iterator[Row]:
    for number, row in enumerate(matrix.rows):
        for place, cell in enumerate(row.cells):
            state = "fails" if cell.failed else "fine" if cell.known else "unknown" if cell.unknown else "none"
            name, title = terms.names[cell.column], terms.titles[row.check]
            leads_to = f"scorecards/open.html?{matrix.by}={quote(cell.column)}&finding={quote(row.check)}"
            yield {
                "row": str(number),
                "column": str(place),
                "share": cell.failed / cell.known if cell.known else 0,
                "state": state,
                "text": wording.text(_figure(cell, terms.formats)),
                "note": wording.note(
                    f"{name}: {_told(cell, terms.formats)}: {title}", leads_to if cell.failed else None
                ),
            }


def _figure(cell: MatrixCell, formats: Formats) -> str:
    return f"{formats.number(cell.failed)}/{formats.number(cell.known)}" if cell.known else "?" if cell.unknown else ""


def _told(cell: MatrixCell, formats: Formats) -> str:
    if not cell.known + cell.unknown:
        return "concerns none"
    known = [f"{formats.number(cell.failed)} of {formats.number(cell.known)}"] if cell.known else []
    unknown = [f"{formats.number(cell.unknown)} not known"] if cell.unknown else []
    return ", ".join(known + unknown)


def _heads(table: _Table, columns: Sequence[str], x: Row, wording: Wording, terms: MatrixTerms) -> Iterator[Layer]:
    """Name the columns: on two lines, or slanted."""
    names = [terms.names[column] for column in table.matrix.columns]
    if table.is_slanted:
        rows = [
            {"column": column, "text": wording.text(shortened(name, 16))}
            for column, name in zip(columns, names, strict=True)
        ]
        yield words(rows, {"x": x, "y": {"value": table.head - 6}}, fontSize=SMALL, align="left", angle=-40)
        return
    for line in (-1, -2):
        rows = [
            {"column": column, "text": wording.text(_halves(name)[line])}
            for column, name in zip(columns, names, strict=True)
            if len(_halves(name)) >= -line
        ]
        y = {"y": {"value": table.head + 4 + line * 14 + 2}}
        yield words(rows, {"x": x, **y}, fontSize=SMALL, align="center")
