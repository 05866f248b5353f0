"""Beside each table there is a CSV file: what the page says, of which a spreadsheet runs nothing."""

import csv
import io
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scorecards.read.people import RESERVED
from scorecards.render.csv_files import csv_files_of, harmless, written
from scorecards.render.table_columns import open_table
from scorecards.render.table_filters import Filters
from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.review import Folders, read, review_of
from tests.support import hostile
from tests.support.files import files_of, tables_of_reps
from tests.support.project import MANAGERS, ROOT, Project
from tests.support.row_files import read as read_handed
from tests.support.situations import situation
from tests.support.small_reference import REFERENCE

RISKY = "=+-@＝＋－＠﹢﹣﹦﹫"
DELIMITERS = [",", ";", "\t", "|"]
BLANKS = st.text(st.sampled_from(" \t\r\n\x00\x0b\x1f\x7f\u00a0\u200b\u2028\u3000\ufeff"))


def opened(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Read a file back, as a spreadsheet reads it that parts cells at such a sign."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula, however it trims and folds it."""
    return begins_with_a_sign(cell) or cell[:1] in {"\t", "\r", "\n"}


def begins_with_a_sign(cell: str) -> bool:
    seen = "".join(character for character in cell if category(character)[0] not in "CZ" and character != '"')
    return normalize("NFKC", seen)[:1] in set("=+-@")


def test_no_letter_and_no_figure_is_a_sign_in_another_width_or_passed_over_as_a_blank() -> None:
    """A text that begins with one, and in which nothing parts cells, is therefore left as it is."""
    words = [character for character in map(chr, range(sys.maxunicode + 1)) if re.match(r"\w", character)]
    assert len(words) > 100_000
    assert not [each for each in words if category(each)[0] in "CZ" or normalize("NFKC", each)[:1] in set("=+-@")]


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))


@pytest.fixture(scope="module")
def files(review: Review) -> dict[str, list[dict[str, str]]]:
    return rows_of(review)


def rows_of(review: Review) -> dict[str, list[dict[str, str]]]:
    """Give each file's rows by the head."""
    tables = {name: opened(data) for name, data in (csv_files_of(review) | tables_of_reps(review)).items()}
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in tables.items()}


def still_open(review: Review) -> list[Deal]:
    return [deal for deal in review.opportunities if deal.status == "open"]


# Nothing runs.


@given(BLANKS, st.sampled_from(RISKY), st.text())
@example("", "=", "cmd|' /C calc'!A0")
@example("\ufeff \t", "＝", "HYPERLINK(1)")
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(blanks: str, sign: str, rest: str) -> None:
    assert harmless(blanks + sign + rest).startswith("'")


@given(st.text())
@example("\t=1")
@example("\r")
@example("\x00-1")
def test_no_text_is_a_formula(text: str) -> None:
    assert not is_formula(harmless(text))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00;|\t\r\n")))
def test_a_text_that_is_none_stays_as_it_is(text: str) -> None:
    assert harmless(text) == (f"'{text}" if is_formula(text) else text)


@pytest.mark.parametrize(
    "text", ["Cut; then call -1", "a-b; c=d | e+f\n\nx@y.example", 'She said: "no"; (1-2)', "5; -"]
)
def test_a_sign_within_a_text_gets_an_apostrophe_only_where_a_cell_could_begin(text: str) -> None:
    assert harmless(text) == text.replace("; -", "; '-")


CELLS = st.one_of(st.text(), st.integers(), st.dates(), st.none(), st.decimals(allow_nan=False, allow_infinity=False))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5).map(tuple), min_size=1))
def test_what_is_written_reads_back(rows: list[tuple[str | int | Decimal | date | None, ...]]) -> None:
    found = opened(written(rows))
    assert len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        for cell, text in zip(row, cells, strict=True):
            if isinstance(cell, str):
                assert text == harmless(cell)
            elif cell is None:
                assert text == ""
            elif isinstance(cell, date):
                assert date.fromisoformat(text) == cell
            else:
                assert Decimal(text) == cell


def test_a_number_stays_a_number_below_zero_too() -> None:
    assert written([(-5, Decimal("-12.50"), Decimal("1E+3"))]) == b"\xef\xbb\xbf-5,-12.50,1000\r\n"


HOSTILE = st.text(st.sampled_from("=+-@＝－;|,\t\r\n\" '\x00\u00a0\u200bab1"), max_size=12)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@given(rows=st.lists(st.lists(HOSTILE, min_size=3, max_size=3).map(tuple), min_size=1, max_size=3))
@example(rows=[("o-2", "a;=1+1;b", 'x;"=1+1')])
@example(rows=[("o-2", "a;\t=1+1", "b\n ＝1+1|@c")])
@example(rows=[('"=1+1', '";"=1+1', '"";""=1+1'), ("-1;", "-1\n", "-1\t")])
def test_no_text_in_any_column_begins_a_formula_wherever_cells_are_parted(
    delimiter: str, rows: list[tuple[str, ...]]
) -> None:
    cells = [cell for row in opened(written(rows), delimiter) for cell in row]
    assert [cell for cell in cells if begins_with_a_sign(cell)] == []


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_numbers_between_texts_begin_no_formula_where_cells_are_parted_at_something_else(delimiter: str) -> None:
    rows = [(text, -1, text, Decimal("-2.5"), text) for text in ("a;", "a\n", "a|", "a\t", 'a;"', "a")]
    cells = [cell for row in opened(written(rows), delimiter) for cell in row]
    formulas = [cell for cell in cells if begins_with_a_sign(cell)]
    assert formulas == (["-1", "-2.5"] * len(rows) if delimiter == "," else [])


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_no_cell_of_a_hostile_export_is_a_formula(delimiter: str, overrun: Project) -> None:
    files = [path.read_bytes() for path in (overrun.docs / "scorecards").glob("*.csv")]
    cells = [cell for data in files for row in opened(data, delimiter) for cell in row]
    assert [cell for cell in cells if begins_with_a_sign(cell)] == []


def test_the_texts_of_a_hostile_export_are_all_there(overrun: Project) -> None:
    rows = opened((overrun.docs / "scorecards" / "open.csv").read_bytes())
    assert {row[1] for row in rows[1:]} >= {harmless(text) for text in hostile.TEXTS.values()}


# What they say.


def test_there_is_one_for_each_table_and_each_rep(review: Review) -> None:
    names = {path for path in files_of(review, REFERENCE) if path.endswith(".csv")}
    tables = {"open", "reps", "accounts", "territories", "unknown", "wins", "cold"}
    assert names == {f"scorecards/{name}.csv" for name in tables | {card.rep for card in review.scorecards}}
    assert not names & {f"scorecards/{manager}.csv" for manager in MANAGERS}


def test_the_lines_of_a_file_stand_in_the_script_beside_it_to_the_letter(review: Review) -> None:
    files = csv_files_of(review)
    scripts = {name for name in files if name.endswith(".js")}
    assert scripts == {f"{name}.csv.js" for name in ("open", "accounts", "territories", "unknown")}
    for name in scripts:
        assert "".join(read_handed(files[name])).encode("utf-8-sig") == files[name.removesuffix(".js")]


def test_no_page_or_file_of_a_person_overwrites_another(review: Review) -> None:
    people = {card.rep for card in review.scorecards} | set(MANAGERS)
    names = {
        Path(path).name.partition(".")[0] for path in files_of(review, REFERENCE) if path.startswith("scorecards/")
    }
    assert {"names", "open", "reps", "scorecards"} < names - people <= RESERVED


def test_each_is_linked_beside_its_table(review: Review) -> None:
    pages = files_of(review, REFERENCE)
    for name in (path for path in pages if path.endswith(".csv")):
        page = name.replace("reps.csv", "index.csv").replace(".csv", ".md")
        assert f'href="{Path(name).name}" download' in pages[page].decode(), page


def test_every_open_opportunity_stands_in_the_teams_file_and_in_its_reps(
    review: Review, files: dict[str, list[dict[str, str]]]
) -> None:
    deals = still_open(review)
    assert [row["Id"] for row in files["open.csv"]] == [deal.id for deal in deals]
    for card in review.scorecards:
        own = [deal.id for deal in deals if deal.owner == card.rep]
        assert [row["Id"] for row in files[f"{card.rep}.csv"]] == own


def test_a_row_says_what_to_mend_and_what_to_ask(review: Review, files: dict[str, list[dict[str, str]]]) -> None:
    rows = {row["Id"]: row for row in files["open.csv"]}
    checks = {check.id: check for check in review.playbook.checks}
    for deal in still_open(review):
        row = rows[deal.id]
        to_mend = str(len(deal.failed)) if deal.score.known else ""
        assert (row["Findings"], row["Unknowns"]) == (to_mend, str(len(deal.to_ask)))
        assert all(checks[check].name in row["Needs attention"] for check in deal.failed)
        assert all(checks[check].ask in row["Questions"] for check in deal.to_ask)


def test_amounts_and_days_are_values_and_what_nobody_said_is_blank(
    review: Review, files: dict[str, list[dict[str, str]]]
) -> None:
    rows = {row["Id"]: row for row in files["open.csv"]}
    for deal in still_open(review):
        row = rows[deal.id]
        assert row["Amount"] == (f"{deal.amount.amount:f}" if deal.amount else "")
        assert row["Currency"] == (deal.amount.currency if deal.amount else "")
        assert row["Our close date"] == (deal.close_date.isoformat() if deal.close_date else "")
        assert row["Days in stage"] == ("" if deal.days_in_stage is None else str(deal.days_in_stage))
    assert {row["Amount"] == "" for row in rows.values()} == {True, False}


def test_what_is_not_known_is_no_nought(tmp_path: Path) -> None:
    files = rows_of(situation(tmp_path / "bare", "id: O1").review)
    (row,) = files["open.csv"]
    assert (row["Findings"], row["Needs attention"]) == ("", "")
    rep = next(row for row in files["reps.csv"] if row["Id"] == "ana")
    assert (rep["Open"], rep["Qualified"], rep["Known for"]) == ("1", "", "0")


def test_a_row_says_its_forecast_and_is_blank_where_it_stands_in_none(tmp_path: Path) -> None:
    review = situation(tmp_path / "forecast", "id: O1, forecast_category: best_case", "id: O2").review
    files = rows_of(review)
    for name in ("open.csv", "ana.csv"):
        assert {row["Id"]: row["Forecast"] for row in files[name]} == {"O1": "best case", "O2": ""}
    assert "forecast" in open_table(review).on_page


def test_a_page_of_deals_that_nobody_forecasts_has_no_column_and_no_filter_for_it(tmp_path: Path) -> None:
    review = situation(tmp_path / "bare", "id: O1").review
    assert "forecast" not in open_table(review).on_page
    assert [each.offered for each in Filters.of(review).filters if each.name == "forecast"] == [False]
    (row,) = rows_of(review)["open.csv"]
    assert row["Forecast"] == ""


def test_a_row_says_what_was_ruled_and_is_not_carried_out_and_the_crms_next_step(tmp_path: Path) -> None:
    rulings = "rulings:\n" + "".join(
        f"  - {{opportunity: {each}, by: mara, on: 2026-11-09, ruling: {ruling}, reason: Gone{more}}}\n"
        for each, ruling, more in (("O1", "dead", ""), ("O2", "stalled", ", review_on: 2026-12-01"))
    )
    team = situation(tmp_path / "ruled", "id: O1", "id: O2", "id: O3, crm_next_step: Send the list", rulings=rulings)
    files = rows_of(team.review)
    for name in ("open.csv", "ana.csv"):
        rows = {row["Id"]: (row["Closed by manager"], row["Next step in the CRM"]) for row in files[name]}
        assert rows == {"O1": ("dead", ""), "O2": ("", ""), "O3": ("", "Send the list")}


def test_the_other_files_have_a_row_for_each_line_of_their_pages(
    review: Review, files: dict[str, list[dict[str, str]]]
) -> None:
    assert [row["Id"] for row in files["reps.csv"]] == [card.rep for card in review.scorecards]
    assert [row["Id"] for row in files["accounts.csv"]] == [line.account for line in review.accounts]
    assert [row["Id"] for row in files["territories.csv"]] == [line.territory for line in review.territories]
    assert [row["Field"] for row in files["unknown.csv"]] == [gap.field for gap in review.gaps]
    closures = (*review.wins.successes, *review.wins.ended)
    assert [row["Id"] for row in files["wins.csv"]] == [each.opportunity for each in closures]
    assert [row["Win"] for row in files["wins.csv"]].count("yes") == len(review.wins.successes)
    assert [row["Id"] for row in files["cold.csv"]] == [item.opportunity for item in review.cold]
