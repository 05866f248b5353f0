"""Each mapping that comes along, on an export with the headers of that CRM, through to a built site.

tests/exports/ holds the exports: fictional, with the oddities that such exports have.
"""

import csv
import re
import shlex
import shutil
from difflib import ndiff
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from scorecards.importing.mapping.extending import read_mapping
from scorecards.problems.problem import Problems
from tests.support.project import ROOT, Project, fresh, plain

EXPORTS = ROOT / "tests" / "exports"
GUIDE = (ROOT / "docs" / "import.md").read_text("utf-8")
AS_OF = "2026-11-16"
SNAPSHOT = f"pipeline/snapshots/{AS_OF}.yml"


@cache
def blocks() -> dict[str, str]:
    """Give the blocks of the guide that have a title, by it."""
    return dict(re.findall(r'(?ms)^```\w+ title="([\w.-]+)"\n(.*?)^```$', GUIDE))


def empty(folder: Path) -> Project:
    """Give a project with the sample's team and accounts, and no snapshot yet."""
    project = fresh(folder)
    for path in (project.folder / "pipeline" / "snapshots").iterdir():
        path.unlink()
    for name in ("rulings.yml", "focus.yml", "waivers.yml"):
        (project.folder / "pipeline" / name).unlink()
    return project


def ledger_of(project: Project, *arguments: str | Path) -> Any:
    """Import with --json, which must succeed; give the ledger, which must add up."""
    result = project.run("import", *arguments, "--as-of", AS_OF, "--json")
    assert result.returncode == 0, result.stdout + result.stderr
    ledger = orjson.loads(result.stdout)["ledger"]
    assert_adds_up(ledger)
    return ledger


def assert_adds_up(ledger: Any) -> None:
    taken = 0
    for table in ledger["tables"]:
        assert table["rows"] == table["taken"] + table["rejected"] + sum(table["skipped"].values()), table["file"]
        taken += table["taken"] if table["role"] == "opportunities" else 0
    assert taken == ledger["opportunities"]


def skipped(ledger: Any, name: str) -> Any:
    """Give how many rows of a file were left out, by the reason."""
    return next(table for table in ledger["tables"] if name in table["file"])["skipped"]


def held(project: Project) -> dict[str, Any]:
    """Give each opportunity of the snapshot as plain text, by its id."""
    found = plain(project.folder / SNAPSHOT)["opportunities"]
    return {each["id"]: each for each in found}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Project, Any]]:
    """Give for each export the project that it was imported and built in, and its ledger."""
    folder = tmp_path_factory.mktemp("mappings")
    (folder / "ours.yml").write_text(blocks()["my-hubspot.yml"], "utf-8")
    runs: dict[str, tuple[str, str | Path]] = {
        "salesforce": ("Opportunity.csv", "salesforce"),
        "salesforce-rest": ("opportunities.json", "salesforce"),
        "salesforce-report": ("report.csv", "salesforce-report"),
        "salesforce-report-with-history": ("report.csv", "salesforce-report"),
        "hubspot": ("deals.csv", "hubspot"),
        "hubspot-stage-dates": ("deals.csv", folder / "ours.yml"),
        "pipedrive": ("deals.csv", "pipedrive"),
    }
    found = {}
    for name, (file, mapping) in runs.items():
        project = empty(folder / name)
        lotte = "    name: Lotte Brandt\n"
        project.change("pipeline/team.yml", lotte, f"{lotte}    known_as: [lotte@tideline.example]\n")
        ledger = ledger_of(project, EXPORTS / name / file, "--from", mapping)
        project.build("build", "--pages-only")
        found[name] = (project, ledger)
    return found


@pytest.mark.parametrize(
    ("name", "rows", "opportunities"),
    [
        ("salesforce", 12, 11),
        ("salesforce-rest", 8, 8),
        ("salesforce-report", 11, 8),
        ("salesforce-report-with-history", 11, 8),
        ("hubspot", 8, 8),
        ("hubspot-stage-dates", 8, 8),
        ("pipedrive", 10, 9),
    ],
)
def test_every_row_is_accounted_for_and_every_opportunity_stands_on_a_page(
    projects: dict[str, tuple[Project, Any]], name: str, rows: int, opportunities: int
) -> None:
    project, ledger = projects[name]
    own = [table for table in ledger["tables"] if table["role"] == "opportunities"]
    assert (sum(table["rows"] for table in own), ledger["opportunities"]) == (rows, opportunities)
    assert set(held(project)) == {deal["id"] for deal in project.review()["opportunities"]}
    pages = "".join(path.read_text("utf-8") for path in (project.docs / "scorecards").glob("*.md"))
    assert [each for each in held(project) if each not in pages] == []


# Salesforce


YARD, STEAM, CARE, TERRACE, SHIFTS, RATIOS, DRIVERS, DECK, QUARRY, FAIR, _, PAPER = (
    f"006Fk00000{number:04}TIA{letter}" for number, letter in enumerate("ABCDEFGHIJKL", 1)
)


def test_salesforce_with_its_history_people_and_calls(projects: dict[str, tuple[Project, Any]]) -> None:
    assert held(projects["salesforce"][0])[STEAM] == {
        "id": STEAM,
        "name": "Steam room rotas",
        "owner": "lotte-brandt",
        "status": "open",
        "stage": "qualify",
        "crm_stage": "Qualification",
        "account": "brannock-linen",
        "created_on": "2026-09-14",
        "stage_entered_on": "2026-10-05",
        "amount": "7800",
        "currency": "EUR",
        "close_date": "2027-01-29",
        "push_count": "2",
        "forecast_category": "pipeline",
        "crm_next_step": "Imelda Brannock will send the shift list by 2026-11-24",
        "next_steps": [
            {"what": "send the shift list", "side": "customer", "owner": "Imelda Brannock", "due": "2026-11-24"}
        ],
        "contacts": [
            {
                "name": "Imelda Brannock",
                "title": "Owner",
                "roles": ["economic_buyer"],
                "phone": "+353 20 910 0143",
                "email": "imelda@brannock.example",
            }
        ],
        "activities": [
            {
                "on": "2026-11-04",
                "direction": "outbound",
                "kind": "call",
                "with": "Imelda Brannock",
                "note": "Voicemail",
            },
            {
                "on": "2026-11-11",
                "direction": "inbound",
                "kind": "call",
                "with": "Imelda Brannock",
                "note": "She rang about the second plant",
            },
        ],
    }


def test_salesforce_of_a_closed_one_takes_the_day_of_closing_and_no_forecast(
    projects: dict[str, tuple[Project, Any]],
) -> None:
    assert held(projects["salesforce"][0])[DECK] == {
        "id": DECK,
        "name": "Deck crew, summer timetable",
        "owner": "ravi-menon",
        "status": "won",
        "crm_stage": "Closed Won",
        "account": "rathlin-ferries",
        "created_on": "2026-04-20",
        "closed_on": "2026-10-30",
        "amount": "19400",
        "currency": "EUR",
        "push_count": "1",
        "crm_next_step": "",
    }


def test_salesforce_without_history_takes_what_the_row_says(projects: dict[str, tuple[Project, Any]]) -> None:
    found = held(projects["salesforce"][0])
    assert found[RATIOS] == {
        "id": RATIOS,
        "name": "Staff ratios, two more crèches",
        "owner": "siobhan-daly",
        "status": "open",
        "stage": "quote",
        "crm_stage": "Proposal/Price Quote",
        "account": "meridew-creches",
        "created_on": "2026-06-15",
        "stage_entered_on": "2026-11-03",
        "amount": "12600.50",
        "currency": "EUR",
        "close_date": "2026-12-04",
        "forecast_category": "commit",
        "crm_next_step": "",
        "next_steps": "",
    }
    assert found[FAIR]["account"] == ""
    assert found[FAIR]["stage_entered_on"] == ""
    assert found[DRIVERS]["currency"] == "GBP"


def test_salesforce_counts_the_stage_from_the_day_on_which_that_of_the_playbook_was_entered(
    projects: dict[str, tuple[Project, Any]],
) -> None:
    """Back from Id. Decision Makers to Needs Analysis, and there again: all of it is the playbook's scope."""
    assert held(projects["salesforce"][0])[TERRACE]["stage_entered_on"] == "2026-09-07"


def test_salesforce_stages_stand_for_the_playbooks(projects: dict[str, tuple[Project, Any]]) -> None:
    found = held(projects["salesforce"][0]).values()
    assert {each["crm_stage"]: each.get("stage") for each in found} == {
        "Prospecting": "meet",
        "Qualification": "qualify",
        "Needs Analysis": "scope",
        "Value Proposition": "scope",
        "Id. Decision Makers": "scope",
        "Perception Analysis": "scope",
        "Proposal/Price Quote": "quote",
        "Negotiation/Review": "decide",
        "Closed Won": None,
        "Closed Lost": None,
    }


def test_salesforce_writes_a_role_only_where_the_word_means_one(projects: dict[str, tuple[Project, Any]]) -> None:
    found = held(projects["salesforce"][0])
    people = {each["name"]: each for opportunity in found.values() for each in opportunity.get("contacts", [])}
    assert people["Bríd Nolan"]["roles"] == ["user"]
    assert people["Ελένη Βασιλείου"]["roles"] == ["decision_maker"]
    assert people["Alun Prosser"]["roles"] == ["technical_buyer"]
    assert not people["Pat Keogh"].get("roles"), "an Executive Sponsor may speak for us or not"
    assert not people["Lena Moss"].get("roles")
    assert "Jarlath Dunne" not in people, "his role was deleted"


def test_salesforce_leaves_a_word_out_that_the_playbook_does_not_have(projects: dict[str, tuple[Project, Any]]) -> None:
    """Most Likely is no forecast of the playbook."""
    found = held(projects["salesforce"][0])
    assert "forecast_category" not in found[TERRACE]
    assert {each.get("forecast_category") for each in found.values()} == {
        "pipeline",
        "best_case",
        "commit",
        "omitted",
        None,
    }


def test_salesforce_says_what_it_left_out_and_why(projects: dict[str, tuple[Project, Any]]) -> None:
    _, ledger = projects["salesforce"]
    assert skipped(ledger, "Opportunity.csv") == {"it lies in the recycle bin of Salesforce": 1}
    tasks = skipped(ledger, "Task.csv")
    assert tasks["it lies in the recycle bin of Salesforce"] == 1
    assert tasks["it is still to do"] == 1
    assert tasks["it is a call among ourselves"] == 1
    assert sum(tasks.values()) == 5, "an e-mail of which nobody knows who began, and a call about no opportunity"


def test_salesforce_json_with_its_child_records_gives_the_same(projects: dict[str, tuple[Project, Any]]) -> None:
    """No key that the JSON does not hold is made up: a blank one is absent or blank in both."""
    from_files, from_json = held(projects["salesforce"][0]), held(projects["salesforce-rest"][0])
    assert from_json == {number: from_files[number] for number in from_json}


@pytest.mark.parametrize(
    ("name", "file"), [("salesforce", "Opportunity.csv"), ("salesforce-rest", "opportunities.json")]
)
def test_salesforce_gives_a_team_that_has_none_yet_its_reps_and_managers(tmp_path: Path, name: str, file: str) -> None:
    project = empty(tmp_path)
    for each in ("team.yml", "accounts.yml"):
        (project.folder / "pipeline" / each).unlink()
    (tmp_path / "ours.yml").write_text("extends: salesforce\ncurrency: EUR\n", "utf-8")
    ledger_of(project, EXPORTS / name / file, "--from", "ours.yml")
    team = plain(project.folder / "pipeline" / "team.yml")
    assert {rep["id"]: rep["manager"] for rep in team["reps"]}["kwame-asante"] == "idris-fontaine"
    assert {manager["id"] for manager in team["managers"]} == {"maeve-corrigan", "idris-fontaine"}
    accounts = plain(project.folder / "pipeline" / "accounts.yml")["accounts"]
    assert {"Rathlin Ferries", "Ελιά & Θάλασσα"} <= {account["name"] for account in accounts}
    project.build("build", "--pages-only")


def test_salesforce_without_the_other_files_takes_an_owner_by_the_id_that_the_team_knows(tmp_path: Path) -> None:
    project = empty(tmp_path)
    text = (EXPORTS / "salesforce" / "Opportunity.csv").read_text("utf-8")
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "Opportunity.csv").write_text(text, "utf-8")
    with (EXPORTS / "salesforce" / "User.csv").open(encoding="utf-8", newline="") as file:
        numbers = {user["Name"]: user["Id"] for user in csv.DictReader(file)}
    for rep in plain(project.folder / "pipeline" / "team.yml")["reps"]:
        name = f"    name: {rep['name']}\n"
        project.change("pipeline/team.yml", name, f"{name}    known_as: [{numbers[rep['name']]}]\n")
    ledger_of(project, tmp_path / "alone" / "Opportunity.csv", "--from", "salesforce")
    found = held(project)
    assert (found[YARD]["owner"], found[STEAM]["owner"]) == ("niamh-o-shea", "lotte-brandt")
    assert "account" not in found[STEAM], "nobody knows an account by its id"


# A Salesforce report


def test_salesforce_report(projects: dict[str, tuple[Project, Any]]) -> None:
    project, ledger = projects["salesforce-report"]
    found = {each["name"]: each for each in held(project).values()}
    number = found['Home-care visits, "North"'].pop("id")
    assert re.fullmatch(r"row-[0-9a-f]{10}", number)
    assert found['Home-care visits, "North"'] == {
        "name": 'Home-care visits, "North"',
        "owner": "siobhan-daly",
        "status": "open",
        "stage": "scope",
        "crm_stage": "Needs Analysis",
        "account": "st-fintans",
        "created_on": "2026-08-03",
        "amount": "41800",
        "close_date": "2027-01-22",
        "forecast_category": "best_case",
        "crm_next_step": "",
        "next_steps": "",
    }
    assert found["Deck crew, summer timetable"]["status"] == "won"
    assert found["Deck crew, summer timetable"]["closed_on"] == "2026-10-30"
    assert "close_date" not in found["Deck crew, summer timetable"]
    assert found["Staff ratios, two more crèches"]["account"] == "meridew-creches"
    assert found["Staff ratios, two more crèches"]["crm_next_step"] == "Quote goes out\nafter the talk"
    assert any("Windows-1252" in table["read_as"] for table in ledger["tables"])


def test_the_footer_of_a_report_is_counted_and_not_taken(projects: dict[str, tuple[Project, Any]]) -> None:
    _, ledger = projects["salesforce-report"]
    (table,) = (each for each in ledger["tables"] if each["role"] == "opportunities")
    assert table["rejected"] == 0
    assert table["taken"] == 8


def test_rows_that_are_alike_in_what_the_id_is_made_from_get_a_number_each(
    projects: dict[str, tuple[Project, Any]],
) -> None:
    found = held(projects["salesforce-report"][0])
    first, second = (number for number, each in found.items() if each["name"] == "Paper machine crews")
    assert second == f"{first}-2"
    assert (found[first]["stage"], found[second]["stage"]) == ("scope", "decide")


def test_a_report_with_ids_takes_the_days_of_its_stages_from_the_history_report(
    projects: dict[str, tuple[Project, Any]],
) -> None:
    found = held(projects["salesforce-report-with-history"][0])
    assert {each["name"]: each.get("stage_entered_on") for each in found.values()} == {
        "Yard crew, Ardee depot": "2026-11-02",
        "Steam room rotas": "2026-10-19",
        'Home-care visits, "North"': "2026-10-13",
        "Staff ratios, two more crèches": None,
        "Deck crew, summer timetable": None,
        "Blasting crew": None,
        "Paper machine crews": None,
    }
    assert "006Fk000000001T" in found


# HubSpot


def test_hubspot(projects: dict[str, tuple[Project, Any]]) -> None:
    found = held(projects["hubspot"][0])
    assert found["9007199252"] == {
        "id": "9007199252",
        "name": "Ward rotas, annexe",
        "owner": "conor-whelan",
        "status": "open",
        "stage": "scope",
        "crm_stage": "Presentation Scheduled",
        "amount": "24800.50",
        "close_date": "2026-12-18",
    }
    assert found["9007199255"] == {
        "id": "9007199255",
        "name": "Quay crew",
        "owner": "siobhan-daly",
        "status": "won",
        "crm_stage": "Closed Won",
        "amount": "19400",
        "closed_on": "2026-10-30",
    }
    assert found["9007199256"]["status"] == "lost"
    assert found["9007199251"]["owner"] == "lotte-brandt", "team.yml knows the address"
    assert {each["crm_stage"]: each.get("stage") for each in found.values()} == {
        "Appointment Scheduled": "meet",
        "Qualified To Buy": "qualify",
        "Presentation Scheduled": "scope",
        "Decision Maker Bought-In": "decide",
        "Contract Sent": "sign",
        "Closed Won": None,
        "Closed Lost": None,
    }
    assert found["9007199257"]["close_date"] == ""


def test_hubspot_takes_the_day_from_the_column_of_the_present_stage(projects: dict[str, tuple[Project, Any]]) -> None:
    found = held(projects["hubspot-stage-dates"][0])
    assert {number: each.get("stage_entered_on") for number, each in found.items()} == {
        "501": "2026-10-05",
        "502": "2026-10-20",
        "503": "2026-11-03",
        "504": "2026-11-09",
        "505": "2026-11-12",
        "506": None,
        "507": None,
        "508": "2026-11-10",
    }
    assert {each["owner"] for each in found.values()} == {"siobhan-daly"}
    assert found["505"]["created_on"] == "2026-05-26"


# Pipedrive


def test_pipedrive(projects: dict[str, tuple[Project, Any]]) -> None:
    found = held(projects["pipedrive"][0])
    assert found["202"] == {
        "id": "202",
        "name": "Bakery vans",
        "owner": "siobhan-daly",
        "status": "open",
        "stage": "qualify",
        "crm_stage": "Contact Made",
        "account": "harrow-and-pike",
        "created_on": "2026-06-15",
        "stage_entered_on": "2026-10-06",
        "amount": "61600",
        "currency": "EUR",
        "close_date": "2026-12-18",
        "contacts": [{"name": "Gráinne Pike"}],
        "activities": [
            {"on": "2026-11-10", "direction": "inbound", "kind": "email"},
            {"on": "2026-11-13", "direction": "outbound", "kind": "email"},
        ],
    }
    assert found["207"] == {
        "id": "207",
        "name": "Haulage teams",
        "owner": "conor-whelan",
        "status": "lost",
        "stage": "quote",
        "crm_stage": "Proposal Made",
        "account": "drumcarrow-poultry",
        "created_on": "2026-07-27",
        "stage_entered_on": "2026-09-21",
        "closed_on": "2026-10-30",
        "amount": "20400",
        "currency": "EUR",
        "contacts": [{"name": "Malachy Geraghty"}],
        "loss_reason": {"reason": 'They stay with their own sheet, "for now"', "said_by": "rep"},
    }


def test_pipedrive_counts_a_stage_that_never_changed_from_the_day_of_creation(
    projects: dict[str, tuple[Project, Any]],
) -> None:
    found = held(projects["pipedrive"][0])
    assert found["201"]["stage_entered_on"] == found["201"]["created_on"] == "2026-11-04"


def test_pipedrive_leaves_out_what_is_archived(projects: dict[str, tuple[Project, Any]]) -> None:
    project, ledger = projects["pipedrive"]
    assert "209" not in held(project)
    assert skipped(ledger, "deals.csv") == {"it is archived in Pipedrive": 1}


def test_an_account_that_is_new_is_added_below_what_people_wrote(projects: dict[str, tuple[Project, Any]]) -> None:
    project, _ = projects["pipedrive"]
    before = (ROOT / "pipeline" / "accounts.yml").read_text("utf-8").splitlines(keepends=True)
    after = (project.folder / "pipeline" / "accounts.yml").read_text("utf-8").splitlines(keepends=True)
    changed = [line for line in ndiff(before, after) if not line.startswith("  ")]
    assert {line[0] for line in changed} == {"+"}, "what people wrote stays as it is"
    added = yaml.safe_load("".join(line[2:] for line in changed))
    assert [account["name"] for account in added] == ["Rathlin Ferries"]


# All of them


def contents(project: Project) -> dict[str, bytes]:
    return {name: data for name, (_, data) in project.state().items()}


@pytest.mark.parametrize(("name", "file"), [("salesforce", "Opportunity.csv"), ("pipedrive", "deals.csv")])
def test_the_same_export_again_changes_not_one_byte(
    projects: dict[str, tuple[Project, Any]], name: str, file: str
) -> None:
    project, _ = projects[name]
    before = contents(project)
    ledger = ledger_of(project, EXPORTS / name / file, "--from", name)
    assert contents(project) == before
    assert ledger["changes"] is None or not ledger["changes"]["changed"]
    assert ledger["opportunities"] == len(held(project))


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    project = empty(tmp_path)
    before = project.state()
    ledger = ledger_of(project, EXPORTS / "pipedrive" / "deals.csv", "--from", "pipedrive", "--dry-run")
    assert ledger["opportunities"] == 9
    assert project.state() == before


def test_a_row_that_cannot_be_taken_is_mended_in_its_file_and_comes_in_with_the_others(tmp_path: Path) -> None:
    """As the guide says it: first nothing is written but the file to mend, and then everything."""
    project = empty(tmp_path / "team")
    text = (EXPORTS / "pipedrive" / "deals.csv").read_text("utf-8")
    (project.folder / "deals.csv").write_text(text.replace("Demo Scheduled", "Demo Schedule"), "utf-8")
    command = ["--from", "pipedrive", "--as-of", AS_OF]
    result = project.run("import", "deals.csv", *command)
    assert result.returncode == 1
    assert "csv-word: Deal - Stage: read 'Demo Schedule'" in result.stderr
    assert "Did you mean Demo Scheduled? (2 rows; the first is here)" in result.stderr
    assert not (project.folder / SNAPSHOT).exists()
    rejects = Path("pipeline/rejects") / AS_OF / "deals.csv"
    mended = (project.folder / rejects).read_text("utf-8-sig")
    (project.folder / rejects).write_text(mended.replace(",Demo Schedule,", ",Demo Scheduled,"), "utf-8")
    ledger = ledger_of(project, "deals.csv", rejects, "--from", "pipedrive")
    assert ledger["opportunities"] == len(held(project)) == 9
    assert held(project)["203"]["stage"] == "scope"


def test_a_file_for_each_owner_is_read_back_as_one(tmp_path: Path, projects: dict[str, tuple[Project, Any]]) -> None:
    project = empty(tmp_path / "team")
    (project.folder / "ours.yml").write_text("extends: pipedrive\nsplit_by: owner\n", "utf-8")
    ledger_of(project, EXPORTS / "pipedrive" / "deals.csv", "--from", "ours.yml")
    whole = held(projects["pipedrive"][0])
    folder = project.folder / "pipeline" / "snapshots" / AS_OF
    parts = {path.stem: plain(path)["opportunities"] for path in folder.glob("*.yml")}
    assert set(parts) == {each["owner"] for each in whole.values()}
    assert {each["id"]: each for part in parts.values() for each in part} == whole
    project.build("build", "--pages-only")
    assert {deal["id"] for deal in project.review()["opportunities"]} == set(whole)


# What the guide shows


def put(folder: Path, *titles: str) -> list[Path]:
    """Write blocks of the guide to files of their names."""
    for title in titles:
        (folder / title).write_text(blocks()[title], "utf-8")
    return [folder / title for title in titles]


def test_meddpicc_columns_become_answers_and_exit_criteria_as_the_guide_shows(tmp_path: Path) -> None:
    project = empty(tmp_path / "team")
    deals, mapping = put(tmp_path, "meddpicc-deals.csv", "meddpicc-mapping.yml")
    ledger_of(project, deals, "--from", mapping)
    assert blocks()["meddpicc-snapshot"] in (project.folder / SNAPSHOT).read_text("utf-8")
    project.build("build", "--pages-only")
    cards = {card["id"]: card for card in project.review()["opportunities"]}
    assert cards
    page = (project.docs / "scorecards" / "lotte-brandt.md").read_text("utf-8")
    assert "Dana Ito decides, up to 50,000" in page


def commands_of_the_guide() -> list[list[str]]:
    """Give the commands of its ten minutes, word by word."""
    minutes = GUIDE.partition("## In ten minutes")[2].partition("\n## ")[0]
    return [
        shlex.split(line) for block in re.findall(r"(?ms)^```sh\n(.*?)^```$", minutes) for line in block.splitlines()
    ]


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project in which somebody followed the guide with an export of Salesforce, up to the dry run."""
    project = fresh(tmp_path_factory.mktemp("mine") / "team")
    (project.folder / "mappings" / "ours.yml").write_text(blocks()["my-salesforce.yml"], "utf-8")
    shutil.copytree(EXPORTS / "salesforce", project.folder / "export")
    with (project.folder / "export" / "Opportunity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, champion in zip(rows, ("Fergal", ""), strict=False):
        row["Champion__c"] = champion
    rows[0]["StageName"], rows[4]["StageName"], rows[5]["Type"] = "Discovery", "Verbal Commitment", "Renewal"
    rows[8]["StageName"] = "Closed - No Decision"
    with (project.folder / "export" / "Opportunity.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], restval="")
        writer.writeheader()
        writer.writerows(rows)
    remove, *_ = commands_of_the_guide()
    assert remove[:2] == ["rm", "-r"]
    for name in remove[2:]:
        path = project.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return project


def test_the_ten_minutes_of_the_guide_lead_to_a_built_site(mine: Project) -> None:
    _, dry_run, import_it = commands_of_the_guide()
    before = mine.state()
    said = mine.run(*dry_run[2:])
    assert said.returncode == 0, said.stderr
    assert mine.state() == before
    done = mine.run(*import_it[2:])
    assert done.returncode == 0, done.stderr
    assert {"snapshots", "team.yml", "accounts.yml", "crm"} == {
        path.name for path in (mine.folder / "pipeline").iterdir()
    }
    mine.build()
    assert (mine.site / "index.html").is_file()
    assert "Field sales" in (mine.site / "index.html").read_text("utf-8")


def test_a_mapping_of_your_own_completes_one_that_comes_along_as_the_guide_shows(mine: Project) -> None:
    ledger = ledger_of(mine, "export/Opportunity.csv", "--from", "mappings/ours.yml")
    found = held(mine)
    assert (found[YARD]["stage"], found[SHIFTS]["stage"], found[QUARRY]["status"]) == ("qualify", "sign", "no_decision")
    assert found[YARD]["answers"] == {"champion": {"value": "Fergal", "said_by": "rep"}}
    assert RATIOS not in found
    assert skipped(ledger, "Opportunity.csv")["renewals go another way"] == 1
    assert not any("crm_next_step" in each or "next_steps" in each for each in found.values())
    assert found[QUARRY]["closed_on"] == "2026-10-23", "IsClosed tells it for a team's own words too"


def test_rows_without_an_owner_get_the_one_that_the_mapping_names_without_a_team_file_too(tmp_path: Path) -> None:
    project = empty(tmp_path / "team")
    (project.folder / "pipeline" / "team.yml").unlink()
    (project.folder / "pipeline" / "accounts.yml").unlink()
    (mapping,) = put(tmp_path, "my-hubspot.yml")
    ledger_of(project, EXPORTS / "hubspot-stage-dates" / "deals.csv", "--from", mapping)
    assert {each["owner"] for each in held(project).values()} == {"siobhan-daly"}
    team = plain(project.folder / "pipeline" / "team.yml")
    assert [(rep["name"], rep["manager"]) for rep in team["reps"]] == [("Siobhán Daly", "maeve-corrigan")]
    project.build("build", "--pages-only")


def test_every_other_block_of_the_guide_that_is_a_mapping_is_one(tmp_path: Path) -> None:
    """What stands there without a title is a part of one; the rest is taken from a small one."""
    small = {"id": "{column: Id}", "name": "{column: N}", "owner": "{column: O}", "status": "{value: open}"}
    shown = re.findall(r"(?ms)^```yaml\n(.*?)^```$", GUIDE)
    assert len(shown) > 5
    for block in shown:
        if block.startswith("accounts:"):
            continue
        mine = tmp_path / "mine.yml"
        base = "" if "extends:" in block else "extends: base.yml\n"
        mine.write_text(base + block, "utf-8")
        keys = "".join(f"  {key}: {source}\n" for key, source in small.items())
        (tmp_path / "base.yml").write_text(f"opportunities:\n{keys}", "utf-8")
        problems = Problems()
        assert read_mapping(mine, ROOT / "mappings", problems), [str(problem) for problem in problems]
