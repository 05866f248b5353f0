"""Findings by check and by whose opportunities they are on: the more of the known fail, the darker the cell."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final, NamedTuple
from urllib.parse import quote

from scorecards.render.pictures.sketch import (
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
    in_two_lines,
    layer,
    shortened,
    words,
)
from scorecards.report.figures import Matrix, MatrixCell, MatrixRow
from scorecards.report.formats import Formats

_LEFT, _WIDEST, _NARROWEST = 264, 84, 18
_ROW, _TALL_ROW = 24, 32
"""How tall a row is, and how tall all are where a title takes two lines."""

_TITLE = 44
_CHARACTER: Final = 6.6
"""About as wide is a character of small type."""

_DIGIT: Final = 8.4
"""About as wide is a digit in a cell."""

_DARKEST: Final = 0.45
"""How much colour a cell takes at most, so that the number in it stays easy to read."""

_STATES = (("fails", INK, 600), ("fine", QUIET, 400), ("unknown", UNKNOWN, 400))


class MatrixTerms(NamedTuple):
    """What the picture needs beside the figures: what checks say where they fail, and the names of the columns."""

    titles: Mapping[str, str]
    names: Mapping[str, str]
    formats: Formats


class _Table(NamedTuple):
    """Where the cells stand: the size of one, and the height of the names above them."""

    matrix: Matrix
    width: int
    tall: int
    head: int
    is_slanted: bool

    @property
    def right(self) -> int:
        """Where the last column ends."""
        return _LEFT + self.width * len(self.matrix.columns)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        more = self.head if self.is_slanted else 0
        return self.right + more, self.head + self.tall * len(self.matrix.rows) + 1

    @property
    def x(self) -> Row:
        """Encode a column by its place."""
        columns = [str(place) for place in range(len(self.matrix.columns))]
        scale = {"domain": columns, "range": [_LEFT, self.right], "padding": 0}
        return {"field": "column", "type": "nominal", "axis": None, "scale": scale}

    @property
    def y(self) -> Row:
        """Encode a row by its place."""
        rows = [str(place) for place in range(len(self.matrix.rows))]
        scale = {"domain": rows, "range": [self.head, self.size[1] - 1], "padding": 0}
        return {"field": "row", "type": "nominal", "axis": None, "scale": scale}


def matrix_sketch(name: str, matrix: Matrix, terms: MatrixTerms) -> Sketch:
    """Sketch the checks that fail most, a column for each rep or manager."""
    wording = Wording()
    table = _table(matrix, terms)
    layers = [*_cells(table, wording, terms), *_titles(table, wording, terms), *_heads(table, wording, terms)]
    return Sketch(name, canvas(*table.size, layers), wording, f"How often each check is to mend, by {matrix.by}")


def _table(matrix: Matrix, terms: MatrixTerms) -> _Table:
    """Make columns as wide as there is room for; names that find none are slanted.

    However many columns there are, a cell has room for its first number; a picture that is wider than the page for it
    scrolls sideways.
    """
    tall = _TALL_ROW if any(len(_lines(row, terms)) > 1 for row in matrix.rows) else _ROW
    longest = max(len(terms.formats.number(cell.failed)) for row in matrix.rows for cell in row.cells)
    least = max(_NARROWEST, ceil(_DIGIT * longest) + 4)
    width = min(_WIDEST, (WIDE - _LEFT) // len(matrix.columns))
    fits = all(len(part) * _CHARACTER <= width for column in matrix.columns for part in _halves(terms.names[column]))
    if fits and width >= least:
        return _Table(matrix, width, tall, 36, is_slanted=False)
    return _Table(matrix, max(least, min(width, (WIDE - _LEFT - 70) // len(matrix.columns))), tall, 70, is_slanted=True)


def _lines(row: MatrixRow, terms: MatrixTerms) -> tuple[str, ...]:
    return in_two_lines(terms.titles[row.check], _TITLE)


def _halves(name: str) -> list[str]:
    """Break a name in two lines, before its last word."""
    return [part for part in (name.rpartition(" ")[0], name.rpartition(" ")[2]) if part]


def _cells(table: _Table, wording: Wording, terms: MatrixTerms) -> Iterator[Layer]:
    """Draw the cells, those of which nothing is known with a dashed edge, and write the figures into them."""
    cells = list(_rows(table, wording, terms))
    known = [cell for cell in cells if cell["state"] != "unknown"]
    scale = {"domain": [0, 1], "range": [0, _DARKEST]}
    share = {"field": "share", "type": "quantitative", "scale": scale, "legend": None}
    yield layer("rect", known, {"x": table.x, "y": table.y, "fillOpacity": share}, fill=MEND, stroke=LINE)
    unknown = [cell for cell in cells if cell["state"] == "unknown"]
    yield layer("rect", unknown, {"x": table.x, "y": table.y}, fill=PAGE, stroke=UNKNOWN, strokeDash=[2, 3])
    middle = {"x": {**table.x, "bandPosition": 0.5}, "y": {**table.y, "bandPosition": 0.5}}
    for state, color, weight in _STATES:
        rows = [{key: cell[key] for key in ("row", "column", "text")} for cell in cells if cell["state"] == state]
        yield words(rows, middle, color, align="center", fontWeight=weight)


def _rows(table: _Table, wording: Wording, terms: MatrixTerms) -> Iterator[Row]:
    by = table.matrix.by
    for number, row in enumerate(table.matrix.rows):
        for place, cell in enumerate(row.cells):
            state = "fails" if cell.failed else "fine" if cell.known else "unknown" if cell.unknown else "none"
            told = f"{terms.names[cell.column]}: {_told(cell, terms.formats)}: {terms.titles[row.check]}"
            leads_to = f"scorecards/open.html?{by}={quote(cell.column)}&finding={quote(row.check)}"
            yield {
                "row": str(number),
                "column": str(place),
                "share": cell.failed / cell.known if cell.known else 0,
                "state": state,
                "text": wording.text(_figure(cell, table.width, terms.formats)),
                "note": wording.note(told, leads_to if cell.failed else None),
            }


def _figure(cell: MatrixCell, width: int, formats: Formats) -> str:
    """Give the failing of the known, or the failing alone where a cell is too narrow for both."""
    if not cell.known:
        return "?" if cell.unknown else ""
    failed = formats.number(cell.failed)
    both = f"{failed}/{formats.number(cell.known)}"
    return both if len(both) * _DIGIT + 4 <= width else failed


def _told(cell: MatrixCell, formats: Formats) -> str:
    if not cell.known + cell.unknown:
        return "concerns none"
    known = [f"{formats.number(cell.failed)} of {formats.number(cell.known)}"] if cell.known else []
    unknown = [f"{formats.number(cell.unknown)} not known"] if cell.unknown else []
    return ", ".join(known + unknown)


def _titles(table: _Table, wording: Wording, terms: MatrixTerms) -> Iterator[Layer]:
    """Name the checks by what they say where they fail."""
    titles: list[Row] = [
        {
            "row": str(number),
            "text": wording.text(*_lines(row, terms)),
            "note": wording.note(terms.titles[row.check], f"playbook/checks.html#{quote(row.check)}"),
        }
        for number, row in enumerate(table.matrix.rows)
    ]
    yield words(titles, {"x": {"value": 0}, "y": {**table.y, "bandPosition": 0.5}}, fontSize=SMALL)


def _heads(table: _Table, wording: Wording, terms: MatrixTerms) -> Iterator[Layer]:
    """Name the columns: on two lines, or slanted."""
    names = [(str(place), terms.names[column]) for place, column in enumerate(table.matrix.columns)]
    x = {**table.x, "bandPosition": 0.5}
    if table.is_slanted:
        slanted: list[Row] = [{"column": place, "text": wording.text(shortened(name, 16))} for place, name in names]
        yield words(slanted, {"x": x, "y": {"value": table.head - 6}}, fontSize=SMALL, align="left", angle=-40)
        return
    for line in (-1, -2):
        rows: list[Row] = [
            {"column": place, "text": wording.text(_halves(name)[line])}
            for place, name in names
            if len(_halves(name)) >= -line
        ]
        yield words(rows, {"x": x, "y": {"value": table.head + 6 + line * 14}}, fontSize=SMALL, align="center")
