"""Rejected rows go into a file, and come back mended: each once, in its own place, with nothing lost on the way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.files import tables_of
from scorecards.importing.open.grid import names_of
from scorecards.importing.open.mended_rows import MendedFile, files_again, put_in_place
from scorecards.importing.open.rejects_file import is_rejects
from scorecards.importing.open.table import Cells, Fault, Rejected, Table
from scorecards.importing.propose.rejects_files import check_rejects_on_file, rejects_of
from scorecards.importing.task.task import Command
from scorecards.problems.codes import CODES
from scorecards.problems.problem import Problem, Problems
from tests.support.mapped import row_at

FOLDER = Path("pipeline/rejects/2026-11-16")
COMMAND = Command(("deals.csv",), "mappings/ours.yml", date(2026, 11, 16))
WRONG = Fault("Amount", "not-a-number", "read 'much', expected an amount such as 1200.50", "much")
HEADER = ["Id", "Amount", "Closed"]

# Text with what breaks lines, cells and quotes, and the words that stand for something else in these files.
cells = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(
        ["", "(absent)", "((absent))", "(absent", "=1+1", "+353", "-5", "@me", 'a"b', "a,b", "a\r\nb", "\r"]
    ),
)


def deals(*rows: Sequence[str | None], wrong: int = 0, path: str = "exports/deals.csv") -> Table:
    """Give an export, of which the last rows are rejected."""
    made = [row_at(line, each, path) for line, each in enumerate(rows, 2)]
    good = len(made) - wrong
    rejected = [Rejected(row, (WRONG,)) for row in made[good:]]
    return Table(path, Path(path).stem, "CSV", list(HEADER), made[:good], rejected=rejected)


def read(text: str, path: str = "pipeline/rejects/2026-11-16/deals.csv") -> Table:
    """Read a file as any export is read."""
    with TemporaryDirectory() as folder:
        place = Path(folder, Path(path).name)
        place.write_bytes(text.encode())
        table = opened(place)
    table.path = path
    return table


def opened(path: Path, source: CsvSource | None = None) -> Table:
    problems = Problems()
    tables = tables_of(path, source or CsvSource(), (), problems)
    assert not problems
    (table,) = tables
    return table


def written(*tables: Table, mended: tuple[MendedFile, ...] = ()) -> dict[str, list[list[str]]]:
    """Give the rows of each rejects file."""
    texts = rejects_of(tables, FOLDER, mended)
    assert all(path.parent == FOLDER for path in texts)
    return {path.name: [[*map(str, row.cells)] for row in read(text).rows] for path, text in texts.items()}


def reject(table: Table, number: int) -> None:
    """Reject one of the rows of a table, and no other."""
    table.rejected = [Rejected(table.rows[number], (WRONG,))]
    table.rows = [row for at, row in enumerate(table.rows) if at != number]


def mend(table: Table, **changes: str) -> Table:
    """Change cells of the only row of a rejects file."""
    (row,) = table.rows
    new = [changes.get(name, cell) for name, cell in zip(table.header, row.cells, strict=True)]
    table.rows = [replace(row, cells=new)]
    return table


def placed(table: Table, rejects: Table) -> MendedFile:
    problems = Problems()
    (mended,) = put_in_place([table], [rejects], COMMAND, problems)
    assert not problems
    return mended


def refused(tables: list[Table], rejects: Table) -> list[Problem]:
    problems = Problems()
    put_in_place(tables, [rejects], COMMAND, problems)
    assert {problem.code for problem in problems} <= set(CODES)
    return list(problems)


def rejected_once() -> str:
    """Give the rejects file of an export of two rows, the second of which is wrong."""
    return rejects_of([deals(["A", "1", ""], ["B", "much", ""], wrong=1)], FOLDER)[FOLDER / "deals.csv"]


# Written


def test_a_rejected_row_stands_in_the_file_with_its_place_the_reason_and_its_own_cells() -> None:
    text = rejects_of([deals(["A", "1", ""], ["B", "much", "2026-09-30"], wrong=1)], FOLDER)[FOLDER / "deals.csv"]
    lines = text.splitlines()
    assert lines[0] == "\ufeff(reason),(file),(line),(column),(value),(row),Id,Amount,Closed"
    reason = "\"Amount: read 'much', expected an amount such as 1200.50\""
    assert lines[1:] == [f"{reason},deals.csv,3,Amount,much,{lines[1].split(',')[-4]},B,much,2026-09-30"]


def test_a_table_without_rejected_rows_gets_no_file() -> None:
    assert written(deals(["A", "1", ""])) == {}


def test_a_row_with_several_faults_stands_there_once_with_all_reasons_and_the_first_place() -> None:
    row = row_at(7, ["A", "much", "soon"])
    faults = (WRONG, Fault("Closed", "not-a-date", "read 'soon'", "soon"), Fault("", "csv-twice", "stands twice"))
    table = Table("deals.csv", "deals", "CSV", list(HEADER), [], rejected=[Rejected(row, faults)])
    ((reason, *place),) = (each[:5] for each in written(table)["deals.csv"])
    assert reason == f"Amount: {WRONG.message}; Closed: read 'soon'; stands twice"
    assert place == ["deals.csv", "7", "Amount", "much"]


def test_the_mark_of_a_row_is_no_number_to_a_spreadsheet() -> None:
    marks = [row[5] for row in written(deals(*([str(n), "much", ""] for n in range(300)), wrong=300))["deals.csv"]]
    assert len(set(marks)) == 300
    assert all(mark[0] == "r" and len(mark) == 13 for mark in marks)


def test_tables_of_one_name_get_files_of_their_own() -> None:
    both = [deals(["A", "much", ""], wrong=1, path=path) for path in ("a/deals.csv", "b/Deals.csv", "c/deals-2.csv")]
    assert sorted(written(*both)) == ["Deals-2.csv", "deals-2-2.csv", "deals.csv"]


@pytest.mark.parametrize(
    "name", ["../../team", "a/b\\c", "..", "", "a\x00b", "con:aux", "x" * 300, "Deals. ", "\ud800"]
)
def test_a_list_of_any_name_gets_a_file_inside_the_folder(name: str) -> None:
    table = deals(["A", "much", ""], wrong=1)
    table.name = name
    (path,) = rejects_of([table], FOLDER)
    assert path.parent == FOLDER
    assert path.name.encode() not in {b".csv", b"..csv"}
    assert len(path.name) < 80
    assert not set(path.name) & set('/\\:\x00"')


def test_half_of_a_letter_is_written_as_a_mark_and_nothing_breaks() -> None:
    text = rejects_of([deals(["A\ud83d", "much", ""], wrong=1)], FOLDER)[FOLDER / "deals.csv"]
    assert "A\ufffd" in text.encode().decode()


# Mended and given along


def test_a_mended_row_takes_the_place_of_the_one_that_it_came_from() -> None:
    table = deals(["A", "1", ""], ["B", "much", ""])
    mended = placed(table, mend(read(rejected_once()), Amount="12"))
    assert [row.cells for row in table.rows] == [["A", "1", ""]]
    assert [(each.line, each.reason) for each in table.skipped] == [
        (3, "fixed in pipeline/rejects/2026-11-16/deals.csv")
    ]
    assert (mended.table.header, [row.cells for row in mended.table.rows]) == (HEADER, [["B", "12", ""]])
    assert (mended.table.name, mended.table.file) == ("deals", table.path)
    assert (table.total(), mended.table.total()) == (2, 1)


def test_a_mended_row_knows_the_row_in_whose_place_it_stands() -> None:
    export = deals(["A", "1", ""], ["B", "much", ""], wrong=1)
    (row,) = placed(export, mend(read(rejected_once()), Amount="5")).table.rows
    assert row.stands_for is not None
    assert (row.cells, row.stands_for.line, row.stands_for.cells) == (["B", "5", ""], 3, ["B", "much", ""])
    assert export.mended == [row.stands_for]


def test_what_is_wrong_with_a_mended_row_is_told_where_it_stands_in_the_rejects_file() -> None:
    text = rejected_once()
    mended = placed(deals(["A", "1", ""], ["B", "much", ""]), read(text))
    problem = mended.table.problem(2, "Amount", "not-a-number", "read 'much'")
    assert str(problem) == "pipeline/rejects/2026-11-16/deals.csv:2:8: not-a-number: Amount: read 'much'"
    assert text.splitlines()[0].split(",")[problem.column - 1] == "Amount"


def test_a_row_that_the_reader_itself_rejects_stays_so_until_it_is_mended() -> None:
    ragged = ["B", "1", "", "one too many"]
    (text,) = rejects_of([deals(["A", "1", ""], ragged, wrong=1)], FOLDER).values()
    table = deals(["A", "1", ""], ragged, wrong=1)
    mended = placed(table, read(text))
    assert (table.rejected, mended.table.rows) == ([], [])
    assert [each.row.cells for each in mended.table.rejected] == [ragged]
    mended = placed(deals(["A", "1", ""], ragged, wrong=1), read(text.replace(",one too many", "")))
    assert [row.cells for row in mended.table.rows] == [ragged[:3]]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4, unique=True).flatmap(
        lambda header: st.tuples(
            st.just(header),
            st.lists(st.lists(cells, min_size=len(header), max_size=len(header)), min_size=1, max_size=5),
        )
    ),
    st.sampled_from(["a line a row", "one line"]),
)
def test_every_cell_comes_back_as_it_was_and_no_row_is_lost(made: tuple[list[str], list[Cells]], lines: str) -> None:
    """Also where all rows stand on one line, as in JSON that has no line breaks."""
    header, content = names_of(made[0]), made[1]
    rows = [row_at(1 if lines == "one line" else line, each, number=line) for line, each in enumerate(content, 2)]
    table = Table("deals.json", "deals", "JSON", header, [], rejected=[Rejected(row, (WRONG,)) for row in rows])
    (text,) = rejects_of([table], FOLDER).values()
    text = text.encode().decode()
    again = Table("deals.json", "deals", "JSON", header, list(rows))
    mended = placed(again, read(text))
    assert [row.cells for row in mended.table.rows] == content
    assert (again.rows, len(again.skipped)) == ([], len(content))
    assert mended.note().endswith("nothing in them is changed")
    assert rejects_of([again, mended.table], FOLDER, [mended]) == {}


def test_the_note_names_every_column_that_differs_so_that_no_spreadsheet_changes_one_unseen() -> None:
    table = deals(["A", "1", ""], ["B", "much", "2026-09-30"], wrong=1)
    (text,) = rejects_of([table], FOLDER).values()
    mended = placed(table, mend(read(text), Amount="12", Closed="30/09/2026"))
    assert mended.note() == (
        "pipeline/rejects/2026-11-16/deals.csv: 1 row stands in the place of those in exports/deals.csv; "
        "changed: Amount in 1, Closed in 1"
    )


def test_where_a_row_is_still_wrong_the_new_file_holds_all_rows_of_the_one_given_with_what_was_mended() -> None:
    rows: list[Cells] = [["A", "much", ""], ["B", "many", ""], ["C", "3", ""]]
    first = deals(["C", "3", ""], *rows[:2], wrong=2)
    (text,) = rejects_of([first], FOLDER).values()
    table = deals(["C", "3", ""], *rows[:2])
    rejects = read(text)
    first_row, *others = rejects.rows
    rejects.rows = [replace(first_row, cells=[*first_row.cells[:7], "12", *first_row.cells[8:]]), *others]
    mended = placed(table, rejects)
    reject(mended.table, 1)
    reject(table, 0)
    found = written(table, mended.table, mended=(mended,))
    assert [(row[0] != "", row[2], *row[6:]) for row in found["deals.csv"]] == [
        (True, "2", "C", "3", ""),
        (False, "3", "A", "12", ""),
        (True, "4", "B", "many", ""),
    ]
    assert [row[5] for row in found["deals.csv"][1:]] == [row.cells[5] for row in read(text).rows]


def test_a_new_file_bears_the_name_of_the_one_that_was_given_for_the_same_table() -> None:
    """And another table of that name takes another one, so that neither is lost."""
    text = rejected_once()
    table, other = deals(["A", "1", ""], ["B", "much", ""]), deals(["Z", "much", ""], wrong=1, path="b/deals.csv")
    problems = Problems()
    (mended,) = put_in_place([other, table], [read(text)], COMMAND, problems)
    reject(mended.table, 0)
    found = written(other, table, mended.table, mended=(mended,))
    assert {name: [row[6] for row in rows] for name, rows in found.items()} == {
        "deals.csv": ["B"],
        "deals-2.csv": ["Z"],
    }


def test_the_next_import_gets_the_new_rejects_in_place_of_those_that_they_replace() -> None:
    text = rejected_once()
    given = [Path("exports/deals.csv"), Path("mended.csv")]
    mended = placed(deals(["A", "1", ""], ["B", "much", ""]), read(text, "mended.csv"))
    assert files_again(given, [mended], []) == ("exports/deals.csv", "mended.csv")
    reject(mended.table, 0)
    new = FOLDER / "deals.csv"
    assert files_again(given, [mended], [new]) == ("exports/deals.csv", new.as_posix())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_rejects_file_is_read_as_a_spreadsheet_saved_it_whatever_the_mapping_says_of_the_export(
    encoding: str, delimiter: str, quote: str, tmp_path: Path
) -> None:
    header, row = ["(reason)", "(file)", "(line)", "(column)", "(value)", "(row)", "Größe"], [*"abcdef", "für"]
    lines = [delimiter.join(f"{quote}{cell}{quote}" for cell in cells) for cells in (header, row)]
    path = tmp_path / "deals.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    table = opened(path, CsvSource(delimiter="|", encoding="iso-8859-1", footers=("für",)))
    assert is_rejects(table)
    assert [each.cells for each in table.rows] == [row]


def test_a_rejects_file_is_known_by_its_columns() -> None:
    assert is_rejects(read(rejected_once()))
    assert not is_rejects(deals())


# What cannot be put in place


def test_a_rejects_file_alone_is_refused_with_the_command_that_would_do() -> None:
    (problem,) = refused([], read(rejected_once()))
    assert (problem.code, problem.line) == ("rejects-alone", 1)
    assert problem.message.endswith(
        "python build_scorecards.py import deals.csv --from mappings/ours.yml --as-of 2026-11-16"
    )


@pytest.mark.parametrize("now", [["B", "many", ""], ["B", "much", "", ""], [None, "much", ""]])
def test_a_row_that_the_export_no_longer_holds_as_it_was_is_refused(now: Cells) -> None:
    table = deals(["A", "1", ""], now)
    (problem,) = refused([table], mend(read(rejected_once()), Amount="12"))
    assert (problem.code, problem.line) == ("rejects-not-found", 2)
    assert "line 3 of deals.csv" in problem.message
    assert table.total() == len(table.rows) == 2


def test_a_row_that_moved_to_another_line_is_refused() -> None:
    assert [each.code for each in refused([deals(["B", "much", ""])], read(rejected_once()))] == ["rejects-not-found"]


def test_a_row_given_twice_is_refused_the_second_time() -> None:
    rejects = read(rejected_once())
    rejects.rows = [*rejects.rows, row_at(3, rejects.rows[0].cells)]
    (problem,) = refused([deals(["A", "1", ""], ["B", "much", ""])], rejects)
    assert (problem.code, problem.line) == ("rejects-not-found", 3)


@pytest.mark.parametrize("file", ["", "deals.csv"])
@pytest.mark.parametrize("line", ["", "x", "-3", "٣", "9" * 5000])
def test_a_row_without_its_place_is_refused(file: str, line: str) -> None:
    rejects = mend(read(rejected_once()), **{"(file)": file, "(line)": line})
    (problem,) = refused([deals(["A", "1", ""], ["B", "much", ""])], rejects)
    assert (problem.code, problem.line) == ("rejects-not-found", 2)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["Id", "Amount"], "read Closed missing"),
        (["Id", "Amount", "Closed", "Mine"], "read Mine added"),
        (["Id", "Closed", "Amount"], "read the columns in another sequence"),
    ],
)
def test_a_rejects_file_with_other_columns_is_refused(header: list[str], said: str) -> None:
    rejects = read(rejected_once())
    rejects.header[6:] = header
    (problem,) = refused([deals(["A", "1", ""], ["B", "much", ""])], rejects)
    assert (problem.code, problem.line) == ("rejects-columns", 1)
    assert problem.message.startswith(said)


@given(st.lists(st.lists(cells, max_size=9), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_whatever_stands_in_a_rejects_file_each_row_is_taken_or_told(rows: list[Cells], header: list[str]) -> None:
    rejects = read(rejected_once())
    own = rejects.rows[0].cells
    added = [row_at(line, [*own[:line], *each]) for line, each in enumerate(rows, 3)]
    rejects.rows = [*rejects.rows, *added]
    rejects.header = [*rejects.header[:6], *(header or HEADER)]
    problems = Problems()
    found = put_in_place([deals(["A", "1", ""], ["B", "much", ""])], [rejects], COMMAND, problems)
    taken = sum(mended.table.total() for mended in found)
    assert problems or taken == len(rows) + 1
    if found:
        assert taken + len({problem.line for problem in problems}) == len(rows) + 1


# Standing in the folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deals.csv").write_bytes(rejected_once().encode())
    return tmp_path


def standing(
    folder: Path, rejects: dict[Path, str] | None = None, given: tuple[Path, ...] = ()
) -> tuple[list[str], int]:
    """Give the codes and lines of problems, and the number of files that are no longer needed."""
    problems = Problems()
    stale = check_rejects_on_file(folder, rejects or {}, given, problems)
    return [f"{problem.line} {problem.code}" for problem in problems], len(stale)


def test_a_file_that_nobody_touched_is_replaced_or_no_longer_needed(folder: Path) -> None:
    assert standing(folder) == ([], 1)
    assert standing(folder, {folder / "deals.csv": rejected_once()}) == ([], 0)
    assert standing(folder, {folder / "deals.csv": "something else"}) == ([], 0)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert standing(tmp_path / "none") == ([], 0)


def test_a_file_that_somebody_mended_is_a_problem_unless_it_is_given(folder: Path) -> None:
    path = folder / "deals.csv"
    path.write_bytes(rejected_once().replace(",B,much", ",B,12").encode())
    assert standing(folder) == (["2 rejects-mended"], 0)
    assert standing(folder, {path: rejected_once()}) == (["2 rejects-mended"], 0)
    assert standing(folder, {path: rejected_once()}, (folder / "." / "deals.csv",)) == ([], 0)


def test_the_line_of_a_mended_row_is_told_where_cells_hold_line_breaks_or_whole_books(tmp_path: Path) -> None:
    rows = [["A", "a\nb\nc", ""], ["B", "x" * 200_000, ""], ["C", "much", ""]]
    (text,) = rejects_of([deals(*rows, wrong=3)], FOLDER).values()
    path = tmp_path / "deals.csv"
    path.write_bytes(text.encode())
    assert standing(tmp_path) == ([], 1)
    path.write_bytes(text.replace(",C,much", ",C,12").encode())
    assert standing(tmp_path) == (["6 rejects-mended"], 0)


@pytest.mark.parametrize("content", [b"", b"\xff", b"my,own,notes\r\n", '(reason),"'.encode("utf-16")])
def test_a_file_that_is_none_of_ours_is_never_taken_for_untouched(content: bytes, folder: Path) -> None:
    (folder / "deals.csv").write_bytes(content)
    assert standing(folder) == (["1 rejects-mended"], 0)


def test_a_link_that_leads_nowhere_is_told(folder: Path) -> None:
    (folder / "deals.csv").unlink()
    (folder / "deals.csv").symlink_to(folder / "gone.csv")
    assert standing(folder) == (["1 file-missing"], 0)
