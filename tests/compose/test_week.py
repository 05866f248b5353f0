"""This week: the picks and what became of them, the follow-up blocks, and what is late on either side."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from scorecards.report.week import Block, Due, FollowUp, Pick
from tests.support.files import calendars_of
from tests.support.reviews import review_in, sample_review
from tests.support.situations import situation
from tests.support.weeks import card, write_blocks, write_picks, write_weeks

ANA = "owner: ana-lima, status: open, stage: meet"
DEAL = f"id: A, name: Night shifts, {ANA}"
CLOSED = "id: A, name: Night shifts, owner: ana-lima"


def picked(base: Path, *later: str, weeks: tuple[str, ...] = ("2026-11-09", "2026-11-16")) -> Pick:
    """Pick a deal in the first of these weeks, and give the pick as the last tells of it."""
    write_weeks(base, dict(zip(weeks, [[DEAL], *([each] if each else [] for each in later)], strict=True)))
    write_picks(base, ("2026-11-11", "ana-lima", "A"))
    found = card(base)
    (only,) = (*found.picks, *found.last_picks)
    return only


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (f"{CLOSED}, status: won, signed_on: 2026-11-12", "signed"),
        (f"{CLOSED}, status: won, verbal_yes_on: 2026-11-12", "won_unsigned"),
        (f"{CLOSED}, status: won", "won_unsigned"),
        (f"{CLOSED}, status: lost, ended: declined", "no"),
        (f"{CLOSED}, status: lost, ended: competitor", "to_a_competitor"),
        (f"{CLOSED}, status: lost, ended: competitor, loss_reason: {{said_by: buyer}}", "to_a_competitor"),
        (f"{CLOSED}, status: lost, ended: competitor, loss_reason: {{said_by: rep}}", "to_a_competitor"),
        (f"{CLOSED}, status: no_decision, ended: no_need", "no"),
        (f"{CLOSED}, status: no_decision, loss_reason: {{reason: No money, said_by: buyer}}", "no"),
        (f"{CLOSED}, status: lost, ended: reversed, loss_reason: {{reason: Too dear, said_by: buyer}}", "no"),
        (f"{CLOSED}, status: lost", "without_a_word"),
        (f"{CLOSED}, status: lost, ended: other", "without_a_word"),
        (f"{CLOSED}, status: lost, ended: vanished", "without_a_word"),
        (f"{CLOSED}, status: lost, ended: reversed, loss_reason: {{said_by: rep}}", "without_a_word"),
        (f"{CLOSED}, status: no_decision, loss_reason: {{reason: No money, said_by: inferred}}", "without_a_word"),
        (DEAL, "open"),
        ("", "gone"),
    ],
)
def test_the_next_snapshot_says_what_became_of_a_pick(base: Path, later: str, outcome: str) -> None:
    pick = picked(base, later)
    assert (pick.outcome, pick.told_on, pick.week) == (outcome, date(2026, 11, 16), date(2026, 11, 9))
    assert (pick.name, pick.rep_name) == ("Night shifts", "Ana Lima")


REASON = "loss_reason: {reason: Cheaper, said_by: buyer}"


@pytest.mark.parametrize("ended", ["competitor", "declined"])
@pytest.mark.parametrize(
    ("noted", "left"),
    [
        ("closed_on: 2026-11-12", ("ask_why", "set_wake")),
        ("loss_reason: {reason: Cheaper, said_by: rep}", ("ask_why", "set_wake")),
        ("loss_reason: {said_by: buyer}", ("ask_why", "set_wake")),
        (REASON, ("set_wake",)),
        (f"{REASON}, wake: {{on: 2027-03-01}}", ()),
        (f"{REASON}, wake: {{when: The contract ends}}", ()),
        (f"{REASON}, final: true", ()),
    ],
)
def test_a_pick_that_ended_says_what_is_left_to_do(base: Path, ended: str, noted: str, left: tuple[str, ...]) -> None:
    assert picked(base, f"{CLOSED}, status: lost, ended: {ended}, {noted}").left == left


def test_a_pick_that_ended_has_the_reason_with_who_gave_it_and_the_day_to_look_again(base: Path) -> None:
    pick = picked(base, f"{CLOSED}, status: lost, ended: competitor, {REASON}, wake: {{on: 2027-03-01}}")
    assert (pick.words, pick.said_by, pick.wake_on) == ("Cheaper", "buyer", date(2027, 3, 1))


def test_what_is_open_again_has_nothing_left_from_its_end(base: Path) -> None:
    lost = f"{CLOSED}, status: lost, ended: competitor"
    write_weeks(base, {"2026-11-02": [DEAL], "2026-11-09": [lost], "2026-11-16": [DEAL]})
    write_picks(base, ("2026-11-02", "ana-lima", "A"))
    (pick,) = card(base).last_picks
    assert (pick.outcome, pick.left, pick.words) == ("to_a_competitor", (), None)


PICKED = "picks:\n  - {week: 2026-11-02, rep: ana, opportunity: O1}\n"
LOST_THEN = "status: lost, ended: competitor, loss_reason: {reason: Cheaper, said_by: buyer}"
AHEAD = "wake: {on: 2027-03-01}"
LOOK_AGAIN = "In the cold file until 1 Mar 2027."
OTHER = "id: Z, name: Z"


def lost_and_then(folder: Path, today: str, then: str = LOST_THEN, rulings: str = "") -> tuple[Pick, str]:
    """Pick a deal that goes to a competitor, and give its pick, and the page, as they tell of it a week later."""
    before = {"2026-11-02": ("",), "2026-11-09": (then,)}
    made = situation(folder / "team", *today.split("\n"), before=before, picks=PICKED, rulings=rulings)
    (pick,) = made.card().last_picks
    return pick, made.pages["scorecards/ana.md"].one("section", class_="sc-picks").flat


def test_a_day_ahead_is_told_where_the_cold_file_waits_for_it(tmp_path: Path) -> None:
    pick, shown = lost_and_then(tmp_path, f"{LOST_THEN}, {AHEAD}")
    assert pick.wake_on == date(2027, 3, 1)
    assert LOOK_AGAIN in shown


@pytest.mark.parametrize(
    "today",
    [
        f"{LOST_THEN}, {AHEAD}, final: true",
        f"{LOST_THEN}, {AHEAD}\nid: O2, restarted_from: O1",
        f"{LOST_THEN}, wake: {{on: 2026-11-12}}",
        f"{LOST_THEN}, wake: {{on: 2026-11-16}}",
        f"{LOST_THEN}, wake: {{on: 2027-03-01, person: Jo}}, contacts: [{{name: Jo, left_on: 2026-11-12}}]",
    ],
)
def test_no_day_is_told_of_what_is_final_started_over_or_awake(tmp_path: Path, today: str) -> None:
    pick, shown = lost_and_then(tmp_path, today)
    assert (pick.wake_on, pick.left) == (None, ())
    assert "In the cold file until" not in shown


@pytest.mark.parametrize(
    ("today", "last_told", "words"),
    [
        ("status: open", "open", "Today: open"),
        ("status: won", "won_unsigned", "Today: won, with no signature on file: get it"),
        ("status: won, signed_on: 2026-11-12", "signed", "Today: signed"),
    ],
)
def test_what_went_to_a_competitor_is_not_called_closed_once_it_is_open_or_won(
    tmp_path: Path, today: str, last_told: str, words: str
) -> None:
    pick, shown = lost_and_then(tmp_path, today)
    assert (pick.outcome, pick.last_told, pick.last_seen) == ("to_a_competitor", last_told, None)
    assert "They chose a competitor." in shown
    assert words in shown
    assert "Thank them" not in shown


@pytest.mark.parametrize(
    ("then", "today", "said", "no_more"),
    [
        ("status: lost, ended: declined", "", "A clear no./Today: open", "That is a result"),
        (
            "status: won, signed_on: 2026-11-05",
            LOST_THEN,
            "Signed./Today: closed: they",
            "get it",
        ),
        ("status: won", "status: won, signed_on: 2026-11-12", "Won./Today: signed", "get it"),
        ("status: lost", LOST_THEN, "Today: closed: they chose a competitor Why Cheaper", "One question"),
        ("", f"{LOST_THEN}, {AHEAD}", f"Why Cheaper the buyer said so/{LOOK_AGAIN}", "Keep it or drop"),
        ("", "", "Still open. Keep it or drop it.", "Today:"),
        ("", OTHER, "Still open. gone from the export last seen in the", "Keep it or drop"),
        (OTHER, "", "Gone from the export./Today: open", "Was it deleted"),
    ],
)
def test_what_was_told_otherwise_since_is_said_of_each_outcome(
    tmp_path: Path, then: str, today: str, said: str, no_more: str
) -> None:
    _, shown = lost_and_then(tmp_path, today, then)
    assert [line for line in said.split("/") if line not in shown] == []
    assert no_more not in shown


@pytest.mark.parametrize(
    ("then", "left", "shown_too"),
    [
        (f"{LOST_THEN}, {AHEAD}", (), LOOK_AGAIN),
        (LOST_THEN, (), "Why Cheaper the buyer said so"),
        (f"{LOST_THEN}, {AHEAD}".replace("said_by: buyer", "said_by: rep"), ("ask_why",), LOOK_AGAIN),
        (
            "status: lost, ended: competitor",
            ("ask_why",),
            "Thank them and ask what decided it",
        ),
        (
            f"status: lost, ended: competitor, {AHEAD}",
            ("ask_why",),
            "Thank them and ask what decided it",
        ),
        (
            f"status: lost, ended: competitor, {AHEAD}, loss_reason: {{cause: never-intended-to-buy, said_by: buyer}}",
            (),
            LOOK_AGAIN,
        ),
    ],
)
def test_what_is_left_to_do_stays_when_the_export_drops_the_deal(
    tmp_path: Path, then: str, left: tuple[str, ...], shown_too: str
) -> None:
    """All but a day to look again: nobody can note one any more."""
    pick, shown = lost_and_then(tmp_path, OTHER, then)
    assert (pick.last_told, pick.last_seen, pick.left) == (None, date(2026, 11, 9), left)
    assert "They chose a competitor. gone from the export" in shown
    assert shown_too in shown
    assert "note the day" not in shown


def test_what_ended_before_it_was_gone_says_why(tmp_path: Path) -> None:
    before = {"2026-11-02": ("",), "2026-11-04": (f"{LOST_THEN}, {AHEAD}",), "2026-11-09": (OTHER,)}
    shown = situation(tmp_path / "team", OTHER, before=before, picks=PICKED).shown()
    assert "Last told: closed: they chose a competitor" in shown
    assert "Why Cheaper the buyer said so" in shown
    assert LOOK_AGAIN in shown


def test_no_day_is_told_of_what_its_manager_ruled_dead(tmp_path: Path) -> None:
    dead = "rulings:\n  - {opportunity: O1, by: mara, on: 2026-11-16, ruling: dead, reason: Gone}\n"
    pick, shown = lost_and_then(tmp_path, OTHER, f"{LOST_THEN}, {AHEAD}", dead)
    assert (pick.words, pick.wake_on, pick.left) == ("Cheaper", None, ())
    assert "In the cold file" not in shown


def test_a_later_snapshot_of_the_same_week_does_not_tell_yet(base: Path) -> None:
    pick = picked(base, f"{CLOSED}, status: won", weeks=("2026-11-09", "2026-11-13"))
    assert (pick.outcome, pick.told_on) == ("not_yet", None)


def test_the_first_snapshot_of_a_later_week_tells_and_no_other(base: Path) -> None:
    later = (DEAL, f"{CLOSED}, status: won, signed_on: 2026-11-17")
    assert picked(base, *later, weeks=("2026-11-09", "2026-11-16", "2026-11-18")).outcome == "open"


def test_a_pick_of_a_week_to_come_is_shown_with_those_of_this_week(base: Path) -> None:
    write_weeks(base, {"2026-11-13": [DEAL, f"id: B, name: Day shifts, {ANA}"]})
    write_picks(base, ("2026-11-16", "ana-lima", "A"))
    assert [pick.opportunity for pick in card(base).picks] == ["A"]


def test_an_older_snapshot_knows_nothing_of_later_picks(base: Path) -> None:
    write_weeks(base, {"2026-11-09": [DEAL], "2026-11-16": [DEAL, f"id: B, name: Day shifts, {ANA}"]})
    write_picks(base, ("2026-11-09", "ana-lima", "A"), ("2026-11-16", "ana-lima", "B"))
    found = review_in(base, "2026-11-09")
    assert [pick.outcome for pick in found.scorecards[0].picks] == ["not_yet"]
    assert found.wins.picked == 0


@pytest.mark.parametrize("others", [0, 1, 2])
def test_picks_take_the_places_of_nominations(base: Path, others: int) -> None:
    """Two deals are brought to an end in a week; what nobody picked is nominated for the places that are left.

    All are as pressing: then the order of their ids counts, picked or not.
    """
    late = f"{ANA}, close_date: 2026-10-01"
    situations = base / "playbook" / "situations.yml"
    here = "{id: late, name: Late, applies_to: {when: {days_to_close_date: {at_most: -1}}}, do: Ask, doctrine: [D02]}"
    text = situations.read_text("utf-8")
    situations.write_text(text.replace("situations:\n", f"situations:\n  - {here}\n", 1), encoding="utf-8")
    write_weeks(base, {"2026-11-16": [f"id: {each}, name: {each}, {late}" for each in "ABCD"]})
    write_picks(base, *(("2026-11-16", "ana-lima", each) for each in "DC"[:others]))
    found = card(base)
    actions = [action.opportunity for action in found.actions]
    assert actions == sorted([*"DC"[:others], *"AB"[: 2 - others]])


# Follow-up blocks.


def steps(*dues: str, side: str = "us") -> str:
    rows = ", ".join(f"{{what: Step {place}, side: {side}, due: {due}}}" for place, due in enumerate(dues))
    return f"{DEAL}, next_steps: [{rows}]"


def plan(base: Path, *dues: str) -> FollowUp:
    write_weeks(base, {"2026-11-16": [steps(*dues)]})
    found = card(base).follow_up
    assert found
    return found


def days(items: tuple[Due, ...]) -> list[str]:
    return [str(each.step.due) for each in items]


def test_due_steps_go_into_the_next_block_with_room_the_most_overdue_first(base: Path) -> None:
    write_blocks(base, ("monday", "09:00", "09:30"), ("wednesday", "16:00", "16:15"))
    found = plan(base, "2026-11-20", "2026-11-10", "2026-11-12", "2026-11-24")
    blocks = [(str(block.day), block.room, days(block.steps)) for block in found.blocks]
    assert blocks == [
        ("2026-11-16", 2, ["2026-11-10", "2026-11-12"]),
        ("2026-11-18", 1, ["2026-11-20"]),
        ("2026-11-23", 2, ["2026-11-24"]),
        ("2026-11-25", 1, []),
    ]
    assert found.overflow == ()


def test_what_finds_no_room_before_it_is_due_is_told(base: Path) -> None:
    """One due today has no block today; one is full before its day; and an overdue one finds none at all."""
    write_blocks(base, ("tuesday", "09:00", "09:15"))
    found = plan(base, "2026-11-16", "2026-11-01", "2026-11-18", "2026-11-25", "2026-11-02", "2026-11-03")
    assert [days(block.steps) for block in found.blocks] == [["2026-11-01"], ["2026-11-02"]]
    assert days(found.overflow) == ["2026-11-03", "2026-11-16", "2026-11-18", "2026-11-25"]


def test_overdue_steps_without_room_stand_apart_from_those_that_fall_due(tmp_path: Path) -> None:
    """Two blocks of two steps each: four of twelve that are overdue fit, and none that falls due."""
    dues = [*(["2026-11-06"] * 12), "2026-11-19"]
    rows = ", ".join(f"{{what: Step {place}, side: us, due: {due}}}" for place, due in enumerate(dues))
    shown = situation(tmp_path / "team", f"next_steps: [{rows}]").shown()
    assert "8 overdue steps with no room in two weeks 10 d overdue" in shown
    assert "1 step with no room before the due date by 19 Nov Step 12" in shown
    assert "Do them outside the blocks, agree on another date, or drop one." in shown


def test_no_step_that_is_overdue_is_said_to_find_room_before_it_is_due(tmp_path: Path) -> None:
    rows = ", ".join(f"{{what: Step {place}, side: us, due: 2026-11-06}}" for place in range(5))
    shown = situation(tmp_path / "team", f"next_steps: [{rows}]").shown()
    assert "1 overdue step with no room in two weeks 10 d overdue" in shown
    assert "no room before" not in shown


def test_a_block_has_room_for_one_step_at_least(base: Path) -> None:
    write_blocks(base, ("tuesday", "09:00", "09:10"), ("wednesday", "09:00", "10:40"))
    assert {str(block.day): block.room for block in plan(base, "2026-11-20").blocks} == {
        "2026-11-17": 1,
        "2026-11-18": 6,
        "2026-11-24": 1,
        "2026-11-25": 6,
    }


def test_the_room_follows_the_minutes_that_the_playbook_gives_a_step(base: Path) -> None:
    scoring = base / "playbook" / "scoring.yml"
    scoring.write_text(scoring.read_text("utf-8") + "minutes_per_step: 45\n", encoding="utf-8")
    write_blocks(base, ("tuesday", "09:00", "10:30"))
    assert [block.room for block in plan(base, "2026-11-20").blocks] == [2, 2]


def test_a_day_without_work_has_no_block(base: Path) -> None:
    (base / "playbook" / "working-days.yml").write_text("country: IE\nholidays: [2026-12-11]\n", encoding="utf-8")
    write_blocks(base, ("friday", "09:00", "10:00"), ("saturday", "09:00", "10:00"))
    write_weeks(base, {"2026-12-07": [DEAL], "2026-12-21": [DEAL]})
    christmas = card(base).follow_up
    before = card(base, snapshot="2026-12-07").follow_up
    assert christmas
    assert before
    assert [str(block.day) for block in before.blocks] == ["2026-12-18"]
    assert [str(block.day) for block in christmas.blocks] == []


def test_blocks_that_begin_at_one_time_are_one_block_the_longest(base: Path) -> None:
    write_blocks(base, ("tuesday", "09:00", "10:00"), ("tuesday", "09:00", "09:30"))
    assert [(block.start, block.end) for block in plan(base, "2026-11-20").blocks] == [("09:00", "10:00")] * 2


def test_waiting_is_put_into_no_block_and_is_owed_by_nobody(base: Path) -> None:
    waiting = f"{DEAL}, next_steps: [{{what: Waiting for Jo, side: us, due: 2026-11-02}}]"
    theirs = f"id: B, name: B, {ANA}, next_steps: [{{what: Waiting for legal, side: customer, due: 2026-11-02}}]"
    write_weeks(base, {"2026-11-16": [waiting, theirs]})
    found = card(base)
    assert found.follow_up
    assert [block.steps for block in found.follow_up.blocks] == [(), ()]
    assert (found.due, found.they_owe) == ((), ())


def test_what_they_owe_is_overdue_and_stands_oldest_first(base: Path) -> None:
    write_weeks(base, {"2026-11-16": [steps("2026-11-13", "2026-11-16", "2026-10-01", side="customer")]})
    assert days(card(base).they_owe) == ["2026-10-01", "2026-11-13"]


def test_a_rep_without_blocks_has_no_plan_and_no_calendar(base: Path) -> None:
    write_weeks(base, {"2026-11-16": [DEAL]})
    assert card(base, "bo").follow_up is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dates(date(2026, 10, 1), date(2026, 12, 24)), max_size=12))
def test_every_step_of_two_weeks_has_one_place_and_no_block_is_overfull(base: Path, dues: list[date]) -> None:
    write_blocks_once(base)
    found = plan(base, *(str(due) for due in dues))
    placed = [each for block in found.blocks for each in block.steps]
    assert sorted(days((*placed, *found.overflow))) == sorted(str(due) for due in dues if due < date(2026, 11, 30))
    for block in found.blocks:
        assert len(block.steps) <= block.room
        assert all(in_time(each, block) for each in block.steps)
    for each in found.overflow:
        assert all(len(block.steps) == block.room for block in found.blocks if in_time(each, block))


def in_time(due: Due, block: Block) -> bool:
    return due.step.state == "overdue" or (due.step.due is not None and block.day <= due.step.due)


def write_blocks_once(base: Path) -> None:
    if '"09:00", end: "10:30"' in (base / "pipeline" / "team.yml").read_text("utf-8"):
        write_blocks(base, ("monday", "09:00", "09:15"), ("thursday", "14:00", "14:45"))


# Who does a step.

ANA_AND_BO = """
name: A small team
currency: EUR
managers: [{id: mara, name: Mara Quinn}]
reps:
  - {id: ana, name: Ana Lima, manager: mara, follow_up_blocks: [{day: tuesday, start: "09:00", end: "09:30"}]}
  - {id: bo, name: Bo Berg, manager: mara, follow_up_blocks: [{day: thursday, start: "14:00", end: "14:15"}]}
  - {id: cy, name: Cy Ode, manager: mara}
  - {id: cy-2, name: Cy Ode, manager: mara}
"""
STEP = "{what: Send the quote, side: us, due: 2026-11-12, owner: %s}"


def in_plan(found: Scorecard) -> list[str]:
    """Give the opportunities of the steps in a rep's blocks and beside them."""
    plan = found.follow_up
    assert plan
    return [each.opportunity for steps in (*(block.steps for block in plan.blocks), plan.overflow) for each in steps]


@pytest.mark.parametrize(
    ("owner", "who"),
    [
        ("bo", "bo"),
        ("Bo Berg", "bo"),
        ("ana", "ana"),
        ("Sam of engineering", "ana"),
        ("Cy Ode", "ana"),
        ("mara", "ana"),
    ],
)
def test_a_step_stands_in_the_blocks_of_the_rep_who_does_it(tmp_path: Path, owner: str, who: str) -> None:
    """Whoever is no rep, or whose name two reps have, leaves it with the opportunity's owner."""
    made = situation(tmp_path, f"next_steps: [{STEP % owner}]", team=ANA_AND_BO)
    assert {rep: in_plan(made.card(rep)) for rep in ("ana", "bo")} == {"ana": [], "bo": [], who: ["O1"]}
    assert {rep: len(made.card(rep).due) for rep in ("ana", "bo")} == {"ana": 0, "bo": 0, who: 1}
    assert "Send the quote" in made.shown_of()


def test_the_owner_of_an_opportunity_sees_that_an_overdue_step_is_with_a_colleague(tmp_path: Path) -> None:
    made = situation(tmp_path, f"next_steps: [{STEP % 'bo'}]", team=ANA_AND_BO)
    assert [each.step.owner for each in made.card().with_colleagues] == ["Bo Berg"]
    assert "Waiting on others (1) With colleagues 4 d overdue Send the quote Bo Berg" in made.shown()
    assert made.card("bo").with_colleagues == ()


def test_who_owns_no_opportunity_has_a_plan_and_a_calendar_of_steps_for_colleagues(tmp_path: Path) -> None:
    made = situation(tmp_path, f"next_steps: [{STEP % 'bo'}]", team=ANA_AND_BO)
    shown = made.shown("scorecards/bo")
    assert "No deals" in shown
    assert "Your steps on colleagues’ deals are below." in shown
    assert "4 d overdue Send the quote for Ana Lima: Night rota" in shown
    links = made.pages["scorecards/bo.md"].all("a", href="bo.ics")
    assert [each.flat for each in links] == ["Calendar", "calendar file"]
    files = {rep: data.decode().replace("\r\n ", "") for rep, data in calendars_of(made.review).items()}
    assert "- Send the quote (Night rota\\, for Ana Lima): was due 12 Nov 2026" in files["bo.ics"]
    assert "Send the quote" not in files["ana.ics"]


def test_who_keeps_no_blocks_has_the_steps_for_colleagues_by_their_day(tmp_path: Path) -> None:
    made = situation(tmp_path, f"next_steps: [{STEP % 'cy-2'}]", team=ANA_AND_BO)
    shown = made.shown("scorecards/cy-2")
    assert "Due this week" in shown
    assert "Overdue: do this first 4 d overdue Send the quote for Ana Lima: Night rota" in shown


def test_a_call_of_this_week_is_on_an_opportunity_of_the_reps_own(tmp_path: Path) -> None:
    """A step that a colleague does makes no call of the colleague's: the questions stay with the owner."""
    made = situation(tmp_path, f"next_steps: [{STEP % 'bo'}]", team=ANA_AND_BO)
    assert made.card("bo").calls == ()
    assert [call.step and call.step.rep for group in made.card().calls for call in group.calls] == ["bo"]


@pytest.mark.parametrize("called", ["Bo Berg", "bo  BERG", "bo"])
def test_a_colleague_is_known_by_id_or_name_however_it_is_written(tmp_path: Path, called: str) -> None:
    made = situation(tmp_path, f"next_steps: [{STEP % called}]", team=ANA_AND_BO)
    assert [each.step.rep for each in made.card("bo").due] == ["bo"]
    assert made.card("ana").due == ()


def test_what_the_manager_ruled_over_gives_nobody_a_step(tmp_path: Path) -> None:
    ruled = "rulings:\n  - {opportunity: O1, by: mara, on: 2026-11-13, ruling: dead, reason: Gone}\n"
    made = situation(tmp_path, f"next_steps: [{STEP % 'bo'}]", team=ANA_AND_BO, rulings=ruled)
    assert in_plan(made.card("bo")) == []


WHO = st.sampled_from(["ana", "bo", "Bo Berg", "Sam of engineering", "Cy Ode"])
DUE = st.dates(date(2026, 11, 1), date(2026, 12, 6))
OWNED = st.sampled_from(["ana", "bo"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(OWNED, st.lists(st.tuples(WHO, DUE), max_size=4)), max_size=4))
def test_every_due_step_of_ours_stands_in_the_plan_of_one_rep(deals: list[tuple[str, list[tuple[str, date]]]]) -> None:
    rows = []
    for number, (owner, due) in enumerate(deals):
        written = [f'{{what: S{at}, side: us, due: {day}, owner: "{who}"}}' for at, (who, day) in enumerate(due)]
        rows.append(f"id: D{number}, owner: {owner}, next_steps: [{', '.join(written)}]")
    expected = [
        ("bo" if who in {"bo", "Bo Berg"} else "ana" if who == "ana" else owner, f"D{number}")
        for number, (owner, due) in enumerate(deals)
        for who, day in due
        if day < date(2026, 11, 30)
    ]
    with TemporaryDirectory() as folder:
        made = situation(Path(folder), *rows, team=ANA_AND_BO)
        found = [(rep, deal) for rep in ("ana", "bo") for deal in in_plan(made.card(rep))]
    assert sorted(found) == sorted(expected)


# The sample.


@pytest.fixture(scope="module")
def sample() -> Review:
    return sample_review()


def test_the_sample_shows_each_way_in_which_a_pick_can_go(sample: Review) -> None:
    """None of the deals that were picked is gone a week later."""
    told = asdict(sample.figures.picks)
    assert {outcome for outcome, count in told.items() if not count} == {"gone"}
    assert told["picked"] == sum(told.values()) - told["picked"]
    assert told["picked"] - told["not_yet"] == sample.wins.picked
    assert any(pick.outcome == "not_yet" for each in sample.scorecards for pick in each.picks)
    assert any(pick.outcome == "signed" for each in sample.scorecards for pick in each.last_picks)


def test_the_sample_has_a_step_for_a_colleague(sample: Review) -> None:
    owners = {deal.id: deal.owner for deal in sample.opportunities}
    assert any(owners[each.opportunity] != card.rep for card in sample.scorecards for each in card.due)


def test_the_sample_has_steps_that_find_no_room(sample: Review) -> None:
    assert any(each.follow_up.overflow for each in sample.scorecards if each.follow_up)
    assert any(each.follow_up is None for each in sample.scorecards)


RULED_OVER = "rulings: [{opportunity: O1, by: mara, on: 2026-11-16, ruling: %s, reason: They went quiet}]\n"
GOES_ON = "id: O2, name: Day rota"


@pytest.mark.parametrize("ruling", ["lost", "dead"])
def test_a_pick_that_the_manager_then_ruled_over_is_told_as_ruled_and_not_as_closed(
    tmp_path: Path, ruling: str
) -> None:
    picks = "picks:\n  - {week: 2026-11-16, rep: ana, opportunity: O1}\n"
    made = situation(tmp_path, "", GOES_ON, rulings=RULED_OVER % ruling, picks=picks)
    (pick,) = made.card().picks
    assert (pick.outcome, pick.ruled) == ("not_yet", ruling)
    page = made.shown()
    assert "Closed by your manager" in page
    assert f"Manager decision: {ruling}. Close it in the CRM." in page
    assert "No longer open here" not in page
    assert "Open until the next snapshot" not in page
    assert "none picked" not in page


def test_a_pick_that_is_ruled_over_and_still_open_a_week_later_is_to_be_closed_and_not_picked_again(
    tmp_path: Path,
) -> None:
    picks = "picks:\n  - {week: 2026-11-09, rep: ana, opportunity: O1}\n"
    made = situation(
        tmp_path, "", GOES_ON, before={"2026-11-09": ("", GOES_ON)}, rulings=RULED_OVER % "lost", picks=picks
    )
    (pick,) = made.card().last_picks
    assert (pick.outcome, pick.ruled) == ("open", "lost")
    page = made.shown()
    assert "Still open. Manager decision: lost. Close it in the CRM." in page
    assert "Keep it or drop" not in page


@pytest.mark.parametrize("today", ["status: lost", "status: won, signed_on: 2026-11-16"])
def test_a_pick_that_was_ruled_over_and_is_closed_is_told_as_closed(tmp_path: Path, today: str) -> None:
    picks = "picks:\n  - {week: 2026-11-09, rep: ana, opportunity: O1}\n"
    rulings = RULED_OVER.replace("2026-11-16", "2026-11-10") % "lost"
    made = situation(tmp_path, today, GOES_ON, before={"2026-11-09": ("",)}, rulings=rulings, picks=picks)
    (pick,) = made.card().last_picks
    assert pick.ruled is None
    assert "Manager decision: lost" not in made.shown()


def test_another_deal_is_suggested_in_place_of_one_that_was_ruled_over(tmp_path: Path) -> None:
    picks = "picks:\n" + "".join(f"  - {{week: 2026-11-16, rep: ana, opportunity: {each}}}\n" for each in ("O1", "O2"))
    hangs = "id: O3, name: Yard rota, stage_entered_on: 2026-01-05, next_steps: []"  # more pressing than the pick
    made = situation(tmp_path, "", GOES_ON, hangs, rulings=RULED_OVER % "lost", picks=picks)
    assert [action.opportunity for action in made.card().actions] == ["O3", "O2"]
    assert "1 focus deal, 1 suggested." in made.shown()
