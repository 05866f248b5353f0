"""What a manager asked for, whose it is, by when, and whether it is done: by exact links alone (D01, D04, D06)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.model.rulings import Ruling
from scorecards.report.interventions import ActionState
from scorecards.report.values import Place
from tests.support.situations import Situation, situation

HANGS = "stage_entered_on: 2026-06-01, created_on: 2026-05-01"
TWO = (
    "course_of_action: [{what: Call the chair, who: rep, by: 2026-11-13}, "
    "{what: Bring a price, who: colleague, by: 2026-11-30}]"
)


def asked_for(folder: Path, more: str = TWO, deal: str = HANGS, word: str = "", on: str = "2026-11-05") -> Situation:
    """Write a deal on which the manager ruled that it goes on, and perhaps a word on what was asked for."""
    return situation(
        folder,
        deal,
        rulings=f"rulings:\n  - {{opportunity: O1, by: mara, on: {on}, ruling: active, {more}}}\n",
        follow_ups=f"follow_ups:\n  - {{opportunity: O1, {word}}}\n" if word else "",
    )


def actions(made: Situation) -> tuple[ActionState, ...]:
    return made.deal().interventions[-1].actions


# The forms in which a ruling says what is to be done.


def test_a_plain_text_is_one_action_without_an_owner_and_a_day(tmp_path: Path) -> None:
    (action,) = actions(asked_for(tmp_path, "course_of_action: Call them"))
    assert (action.key, action.what, action.who, action.by, action.state) == (
        "2026-11-05",
        "Call them",
        None,
        None,
        "open",
    )


def test_each_action_of_a_list_says_whose_it_is_and_by_when_and_has_a_number(tmp_path: Path) -> None:
    first, second = actions(asked_for(tmp_path))
    assert (first.key, first.who_name, str(first.by), first.state) == (
        "2026-11-05/1",
        "Ana Lima",
        "2026-11-13",
        "overdue",
    )
    assert (second.key, second.who_name, str(second.by), second.state) == (
        "2026-11-05/2",
        "a colleague",
        "2026-11-30",
        "open",
    )


@pytest.mark.parametrize(
    ("more", "says", "text"),
    [
        ("reason: It goes well", False, "No course of action on record"),
        ("course_of_action: ", False, "No course of action on record"),
        ("course_of_action: [{what: , who: , by: }]", False, "No course of action on record"),
        ("no_action: They come back in May", True, "No action, on purpose They come back in May"),
    ],
)
def test_that_nothing_is_to_be_done_is_said_on_purpose_or_is_a_finding_on_the_manager(
    tmp_path: Path, more: str, text: str, *, says: bool
) -> None:
    made = asked_for(tmp_path, more)
    assert made.problems == []
    assert made.deal().interventions[-1].says_what_to_do is says
    assert ("ruling-says-what-to-do" in made.deal().for_manager) is not says
    assert "ruling-says-what-to-do" not in made.deal().failed
    assert text in made.shown_of()


def test_the_plan_that_was_weighed_is_said_with_the_ruling(tmp_path: Path) -> None:
    made = asked_for(tmp_path, "no_action: They call us, weighed: both")
    assert "Weighed both plans" in made.shown_of()


@given(st.lists(st.sampled_from(["Call", "Ask", "Bring"]), min_size=1, max_size=5))
def test_every_action_of_a_ruling_has_a_key_of_its_own_that_begins_with_its_day(whats: list[str]) -> None:
    ruling = Ruling.model_validate(
        {
            "opportunity": "O1",
            "by": "mara",
            "on": "2026-11-05",
            "ruling": "active",
            "course_of_action": [{"what": each} for each in whats],
        }
    )
    keys = [key for key, _ in ruling.actions()]
    assert len(set(keys)) == len(whats)
    assert all(key.startswith("2026-11-05") for key in keys)


# Whether it is done.


def test_a_step_that_names_the_action_and_is_done_says_so(tmp_path: Path) -> None:
    step = "next_steps: [{what: Ring, side: us, serves_action: 2026-11-05/1, done_on: 2026-11-12}]"
    first, second = actions(asked_for(tmp_path, deal=f"{HANGS}, {step}"))
    assert (first.state, str(first.done_on)) == ("done", "2026-11-12")
    assert first.told_by
    assert first.told_by.path == "pipeline/snapshots/2026-11-16.yml"
    assert second.state == "open"


def test_a_word_in_follow_ups_says_so_with_what_came_of_it(tmp_path: Path) -> None:
    made = asked_for(tmp_path, word="action: 2026-11-05/1, on: 2026-11-13, done_on: 2026-11-12, outcome: She will come")
    first = actions(made)[0]
    assert (first.state, str(first.done_on), first.outcome) == ("done", "2026-11-12", "She will come")
    assert first.told_by == Place("pipeline/follow_ups.yml", 2)


@pytest.mark.parametrize(
    ("said_on", "state", "outcome"), [("2026-11-12", "done", None), ("2026-11-13", "overdue", "He was out")]
)
def test_the_later_of_a_step_and_a_word_counts(tmp_path: Path, said_on: str, state: str, outcome: str | None) -> None:
    """An older word on why it is not done is no outcome of what was done since."""
    step = "next_steps: [{what: Ring, side: us, serves_action: 2026-11-05/1, done_on: 2026-11-12}]"
    word = f"action: 2026-11-05/1, on: {said_on}, outcome: He was out"
    first = actions(asked_for(tmp_path, deal=f"{HANGS}, {step}", word=word))[0]
    assert (first.state, first.outcome) == (state, outcome)


@pytest.mark.parametrize(
    "deal",
    [
        "next_steps: [{what: Call the chair, side: us, done_on: 2026-11-12}]",
        "next_steps: [{what: Call the chair, side: us, serves_action: 2026-11-05/1, due: 2026-11-20}]",
        "activities: [{on: 2026-11-12, direction: outbound, kind: call, note: Called the chair}]",
    ],
    ids=["a step of the same words", "a step that is not done", "a contact"],
)
def test_nothing_is_done_by_likeness(tmp_path: Path, deal: str) -> None:
    assert actions(asked_for(tmp_path, deal=f"{HANGS}, {deal}"))[0].state == "overdue"


def test_a_contact_after_the_ruling_is_told_and_claims_nothing(tmp_path: Path) -> None:
    talk = "activities: [{on: 2026-11-04, direction: outbound, kind: email}, {on: 2026-11-12, direction: outbound, "
    made = asked_for(tmp_path, deal=f"{HANGS}, {talk}kind: call}}]")
    assert "since then: a call on 12 Nov" in made.shown_of()
    before = asked_for(tmp_path / "before", deal=f"{HANGS}, {talk}kind: call}}]", on="2026-11-12", more=TWO)
    assert actions(before)[0].since is None


def test_the_next_ruling_takes_the_place_of_what_was_asked_for_before(tmp_path: Path) -> None:
    made = situation(
        tmp_path,
        HANGS,
        rulings=f"rulings:\n  - {{opportunity: O1, by: mara, on: 2026-11-02, ruling: active, {TWO}}}\n"
        "  - {opportunity: O1, by: mara, on: 2026-11-09, ruling: active, no_action: They call us}\n",
    )
    first, _ = made.deal().interventions
    assert [each.state for each in first.actions] == ["untold", "untold"]
    assert made.review.manager_pages[0].follow_ups == ()
    assert "Call the chair Ana Lima, by 13 Nov unknown if done" in made.shown_of()


def test_what_a_closed_deal_was_asked_for_is_due_no_more(tmp_path: Path) -> None:
    made = situation(
        tmp_path,
        f"{HANGS}, status: lost, closed_on: 2026-11-12",
        before={"2026-11-02": (HANGS,)},
        rulings=f"rulings:\n  - {{opportunity: O1, by: mara, on: 2026-11-05, ruling: active, {TWO}}}\n",
    )
    page = made.review.manager_pages[0]
    assert page.follow_ups == ()
    assert [each.state for each in page.interventions[0].interventions[0].actions] == ["untold", "untold"]


# Where it is shown.


def test_the_managers_page_has_what_is_open_the_longest_overdue_first_and_undated_last(tmp_path: Path) -> None:
    made = situation(
        tmp_path,
        *(f"id: O{number}, name: Rota {number}, {HANGS}" for number in (1, 2, 3)),
        rulings="rulings:\n"
        "  - {opportunity: O1, by: mara, on: 2026-11-05, ruling: active, course_of_action: Call them}\n"
        f"  - {{opportunity: O2, by: mara, on: 2026-11-06, ruling: active, {TWO}}}\n"
        "  - {opportunity: O3, by: mara, on: 2026-11-07, ruling: active, "
        "course_of_action: [{what: Decide, who: manager, by: 2026-11-10}]}\n",
    )
    page = made.review.manager_pages[0]
    assert [(each.opportunity, each.action.what, each.action.state) for each in page.follow_ups] == [
        ("O3", "Decide", "overdue"),
        ("O2", "Call the chair", "overdue"),
        ("O2", "Bring a price", "open"),
        ("O1", "Call them", "open"),
    ]
    text = made.shown("scorecards/mara")
    assert "4 open, 2 overdue" in text
    rows = [
        [cell.flat for cell in row.all("td")]
        for table in made.pages["scorecards/mara.md"].all("table", class_="sc-asked")
        for row in table.all("tr")
    ]
    assert [row for row in rows if row] == [
        ["Decide", "Rota 3 2026-11-07", "Mara Quinn", "10 Nov", "6 d overdue"],
        ["Call the chair", "Rota 2 2026-11-06/1", "Ana Lima", "13 Nov", "3 d overdue"],
        ["Bring a price", "Rota 2 2026-11-06/2", "a colleague", "30 Nov", "open"],
        ["Call them", "Rota 1 2026-11-05", "no owner", "no date", "open"],
    ]


def test_the_reps_page_has_what_the_manager_asks_done_or_not_and_not_what_is_the_managers_own(tmp_path: Path) -> None:
    made = asked_for(
        tmp_path,
        TWO.replace("colleague", "manager"),
        word="action: 2026-11-05/1, on: 2026-11-13, done_on: 2026-11-12",
    )
    assert [(each.action.what, each.action.state) for each in made.card().asked_of_us] == [("Call the chair", "done")]
    text = made.shown()
    assert "Your manager asks" in text
    assert "done 12 Nov Call the chair" in text


@pytest.mark.parametrize(
    ("more", "check", "fails"),
    [
        (TWO, "action-followed-up", True),
        (TWO.replace("2026-11-13", "2026-11-16"), "action-followed-up", False),
        (TWO, "action-has-owner-and-day", False),
        (TWO.replace("who: rep, ", ""), "action-has-owner-and-day", True),
        ("course_of_action: Call them", "action-has-owner-and-day", True),
        ("no_action: They call us", "action-has-owner-and-day", False),
    ],
)
def test_an_action_that_is_overdue_or_nobodys_is_a_finding_on_the_manager(
    tmp_path: Path, more: str, check: str, *, fails: bool
) -> None:
    assert (check in asked_for(tmp_path, more).deal().for_manager) is fails
