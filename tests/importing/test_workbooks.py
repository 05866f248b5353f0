"""Workbooks of every kind: their cells as people see them, and files that would make a reader run out of memory."""

import io
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from struct import pack
from time import process_time
from typing import Any, Final

import pandas as pd
import pytest

from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.cell_texts import cell_text
from scorecards.importing.open.files import tables_of
from scorecards.importing.open.table import Table
from scorecards.problems.problem import Problems
from tests.support.workbook_files import (
    binary,
    binary_cell,
    binary_row,
    compound,
    ods,
    ods_cell,
    ods_row,
    old,
    shared_strings,
    wide,
    xls,
    xlsb,
    xlsx,
)

ROOT = Path(__file__).parent.parent.parent


def opened(data: bytes, name: str, folder: Path, **source: Any) -> tuple[list[Table], list[str]]:
    """Read a workbook: its tables, and what is wrong with it."""
    path = folder / name
    path.write_bytes(data)
    problems = Problems()
    tables = tables_of(path, CsvSource(**source), {"Id", "Name"}, problems)
    return tables, [str(each).partition(f"{name}:")[2] for each in problems]


def cells(data: bytes, name: str, folder: Path) -> list[list[str | None]]:
    """Give the header and the rows of a workbook that can be read."""
    (table,), problems = opened(data, name, folder)
    assert problems == []
    return [[*table.header], *(row.cells for row in table.rows)]


def number(row: int, column: int, value: float) -> bytes:
    return old(0x203, pack("<HHHd", row, column, 0, value))


def label(row: int, column: int, text: str) -> bytes:
    return old(0x204, pack("<HHHHB", row, column, 0, len(text), 0) + text.encode())


FAILED: Final = "#N/A"
GOOD: Final = {
    "deals.xlsx": xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Value</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><v>0017</v></c><c r="B2"><v>12.5</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>0018</v></c><c r="B3" t="e"><v>#N/A</v></c></row>',
        sharedStrings=shared_strings("Id"),
    ),
    "deals.xlsb": xlsb(
        binary_row(0)
        + binary_cell(7, 0, pack("<I", 0))
        + binary_cell(6, 1, wide("Value"))
        + binary_row(1)
        + binary_cell(6, 0, wide("0017"))
        + binary_cell(5, 1, pack("<d", 12.5))
        + binary_row(2)
        + binary_cell(6, 0, wide("0018"))
        + binary_cell(3, 1, b"\x2a"),
        binary(0x9F, pack("<II", 1, 1)) + binary(0x13, b"\0" + wide("Id")) + binary(0xA0),
    ),
    "deals.xls": xls(
        label(0, 0, "Id")
        + label(0, 1, "Value")
        + label(1, 0, "0017")
        + number(1, 1, 12.5)
        + label(2, 0, "0018")
        + old(0x205, pack("<HHHBB", 2, 1, 0, 0x2A, 1))
    ),
    "deals.ods": ods(
        ods_row(ods_cell("Id"), ods_cell("Value"))
        + ods_row(ods_cell("0017"), ods_cell("12.5", 'office:value-type="float" office:value="12.5"'))
        + ods_row(ods_cell("0018"), ods_cell(FAILED, 'office:value-type="string" calcext:value-type="error"'))
        + '<table:table-row table:number-rows-repeated="1048573"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_workbook_of_each_kind_is_read_and_a_formula_that_failed_is_no_blank(name: str, tmp_path: Path) -> None:
    assert cells(GOOD[name], name, tmp_path) == [["Id", "Value"], ["0017", "12.5"], ["0018", FAILED]]


def book(
    *sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = (), merged: str = "", percent: str = ""
) -> bytes:
    """Write a workbook as a spreadsheet does."""
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, rows in sheets:
            pd.DataFrame(rows, dtype=object).to_excel(writer, sheet_name=name, index=False, header=False)
            sheet: Any = writer.sheets[name]
            sheet.sheet_state = "hidden" if name in hidden else "visible"
            if merged:
                sheet.merge_cells(merged)
            if percent:
                sheet[percent].number_format = "0%"
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0017", "0017"),
        (123456789012345, "123456789012345"),
        (9007199254740991, "9007199254740991"),
        (18000.0, "18000"),
        (-0.25, "-0.25"),
        (True, "true"),
        (date(2026, 10, 12), "2026-10-12"),
        (datetime.fromisoformat("2026-10-12T08:30"), "2026-10-12T08:30:00"),
        (time(8, 30), "08:30:00"),
        (None, ""),
    ],
)
def test_a_cell_is_read_as_people_see_it(value: object, text: str, tmp_path: Path) -> None:
    data = book(("Deals", [["Id", "Name", "Value"], ["1", "A", value]]))
    assert cells(data, "deals.xlsx", tmp_path)[1][2] == text


def test_a_length_of_time_is_written_in_hours() -> None:
    assert cell_text(timedelta(hours=30, minutes=5)) == "30:05:00"


def test_a_cell_shown_in_percent_is_its_number(tmp_path: Path) -> None:
    data = book(("Deals", [["Id", "Name"], ["1", 0.25]]), percent="B2")
    assert cells(data, "deals.xlsx", tmp_path)[1] == ["1", "0.25"]


def test_of_merged_cells_the_first_holds_the_value_and_the_others_nothing(tmp_path: Path) -> None:
    data = book(("Deals", [["Id", "Name", "Note"], ["1", "A", "both"], ["2", "B", None]]), merged="C2:C3")
    assert [row[2] for row in cells(data, "deals.xlsx", tmp_path)] == ["Note", "both", ""]


def test_a_hidden_sheet_is_a_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Id", "Name"], ["1", "A"]]
    data = book(("Cover", [["for the board"]]), ("Deals", rows), hidden=("Deals",))
    (table,), problems = opened(data, "deals.xlsx", tmp_path)
    assert (problems, table.read_as) == ([], "Excel, one of 2 sheets: Deals")


def test_what_stands_further_down_and_to_the_right_keeps_its_place(tmp_path: Path) -> None:
    data = xlsx(
        '<row r="4"><c r="C4" t="str"><v>Id</v></c><c r="D4" t="str"><v>Name</v></c></row>'
        '<row r="5"><c r="C5" t="str"><v>1</v></c><c r="D5"><v>9007199254740993</v></c></row>'
    )
    _, problems = opened(data, "deals.xlsx", tmp_path)
    assert [each.partition(" ")[0] for each in problems] == ["5:4:"]


def test_a_far_row_that_holds_nothing_takes_no_room(tmp_path: Path) -> None:
    data = xlsx('<row r="1"><c r="A1" t="str"><v>Id</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert cells(data, "deals.xlsx", tmp_path) == [["Id"]]


PLACED: Final = '<row r="1"><c r="A1"><v>1</v></c></row>'
HOSTILE: Final = {
    "a far cell.xlsx": xlsx(f'{PLACED}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a far cell between few.xlsx": xlsx(f'{PLACED}<row r="1048576"><c r="AS1048576"><v>1</v></c></row>'),
    "a row beyond all.xlsx": xlsx(f'{PLACED}<row r="4294967295"><c><v>1</v></c></row>'),
    "columns beyond all.xlsx": xlsx('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'),
    "a sheet under another name.xlsx": xlsx(
        f'{PLACED}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', target="media/image1.png"
    ),
    "a prefix.xlsx": xlsx(
        f'{PLACED}<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1048576">'
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    ),
    "a false number of texts.xlsx": xlsx(PLACED, sharedStrings=shared_strings("Id", said=4_000_000_000)),
    "a long text in many cells.xlsx": xlsx(
        '<row r="1">' + 9_000 * '<c t="s"><v>0</v></c>' + "</row>", sharedStrings=shared_strings("a" * 900_000)
    ),
    "entities.xlsx": xlsx(PLACED, before='<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
    "repeated columns.ods": ods(ods_row(ods_cell("Id", repeated=2_000_000_000))),
    "repeated rows.ods": ods(ods_row(ods_cell("Id"), repeated=2_000_000_000)),
    "repeated blanks.ods": ods(
        ods_row(ods_cell("Id"))
        + ods_row("<table:table-cell/>", repeated=100_000_000)
        + ods_row("<table:covered-table-cell table:number-columns-repeated='900000'/>", ods_cell("Id"))
    ),
    "spaces.ods": ods(ods_row(ods_cell('Id<text:s text:c="2000000000"/>'))),
    "repeated spaces.ods": ods(ods_row(ods_cell('Id<text:s text:c="2000"/>'), repeated=100_000)),
    "a long cell.ods": ods(ods_row(ods_cell("x" * 20_000_000))),
    "a far cell.xlsb": xlsb(
        binary_row(0) + binary_cell(5, 0, pack("<d", 1)) + binary_row(1_048_575) + binary_cell(5, 16_383, pack("<d", 1))
    ),
    "a false number of texts.xlsb": xlsb(binary_row(0), binary(0x9F, pack("<II", 1, 0xFFFFFFFF))),
    "a long record.xlsb": xlsb(binary_row(0) + b"\x05\xff\xff\xff\x7f"),
    "a far cell.xls": xls(number(0, 0, 1) + number(65_535, 255, 1)),
    "false dimensions.xls": xls(old(0x200, pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)) + number(0, 0, 1)),
    "turned dimensions.xls": xls(old(0x200, pack("<IIHHH", 9, 2, 0, 2, 0)) + number(0, 0, 1)),
    "a false number of texts.xls": xls(number(0, 0, 1), before=old(0xFC, pack("<II", 1, 0x7FFFFFFF))),
    "no stream.xls": compound(b"")[:1536],
}
"""Small files of which a reader that believes them makes gigabytes, or ends the program."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_that_would_become_huge_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    assert len(HOSTILE[name]) < 40_000
    began = process_time()
    tables, (told,) = opened(HOSTILE[name], f"deals.{name.rpartition('.')[2]}", tmp_path)
    assert process_time() - began < 2
    assert tables == []
    assert told.startswith("1:1: file-unreadable: read a damaged file, expected ")
    assert "\n" not in told


MEASURED: Final = """
import re
from pathlib import Path
from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.cell_texts import cell_text
from scorecards.importing.open.files import tables_of
from scorecards.problems.problem import Problems
for path in sorted(Path.cwd().iterdir()):
    assert not tables_of(path, CsvSource(), {"Id"}, Problems())
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""
"""What a process of its own takes at most; what getrusage tells is that of its parent, where that was larger."""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process took at most")
def test_no_such_file_takes_more_than_300_megabytes(tmp_path: Path) -> None:
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert int(done.stdout) < 300
    assert done.stderr == ""


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    data = bytearray(xlsx(PLACED + " " * 1_000_000))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    _, (told,) = opened(bytes(data), "deals.xlsx", tmp_path)
    assert told.startswith("1:1: file-unreadable: ")


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_cut_or_changed_is_a_problem_or_a_table_and_never_the_end(name: str, tmp_path: Path) -> None:
    for at in range(40, len(GOOD[name]), len(GOOD[name]) // 20):
        for data in (GOOD[name][:at], GOOD[name][:at] + b"\xff\xff\xff\xff" + GOOD[name][at + 4 :]):
            tables, problems = opened(data, name, tmp_path)
            assert bool(tables) != bool(problems)
