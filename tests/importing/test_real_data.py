"""The public data sets, imported by the mappings that come along; what is expected is computed from the files alone.

test_maven.py beside it holds the third one.
"""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.support.project import ROOT, Project, fresh, plain

SHARED = ROOT.parent / "shared" / "data"
SALESFORCE = SHARED / "salesforce_sample" / "opportunities.json"
SALVIRT = SHARED / "salvirt_b2b" / "b2b_sales.csv"
HEADERS = SHARED / "crm_export_headers.json"
EXPORTS = ROOT / "tests" / "exports"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the data sets are not beside the repository"),
]


def brought_in(project: Project, file: Path, mapping: str, as_of: str) -> Any:
    """Import a file, whose ledger must add up, and build the pages; give the ledger."""
    into = f"build/{mapping}/pipeline"
    result = project.run("import", file, "--from", mapping, "--as-of", as_of, "--into", into, "--json")
    assert result.returncode == 0, result.stdout + result.stderr
    ledger = orjson.loads(result.stdout)["ledger"]
    for table in ledger["tables"]:
        assert table["rows"] == table["taken"] + table["rejected"] + sum(table["skipped"].values())
    return ledger


def opportunities(project: Project, mapping: str) -> list[dict[str, Any]]:
    (path,) = (project.folder / "build" / mapping / "pipeline" / "snapshots").iterdir()
    found: list[dict[str, Any]] = plain(path)["opportunities"]
    return found


def built(project: Project, mapping: str) -> Any:
    folder = project.folder / "build" / mapping
    project.build("build", "--pipeline", folder / "pipeline", "--docs", folder / "docs", "--pages-only")
    return Project(folder).review()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return fresh(tmp_path_factory.mktemp("data") / "team")


@pytest.fixture(scope="module")
def salesforce(project: Project) -> Any:
    return brought_in(project, SALESFORCE, "salesforce-sample", "2021-11-30")


@pytest.fixture(scope="module")
def salvirt(project: Project) -> Any:
    return brought_in(project, SALVIRT, "salvirt", "2026-11-16")


# The sample opportunities of Salesforce


def records() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = orjson.loads(SALESFORCE.read_bytes())["records"]
    return found


@pytest.mark.usefixtures("salesforce")
def test_each_record_of_salesforce_becomes_an_opportunity_of_the_one_owner(project: Project) -> None:
    found = {each["id"]: each for each in opportunities(project, "salesforce-sample")}
    assert set(found) == {each["attributes"]["referenceId"] for each in records()}
    assert len(found) == 278
    assert {each["owner"] for each in found.values()} == {"sample-owner"}
    for record in records():
        each = found[record["attributes"]["referenceId"]]
        assert (each["name"], each["crm_stage"], each["amount"]) == (
            record["Name"],
            record["StageName"],
            str(record["Amount"]),
        )
        is_open = not record["StageName"].startswith("Closed")
        assert each["close_date" if is_open else "closed_on"] == record["CloseDate"]
        assert ("close_date" in each) is is_open
        assert ("stage" in each) is is_open
        assert not {"account", "created_on", "stage_entered_on", "forecast_category"} & set(each)


@pytest.mark.usefixtures("salesforce")
def test_a_next_step_of_salesforce_that_does_not_say_who_does_what_is_kept_as_written(project: Project) -> None:
    found = Counter(each.get("crm_next_step") for each in opportunities(project, "salesforce-sample"))
    written = Counter(each.get("NextStep") for each in records())
    assert found["great win for us"] == written["great win for us"] > 150
    assert found[None] >= written[None], "a record that does not hold the key is absent, not blank"
    assert found[""] == 0


def test_the_ledger_of_salesforce_counts_by_status(salesforce: Any) -> None:
    assert salesforce["statuses"] == {"open": 149, "won": 112, "lost": 17}
    assert (salesforce["opportunities"], salesforce["reps"], salesforce["managers"]) == (278, 1, 1)


@pytest.mark.usefixtures("salesforce")
def test_the_pages_of_salesforce_show_what_is_open(project: Project) -> None:
    review = built(project, "salesforce-sample")
    assert sum(card["open"]["count"] for card in review["scorecards"]) == 149
    assert review["won"]["count"] == 112


# Salvirt's deals


def deals() -> list[dict[str, str]]:
    with SALVIRT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.usefixtures("salvirt")
def test_each_deal_of_salvirt_is_imported_with_its_outcome_and_answers(project: Project) -> None:
    """The rows stand in the order of the snapshot, which is that of the ids: compare them as a heap."""
    columns = {
        "budget": "Budgt_alloc",
        "alternatives": "Competitors",
        "decision-process": "Forml_tend",
        "paper-process": "Purch_dept",
        "must-haves": "Needs_def",
    }
    expected = Counter(
        (
            f"{row['Product']} · {row['Deal_type']} · {row['Client']}",
            row["Seller"].lower().replace(" ", "-"),
            row["Status"].lower(),
            tuple(sorted((question, row[column]) for question, column in columns.items())),
        )
        for row in deals()
    )
    found = Counter(
        (each["name"], each["owner"], each["status"], tuple(sorted(each["answers"].items())))
        for each in opportunities(project, "salvirt")
    )
    assert found == expected
    assert found.total() == 448


@pytest.mark.usefixtures("salvirt")
def test_deals_that_are_there_more_than_once_get_a_number_each(project: Project) -> None:
    ids = [each["id"] for each in opportunities(project, "salvirt")]
    again = [number for number in ids if number.count("-") == 2]
    assert len(set(ids)) == 448
    assert len(again) == 448 - len({tuple(row.values()) for row in deals()}) == 83
    assert max(int(number.rpartition("-")[2]) for number in again) == 9


def test_the_ledger_says_that_the_ids_of_salvirt_are_made(salvirt: Any) -> None:
    assert salvirt["statuses"] == {"won": 227, "lost": 221}
    assert any("448 ids are made" in note for note in salvirt["notes"])


@pytest.mark.usefixtures("salvirt")
def test_the_pages_of_salvirt_show_every_deal_as_closed(project: Project) -> None:
    review = built(project, "salvirt")
    assert review["won"]["count"] == 227
    assert sum(card["open"]["count"] for card in review["scorecards"]) == 0


@pytest.mark.parametrize(
    ("file", "mapping", "as_of"), [(SALESFORCE, "salesforce-sample", "2021-11-30"), (SALVIRT, "salvirt", "2026-11-16")]
)
@pytest.mark.usefixtures("salesforce", "salvirt")
def test_the_same_data_again_changes_not_one_byte(project: Project, file: Path, mapping: str, as_of: str) -> None:
    def state() -> dict[str, bytes]:
        folder = project.folder / "build" / mapping / "pipeline"
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = state()
    brought_in(project, file, mapping, as_of)
    assert state() == before


# The exports of tests/exports


def header(name: str, encoding: str = "utf-8-sig") -> list[str]:
    with (EXPORTS / name).open(encoding=encoding, newline="") as file:
        return next(csv.reader(file))


def test_the_fictional_exports_have_exactly_the_headers_that_were_seen() -> None:
    seen = orjson.loads(HEADERS.read_bytes())
    for name, expected in seen["salesforce_data_export"]["files"].items():
        assert header(f"salesforce/{name}") == expected
    assert header("salesforce-report/report.csv", "cp1252") == seen["salesforce_report"]["headers_seen"]
    history = seen["salesforce_opportunity_history_report"]["headers"]
    assert header("salesforce-report-with-history/opportunity-history.csv", "cp1252") == history
    assert header("hubspot/deals.csv") == seen["hubspot_deals_export"]["headers"]
    assert header("pipedrive/deals.csv") == seen["pipedrive_deals_export"]["headers"]
    *fixed, by_stage = seen["hubspot_deals_stage_dates"]["headers"]
    assert by_stage.startswith('Date entered "<stage> (<pipeline>)"')
    dated = header("hubspot-stage-dates/deals.csv")
    assert dated[: len(fixed)] == fixed
    assert all(re.fullmatch(r'Date entered "[^()]+ \(Sales Pipeline\)"', each) for each in dated[len(fixed) :])
