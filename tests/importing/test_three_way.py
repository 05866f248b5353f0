"""Weekly imports carry out what the CRM changed and what people changed, and ask for a rule only where both did."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scorecards.importing.reconcile.conflicts import Conflict
from scorecards.importing.reconcile.earlier_values import OpportunityOnFile
from scorecards.importing.reconcile.three_way import Sides, merge
from scorecards.importing.task.crm_record import path_of
from scorecards.problems.problem import ProblemsFound
from tests.support.weekly_imports import PEOPLE, ROW, Weeks


def step(what: str, due: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "side": "us", "due": date.fromisoformat(due), **more}


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    return Weeks(tmp_path)


def test_a_next_step_whose_day_moves_on_each_week_is_the_crms_of_that_week(weeks: Weeks) -> None:
    for due in ("2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02"):
        assert weeks.imported(NextOn=due)["next_steps"] == [step("Send the quote", due)]


def test_what_only_a_person_changed_stays_week_after_week(weeks: Weeks) -> None:
    weeks.imported()
    mine = step("Send the quote", "2026-10-14", owner="ana-lima")
    theirs = {"value": "50,000", "said_by": "buyer"}
    weeks.edit(next_steps=[mine], notes="Three sites, says Jo", answers={"budget": theirs})
    for _ in range(3):
        found = weeks.imported()
        assert found["next_steps"] == [mine]
        assert found["notes"] == "Three sites, says Jo"
        assert found["answers"]["budget"] == theirs


def test_both_changing_different_keys_of_one_step_or_person_lose_nothing(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(
        next_steps=[step("Send the quote", "2026-10-12", owner="ana-lima")],
        contacts=[{"name": "Jo Park", "email": "jo@example.com", "rapport": "built"}, {"name": "Dana Ito"}],
    )
    found = weeks.imported([{"Deal": "1", "Name": "Jo Park", "Email": "jo.park@example.com"}], NextOn="2026-10-20")
    assert found["next_steps"] == [step("Send the quote", "2026-10-20", owner="ana-lima")]
    assert found["contacts"] == [
        {"name": "Jo Park", "email": "jo.park@example.com", "rapport": "built"},
        {"name": "Dana Ito"},
    ]


def test_a_deletion_in_the_crm_and_one_by_hand_are_both_carried_out(weeks: Weeks) -> None:
    two = [*PEOPLE, {"Deal": "1", "Name": "Ben Ode", "Email": ""}]
    weeks.imported(two)
    weeks.edit(contacts=[{"name": "Ben Ode", "email": None}], answers={"champion": None})
    found = weeks.imported(two[:1], Note="")
    assert found.get("contacts") in (None, [])
    assert found["notes"] is None
    assert "budget" not in (found["answers"] or {})
    again = weeks.imported(two[:1], Note="")
    assert again == found


def test_a_table_that_is_not_given_this_week_takes_nothing_away(weeks: Weeks) -> None:
    weeks.imported()
    mapping = weeks.folder / "mapping.yml"
    mapping.write_text(mapping.read_text("utf-8").partition("related:")[0], "utf-8")
    assert weeks.imported()["contacts"] == [{"name": "Jo Park", "email": "jo@example.com"}]


@pytest.mark.parametrize(("keep", "counts"), [("crm", "60,000"), ("ours", "50,000"), ("newest", "50,000")])
def test_where_both_changed_the_same_value_the_rule_decides(tmp_path: Path, keep: str, counts: str) -> None:
    weeks = Weeks(tmp_path, f"keep: {keep}\n")
    weeks.imported()
    weeks.edit(answers={"budget": {"value": "50,000", "said_by": "rep"}, "champion": None})
    assert weeks.imported(Budget="60,000")["answers"]["budget"]["value"] == counts


@pytest.mark.parametrize("keep", ["crm", "ours", "newest"])
def test_no_rule_is_needed_where_only_one_side_changed(tmp_path: Path, keep: str) -> None:
    weeks = Weeks(tmp_path, f"keep: {keep}\n")
    weeks.imported()
    weeks.edit(answers={"budget": {"value": "40,000", "said_by": "rep"}, "champion": {"value": "Jo", "said_by": "rep"}})
    found = weeks.imported(Budget="60,000")
    assert found["answers"] == {
        "budget": {"value": "60,000", "said_by": "rep"},
        "champion": {"value": "Jo", "said_by": "rep"},
    }


def test_the_same_export_again_changes_nothing(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(notes="Ours", next_steps=[step("Call Jo", "2026-10-09")])
    weeks.imported(NextOn="2026-10-20")
    before = weeks.files()
    weeks.again(rows=[ROW | {"NextOn": "2026-10-20"}])
    assert weeks.files() == before


def test_a_broken_record_is_told_at_its_line(weeks: Weeks) -> None:
    weeks.imported()
    path = path_of(weeks.pipeline, weeks.as_of)
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        weeks.imported()
    assert [(each.line, each.code) for each in found.value.problems] == [(1, "crm-record")]


def test_all_answers_taken_away_by_hand_stay_away(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(answers=None)
    assert "answers" not in weeks.imported()


def test_a_column_that_is_missing_for_a_week_is_no_edit_by_hand(weeks: Weeks) -> None:
    weeks.imported(Note="A")
    mapping = weeks.folder / "mapping.yml"
    whole = mapping.read_text("utf-8")
    mapping.write_text(whole.replace("  notes: {column: Note}\n", ""), "utf-8")
    assert weeks.imported()["notes"] == "A"
    mapping.write_text(whole, "utf-8")
    assert weeks.imported(Note="B")["notes"] == "B"


def test_what_the_export_tells_of_other_deals_alone_is_not_taken_from_this_one(weeks: Weeks) -> None:
    mapping = weeks.folder / "mapping.yml"
    limited = "notes: {column: Note, when: {Name: [Night rota]}}"
    whole = mapping.read_text("utf-8").replace("notes: {column: Note}", limited)
    mapping.write_text(whole, "utf-8")
    weeks.imported()
    found = weeks.imported(Name="Renamed")
    assert found["notes"] == "Two sites"


def test_without_the_record_of_that_day_the_rule_decides_and_no_older_record(weeks: Weeks) -> None:
    weeks.imported(Note="A")
    weeks.imported(Note="B")
    path_of(weeks.pipeline, weeks.as_of).unlink()
    mapping = weeks.folder / "mapping.yml"
    mapping.write_text(mapping.read_text("utf-8") + "keep: crm\n", "utf-8")
    assert weeks.imported(Note="A")["notes"] == "A"


def test_the_note_on_one_of_two_calls_of_a_day_stays_with_it_when_the_other_goes() -> None:
    blank = {"on": "2026-10-01", "direction": "outbound", "kind": "call", "with": ""}
    with_jo = blank | {"with": "Jo Park"}
    noted = with_jo | {"note": "n"}
    conflict = Conflict("activities", "activities", "newest", None, OpportunityOnFile((), {}))
    assert merge(Sides([blank, with_jo], [blank, noted], [with_jo]), conflict).value == [noted]


def test_what_a_person_took_away_comes_back_only_where_the_crm_changed_it_later(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path)
    weeks.imported()
    weeks.edit(next_steps=[])
    assert not weeks.imported(NextOn="2026-10-20").get("next_steps")


def test_the_record_is_named_among_the_files_written(weeks: Weeks) -> None:
    weeks.imported()
    assert any(name.endswith(f"crm/{weeks.as_of}.jsonl") for name in weeks.again().ledger.written)
