"""A manager may own deals: one person with one id, among the reps and among the managers."""

from pathlib import Path

import pytest

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from tests.support.project import ROOT
from tests.support.small_import import DAY

OURS = """\
extends: salesforce
currency: EUR
stages: {Discovery: qualify}
team: {name: T}
"""
LED_BY_TWO = "005A,Ana Lima,005B\n005B,Cleo Marsh,005C\n005C,Dana Top,"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*owners: str, users: str = LED_BY_TWO, more: str = "") -> Import:
    rows = "".join(f"{number},Deal {number},{owner},Discovery\n" for number, owner in enumerate(owners, 1))
    Path("ours.yml").write_text(OURS + more, encoding="utf-8")
    Path("Opportunity.csv").write_text(f"Id,Name,OwnerId,StageName\n{rows}", encoding="utf-8")
    Path("User.csv").write_text(f"Id,Name,ManagerId\n{users}\n", encoding="utf-8")
    return import_export([Path("Opportunity.csv")], Path("ours.yml"), DAY, Path("pipeline"), ROOT / "mappings", silent)


def text(done: Import, name: str) -> str:
    return done.files[Path("pipeline", name)]


def told(done: Import) -> list[str]:
    return [str(problem) for problem in done.problems]


def test_a_manager_who_owns_deals_is_written_as_rep_and_manager_with_one_id() -> None:
    done = run("005A", "005B")
    assert told(done) == []
    assert text(done, "team.yml").partition("managers:\n")[2] == (
        '  - id: cleo-marsh\n    name: "Cleo Marsh"\n  - id: dana-top\n    name: "Dana Top"\n'
        'reps:\n  - id: ana-lima\n    name: "Ana Lima"\n    manager: cleo-marsh\n'
        '  - id: cleo-marsh\n    name: "Cleo Marsh"\n    manager: dana-top\n'
    )
    assert (done.ledger.reps, done.ledger.managers) == (2, 2)


@pytest.mark.parametrize("of_themselves", ["", "005C"])
def test_one_above_whom_the_export_names_nobody_has_no_manager(of_themselves: str) -> None:
    done = run("005A", "005B", "005C", users=LED_BY_TWO + of_themselves)
    assert told(done) == []
    assert text(done, "team.yml").endswith('  - id: dana-top\n    name: "Dana Top"\n')


@pytest.mark.parametrize(
    ("above", "read"), [("", "read nothing"), ("005C", "read 'Dana Top', who is the rep")], ids=["nobody", "themselves"]
)
def test_a_rep_who_leads_nobody_still_needs_a_manager(above: str, read: str) -> None:
    found, *_ = told(run("005A", "005C", users=f"005A,Ana Lima,005B\n005B,Cleo Marsh,\n005C,Dana Top,{above}"))
    assert f"{read}, expected the manager of 'Dana Top'" in found


def test_a_manager_whose_name_is_spelled_otherwise_than_a_rep_s_is_asked_about() -> None:
    users = "005A,Ana Lima,005D\n005B,Cleo Marsh,005C\n005C,Dana Top,\n005D,Cléo Marsh,"
    found = told(run("005A", "005B", users=users))
    assert any("same-page-name" in each and "'Cleo Marsh'" in each and "'Cléo Marsh'" in each for each in found)


def test_a_team_on_file_is_told_the_line_that_makes_its_manager_a_rep_too() -> None:
    Path("pipeline").mkdir()
    Path("pipeline/team.yml").write_text(
        "name: T\ncurrency: EUR\nmanagers: [{id: cleo, name: Cleo Marsh}, {name: Dana Top}]\n"
        "reps: [{name: Ana Lima, manager: cleo}]\n",
        encoding="utf-8",
    )
    (found,) = told(run("005A", "005B"))
    assert 'write under reps: - {id: cleo, name: "Cleo Marsh", manager: dana-top}' in found


def test_a_snapshot_split_by_team_puts_a_manager_s_own_deals_with_whoever_leads_them() -> None:
    done = run("005A", "005B", "005C", more="split_by: team\n")
    assert told(done) == []
    owners = {
        path.stem: [line.split(": ")[1] for line in written.splitlines() if line.startswith("    owner: ")]
        for path, written in done.files.items()
        if path.parent.name == str(DAY)
    }
    assert owners == {"cleo-marsh": ["ana-lima"], "dana-top": ["cleo-marsh", "dana-top"]}
