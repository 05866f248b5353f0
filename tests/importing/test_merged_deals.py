"""Deals that the CRM merged, or that one export lacks: what people wrote stays, and what they took away stays away."""

from pathlib import Path
from typing import Any

import pytest

from scorecards.importing.task.crm_record import path_of
from tests.support.weekly_imports import PEOPLE, ROW, Weeks

OTHER = ROW | {"Id": "2", "Name": "Day rota", "Note": "One site", "Champion": "Lou"}
BEN = {"name": "Ben Ode", "email": None}


def people(*names: str, deal: str = "1") -> list[dict[str, str]]:
    return [{"Deal": deal, "Name": name, "Email": ""} for name in names]


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    return Weeks(tmp_path)


def test_what_was_taken_away_by_hand_does_not_come_back_with_a_merged_deal(weeks: Weeks) -> None:
    weeks.imported([*people("Jo Park"), *people("Jo Park", "Ben Ode", deal="2")], besides=[OTHER])
    weeks.edit(contacts=[], notes=None, answers={"champion": None})
    found = weeks.imported(people("Jo Park", "Ben Ode"), Merged="2")
    assert found["contacts"] == [BEN]
    assert "notes" not in found
    assert found["answers"] == {"champion": {"value": "Lou", "said_by": "rep"}}


def test_what_was_taken_away_from_a_deal_by_hand_stays_away_when_that_is_merged_into_another(weeks: Weeks) -> None:
    weeks.imported([*people("Jo Park"), *people("Ben Ode", "Dee Ray", deal="2")], besides=[OTHER])
    weeks.edit("2", contacts=[{"name": "Dee Ray"}], answers=None)
    found = weeks.imported(people("Jo Park", "Ben Ode", "Dee Ray"), Champion="Lou", Merged="2")
    assert [each["name"] for each in found["contacts"]] == ["Jo Park", "Dee Ray"]
    assert "champion" not in found["answers"] or found["answers"]["champion"] is None


def test_what_a_merged_deal_brought_is_brought_once(weeks: Weeks) -> None:
    weeks.imported([*PEOPLE, *people("Ben Ode", deal="2")], besides=[OTHER])
    weeks.edit("2", stories_told=["clinic-rota"], contacts=[{"name": "Ben Ode"}, {"name": "Dee Ray"}])
    found = weeks.imported([*PEOPLE, *people("Ben Ode")], Merged="2")
    assert [each["name"] for each in found["contacts"]] == ["Jo Park", "Ben Ode", "Dee Ray"]
    weeks.edit(stories_told=None, contacts=found["contacts"][:2])
    for _ in range(2):
        found = weeks.imported([*PEOPLE, *people("Ben Ode")], Merged="2")
        assert [each["name"] for each in found["contacts"]] == ["Jo Park", "Ben Ode"]
        assert "stories_told" not in found


def test_an_import_of_merged_deals_again_changes_nothing(weeks: Weeks) -> None:
    weeks.imported([*PEOPLE, *people("Ben Ode", deal="2")], besides=[OTHER])
    weeks.edit("2", stories_told=["clinic-rota"], contacts=[{"name": "Ben Ode", "rapport": "built"}])
    for _ in range(2):
        weeks.imported([*PEOPLE, *people("Ben Ode")], Merged="2")
        before = weeks.files()
        weeks.again([*PEOPLE, *people("Ben Ode")], rows=[ROW | {"Merged": "2"}])
        assert weeks.files() == before


def test_a_deal_that_an_import_of_the_same_day_lacks_gets_back_what_was_written_by_hand(weeks: Weeks) -> None:
    weeks.imported(besides=[OTHER])
    weeks.edit("2", notes="Two sites, says Jo", stories_told=["clinic-rota"])
    edited = weeks.whole_deal("2")
    weeks.again()
    assert '"id": "2"' not in weeks.snapshot.read_text("utf-8")
    weeks.again()
    weeks.again(rows=[ROW, OTHER])
    assert weeks.whole_deal("2") == edited
    assert "set_aside" not in path_of(weeks.pipeline, weeks.as_of).read_text("utf-8")


def test_a_deal_that_the_last_import_of_a_week_lacked_gets_back_what_was_written_by_hand(weeks: Weeks) -> None:
    weeks.imported(besides=[OTHER])
    weeks.edit("2", notes="Two sites, says Jo", stories_told=["clinic-rota"])
    weeks.again()
    weeks.imported(besides=[OTHER | {"Champion": "Ada"}])
    found = weeks.deal("2")
    assert (found["notes"], found["stories_told"]) == ("Two sites, says Jo", ["clinic-rota"])
    assert found["answers"]["champion"]["value"] == "Ada"


def test_a_deal_of_which_the_record_says_nothing_is_set_aside_without_what_the_crm_said(weeks: Weeks) -> None:
    weeks.imported(besides=[OTHER])
    path_of(weeks.pipeline, weeks.as_of).unlink()
    weeks.edit("2", notes="Two sites, says Jo")
    weeks.again()
    weeks.again(rows=[ROW, OTHER])
    assert weeks.deal("2")["notes"] == "Two sites, says Jo"


CALL = {"Deal": "1", "On": "2026-10-01"}


def test_the_day_of_a_note_stays_when_the_crm_names_whom_the_call_was_with(weeks: Weeks) -> None:
    found = weeks.imported(calls=[CALL | {"With": ""}])
    weeks.edit(activities=[{**found["activities"][0], "note": "Wants a pilot"}])
    named = [CALL | {"With": "Jo Park"}]
    weeks.imported(calls=named)
    whole = weeks.whole_deal()
    assert whole["activities"][0]["with"] == "Jo Park"
    assert str(whole["carried_from"]["activities"]) == "2026-10-05"
    weeks.again(calls=named)
    assert weeks.whole_deal() == whole


def test_the_last_contact_of_all_goes_when_the_crm_takes_it_away(weeks: Weeks) -> None:
    weeks.imported()
    assert not weeks.imported([]).get("contacts")


def test_a_contact_of_ones_own_stays_when_the_crm_takes_the_last_one_away(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(contacts=[{"name": "Jo Park", "email": "jo@example.com"}, {"name": "Dee Ray"}])
    assert weeks.imported([])["contacts"] == [{"name": "Dee Ray"}]


def budget(weeks: Weeks, on: str = "", value: str = "40,000") -> Any:
    return weeks.imported(Budget=value, BudgetOn=on)["answers"]["budget"]


@pytest.mark.parametrize("keep", ["crm", "ours", "newest"])
def test_who_said_an_answer_and_its_day_are_merged_key_by_key(tmp_path: Path, keep: str) -> None:
    weeks = Weeks(tmp_path, f"keep: {keep}\n")
    found = budget(weeks, "2026-10-01")
    weeks.edit(answers={"budget": {**found, "said_by": "buyer"}})
    later = budget(weeks, "2026-10-08")
    assert (later["value"], later["said_by"], str(later["on"])) == ("40,000", "buyer", "2026-10-08")


@pytest.mark.parametrize("keep", ["crm", "ours", "newest"])
def test_an_answer_that_one_side_alone_changed_stands_with_what_that_side_says_of_it(tmp_path: Path, keep: str) -> None:
    weeks = Weeks(tmp_path, f"keep: {keep}\n")
    found = budget(weeks, "2026-10-01")
    weeks.edit(answers={"budget": {"value": "45,000", "said_by": "rep", "on": found["on"]}})
    assert budget(weeks, "2026-10-08")["value"] == "45,000"
    weeks.edit(answers={"budget": {"value": "45,000", "said_by": "buyer", "on": found["on"]}})
    assert budget(weeks, "2026-10-08")["said_by"] == "buyer"


def test_a_new_answer_of_the_crm_does_not_get_the_word_of_the_buyer_for_the_old_one(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(answers={"budget": {"value": "40,000", "said_by": "buyer"}})
    assert budget(weeks, value="60,000") == {"value": "60,000", "said_by": "rep"}
