"""The rows of a long table stand in a file beside its page: the same cells, and nothing of them can be run."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scorecards.render.handed import handed
from scorecards.render.pages import render
from scorecards.render.pieces import html, said
from scorecards.render.row_files import row_files_of, rows_of
from scorecards.render.table_columns import ROWS_ON_PAGE, Column, Table, account_table, open_table, territory_table
from scorecards.render.table_filters import Filters
from scorecards.report.review import Review
from tests.support import hostile
from tests.support.row_files import read
from tests.support.small_reference import REFERENCE
from tests.support.small_review import REVIEW
from tests.support.tree import tree

PAGES: dict[str, Callable[[Review], Table[Any]]] = {
    "open": open_table,
    "accounts": account_table,
    "territories": territory_table,
}


def text_of(pieces: Any) -> str:
    return "".join(piece if isinstance(piece, str) else text_of(piece[2]) for piece in pieces)


def cells_of(rows: Any) -> list[list[Any]]:
    """Give the cells row by row."""
    columns = rows["columns"]
    return [[column["cells"][column["rows"][at]] for column in columns] for at in range(rows["count"])]


def lengthened(review: Review, times: int) -> Review:
    """Give a review with so many copies of its opportunities and accounts besides, under other ids."""
    deals = [
        replace(deal, id=f"{deal.id}.{copy}", name=f"{deal.name} {copy}")
        for copy in range(times)
        for deal in review.opportunities
    ]
    accounts = [replace(line, account=f"{line.account}-{copy}") for copy in range(times) for line in review.accounts]
    return replace(review, opportunities=(*review.opportunities, *deals), accounts=(*review.accounts, *accounts))


@pytest.fixture(scope="module")
def long() -> Review:
    return lengthened(REVIEW, 70)


@pytest.fixture(scope="module")
def files(long: Review) -> dict[str, bytes]:
    return row_files_of(long)


def test_only_a_table_that_is_too_long_for_its_page_has_one(files: dict[str, bytes]) -> None:
    assert row_files_of(REVIEW) == {}
    assert set(files) == {"open.rows.js", "accounts.rows.js"}


@pytest.mark.parametrize("name", ["open", "accounts"])
def test_the_file_has_every_row_and_the_page_the_first_of_the_same(
    name: str, long: Review, files: dict[str, bytes]
) -> None:
    rows = read(files[f"{name}.rows.js"])
    table = PAGES[name](long)
    assert rows["count"] == len(table.lines) > ROWS_ON_PAGE
    page = tree(render(long, REFERENCE)[f"scorecards/{name}.md"])
    drawn = [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]
    assert len(drawn) == ROWS_ON_PAGE
    assert drawn == [[text_of(cell) for cell in row] for row in cells_of(rows)[:ROWS_ON_PAGE]]


@pytest.mark.parametrize("name", ["open", "accounts"])
def test_a_cell_says_what_stands_in_the_csv_file(name: str, long: Review, files: dict[str, bytes]) -> None:
    table = PAGES[name](long)
    rows = cells_of(read(files[f"{name}.rows.js"]))
    for column in table.head:
        if column.key in {"opportunity", "account", "rep", "manager", "territory"} and column.cell:
            at = table.on_page.index(column.key)
            told = [str(column.cell(line) or "") for line in table.lines]
            assert [text_of(row[at]).removesuffix(" strategic") for row in rows] == told


@pytest.mark.parametrize("name", PAGES)
def test_rows_are_put_in_order_by_the_same_values(name: str, long: Review) -> None:
    table = PAGES[name](long)
    written_ = read(handed(name, rows_of(table)))
    for column, each in zip(table.head, written_["columns"], strict=True):
        assert ("orders" in each) == column.has_order
        if column.has_order:
            values = [table.order[column.key](line) for line in table.lines]
            assert [str(each["orders"][place]) for place in each["rows"]] == [str(value) for value in values]


def test_keys_and_choices_are_those_of_the_filters(long: Review, files: dict[str, bytes]) -> None:
    filters = Filters.of(long)
    rows = read(files["open.rows.js"])
    keys = [rows["keys"]["values"][place] for place in rows["keys"]["rows"]]
    assert keys == [filters.keys[deal.id] for deal in open_table(long).lines]
    assert rows["choices"] == {}


def test_a_filter_with_very_many_choices_has_them_in_the_file_alone() -> None:
    many = lengthened(REVIEW, 210)
    deals = tuple(
        replace(deal, account=f"a-{at}", account_name=f"Account <{at}>") for at, deal in enumerate(many.opportunities)
    )
    review = replace(many, opportunities=deals)
    page = render(review, REFERENCE)["scorecards/open.md"]
    choices = read(row_files_of(review)["open.rows.js"])["choices"]
    assert list(choices) == ["account"]
    assert len(choices["account"]) == len(open_table(review).lines)
    assert all(text.startswith("Account <") and occurs for _, text, occurs in choices["account"])
    assert '<select name="account"><option value="">All</option></select>' in page


# Nothing in it is code, and nothing in it is markup.


@given(st.text() | st.sampled_from(list(hostile.TEXTS.values())))
@example("</script><script>window.ran = 1</script>")
@example("<!-- <script>")
@example("'); window.ran = 1; ('")
@example("\\'); window.ran = 1; (\\'")
@example("\u2028window.ran = 1\u2029")
@example("\r\nwindow.ran = 1")
@example("\u202eexe.tfel\u202c \u2066\u2069 \ufeff\x00\x1f\x7f\x85")
@example("`${window.ran = 1}` \\u0027 \\x27 \\\n")
def test_no_text_ends_the_text_the_line_or_the_script(text: str) -> None:
    file = handed("open", {"cells": [[text.encode("utf-8", "replace").decode()]]})
    assert read(file) == {"cells": [[text.encode("utf-8", "replace").decode()]]}
    assert b"<" not in file
    assert len(file.decode().splitlines()) == 1 or not re.search("[\n\r\u2028\u2029]", file.decode()[:-1])


@given(st.text())
@example("a\x00b\x1fc\td\ne\u2028f")
def test_a_cell_says_the_same_in_both_forms(text: str) -> None:
    column: Column[str] = Column("Name", None, "name", show=lambda each: (said(each),))
    table = Table([text], (column,), ("name",))
    ((cell,),) = cells_of(read(handed("open", rows_of(table))))
    on_page = html((said(text),))
    assert unescape(re.sub("</?bdi>", "", str(on_page))) == text_of(cell) or "\r" in text
    assert cell[0][:2] == ["bdi", ""]


def test_an_id_in_an_address_is_encoded_and_no_address_has_a_scheme(files: dict[str, bytes]) -> None:
    found = re.findall(r'\["a","([^"]*)"', json.dumps(read(files["open.rows.js"]), separators=(",", ":")))
    assert any("%3A" in address for address in found)
    assert not [address for address in found if ":" in address]
