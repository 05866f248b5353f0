"""A manager who owns deals, from the export to the site: one page that is both."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.project import Project, copy_of, fresh, plain
from tests.support.tree import Element, tree_of

OURS = """\
extends: salesforce
currency: EUR
stages: {Discovery: qualify}
team: {name: T}
opportunities:
  claim:
    state: {column: Claim, when: {Claim: [stalled]}}
"""
DEALS = """\
Id,Name,OwnerId,AccountId,StageName,Claim
1,Night rota,005A,001A,Discovery,stalled
2,Harbour crews,005B,001A,Discovery,stalled
3,Quay shifts,005C,001A,Discovery,stalled
"""
USERS = "Id,Name,ManagerId\n005A,Ana Lima,005B\n005B,Cleo Marsh,005C\n005C,Dana Top,\n"
AGENDA = ["_rulings", "_follow_ups", "_reps", "_team_changed", "_yours", "_rulings_made"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Import the export into a project without a pipeline, and build it with MkDocs alone, strictly."""
    project = fresh(tmp_path_factory.mktemp("owning") / "team")
    for path in sorted((project.folder / "pipeline").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    export = project.folder / "export"
    export.mkdir()
    for name, text in {"ours.yml": OURS, "Opportunity.csv": DEALS, "User.csv": USERS}.items():
        (export / name).write_text(text, encoding="utf-8")
    project.build("import", "export/Opportunity.csv", "--from", "export/ours.yml", "--as-of", "2026-11-16")
    project.build()
    result = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict", "--quiet", "--site-dir", "strict"],
        cwd=project.folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return project


def page(project: Project, name: str) -> Element:
    return tree_of(project.site / "scorecards" / f"{name}.html").one("article", class_="md-content__inner")


def json_of(project: Project, name: str) -> Any:
    return json.loads((project.docs / "scorecards" / name).read_text("utf-8"))


@pytest.mark.parametrize("name", ["cleo-marsh", "dana-top"])
def test_one_page_has_the_agenda_and_the_own_deals(project: Project, name: str) -> None:
    shown = page(project, name)
    assert len(list(shown.all("h1"))) == 1
    headings = [each.attributes.get("id") for each in shown.all("h2")]
    assert [each for each in headings if each in AGENDA] == AGENDA
    assert headings.index("_own") > headings.index(AGENDA[-1])
    links = [each.attributes.get("href") for each in shown.one("nav", **{"aria-label": "Agenda"}).all("a")]
    assert links[-1] == "#_own"
    ids = Counter(each.attributes["id"] for each in shown.all() if "id" in each.attributes)
    assert [anchor for anchor, count in ids.items() if count > 1] == []


def test_the_built_page_is_that_of_mkdocs_alone(project: Project) -> None:
    built, alone = (
        tree_of(project.folder / site / "scorecards" / "cleo-marsh.html").one("article", class_="md-content__inner")
        for site in ("site", "strict")
    )
    assert [each.flat for each in built.all("h2")] == [each.flat for each in alone.all("h2")]


def test_own_deals_wait_for_the_manager_above_and_never_for_their_owner(project: Project) -> None:
    of_cleo, of_dana = (json_of(project, f"{name}.manager.json")["page"] for name in ("cleo-marsh", "dana-top"))
    assert [case["opportunity"] for case in of_cleo["waiting"]] == ["1"]
    assert [case["opportunity"] for case in of_dana["waiting"]] == ["2"]
    assert "by: dana-top" in of_dana["waiting"][0]["ready"]


def test_where_nobody_above_is_known_that_is_said_and_nobody_rules(project: Project) -> None:
    own = page(project, "dana-top").one("div", class_="sc-scorecard")
    assert "Manager unknown" in own.flat
    assert "team.yml names no manager of yours, so nobody can decide yet" in own.flat
    assert "Manager unknown" in page(project, "index").flat
    cards = {
        each["id"]: json_of(project, each["file"])["scorecard"] for each in json_of(project, "scorecards.json")["reps"]
    }
    assert {rep: (card["manager"], card["leads"]) for rep, card in cards.items()} == {
        "ana-lima": ("cleo-marsh", False),
        "cleo-marsh": ("dana-top", True),
        "dana-top": (None, True),
    }
    assert cards["dana-top"]["waits"] == ["3"]


def test_rep_and_manager_each_have_a_file_and_one_name_in_the_index_of_names(project: Project) -> None:
    index = json_of(project, "scorecards.json")
    assert [each["file"] for each in index["reps"]] == ["ana-lima.json", "cleo-marsh.json", "dana-top.json"]
    assert [each["file"] for each in index["manager_files"]] == ["cleo-marsh.manager.json", "dana-top.manager.json"]
    names = [each.flat for each in page(project, "names").all("h3")]
    assert (names.count("Cleo Marsh"), names.count("Dana Top")) == (1, 1)


def test_record_ruling_takes_the_ruling_of_the_manager_above_alone(project: Project, tmp_path: Path) -> None:
    team = copy_of(project, tmp_path / "team")
    said = {"ruling": "active", "on": "2026-11-16", "reason": "They answer", "weighed": "none", "no-action": "It moves"}
    ruling = [word for option, value in said.items() for word in (f"--{option}", value)]
    refused = team.run("record-ruling", "2", "--by", "cleo-marsh", *ruling)
    assert "not-their-manager: --by: read 'cleo-marsh', expected dana-top" in refused.stderr
    unknown = team.run("record-ruling", "3", "--by", "dana-top", *ruling)
    assert "expected a manager whom team.yml names for dana-top: it names none" in unknown.stderr
    team.build("record-ruling", "2", "--by", "dana-top", *ruling)
    assert [each["by"] for each in plain(team.folder / "pipeline" / "rulings.yml")["rulings"]] == ["dana-top"]


def test_a_build_in_which_nothing_changed_takes_the_own_deals_from_what_was_kept(
    project: Project, tmp_path: Path
) -> None:
    team = copy_of(project, tmp_path / "team")
    before = {path: path.read_bytes() for path in team.docs.rglob("*") if path.is_file()}
    told = team.build()
    assert "written 0" in told.splitlines()[0]
    assert {path: path.read_bytes() for path in team.docs.rglob("*") if path.is_file()} == before


def test_explain_shows_a_deal_of_one_above_whom_nobody_is_known(project: Project) -> None:
    assert "awaiting manager decision: only the manager can say" in project.build("explain", "3")
