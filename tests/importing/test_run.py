"""A CRM's export becomes a snapshot that holds what the export holds, and nothing else.

tests/export/ is a small export; tests/bad_exports.yml says what can be wrong with it.
"""

import csv
import io
import random
import re
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from scorecards.model.accounts import Accounts
from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.model.team import Team
from scorecards.problems.codes import CODES
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.sources import read_source

HERE = Path(__file__).parent.parent
MAPPINGS = HERE.parent / "mappings"
MAVEN = HERE.parent.parent / "shared" / "data" / "maven_crm"
MAVEN_DAY = date(2017, 12, 31)
CASES: list[dict[str, Any]] = yaml.load(
    (HERE / "bad_exports.yml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - it makes nothing but text
)


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the small export, and make it the working directory."""
    folder = tmp_path / "export"
    shutil.copytree(HERE / "export", folder)
    monkeypatch.chdir(folder)
    return folder


def run(*files: str, as_of: date = date(2026, 11, 16)) -> Import:
    paths = [Path(name) for name in files or ("deals.csv",)]
    imported = import_export(paths, Path("map.yml"), as_of, Path("pipeline"), MAPPINGS, silent)
    assert all(table.adds_up() for table in imported.ledger.tables)
    return imported


def problems_of(*files: str) -> list[Problem]:
    """Give what is wrong, whether it rejects rows or stops the import."""
    try:
        problems = run(*files).problems
    except ProblemsFound as found:
        problems = tuple(found.problems)
    assert problems
    return sorted(problems)


def told() -> str:
    return "".join(f"{problem}\n" for problem in problems_of())


def change(name: str, old: str, new: str) -> None:
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new), encoding="utf-8")


def write_deals(rows: list[list[str]]) -> None:
    """Replace the rows of the export; each row is padded with blanks."""
    header = Path("deals.csv").read_text(encoding="utf-8").splitlines()[0]
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (header.count(",") + 1 - len(row))] for row in rows)
    Path("deals.csv").write_text(f"{header}\r\n{out.getvalue()}", encoding="utf-8", newline="")


def write(imported: Import) -> None:
    for path, text in imported.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def read_back(imported: Import, model: type[Any] = Snapshot, name: str = "snapshots/*.yml") -> Any:
    """Write what an import gives, and read one file of it as a build would."""
    write(imported)
    problems = Problems()
    (path,) = next(iter(imported.files)).parent.parent.glob(name)
    value = read_source(path, model, problems).value
    assert not problems
    return value


def opportunities(imported: Import) -> dict[str, Opportunity]:
    return {each.id: each for each in read_back(imported).opportunities}


@pytest.mark.usefixtures("export")
def test_the_text_of_a_snapshot() -> None:
    assert (
        run().files[Path("pipeline/snapshots/2026-11-16.yml")]
        == """\
as_of: 2026-11-16
source: "deals.csv"
opportunities:

  - id: "A-1"
    name: "Rotaplus"
    owner: ben-ode
    status: open
    stage: qualify
    account:
    stage_entered_on: 2026-10-05
    amount: 2500
    amount_basis: list_price
    currency: "EUR"
    answers:
      budget: "012"

  - id: "A-2"
    name: "Rota · Mill & Sons"
    owner: ana-lima
    status: open
    stage: meet
    account: mill-sons
    amount: 900
    amount_basis: list_price
    currency: "EUR"
    answers:
      budget:

  - id: "A-3"
    name: "Rota · Quay Foods"
    owner: ana-lima
    status: won
    account: quay-foods
    closed_on: 2026-09-30
    amount: 1200.50
    currency: "EUR"
    answers:
      budget: "no"

  - id: "A-4"
    name: "Rota Plus · Mill & Sons"
    owner: ben-ode
    status: lost
    account: mill-sons
    closed_on: 2026-07-31
    answers:
      budget: "~"
"""
    )


@pytest.mark.usefixtures("export")
def test_the_text_of_the_team_and_of_the_accounts() -> None:
    files = run().files
    assert (
        files[Path("pipeline/team.yml")]
        == """\
name: "Tideline"
currency: "EUR"
managers:
  - id: cleo-marsh
    name: "Cleo Marsh"
  - id: eva-hill
    name: "Eva Hill"
reps:
  - id: ana-lima
    name: "Ana Lima"
    manager: cleo-marsh
    territory: south
  - id: ben-ode
    name: "Ben Ode"
    manager: cleo-marsh
    territory: north
  - id: dan-roe
    name: "Dan Roe"
    manager: eva-hill
territories:
  - id: north
    name: "North"
  - id: south
    name: "South"
"""
    )
    assert (
        files[Path("pipeline/accounts.yml")]
        == """\
accounts:
  - id: mill-sons
    name: "Mill & Sons"
  - id: quay-foods
    name: "Quay Foods"
  - id: zed
    name: "Zed"
"""
    )


@pytest.mark.usefixtures("export")
def test_blank_in_a_column_is_known_to_be_empty_and_what_has_no_column_is_absent() -> None:
    found = opportunities(run())
    assert found["A-1"].account is None
    assert "account" in found["A-1"].model_fields_set
    assert found["A-2"].answers["budget"].value is None
    for each in found.values():
        assert not {"created_on", "close_date", "next_steps", "contacts"} & each.model_fields_set


@pytest.mark.usefixtures("export")
def test_a_column_counts_only_where_its_condition_holds() -> None:
    found = opportunities(run())
    assert "stage_entered_on" not in found["A-3"].model_fields_set
    assert "closed_on" not in found["A-1"].model_fields_set
    assert not {"stage", "amount"} & found["A-4"].model_fields_set


@pytest.mark.usefixtures("export")
def test_answers_come_through_as_they_are_written() -> None:
    written = ["no", "on", "012", "1:30", "~", "null", "1e3", " two  spaces ", 'a "quote"', "line\r\nbreak", "🙂\u202e"]
    row = ["Rota", "Zed", "Ana Lima", "New", "", "", ""]
    write_deals([[f"A-{number}", *row, text] for number, text in enumerate(written)])
    found = opportunities(run())
    assert [found[f"A-{number}"].answers["budget"].value for number in range(len(written))] == written


@pytest.mark.usefixtures("export")
def test_a_place_is_right_after_quoted_line_breaks_and_a_byte_order_mark() -> None:
    change("deals.csv", "012", '"first\nsecond"')
    change("deals.csv", "New", "Gone")
    Path("deals.csv").write_bytes(b"\xef\xbb\xbf" + Path("deals.csv").read_bytes())
    assert told().startswith("deals.csv:5:5: csv-word: State: read 'Gone'")


@pytest.mark.usefixtures("export")
def test_another_delimiter_encoding_and_way_to_write_dates_and_amounts() -> None:
    style = "{delimiter: ';', encoding: cp1252, dates: DD.MM.YYYY, decimal: ',', thousands: '.'}"
    change("map.yml", "currency:", f"source: {style}\ncurrency:")
    for name in ("deals.csv", "prices.csv", "people.csv"):
        change(name, ",", ";")
    for old, new in (("2026-09-30", "1.9.2026"), ("1200.50", "1.234.200,50"), ("no", "für später")):
        change("deals.csv", old, new)
    change("deals.csv", "2026-10-05", "05.10.2026")
    change("deals.csv", "2026-07-31", "31.07.2026")
    Path("deals.csv").write_bytes(Path("deals.csv").read_text(encoding="utf-8").encode("cp1252"))
    first = opportunities(run())["A-3"]
    assert (first.closed_on, first.amount) == (date(2026, 9, 1), Decimal("1234200.50"))
    assert first.answers["budget"].value == "für später"


@pytest.mark.usefixtures("export")
def test_what_the_mapping_itself_says_is_not_read_in_the_format_of_the_export() -> None:
    change("map.yml", "currency:", "source: {dates: DD.MM.YYYY, decimal: ','}\ncurrency:")
    for name in ("closed_on: {column: Ended,", "stage_entered_on: {column: Talking since,"):
        change("map.yml", name, name.split(" {")[0] + " {value: 2026-11-02,")
    change("map.yml", "{column: Value, when", "{value: '12.50', when")
    found = opportunities(run())
    assert (found["A-3"].closed_on, found["A-3"].amount) == (date(2026, 11, 2), Decimal("12.50"))


@pytest.mark.usefixtures("export")
def test_capital_letters_make_no_other_person() -> None:
    change("people.csv", "Ana Lima,Cleo Marsh", "Ana Lima,CLEO MARSH")
    change("deals.csv", "Ana Lima,New", "ana lima,New")
    imported = run()
    assert imported.files[Path("pipeline/team.yml")].count("- id: cleo-marsh\n") == 1
    assert opportunities(imported)["A-2"].owner == "ana-lima"


@pytest.mark.usefixtures("export")
def test_of_two_with_one_name_the_mapping_says_which_is_meant() -> None:
    Path("pipeline").mkdir()
    Path("pipeline/accounts.yml").write_text(
        "accounts: [{id: mill, name: Mill & Sons}, {id: quay-n, name: Quay Foods}, {id: quay-s, name: Quay Foods}]\n",
        encoding="utf-8",
    )
    change("map.yml", "account: {column: Company}", "account: {column: Company, aliases: {Quay Foods: quay-s}}")
    assert opportunities(run())["A-3"].account == "quay-s"


@pytest.mark.usefixtures("export")
def test_a_blank_currency_is_the_mappings_where_there_is_an_amount_and_blank_where_there_is_none() -> None:
    source = "currency: {column: Budget, values: {no: GBP, '012': USD, '~': SEK}}"
    change("map.yml", "  amount_basis:", f"  {source}\n  amount_basis:")
    change("deals.csv", "1200.50,no", "1200.50,")
    change("deals.csv", "0,~", "0,")
    imported = run()
    found = opportunities(imported)
    assert [found[f"A-{number}"].currency for number in range(1, 5)] == ["USD", "EUR", "EUR", None]
    assert {fill.field: fill.blank for fill in imported.ledger.fills}["currency"] == 1


@pytest.mark.usefixtures("export")
def test_the_export_itself_can_say_who_is_in_the_team_and_which_accounts_there_are() -> None:
    text = Path("map.yml").read_text(encoding="utf-8")
    team = "team: {name: Tideline, rep: {column: Rep}, manager: {value: Cleo Marsh}}\n"
    accounts = "accounts: {name: {column: Company}}\n"
    Path("map.yml").write_text(text[: text.index("team:")] + team + accounts, encoding="utf-8")
    files = run().files
    assert files[Path("pipeline/team.yml")].count("- id:") == 3
    assert files[Path("pipeline/accounts.yml")].count("- id:") == 2


@pytest.mark.usefixtures("export")
def test_several_files_are_one_export() -> None:
    text = Path("deals.csv").read_text(encoding="utf-8")
    Path("more.csv").write_text(text.replace("A-", "B-"), encoding="utf-8")
    imported = run("deals.csv", "more.csv")
    assert imported.ledger.opportunities == 8
    assert 'source: "deals.csv, more.csv"\n' in imported.files[Path("pipeline/snapshots/2026-11-16.yml")]


@pytest.mark.usefixtures("export")
def test_an_id_that_stands_in_two_files_is_told_with_both() -> None:
    shutil.copy("deals.csv", "more.csv")
    change("more.csv", "1200.50", "1300.50")
    problems = problems_of("deals.csv", "more.csv")
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [
        ("deals.csv", 2, "duplicate-id"),
        ("more.csv", 2, "duplicate-id"),
    ]
    assert "which stands in more.csv:2 too" in problems[0].message


@pytest.mark.usefixtures("export")
def test_the_same_row_in_two_files_is_taken_once_and_said() -> None:
    shutil.copy("deals.csv", "more.csv")
    imported = run("deals.csv", "more.csv")
    assert imported.ledger.opportunities == 4
    more = next(table for table in imported.ledger.tables if table.file == "more.csv")
    assert (more.taken, more.skipped) == (0, (("is there twice, word for word", 4),))


@pytest.mark.usefixtures("export")
def test_an_opportunity_s_own_currency_goes_before_the_mapping_s() -> None:
    change("map.yml", "  answers:\n", "  currency: {column: Budget, when: {State: [Won]}}\n  answers:\n")
    change("deals.csv", "1200.50,no", "1200.50,USD")
    found = opportunities(run())
    assert (found["A-3"].currency, found["A-1"].currency) == ("USD", "EUR")


@pytest.mark.usefixtures("export")
def test_files_that_are_there_are_left_as_they_are_and_their_ids_used() -> None:
    Path("pipeline").mkdir()
    Path("pipeline/team.yml").write_text(
        "name: Tideline\ncurrency: EUR\nmanagers: [{name: Cleo Marsh}]\n"
        "reps: [{id: al, name: Ana Lima, manager: cleo-marsh}, {name: Ben Ode, manager: cleo-marsh}]\n",
        encoding="utf-8",
    )
    Path("pipeline/accounts.yml").write_text(
        "accounts: [{id: quay, name: Quay Foods}, {id: mill, name: MILL & SONS}]\n", encoding="utf-8"
    )
    Path("people.csv").unlink()
    Path("companies.csv").unlink()
    imported = run()
    assert list(imported.files) == [Path("pipeline/snapshots/2026-11-16.yml"), Path("pipeline/crm/2026-11-16.jsonl")]
    found = opportunities(imported)
    assert [found[f"A-{number}"].owner for number in (1, 2, 3)] == ["ben-ode", "al", "al"]
    assert [found[f"A-{number}"].account for number in (2, 3)] == ["mill", "quay"]


@pytest.mark.usefixtures("export")
def test_a_row_that_the_reader_refuses_takes_no_other_row_with_it() -> None:
    """The team, the accounts and the merges are read again from the rows that are left."""
    text = Path("map.yml").read_text(encoding="utf-8")
    team = "team: {name: Tideline, rep: {column: Rep}, manager: {value: Cleo Marsh}}\n"
    accounts = "accounts: {name: {column: Company}}\n"
    text = text[: text.index("team:")] + team + accounts
    Path("map.yml").write_text(
        text.replace("  answers:", "  merged_ids: {column: Budget}\n  answers:").replace(
            "Ended, when: {State: [Won, Lost]}", "Ended"
        ),
        encoding="utf-8",
    )
    write_deals(
        [
            ["A-1", "Rota", "Zed", "Ana Lima", "New", "", "2026-10-24", "1", "A-3"],
            ["A-2", "Rota", "Zed", "Ana Lima", "Won", "", "2026-10-24", "1"],
            ["A-3", "Rota", "Quay Foods", "Ben Ode", "New"],
        ]
    )
    imported = run()
    assert [(problem.line, problem.code) for problem in imported.problems] == [(2, "closed-while-open")]
    assert list(opportunities(imported)) == ["A-2", "A-3"]
    assert imported.files[Path("pipeline/team.yml")].count("manager: cleo-marsh") == 2
    assert imported.files[Path("pipeline/accounts.yml")].count("- id:") == 2


@pytest.mark.usefixtures("export")
def test_the_first_way_in_which_a_name_is_written_is_the_same_with_the_rejected_rows_given_along() -> None:
    """They stand in a file of their own, and yet where they stood in the export."""
    text = Path("map.yml").read_text(encoding="utf-8")
    team = "team: {name: Tideline, rep: {column: Rep}, manager: {value: Cleo Marsh}}\n"
    accounts = "accounts: {name: {column: Company}}\n"
    Path("map.yml").write_text(text[: text.index("team:")] + team + accounts, encoding="utf-8")
    write_deals(
        [
            ["A-1", "Rota", "ZED", "ana lima", "New"],
            ["A-1", "Rota", "Zed", "Ana Lima", "New"],
            ["A-2", "Rota", "Zed", "Ana Lima", "New"],
        ]
    )
    first = run()
    assert [problem.code for problem in first.problems] == ["duplicate-id"] * 2
    for path, content in first.rejects.items():
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8", newline="")
    again = run("deals.csv", *(path.as_posix() for path in first.rejects))
    for name, spelling in (("team.yml", "ana lima"), ("accounts.yml", "ZED")):
        path = Path("pipeline") / name
        assert f'name: "{spelling}"' in first.files[path]
        assert again.files[path] == first.files[path]


@pytest.mark.usefixtures("export")
def test_an_export_without_reps_and_a_pipeline_without_a_team_say_what_to_do() -> None:
    change("map.yml", "  rep: {column: rep}", "  rep: {column: nobody, optional: true}")
    change("map.yml", "  owner: {column: Rep}", "  owner: {value: ana-lima}")
    assert "map.yml:1:1: missing-key: read no rep and no manager in the export" in told()


@pytest.mark.usefixtures("export")
def test_what_a_new_way_to_split_replaces_is_told_before_it_goes() -> None:
    opportunities(run())
    change("map.yml", "currency: EUR", "currency: EUR\nsplit_by: owner")
    imported = run()
    assert imported.stale == (Path("pipeline/snapshots/2026-11-16.yml"),)
    assert imported.ledger.removed == ("pipeline/snapshots/2026-11-16.yml",)


@pytest.mark.usefixtures("export")
def test_what_the_export_does_not_hold_any_more_is_told_where_something_is_written_about_it() -> None:
    write(run(as_of=date(2026, 11, 9)))
    last = Path("pipeline/snapshots/2026-11-09.yml")
    change(last.as_posix(), 'budget: "~"', 'budget: "~"\n    notes: "Their board meets in May"')
    write(run())
    change(
        "pipeline/snapshots/2026-11-16.yml",
        "opportunities:\n",
        "opportunities:\n  - {id: B-1, name: B, owner: ben-ode, status: won}\n",
    )
    rows = Path("deals.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("deals.csv").write_text("".join(row for row in rows if not row.startswith("A-4")), encoding="utf-8")
    notes = run().ledger.notes
    assert f"gone from the export, though more is written about them by hand in {last}: A-4" in notes
    assert "in pipeline/snapshots/2026-11-16.yml but not in the export, so removed: A-4, B-1" in notes


@pytest.mark.usefixtures("export")
def test_a_rejected_row_is_not_told_as_gone() -> None:
    opportunities(run(as_of=date(2026, 11, 9)))
    change("deals.csv", "A-3", "A-3 ")
    change("deals.csv", "2026-09-30", "soon")
    changes = run().ledger.changes
    assert changes is not None
    assert (changes.new, changes.gone) == ((), ())


def change_as_told(case: dict[str, Any]) -> None:
    for name, text in case.get("write", {}).items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding=case.get("encoding", "utf-8"))
    for name, (old, new) in case.get("change", {}).items():
        assert Path(name).read_text(encoding="utf-8").count(old) == 1
        change(name, old, new)
    if "remove" in case:
        Path(case["remove"]).unlink()


@pytest.mark.parametrize("case", [each for each in CASES if "problems" in each], ids=lambda case: case["what"])
@pytest.mark.usefixtures("export")
def test_what_is_wrong_is_told_where_it_stands(case: dict[str, Any]) -> None:
    change_as_told(case)
    before = {path: path.is_file() and path.read_bytes() for path in Path().rglob("*")}
    assert told() == case["problems"]
    assert {path: path.is_file() and path.read_bytes() for path in Path().rglob("*")} == before


@pytest.mark.parametrize("case", [each for each in CASES if "unread" in each], ids=lambda case: case["what"])
@pytest.mark.usefixtures("export")
def test_what_costs_a_field_alone_stands_in_the_ledger(case: dict[str, Any]) -> None:
    rows = len(opportunities(run()))
    change_as_told(case)
    done = run()
    unread = [(each.file, each.lines[0], each.code, each.column, each.message) for each in done.ledger.unread]
    assert [f"{file}:{line}: {': '.join(rest)}" for file, line, *rest in unread] == case["unread"].splitlines()
    assert (done.problems, len(opportunities(done))) == ((), rows)


def test_every_code_of_csv_files_has_a_case_and_every_code_stands_in_the_catalogue() -> None:
    codes = {line.split(": ")[1] for case in CASES for line in (case.get("problems") or case["unread"]).splitlines()}
    assert codes <= set(CODES)
    too_large_for_a_case = {"csv-limit"}  # test_limits.py has these
    assert {code for code in CODES if code.startswith("csv-")} <= codes | too_large_for_a_case


@pytest.mark.usefixtures("export")
def test_a_folder_in_place_of_the_export_is_told() -> None:
    Path("deals.csv").unlink()
    Path("deals.csv").mkdir()
    assert told() == "deals.csv:1:1: not-a-file: read a folder, expected a file\n"


@pytest.mark.usefixtures("export")
def test_the_same_fault_in_many_rows_is_told_once_with_their_number() -> None:
    write_deals([[f"A-{number}", "Rota", "Zed", "Ana Lima", "Talkin"] for number in range(12)])
    (line,) = told().splitlines()
    assert line.startswith("deals.csv:2:5: csv-word: State: read 'Talkin'")
    assert line.endswith("(12 rows; the first is here)")


@pytest.mark.usefixtures("export")
def test_of_many_values_that_cannot_be_read_the_first_are_told_and_the_rest_counted() -> None:
    """Words that are not the mapping's would otherwise fill the screen."""
    write_deals([[f"A-{n}", "Rota", "Zed", "Ana Lima", f"Phase {n}"] for n in range(30)])
    lines = told().splitlines()
    assert len(lines) == 4
    rest = "27 more values in this column can't be read either (in 27 rows; the first is here): 'Phase 3', "
    assert lines[-1].startswith(f"deals.csv:5:5: csv-word: State: {rest}")


@pytest.mark.usefixtures("export")
def test_importing_writes_nothing() -> None:
    before = sorted(Path().rglob("*"))
    run()
    assert sorted(Path().rglob("*")) == before


@pytest.mark.usefixtures("export")
def test_the_ledger_counts_every_row_and_names_every_column() -> None:
    ledger = run().ledger
    assert (ledger.opportunities, ledger.reps, ledger.managers, ledger.owners) == (4, 3, 2, 2)
    assert ledger.statuses == (("open", 2), ("won", 1), ("lost", 1))
    tables = {table.file: (table.role, table.rows, table.taken, table.used, table.ignored) for table in ledger.tables}
    assert tables == {
        "deals.csv": (
            "opportunities",
            4,
            4,
            ("Id", "Product", "Company", "Rep", "State", "Talking since", "Ended", "Value", "Budget"),
            (),
        ),
        "people.csv": ("team", 3, 3, ("rep", "boss", "region"), ()),
        "companies.csv": ("accounts", 3, 3, ("company",), ()),
        "prices.csv": ("look_up", 2, 2, ("product", "price"), ("line",)),
    }
    fills = {fill.field: (fill.filled, fill.blank, fill.absent) for fill in ledger.fills}
    assert (fills["account"], fills["answers.budget"], fills["amount"]) == ((3, 1, 0), (3, 1, 0), (3, 0, 1))
    (absent,) = (note for note in ledger.notes if note.startswith("not in the export, so unknown: "))
    assert not {"amount", "currency", "answers", "stage", "id"} & set(absent.partition(": ")[2].split(", "))


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=20)
states = st.sampled_from(["New", "Talking", "Won", "Lost"])
reps = st.sampled_from(["Ana Lima", "Ben Ode"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cells, states, reps), min_size=1, max_size=12), st.randoms(use_true_random=False))
@pytest.mark.usefixtures("export")
def test_each_row_becomes_one_opportunity_and_the_order_of_rows_changes_nothing(
    made: list[tuple[str, str, str]], chance: random.Random
) -> None:
    rows = [
        [f"A-{number}", "Rota", "Zed", rep, state, "2026-10-05", "2026-10-06", "12", text]
        for number, (text, state, rep) in enumerate(made)
    ]
    write_deals(rows)
    first = run()
    chance.shuffle(rows)
    write_deals(rows)
    second = run()
    assert second.files == first.files
    found = opportunities(second)
    shutil.rmtree("pipeline")
    answers = {key: each.answers["budget"].value for key, each in found.items()}
    assert answers == {f"A-{number}": text if text.strip() else None for number, (text, _, _) in enumerate(made)}


@pytest.fixture(scope="module")
def maven(tmp_path_factory: pytest.TempPathFactory) -> Import:
    if not MAVEN.is_dir():
        pytest.skip("the Maven data set is not beside the repository")
    into = tmp_path_factory.mktemp("maven") / "pipeline"
    return maven_import(into)


def maven_import(into: Path) -> Import:
    export = [MAVEN / "sales_pipeline.csv"]
    return import_export(export, MAPPINGS / "maven.yml", MAVEN_DAY, into, MAPPINGS, silent)


def maven_rows(name: str) -> list[dict[str, str]]:
    with (MAVEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.data
def test_maven_gives_every_opportunity_with_its_status_stage_and_amount(maven: Import) -> None:
    found = opportunities(maven).values()
    assert len(found) == maven.ledger.tables[0].rows == maven.ledger.opportunities == 8800
    in_work = Counter(each.crm_stage for each in found if each.status == "open")
    assert in_work == {"Engaging": 1589, "Prospecting": 500}
    assert Counter(each.stage for each in found) == {None: 6711, "qualify": 1589, "meet": 500}
    assert sum(each.amount for each in found if each.status == "won" and each.amount) == 10_005_534


@pytest.mark.data
def test_maven_gives_35_reps_under_six_managers_and_all_accounts(maven: Import) -> None:
    team: Team = read_back(maven, Team, "team.yml")
    accounts: Accounts = read_back(maven, Accounts, "accounts.yml")
    assert (len(team.reps), len(team.managers), len(team.territories)) == (35, 6, 3)
    assert {rep.manager for rep in team.reps} == {manager.id for manager in team.managers}
    assert len({rep.id for rep in team.reps} - {each.owner for each in opportunities(maven).values()}) == 5
    assert [account.name for account in accounts.accounts] == sorted(
        (row["account"] for row in maven_rows("accounts.csv")), key=lambda name: name.lower().replace(" & ", " ")
    )


@pytest.mark.data
def test_maven_leaves_absent_what_it_does_not_hold_and_blank_what_it_holds_as_blank(maven: Import) -> None:
    found = opportunities(maven).values()
    fields = Counter((each.status, field) for each in found for field in each.model_fields_set)
    always = {"id", "name", "owner", "status", "crm_stage", "account"}
    of_open = always | {"stage", "stage_entered_on", "amount", "amount_basis", "currency"}
    assert {field for status, field in fields if status == "open"} == of_open
    assert {field for status, field in fields if status == "won"} == always | {"closed_on", "amount", "currency"}
    assert {field for status, field in fields if status == "lost"} == always | {"closed_on"}
    assert fields["open", "stage_entered_on"] == 1589
    blank = Counter(each.status for each in found if each.account is None)
    assert blank == {"open": 1425}


@pytest.mark.data
def test_maven_holds_no_invented_value(maven: Import) -> None:
    """Every value of each opportunity stands in its own row, in the price list, or in the mapping."""
    rows = {row["opportunity_id"]: row for row in maven_rows("sales_pipeline.csv")}
    prices = {row["product"]: row["sales_price"] for row in maven_rows("products.csv")}
    prices["GTXPro"] = prices["GTX Pro"]
    states = {
        "Prospecting": ("open", "meet"),
        "Engaging": ("open", "qualify"),
        "Won": ("won", None),
        "Lost": ("lost", None),
    }
    for each in opportunities(maven).values():
        row = rows.pop(each.id)
        state, is_open = row["deal_stage"], each.status == "open"
        amount = {"Won": row["close_value"], "Lost": None}.get(state, prices[row["product"]])
        assert (each.status, each.stage, each.crm_stage) == (*states[state], state)
        assert each.name == f"{row['product']} · {row['opportunity_id']}"
        assert each.owner == row["sales_agent"].lower().replace(" ", "-")
        assert bool(each.account) == bool(row["account"])
        assert each.stage_entered_on == (date.fromisoformat(row["engage_date"]) if state == "Engaging" else None)
        assert each.closed_on == (None if is_open else date.fromisoformat(row["close_date"]))
        assert each.amount == (Decimal(amount) if amount else None)
        assert each.amount_basis == ("list_price" if is_open else None)
    assert rows == {}


@pytest.mark.data
def test_maven_imported_twice_gives_the_same_bytes(maven: Import, tmp_path: Path) -> None:
    again = maven_import(tmp_path)
    assert list(again.files.values()) == list(maven.files.values())


def test_the_example_of_the_guide_gives_what_the_guide_shows(tmp_path: Path) -> None:
    guide = (HERE.parent / "docs/import.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r'(?ms)^```\w+ title="([\w.]+)"\n(.*?)^```$', guide))
    shown = parts.pop("snapshot")
    for name, text in parts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    into = tmp_path / "pipeline"
    as_of = date(2026, 11, 16)
    imported = import_export([tmp_path / "deals.csv"], tmp_path / "ours.yml", as_of, into, MAPPINGS, silent)
    assert shown in imported.files[into / "snapshots/2026-11-16.yml"]
    names = [path.name for path in imported.files]
    assert names == ["2026-11-16.yml", "team.yml", "accounts.yml", "2026-11-16.jsonl"]
