"""An id of Salesforce is the same with 15 characters and with 18; capital letters count in it."""

from datetime import date
from pathlib import Path

import pytest

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from scorecards.model.crm_ids import id_key, word_key
from tests.support.mapped import mapped, table

MAPPINGS = Path(__file__).parent.parent.parent / "mappings"
SHORT, LONG = "006Fk0000000abC", "006Fk0000000abCIAQ"
OURS = """\
extends: salesforce
currency: EUR
stages: {Discovery: qualify}
team: {name: T, rep: {column: OwnerId, look_up: {file: User, by: Id, give: Name}}, manager: {value: Mo Boss}}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.yml").write_text(OURS, encoding="utf-8")


def run(deals: str, users: str = "005Fk000001ABCd,Ana Lima", as_of: date = date(2026, 11, 16)) -> Import:
    Path("Opportunity.csv").write_text(f"Id,Name,OwnerId,StageName\n{deals}\n", encoding="utf-8")
    Path("User.csv").write_text(f"Id,Name\n{users}\n", encoding="utf-8")
    return import_export([Path("Opportunity.csv")], Path("ours.yml"), as_of, Path("pipeline"), MAPPINGS, silent)


def test_the_three_characters_behind_an_id_count_only_where_they_are_right() -> None:
    assert [id_key(SHORT), id_key(LONG)] == [SHORT, SHORT]
    assert id_key("006Fk0000000abCAAA") == "006Fk0000000abCAAA"
    assert id_key("Eighteen letters x") == "Eighteen letters x"


def test_capital_letters_count_in_an_id_and_not_in_a_name() -> None:
    assert word_key("005Fk000001ABCd") != word_key("005Fk000001abcd")
    assert word_key("Ana  LIMA") == word_key("ana\u00a0lima")


def test_an_id_that_stands_on_file_in_the_other_form_is_the_same_opportunity() -> None:
    written = run(f"{SHORT},A,005Fk000001ABCd,Discovery", as_of=date(2026, 11, 9))
    for path, text in written.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = run(f"{LONG},A,005Fk000001ABCd,Discovery")
    assert f'id: "{SHORT}"' in done.files[Path("pipeline/snapshots/2026-11-16.yml")]
    assert done.ledger.changes
    assert (done.ledger.changes.new, done.ledger.changes.gone) == ((), ())


def test_the_same_row_with_the_id_in_both_forms_is_one_opportunity() -> None:
    done = run(f"{SHORT},A,005Fk000001ABCd,Discovery\n{LONG},A,005Fk000001ABCd,Discovery")
    assert (done.problems, done.ledger.opportunities) == ((), 1)
    done = run(f"{SHORT},A,005Fk000001ABCd,Discovery\n{LONG},B,005Fk000001ABCd,Discovery")
    assert {problem.code for problem in done.problems} == {"duplicate-id"}


def test_a_user_is_found_by_either_form_of_the_id() -> None:
    checked = "005Fk000001ABCdIAO"
    assert id_key(checked) == "005Fk000001ABCd"
    assert run(f"{SHORT},A,{checked},Discovery").problems == ()
    assert run(f"{SHORT},A,005Fk000001ABCd,Discovery", users=f"{checked},Ana Lima").problems == ()


def test_a_related_row_finds_its_opportunity_by_either_form_of_the_id() -> None:
    rules = """\
currency: EUR
stages: {New: meet}
opportunities: {id: {column: Id}, name: {column: Name}, owner: {column: Rep}, crm_stage: {column: Stage}}
related:
  - {file: Need, opportunity: {column: Deal}, needs: [{need: {column: Need}}]}
"""
    outcome = mapped(
        rules,
        table("deals.csv", f"Id,Name,Rep,Stage\n{LONG},A,Ana Lima,New"),
        table("Need.csv", f"Deal,Need\n{SHORT},Rotas\n{SHORT.lower()},Ships"),
    )
    assert outcome.values[LONG]["needs"] == [{"need": "Rotas"}]
    assert outcome.skipped("Need.csv") == [(3, "belongs to no opportunity of the export")]
