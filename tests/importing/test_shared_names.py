"""Two ids that share a name are two until somebody says that they are one."""

from pathlib import Path

import pytest

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from tests.support.mapped import DAY

MAPPINGS = Path(__file__).parent.parent.parent / "mappings"
OURS = """\
extends: salesforce
currency: EUR
stages: {Discovery: qualify}
team: {name: T, manager: {value: Mo Boss}}
"""
DEALS = "1,A,005A,001A,Discovery\n2,B,005C,001A,Discovery\n3,C,005C,001A,Discovery\n4,D,005B,001A,Discovery"
USERS = "005A,Ana Lima\n005B,Cleo Marsh\n005C,Ana Lima\n005D,Ana Lima"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(deals: str = DEALS, more: str = "", accounts: str = "001A,Northwind") -> Import:
    Path("ours.yml").write_text(OURS + more, encoding="utf-8")
    Path("Opportunity.csv").write_text(f"Id,Name,OwnerId,AccountId,StageName\n{deals}\n", encoding="utf-8")
    Path("User.csv").write_text(f"Id,Name\n{USERS}\n", encoding="utf-8")
    Path("Account.csv").write_text(f"Id,Name\n{accounts}\n", encoding="utf-8")
    return import_export([Path("Opportunity.csv")], Path("ours.yml"), DAY, Path("pipeline"), MAPPINGS, silent)


def told(done: Import) -> list[str]:
    return [str(problem) for problem in done.problems]


def text(done: Import, name: str = "snapshots/2026-11-16.yml") -> str:
    return done.files[Path("pipeline", name)]


def test_two_users_of_one_name_who_own_deals_are_asked_about_once() -> None:
    (asked,) = told(run())
    place, _, message = asked.partition(": OwnerId: ")
    assert place == "Opportunity.csv:2:3: csv-two-meant"
    assert message == (
        "read 'Ana Lima', the name of 005A and of 005C in User, expected the mapping to say if "
        "they're one. If they are, "
        'write in the mapping called: {"005C": "Ana Lima"}; if not, called: {"005C": "Ana Lima (2)"} '
        "(3 rows; the first is here)"
    )


def test_the_line_to_paste_makes_them_two_or_one() -> None:
    two = run(more='called: {"005C": "Ana Lima (2)"}\n')
    assert (told(two), two.ledger.owners) == ([], 3)
    assert 'name: "Ana Lima (2)"' in text(two, "team.yml")
    one = run(more='called: {"005C": "Ana Lima"}\n')
    assert (told(one), one.ledger.owners) == ([], 2)


def test_two_accounts_of_one_name_are_asked_about_too() -> None:
    deals = "1,A,005A,001A,Discovery\n2,B,005A,001B,Discovery"
    accounts = "001A,Northwind\n001B,northwind\n001C,Northwind"
    (asked,) = told(run(deals, accounts=accounts))
    assert "read 'Northwind', the name of 001A and of 001B in Account" in asked
    two = run(deals, 'called: {001B: "Northwind (2)"}\n', accounts)
    assert told(two) == []
    assert ("account: northwind\n" in text(two), "account: northwind-2\n" in text(two)) == (True, True)


def test_ids_that_the_team_s_file_knows_are_told_apart_already() -> None:
    Path("pipeline").mkdir()
    Path("pipeline/team.yml").write_text(
        """\
name: T
currency: EUR
managers: [{name: Mo Boss}]
reps:
  - {id: ana, name: Ana Lima, manager: mo-boss, known_as: [005A]}
  - {id: cleo, name: Cleo Marsh, manager: mo-boss}
  - {id: ana-2, name: Ana Lima, manager: mo-boss, known_as: [005C]}
""",
        encoding="utf-8",
    )
    done = run()
    assert told(done) == []
    assert [text(done).count(f"owner: {id_}\n") for id_ in ("ana", "ana-2")] == [1, 2]
    change = Path("pipeline/team.yml").read_text(encoding="utf-8")
    Path("pipeline/team.yml").write_text(change.split("  - {id: ana-2")[0], encoding="utf-8")
    (asked,) = told(run())
    assert 'write known_as: ["005A", "005A", "005C"]' not in asked
    assert 'write known_as: ["005A", "005C"] beside ana in pipeline/team.yml' in asked


def test_a_rep_who_is_looked_up_by_the_account_is_one_for_all_accounts_and_is_not_called_as_one_of_them() -> None:
    look_up = "{column: AccountId, look_up: {file: Account, by: Id, give: %s}}"
    owner = look_up % "Keeper"
    more = f"""\
opportunities:
  owner: {owner}
  account: {look_up % "Name"}
accounts: {{name: {look_up % "Name"}}}
called: {{001B: Northwind (2)}}
"""
    ours = OURS.replace("manager:", f"rep: {owner}, manager:")
    Path("ours.yml").write_text(ours + more, encoding="utf-8")
    Path("Opportunity.csv").write_text(
        "Id,Name,AccountId,StageName\n1,A,001A,Discovery\n2,B,001B,Discovery\n3,C,001C,Discovery\n", encoding="utf-8"
    )
    accounts = "Id,Name,Keeper\n001A,Northwind,Ana Lima\n001B,Northwind,Ana Lima\n001C,Quay Foods,Cleo Marsh\n"
    Path("Account.csv").write_text(accounts, encoding="utf-8")
    done = import_export([Path("Opportunity.csv")], Path("ours.yml"), DAY, Path("pipeline"), MAPPINGS, silent)
    assert told(done) == []
    assert [text(done).count(f"owner: {id_}\n") for id_ in ("ana-lima", "cleo-marsh")] == [2, 1]
    assert [text(done).count(f"account: {id_}\n") for id_ in ("northwind", "northwind-2", "quay-foods")] == [1, 1, 1]
    assert "Northwind" not in text(done, "team.yml")
