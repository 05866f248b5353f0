"""Any file that a CRM exports becomes tables, of which every record is a row, skipped or rejected."""

import csv
import io
import json
import random
import sys
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open import archive_parts, files
from scorecards.importing.open.api_pages import unfinished
from scorecards.importing.open.files import tables_of
from scorecards.importing.open.rejects_file import OWN
from scorecards.importing.open.table import Table
from scorecards.problems.codes import CODES
from scorecards.problems.problem import Problem, Problems

HERE = Path(__file__).parent.parent
DATA = HERE.parent.parent / "shared" / "data"
WANTED = {"Id", "Name", "Amount"}
FOOTERS = ("Grand Totals", "Confidential Information", "Copyright")


@dataclass(frozen=True)
class Opened:
    """What comes of one file: tables or problems."""

    tables: list[Table]
    problems: list[Problem]

    @property
    def table(self) -> Table:
        """The table of the file's own records."""
        assert not self.problems, self.problems
        return self.tables[0]

    @property
    def header(self) -> list[str]:
        """Its columns."""
        return self.table.header

    @property
    def cells(self) -> list[list[str | None]]:
        """The cells of its rows."""
        return [row.cells for row in self.table.rows]

    @property
    def lines(self) -> list[int]:
        """The lines of its rows."""
        return [row.line for row in self.table.rows]

    @property
    def skipped(self) -> list[tuple[int, str]]:
        """The lines that were skipped, and why."""
        return [(each.line, each.reason) for each in self.table.skipped]

    @property
    def faults(self) -> list[tuple[int, str]]:
        """The lines that were rejected, and the codes."""
        return [(each.row.line, fault.code) for each in self.table.rejected for fault in each.faults]

    @property
    def told(self) -> str:
        """The one problem, without the file's name."""
        (problem,) = self.problems
        return str(problem).partition(":")[2]

    def child(self, name: str) -> Table:
        """Give the table of a list of child records."""
        (found,) = (table for table in self.tables[1:] if table.name == name)
        return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path()


def opened(data: str | bytes, name: str = "deals.csv", wanted: set[str] = WANTED, **source: Any) -> Opened:
    path = Path(name)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return opened_at(path, CsvSource(**source), wanted)


def opened_at(path: Path, source: CsvSource, wanted: set[str]) -> Opened:
    problems = Problems()
    tables = tables_of(path, source, wanted, problems)
    assert bool(tables) != bool(problems)
    assert {problem.code for problem in problems} <= CODES.keys()
    return Opened(tables, list(problems))


pytestmark = pytest.mark.usefixtures("folder")


# Encodings


@pytest.mark.parametrize(
    ("encoding", "text", "said"),
    [
        ("utf-8", "Zoë", "UTF-8"),
        ("utf-8-sig", "Zoë", "UTF-8"),
        ("utf-16", "Zoë", "UTF-16"),
        ("utf-32", "Zoë", "UTF-32"),
        ("utf-16-le", "Zoë", "UTF-16 (found)"),
        ("utf-16-be", "Zoë 株式会社", "UTF-16 (found)"),
        ("cp1252", "Müller & Söhne, Köln", "Windows-1252 (found)"),
        ("cp1252", "“Big” deal – it’s ours for 1,200 €", "Windows-1252 (found)"),
        ("cp1252", "Société Générale d’été", "Windows-1252 (found)"),
        ("cp1252", "Compañía Española", "Windows-1252 (found)"),
        ("iso-8859-1", "Zoë Ångström", "Windows-1252 (found)"),
        ("mac_roman", "Müller & Söhne, Köln Straße", "Mac Roman (found)"),
        ("cp1250", "Kraków Główny, przedsiębiorstwo święta, Łódź", "Windows-1250 (found)"),
        ("cp1251", "Общество с ограниченной ответственностью", "Windows-1251 (found)"),
        ("cp932", "株式会社サンプル", "Shift JIS (found)"),
        ("gb18030", "名称 北京科技有限公司 上海分公司", "GB18030 (found)"),
    ],
)
def test_the_encoding_is_found_and_told(encoding: str, text: str, said: str) -> None:
    found = opened(f'Id;Name\n1;"{text}"\n'.encode(encoding))
    assert found.cells == [["1", text]]
    assert found.table.read_as == f"CSV in {said}, cells divided by a semicolon (found)"


def test_an_encoding_that_does_not_show_for_certain_is_asked_for_with_what_it_would_read() -> None:
    found = opened("Id;Name\n1;Škoda Plzeň příští týden\n".encode("cp1250"))
    assert found.told == (
        "2:1: csv-encoding: read the byte 0x8A, expected UTF-8; its encoding does not show for certain: it reads "
        "'Plzeò' in cp1252, 'Plzeň' in cp1250, 'Plzeò' in cp1254; name the file's encoding in the mapping, under "
        "source, or save it again as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["cp1250", "cp1252"])
def test_the_encoding_that_the_mapping_names_is_used_and_no_other(encoding: Any) -> None:
    data = "Id;Name\n1;Plzeň\n".encode("cp1250")
    found = opened(data, encoding=encoding)
    assert found.cells == [["1", data.splitlines()[1][2:].decode(encoding)]]
    assert found.table.read_as.startswith(f"CSV in Windows-{encoding[2:]}, ")


def test_bytes_that_the_encoding_of_the_mapping_does_not_have_are_a_problem() -> None:
    found = opened("Id;Name\n1;Zoë\n".encode("cp1252"), encoding="utf-8")
    assert found.told.startswith(
        "2:1: csv-encoding: read the byte 0xEB, expected text in UTF-8; name the file's encoding"
    )


def test_utf_8_that_is_damaged_in_one_place_is_not_read_as_anything_else() -> None:
    data = b"Id,Name\n" + "1,Zoë Müller\n".encode() * 20 + b"2,Zo\xc3\n"
    assert opened(data).told.startswith("22:1: csv-encoding: read the byte 0xC3, expected UTF-8, as in the rest")


def test_bytes_that_are_no_text_are_a_problem() -> None:
    data = bytes(range(256)) * 20
    assert opened(data).told == (
        "2:1: csv-encoding: read the byte 0x80, expected UTF-8 or another encoding of text; name the file's encoding "
        "in the mapping, under source, or save it again as UTF-8"
    )


def test_what_cannot_be_seen_stays_in_the_cell_for_the_converter_to_refuse() -> None:
    found = opened("Id,Name\n1,a\u200bb\x00c\n")
    assert found.cells == [["1", "a\u200bb\x00c"]]


# Delimiters and headers


@pytest.mark.parametrize(
    ("delimiter", "spoken"),
    [
        (",", "a comma"),
        (";", "a semicolon"),
        ("\t", "a tab"),
        ("|", "a vertical bar"),
        ("^", "'^'"),
        ("~", "'~'"),
        (":", "':'"),
        ("¦", "'¦'"),
    ],
)
def test_the_delimiter_is_found_by_the_columns_that_the_mapping_names(delimiter: str, spoken: str) -> None:
    found = opened(f"Id{delimiter}Name-1{delimiter}Amount\n1{delimiter}Ode{delimiter}9\n")
    assert found.header == ["Id", "Name-1", "Amount"]
    assert found.table.read_as == f"CSV in UTF-8, cells divided by {spoken} (found)"


def test_a_delimiter_that_the_mapping_names_is_not_called_found() -> None:
    assert opened("Id;a,Name\n1;2,3\n", delimiter=",").table.read_as == "CSV in UTF-8, cells divided by a comma"


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n'])
def test_a_first_line_that_names_the_delimiter_is_honoured_and_skipped(first: str) -> None:
    found = opened(f"{first}Id;Name\n1;a,b\n")
    assert (found.header, found.cells, found.lines) == (["Id", "Name"], [["1", "a,b"]], [3])
    assert found.skipped == [(1, "the line that names the delimiter")]
    assert found.table.read_as == "CSV in UTF-8, cells divided by a semicolon"


def test_a_file_without_any_column_of_the_mapping_is_divided_by_the_mark_that_divides_its_first_line_most() -> None:
    assert opened("Ref;Title;Value: net\n1;2;3\n").header == ["Ref", "Title", "Value: net"]


def test_a_delimiter_that_can_divide_nothing_is_refused_in_the_mapping() -> None:
    for delimiter in ('"', "\n", "\r"):
        with pytest.raises(ValueError, match="a character other than a quote or a line break"):
            CsvSource(delimiter=delimiter)


def test_the_header_is_found_below_the_titles_of_a_report() -> None:
    found = opened('Open deals\n"As of 2026-11-16, by Ana"\n\n,,\nId,Name,Amount\n1,Ode,9\n')
    assert (found.header, found.lines) == (["Id", "Name", "Amount"], [6])
    assert found.skipped == [(1, "above the header"), (2, "above the header"), (4, "above the header")]


def test_names_of_columns_are_stripped_numbered_and_never_blank() -> None:
    found = opened("\ufeff Id ,Name,,Name,Name (2),Name\n1,a,b,c,d,e\n")
    assert found.header == ["Id", "Name (1)", "column 3", "Name (3)", "Name (2)", "Name (4)"]


def test_columns_at_the_end_with_neither_name_nor_cells_are_left_out() -> None:
    assert opened("Id,Name,,\n1,a\n2,b,,\n").cells == [["1", "a"], ["2", "b"]]
    assert opened("Id,Name,\n1,a\n2,b,c\n").cells == [["1", "a", ""], ["2", "b", "c"]]


def test_line_breaks_and_quotes_within_quotes_are_read() -> None:
    found = opened('Id,Name\n1,"Two\r\nlines, and ""quotes"""\n2,b\n')
    assert (found.cells, found.lines) == ([["1", 'Two\r\nlines, and "quotes"'], ["2", "b"]], [2, 4])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_break_ends_a_record_and_empty_lines_are_none(end: str) -> None:
    found = opened(end.join(["Id,Name", "1,a", "", "2,b", ""]))
    assert (found.cells, found.lines, found.table.total()) == ([["1", "a"], ["2", "b"]], [2, 4], 2)


# Rows that are none


def test_a_header_that_comes_again_and_blank_lines_are_skipped() -> None:
    found = opened("Id,Name\n1,a\n , \nId, Name\n2,b\n")
    assert (found.lines, found.skipped) == ([2, 5], [(3, "blank line"), (4, "the header again")])


def test_what_a_report_writes_below_its_rows_is_skipped() -> None:
    found = opened(
        "Id,Name,Amount,Stage\n"
        "1,Copyright renewal,9,New\n"
        '"Grand Totals (12 records)","","USD 1,200.00"\n'
        '"Confidential Information - Do Not Distribute"\n'
        "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n",
        footers=FOOTERS,
    )
    assert found.lines == [2]
    assert found.skipped == [
        (3, "below the report: Grand Totals"),
        (4, "below the report: Confidential Information"),
        (5, "below the report: Copyright"),
    ]


@pytest.mark.parametrize("cells", ["Copyright renewal,1,9,New", "Copyright renewal,1,9,", ",Copyright renewal,9,New"])
def test_an_opportunity_that_begins_as_a_footer_does_stays_a_row(cells: str) -> None:
    assert opened(f"Name,Id,Amount,Stage\n{cells}\n", footers=FOOTERS).lines == [2]


def test_a_row_that_begins_as_a_footer_does_and_has_too_many_cells_is_rejected_and_not_lost() -> None:
    found = opened("Name,Id,Amount,Stage\nCopyright renewal, phase 2,1,9,New\n", footers=FOOTERS)
    assert (found.skipped, found.faults) == ([], [(2, "csv-cells")])


def test_in_a_file_of_two_columns_a_full_row_is_no_footer() -> None:
    assert opened("Name,Id\nCopyright Jones,7\nCopyright (c) 2026,\n", footers=FOOTERS).lines == [2]


def test_rows_with_another_number_of_cells_are_rejected_unless_those_too_many_are_blank() -> None:
    found = opened("Id,Name\n1\n2,b,,\n3,c,d\n")
    assert found.cells == [["2", "b"]]
    assert found.faults == [(2, "csv-cells"), (4, "csv-cells")]
    assert found.table.rejected[1].row.cells == ["3", "c", "d"]
    assert found.table.rejected[1].faults[0].message == "read 3 of 2 cells, expected one for each column"


def test_a_quote_that_is_never_closed_refuses_the_file_and_names_the_line_where_its_record_begins() -> None:
    found = opened('Id,Name\n1,a\n2,"b\n3,c\n')
    assert found.told == (
        "3:1: csv-syntax: read a record that isn't CSV (unexpected end of data), expected ',' between cells and "
        "quotes in pairs"
    )


def test_text_behind_a_closing_quote_refuses_the_file() -> None:
    assert opened('Id,Name\n1,"a" b\n2,c\n').told.startswith("2:1: csv-syntax: ")


def test_a_cell_of_any_size_is_read() -> None:
    cell = "x" * 1_000_000
    assert opened(f"Id,Name\n1,{cell}\n").cells == [["1", cell]]


def test_a_rejects_file_is_read_in_its_own_way_whatever_the_mapping_says_of_the_export() -> None:
    text = "\ufeff" + ",".join([*OWN, "Id"]) + "\r\nwhy,deals.csv,2,Id,x,r1,Zoë\r\n"
    found = opened(text, delimiter=";", encoding="cp1252")
    assert found.header == [*OWN, "Id"]
    assert found.cells[0][-1] == "Zoë"


# Files that are none


def test_what_is_no_file_with_records_is_a_problem() -> None:
    Path("folder.csv").mkdir()
    assert (
        opened_at(Path("none.csv"), CsvSource(), WANTED).told == "1:1: file-missing: read nothing, expected this file"
    )
    assert opened_at(Path("folder.csv"), CsvSource(), WANTED).told.startswith("1:1: not-a-file: ")
    assert opened_at(Path("a\0b.csv"), CsvSource(), WANTED).told.startswith("1:1: file-missing: ")
    for data in ("", "\ufeff", "\n\n", "sep=,\n"):
        assert opened(data).told == "1:1: empty-file: read nothing, expected a line of column names"
    assert opened("", "deals.json").told == "1:1: empty-file: read nothing, expected records"


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    assert opened("Id,Name\n1,a\n").told == "1:1: too-large: read 12 bytes, expected at most 10"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("deals.csv.gz", b"\x1f\x8b\x08\x00", "read a compressed file (gzip), expected an export; unpack it first"),
        ("deals.csv", b"%PDF-1.7", "read a PDF, expected an export; export it as CSV"),
        ("deals.xls", b"<html><table>", "read a web page or XML, expected an export; export it as CSV"),
        (
            "deals.xlsx",
            b"Id,Name",
            "read something else, expected Excel as the file's name says; export it again, or as CSV",
        ),
        (
            "deals.parquet",
            b"",
            "read something else, expected Parquet as the file's name says; export it again, or as CSV",
        ),
    ],
)
def test_a_file_of_another_kind_says_what_it_is(name: str, data: bytes, said: str) -> None:
    assert opened(data, name).told == f"1:1: export-format: {said}"


def test_an_archive_of_several_files_asks_to_be_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Opportunity.csv", "Id\n1\n")
    assert "read a zip archive, expected an export; unpack it first" in opened(out.getvalue()).told


def test_text_with_the_ending_of_old_excel_is_read_as_the_text_that_it_is() -> None:
    assert opened("Id\tName\n1\ta\n", "report.xls").cells == [["1", "a"]]


# JSON


def test_an_answer_of_salesforce_gives_its_records_and_those_of_child_lists() -> None:
    found = opened(
        """{"totalSize": 2, "done": true, "records": [
  {"attributes": {"type": "Opportunity", "url": "/x"}, "Id": "006A", "Name": "Ode", "Amount": 18000.00,
   "IsClosed": false, "Owner": {"attributes": {"type": "User"}, "Name": "Ana Lima"},
   "OpportunityContactRoles": {"totalSize": 1, "done": true, "records": [
     {"attributes": {"type": "OpportunityContactRole"}, "Role": "Champion"}]}},
  {"attributes": {"type": "Opportunity", "url": "/y"}, "Id": "006B", "Name": null, "Owner": null,
   "OpportunityContactRoles": null}
]}""",
        "deals.json",
    )
    assert found.header == ["Id", "Name", "Amount", "IsClosed", "Owner.Name", "Owner", "OpportunityContactRoles"]
    assert found.cells == [
        ["006A", "Ode", "18000.00", "false", "Ana Lima", None, None],
        ["006B", "", None, None, "", "", ""],
    ]
    assert (found.lines, found.table.name, found.table.read_as) == ([2, 6], "deals", "JSON in UTF-8")
    roles = found.child("OpportunityContactRoles")
    assert roles.header == ["OpportunityId", "Role"]
    assert [(row.line, row.cells) for row in roles.rows] == [(2, ["006A", "Champion"])]
    assert roles.read_as == "JSON in UTF-8, the lists OpportunityContactRoles"


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not beside the repository")
def test_the_sample_of_salesforces_tree_api_is_read_whole() -> None:
    path = DATA / "salesforce_sample" / "opportunities.json"
    found = opened_at(path, CsvSource(), {"attributes.referenceId", "Name"})
    records = json.loads(path.read_text(encoding="utf-8"))["records"]
    at = found.header.index("attributes.referenceId")
    assert [cells[at] for cells in found.cells] == [each["attributes"]["referenceId"] for each in records]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert {lines[line - 1].strip() for line in found.lines} == {"{"}
    for record, cells in zip(records, found.cells, strict=True):
        assert {name for name, cell in zip(found.header, cells, strict=True) if cell is not None} == (
            record.keys() - {"attributes"} | {"attributes.referenceId"}
        )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('[\n{"Id": 1, "Name": "a"},\n\n{"Id": 2, "Name": "b"}]', [2, 4]),
        ('{"Id": 1, "Name": "a"}\n{"Id": 2, "Name": "b"}\n', [1, 2]),
        ('{"data": [{"Id": 1, "Name": "a"},\n{"Id": 2, "Name": "b"}], "success": true}', [1, 2]),
        ('{"status": 0, "result": {"records": [\n{"Id": 1, "Name": "a"}, {"Id": 2, "Name": "b"}]}}', [2, 2]),
        ('[{"records": [{"Id": 1, "Name": "a"}]},\n{"records": [{"Id": 2, "Name": "b"}]}]', [1, 2]),
        ('{"records": [{"Id": 1, "Name": "a"}]}\n{"records": [\n{"Id": 2, "Name": "b"}]}', [1, 3]),
    ],
)
def test_records_are_found_in_each_way_in_which_apis_give_them(text: str, lines: list[int]) -> None:
    found = opened(text, "deals.json")
    assert (found.header, found.cells) == (["Id", "Name"], [["1", "a"], ["2", "b"]])
    assert found.lines == lines


def test_an_answer_of_hubspot_gives_its_properties_as_columns() -> None:
    found = opened(
        '{"results": [{"id": "7", "properties": {"dealname": "Ode", "amount": null, "id": "x"}, "archived": false,'
        ' "associations": {"contacts": {"results": [{"id": "9", "type": "deal_to_contact"}]}}}]}',
        "deals.json",
    )
    assert found.header == ["id", "dealname", "amount", "properties.id", "archived"]
    assert found.cells == [["7", "Ode", "", "x", "false"]]
    contacts = found.child("contacts")
    assert (contacts.header, contacts.rows[0].cells) == (["parent.id", "id", "type"], ["7", "9", "deal_to_contact"])


def test_a_record_that_has_a_list_named_as_an_answer_does_is_a_record() -> None:
    found = opened('{"Id": 1, "data": [{"x": 1}]}\n{"Id": 2, "data": []}', "deals.json")
    assert [cells[0] for cells in found.cells] == ["1", "2"]
    assert found.child("data").rows[0].cells == ["1", "1"]


def test_lists_of_values_are_joined_and_keys_that_a_record_lacks_are_unknown() -> None:
    found = opened('[{"Id": "1", "Tags": ["a", 2, true, null]}, {"Id": "2", "More": {}}]', "deals.json")
    assert found.header == ["Id", "Tags", "More"]
    assert found.cells == [["1", "a; 2; true; ", None], ["2", None, ""]]


def test_numbers_stay_as_they_are_written() -> None:
    assert opened('[{"Id": 1e400, "Amount": 0.10, "Name": -0}]', "deals.json").cells == [["1e400", "0.10", "-0"]]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1.5E7", "15000000"),
        ("1E+2", "100"),
        ("-12.50e-1", "-1.250"),
        ("0e0", "0"),
        ("123456789012345678901234567890.5e1", "1234567890123456789012345678905"),
        ("1e999999", "1e999999"),
        ("1e-99999999999999999999", "1e-99999999999999999999"),
    ],
)
def test_a_number_with_an_exponent_is_written_out_unless_no_sum_is_that_large(written: str, plain: str) -> None:
    text = f'[{{"Id": "1E+2", "Amount": {written}, "Name": [{written}]}}]'
    assert opened(text, "deals.json").cells == [["1E+2", plain, plain]]


def test_half_of_a_pair_is_written_so_that_a_file_can_hold_it() -> None:
    found = opened('[{"Id\\ud800": "a\\udfff"}]', "deals.json")
    assert (found.header, found.cells) == (["Id\\ud800"], [["a\\udfff"]])


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ('{"Id": 2, "Id": 3}', "json-key-twice"),
        ('{"Id": 2, "Owner": {"a": 1, "a": 2}}', "json-key-twice"),
        ('{"Id": 2, "Owner": {"Name": 1}, "Owner.Name": 2}', "json-key-twice"),
        ('{"Id": 2, "Amount": NaN}', "json-syntax"),
        ('{"Id": 2, "Amount": -Infinity}', "json-syntax"),
        ("7", "json-record"),
        ('"two"', "json-record"),
        ("[1]", "json-record"),
        ("null", "json-record"),
    ],
)
def test_a_record_that_cannot_be_taken_is_rejected_and_the_others_are_rows(record: str, code: str) -> None:
    found = opened(f'[{{"Id": 1}},\n{record},\n{{"Id": 3}}]', "deals.json")
    assert found.lines == [1, 3]
    assert found.faults == [(2, code)]
    assert len(found.table.rejected[0].row.cells) == len(found.header)


def test_a_key_twice_in_a_record_rejects_its_child_records_too() -> None:
    found = opened('[{"Id": 1, "Id": 2, "Roles": [{"a": 1}]}]', "deals.json")
    assert (found.child("Roles").rows, len(found.child("Roles").rejected)) == ([], 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[{"Id": 1},\n {"Id": }]', "2:9"),
        ('[{"Id": 1},\n {"Id": 2', "2:10"),
        ('[{"Id": 1}\n', "2:1"),
        ('{"records": [{"Id": 1}],\n nonsense', "2:2"),
        ('{"Id" 1}', "1:7"),
        ("Id,Name\n1,a\n", "1:1"),
    ],
)
def test_what_is_no_json_is_a_problem_with_line_and_column(text: str, place: str) -> None:
    assert opened(text, "deals.json").told.startswith(f"{place}: json-syntax: read something that isn't JSON here, ")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"result":' * 100_000, '[{"a":' * 100_000])
def test_brackets_in_brackets_without_end_are_a_problem(text: str) -> None:
    assert ": json-syntax: " in opened(text, "deals.json").told


@pytest.mark.parametrize("depth", [100, 400, 900])
@pytest.mark.parametrize(("begin", "end"), [('{"a":', "}"), ('{"a":[', "]}"), ("[", "]")])
def test_deep_records_crash_nothing(depth: int, begin: str, end: str) -> None:
    found = opened(f'[{{"Id": 1, "Deep": {begin * depth}1{end * depth}}}]', "deals.json")
    assert found.problems or found.table.total() == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"done": false, "records": [{"Id": 1}]}',
        '{"records": [{"Id": 1}], "nextRecordsUrl": "/x"}',
        '{"results": [{"Id": 1}], "paging": {"next": {"after": "1"}}}',
        '{"data": [{"Id": 1}], "additional_data": {"pagination": {"more_items_in_collection": true}}}',
        '{"data": [{"Id": 1}], "has_more": true}',
        '{"data": [{"Id": 1}], "info": {"more_records": true, "page": 1}}',
        '{"value": [{"Id": 1}], "@odata.nextLink": "https://crm.example/deals?skip=1"}',
        '{"count": 2, "next": "https://crm.example/deals?page=2", "results": [{"Id": 1}]}',
        '{"data": [{"Id": 1}], "additional_data": {"next_cursor": "x"}}',
        '[{"Id": 1, "Roles": {"totalSize": 9, "done": false, "records": [{"a": 1}]}}]',
    ],
)
def test_one_page_of_several_is_a_problem(text: str) -> None:
    assert opened(text, "deals.json").told.startswith("1:1: json-not-whole: read 1 records and that more follow")


def page(name: str, ids: range, total: int = 5) -> Table:
    records = ", ".join(f'{{"Id": {each}}}' for each in ids)
    done = "true" if ids.stop == total else "false"
    return opened(f'{{"totalSize": {total}, "done": {done}, "records": [{records}]}}', name).table


def test_pages_of_salesforce_are_whole_where_all_of_them_are_given() -> None:
    first, second, third = page("1.json", range(2)), page("2.json", range(2, 4)), page("3.json", range(4, 5))
    assert list(unfinished([first, second, third])) == []
    assert [str(problem) for problem in unfinished([first, third])] == [
        f"{name}.json:1:1: json-not-whole: read 3 records of a query that has 5, expected all of them; export all "
        "pages, and give all of their files at once, each once"
        for name in (1, 3)
    ]
    assert len(list(unfinished([first, first, second, third]))) == 4
    assert list(unfinished([page("4.json", range(5))])) == []


def test_an_answer_without_records_is_a_table_without_rows() -> None:
    found = opened('{"totalSize": 0, "done": true, "records": []}', "deals.json")
    assert (found.header, found.cells) == ([], [])


def test_records_that_have_hardly_a_field_in_common_are_a_problem() -> None:
    text = json.dumps([{f"field {number}": 1} for number in range(6000)])
    assert ": export-format: read more than 5,000 different fields" in opened(text, "deals.json").told


def test_content_goes_before_a_name_that_says_something_else() -> None:
    assert opened('[{"Id": 1}]', "deals.txt").table.read_as == "JSON in UTF-8"
    assert opened("[Id],[Name]\n1,a\n", "deals.txt").header == ["[Id]", "[Name]"]
    assert opened(excel(pd.DataFrame({"Id": [1]})), "deals.csv").table.read_as == "Excel"


def test_the_time_that_json_takes_grows_with_its_length_only() -> None:
    def seconds(count: int) -> float:
        text = json.dumps([{"Id": number, "Name": "x" * 50, "Tags": [1, 2]} for number in range(count)], indent=1)
        began = process_time()
        assert opened(text, "deals.json").table.total() == count
        return process_time() - began

    seconds(100)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.02)


# Excel and Parquet


def excel(frame: pd.DataFrame, **arguments: Any) -> bytes:
    out = io.BytesIO()
    frame.to_excel(out, index=False, **arguments)
    return out.getvalue()


def test_cells_of_excel_are_read_as_people_see_them() -> None:
    frame = pd.DataFrame(
        {
            "Id": ["00A", "00B"],
            "Amount": [18000.0, 0.1],
            "Closed": [True, False],
            "Day": [pd.Timestamp("2026-10-12"), pd.Timestamp("2026-10-12 08:30:00")],
            "Blank": [None, "NA"],
        }
    )
    found = opened(excel(frame), "deals.xlsx")
    assert found.header == list(frame.columns)
    assert found.cells == [
        ["00A", "18000", "true", "2026-10-12", ""],
        ["00B", "0.1", "false", "2026-10-12T08:30:00", "NA"],
    ]
    assert (found.lines, found.table.read_as) == ([2, 3], "Excel")


def test_a_sheet_is_a_report_as_a_csv_file_is() -> None:
    rows = [
        ["Open deals", None, None],
        [None] * 3,
        ["Id", "Name", "Name"],
        ["1", "a", "b"],
        ["Grand Totals (1)", None, None],
    ]
    found = opened(excel(pd.DataFrame(rows), header=False), "deals.xlsx", footers=FOOTERS)
    assert (found.header, found.cells, found.lines) == (["Id", "Name (1)", "Name (2)"], [["1", "a", "b"]], [4])
    assert [line for line, _ in found.skipped] == [1, 2, 5]


def test_of_several_sheets_the_first_is_read_and_that_is_told() -> None:
    out = io.BytesIO()
    with pd.ExcelWriter(out) as writer:
        pd.DataFrame({"Id": [1]}).to_excel(writer, sheet_name="Deals", index=False)
        pd.DataFrame({"Id": [2]}).to_excel(writer, sheet_name="Notes", index=False)
    found = opened(out.getvalue(), "deals.xlsx")
    assert found.cells == [["1"]]
    assert found.table.read_as == "Excel, the first of 2 sheets: Deals"


def test_an_empty_sheet_is_a_problem() -> None:
    assert opened(excel(pd.DataFrame()), "deals.xlsx").told.startswith("1:1: empty-file: ")


def test_excel_files_that_are_damaged_are_a_problem_and_no_traceback() -> None:
    good = excel(pd.DataFrame({"Id": ["a", "b"], "Name": ["c", "d"]}))
    choose = random.Random(2)  # noqa: S311 - which bytes are damaged
    codes = set()
    for _ in range(60):
        data = bytearray(good)
        for _ in range(choose.randint(1, 4)):
            data[choose.randrange(4, len(data))] = choose.randrange(256)
        found = opened(bytes(data[: choose.choice([len(data), choose.randrange(4, len(data))])]), "deals.xlsx")
        codes |= {problem.code for problem in found.problems}
    assert "file-unreadable" in codes
    assert codes <= {"file-unreadable", "export-format", "empty-file", "reader-missing"}


def test_an_archive_that_becomes_huge_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_parts, "LARGEST_UNPACKED", 1000)
    assert "expected at most 1,000" in opened(excel(pd.DataFrame({"Id": [1]})), "deals.xlsx").told


def test_an_excel_file_with_a_password_asks_for_one_without() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password-protected" in opened(data, "deals.xlsx").told


def test_a_reader_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "fastparquet", None)
    said = opened(b"PAR1" + bytes(100), "deals.parquet").told
    assert said.startswith("1:1: reader-missing: read ")
    assert "pip install pyarrow" in said


def test_a_parquet_file_gives_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame(
        {
            "Id": ["1", None],
            "Amount": [18000.0, float("nan")],
            "Day": [pd.NaT, pd.Timestamp("2026-10-12")],
            "Open": pd.array([True, None], dtype="boolean"),
            "Tags": [["a", 1.0], []],
        }
    )
    monkeypatch.setattr(pd, "read_parquet", lambda _data: frame)
    found = opened(b"PAR1", "deals.parquet")
    assert found.header == ["Id", "Amount", "Day", "Open", "Tags"]
    assert found.cells == [["1", "18000", "", "true", "a; 1"], ["", "", "2026-10-12", "", ""]]
    assert (found.lines, found.table.read_as) == ([1, 2], "Parquet")


# Anything at all

ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = st.sampled_from(
    ["a.csv", "a.txt", "a.json", "a.jsonl", "a.xlsx", "a.xls", "a.ods", "a.parquet", "a.csv.gz", "a"]
)
ODD = st.text(alphabet=st.sampled_from(list('aÄ1,;\t|" \n\r\0\ufeff\x1c\u2028:=sepIdName')), max_size=80)


@ANY
@given(
    data=st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(b"PK\x03\x04".__add__), ODD.map(str.encode)),
    name=NAMES,
)
def test_no_bytes_make_a_traceback(data: bytes, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = opened(data, name)
    for table in found.tables:
        assert all(len(row.cells) == len(table.header) for row in table.rows)
        assert len(set(table.header)) == len(table.header)


@ANY
@given(text=ODD, delimiter=st.sampled_from([",", ";", "\t", "|", None]))
def test_of_any_csv_each_record_is_a_row_skipped_or_rejected(text: str, delimiter: str | None) -> None:
    text = f"Id{delimiter or ','}Name\n{text}"
    found = opened(text, delimiter=delimiter, encoding="utf-8", footers=("a", "Ä"))
    if found.problems:
        assert [problem.code for problem in found.problems] == ["csv-syntax"]
        return
    naive = [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",") if cells]
    assert found.table.total() + 1 == len(naive)
    kept = {tuple(cells[:2]) for cells in naive[1:]}
    assert {tuple(cells) for cells in found.cells} <= kept


@ANY
@given(
    records=st.lists(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab. data"), inner, max_size=4),
            max_leaves=12,
        ),
        max_size=6,
    )
)
def test_of_any_json_each_record_is_a_row_or_rejected(records: list[Any]) -> None:
    found = opened(json.dumps([{"Id": 1, **each} if isinstance(each, dict) else each for each in records]), "a.json")
    assert found.table.total() == len(records)
    assert len(found.table.rows) <= sum(isinstance(each, dict) for each in records)


@ANY
@given(
    rows=st.lists(st.lists(st.text(min_size=1, max_size=6), min_size=3, max_size=3), max_size=5),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_writes_is_read_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    rows = [[f"#{number}", *cells] for number, cells in enumerate(rows)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["Id", "Name", "Amount", "Notes"], *rows])
    found = opened(out.getvalue().encode(encoding))
    assert (found.cells, found.skipped, found.faults) == (rows, [], [])


@pytest.mark.parametrize("key", ["value", "deals", "result", "data", "results", "records"])
def test_the_list_of_an_answer_is_found_under_the_keys_that_apis_give_it(key: str) -> None:
    found = opened(f'{{"{key}": [{{"Id": "1", "Name": "A"}}], "has_more": false, "next": null}}', "deals.json")
    assert found.cells == [["1", "A"]]


def test_child_records_are_joined_by_the_id_that_the_mapping_names(tmp_path: Path) -> None:
    path = tmp_path / "deals.json"
    path.write_text('[{"id": "x", "deal_id": "7", "meetings": [{"on": "2026-11-02"}]}]', encoding="utf-8")
    problems = Problems()
    _, meetings = tables_of(path, CsvSource(), {"deal_id"}, problems, ("deal_id",))
    assert (meetings.name, meetings.header) == ("meetings", ["parent.id", "on"])
    assert [row.cells for row in meetings.rows] == [["7", "2026-11-02"]]


def book(**sheets: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, rows in sheets.items():
            pd.DataFrame(rows).to_excel(writer, sheet_name=name, index=False, header=False)
    return out.getvalue()


COVER: list[list[object]] = [["Pipeline report"], ["for the board"]]
DEALS: list[list[object]] = [["Id", "Name"], ["A1", "Night rota"]]


def test_of_a_workbook_with_a_cover_the_only_sheet_with_the_columns_is_read_and_told() -> None:
    found = opened(book(Cover=COVER, Deals=DEALS), "deals.xlsx", wanted={"Id", "Name"})
    assert found.cells == [["A1", "Night rota"]]
    assert found.table.read_as == "Excel, one of 2 sheets: Deals"


def test_a_sheet_that_the_mapping_names_is_read() -> None:
    data = book(Old=DEALS, New=[["Id", "Name"], ["A2", "Day rota"]])
    assert opened(data, "deals.xlsx", wanted={"Id", "Name"}, sheet="New").cells == [["A2", "Day rota"]]
    told = opened(data, "deals.xlsx", wanted={"Id", "Name"}, sheet="Newest").told
    assert told.startswith("1:1: sheet-missing: read the sheets Old, New, expected the sheet Newest")


def test_where_two_sheets_have_the_columns_or_none_has_they_are_named() -> None:
    for sheets in ({"Cover": COVER, "A": DEALS, "B": DEALS}, {"Cover": COVER, "Notes": COVER}):
        told = opened(book(**sheets), "deals.xlsx", wanted={"Id", "Name"}).told
        assert told.startswith(f"1:1: sheet-missing: read the sheets {', '.join(sheets)}, expected one with columns")


def test_ids_of_more_digits_than_a_workbook_keeps_are_told_and_never_taken_for_one_another() -> None:
    rows: list[list[object]] = [["Id", "Name"], [84257000004163092, "A"], [84257000004163090, "B"]]
    told = opened(book(Deals=rows), "deals.xlsx", wanted={"Id"}).told
    assert told.startswith("2:1: number-not-exact: Id: read 84257000004163090, a number with more digits")
    text: list[list[object]] = [["Id", "Name"], ["84257000004163092", "A"], ["84257000004163090", "B"]]
    assert [row[0] for row in opened(book(Deals=text), "deals.xlsx").cells] == [row[0] for row in text[1:]]
