"""The shipped sample tells the story that the pages are shown with, and tells it consistently from week to week."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from scorecards.derive.activities import they_spoke
from scorecards.model.snapshot import Activity, Opportunity
from scorecards.read.input import Input
from scorecards.read.team_files import read_input
from scorecards.report.deal import Deal, Diagnosis
from scorecards.report.interventions import Intervention
from tests.support.reviews import sample_review

ROOT = Path(__file__).parent.parent.parent
PIPELINE = ROOT / "pipeline"
MONDAYS = [date(2026, 9, 28) + timedelta(weeks=week) for week in range(8)]
CHECKS = sorted(path.stem for path in (ROOT / "playbook" / "checks").iterdir())

# Deals that vanished or were reversed, by the cause that their data shows, whether or not the rep names it.
NEVER_INTENDED = ("OPP-1002", "OPP-1012", "OPP-1017")
WRONG_DECISION_MAKER = ("OPP-1014", "OPP-1016", "OPP-1030", "OPP-1033")
OFFENDED = ("OPP-1008", "OPP-1022", "OPP-1037")
CAUSES = {
    "never-intended-to-buy": NEVER_INTENDED,
    "wrong-decision-maker": WRONG_DECISION_MAKER,
    "offended-near-the-end": OFFENDED,
}


@cache
def week(monday: date) -> Input:
    return read_input(ROOT / "playbook", PIPELINE, PIPELINE / "snapshots" / f"{monday}.yml")


@cache
def deals(monday: date) -> dict[str, Opportunity]:
    return {each.id: each for each in week(monday).opportunities}


def newest() -> dict[str, Opportunity]:
    return deals(MONDAYS[-1])


def open_deals() -> list[Opportunity]:
    return [each for each in newest().values() if each.status == "open"]


@cache
def histories() -> dict[str, list[Opportunity]]:
    """Give each opportunity as it stood in each week in which it was there."""
    ids = sorted({each for monday in MONDAYS for each in deals(monday)})
    return {each: [deals(monday)[each] for monday in MONDAYS if each in deals(monday)] for each in ids}


def steps_in_time() -> Iterator[tuple[Opportunity, Opportunity]]:
    """Give each opportunity before and after each week, or after each gap."""
    for history in histories().values():
        yield from pairwise(history)


def place(stage: str | None) -> int:
    return [each.id for each in week(MONDAYS[-1]).playbook.stages].index(str(stage))


def talks(deal: Opportunity, outcome: str) -> list[Activity]:
    return [each for each in deal.activities if each.outcome == outcome]


def days_in(value: Any) -> Iterator[tuple[str, date]]:
    """Give every day below a value, with its key."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, date):
                yield name, inner
            else:
                yield from days_in(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from days_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from days_in(inner)


def test_there_is_a_snapshot_for_each_of_eight_mondays() -> None:
    assert sorted(path.stem for path in (PIPELINE / "snapshots").iterdir()) == [str(monday) for monday in MONDAYS]
    assert all(monday.weekday() == 0 and week(monday).as_of == monday for monday in MONDAYS)


def test_every_file_says_in_its_first_line_that_it_is_a_fictional_sample() -> None:
    files = list(PIPELINE.rglob("*.yml"))
    assert len(files) == 14
    for path in files:
        assert path.read_text("utf-8").startswith("# Fictional sample: "), path


def test_two_managers_lead_six_reps_who_all_have_open_deals() -> None:
    team = week(MONDAYS[-1]).team
    assert len(team.managers) == 2
    assert len(team.reps) == 6
    assert {rep.manager for rep in team.reps} == {manager.id for manager in team.managers}
    assert {deal.owner for deal in open_deals()} == {rep.id for rep in team.reps}


def test_about_sixty_opportunities_of_which_about_forty_five_are_still_open() -> None:
    assert 57 <= len(histories()) <= 66
    assert 42 <= len(open_deals()) <= 48
    assert {deal.status for deal in newest().values()} == {"open", "won", "lost", "no_decision"}


def test_one_rep_is_cluttered_and_one_is_clean() -> None:
    def pushed_or_undated(owner: str) -> int:
        mine = [deal for deal in open_deals() if deal.owner == owner]
        return sum((deal.push_count or 0) > 1 or deal.close_date is None for deal in mine)

    assert pushed_or_undated("siobhan-daly") == 0
    assert pushed_or_undated("ravi-menon") >= 5


def test_the_busy_rep_has_a_deal_with_nine_contacts_or_more_and_no_advance() -> None:
    deal = newest()["OPP-1015"]
    assert deal.owner == "conor-whelan"
    assert len(deal.activities) >= 9
    assert not talks(deal, "advance")


def test_some_thirty_accounts_are_strategic_or_ordinary_with_and_without_a_plan() -> None:
    accounts = week(MONDAYS[-1]).accounts.accounts
    assert 28 <= len(accounts) <= 38
    strategic = [account for account in accounts if account.strategic]
    assert 5 <= len(strategic) <= 12
    assert any(account.plan is None for account in strategic)
    assert any(account.plan and account.plan.written_on < MONDAYS[0] for account in strategic)
    assert {account.id for account in accounts if account.plan and account.plan.written_on > MONDAYS[0]} == {
        "drumcarrow-poultry"
    }


def test_a_realignment_in_mid_october_touches_two_territories_one_of_them_with_a_plan() -> None:
    given = week(MONDAYS[-1])
    redrawn = {territory.id: territory.realigned_on for territory in given.team.territories if territory.realigned_on}
    assert set(redrawn.values()) == {date(2026, 10, 14)}
    planned = {plan.territory for plan in given.accounts.territory_plans}
    assert len(redrawn) == 2
    assert len(redrawn.keys() & planned) == 1
    assert len(given.team.territories) in {3, 4}


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_has_a_deal_that_vanished_and_one_that_was_reversed(cause: str) -> None:
    deals_of_it = [newest()[each] for each in CAUSES[cause]]
    assert {deal.ended for deal in deals_of_it} == {"vanished", "reversed"}
    assert any(deal.loss_reason and deal.loss_reason.cause == cause for deal in deals_of_it)
    for deal in deals_of_it:
        named = deal.loss_reason.cause if deal.loss_reason else None
        assert named in {None, cause}, deal.id


def test_every_vanished_or_reversed_deal_belongs_to_one_of_the_causes() -> None:
    gone = {deal.id for deal in newest().values() if deal.ended in {"vanished", "reversed"}}
    assert gone == {each for ids in CAUSES.values() for each in ids}


@pytest.mark.parametrize("deal_id", NEVER_INTENDED)
def test_those_who_never_meant_to_buy_were_friendly_and_did_nothing(deal_id: str) -> None:
    deal = newest()[deal_id]
    assert any(contact.rapport == "built" for contact in deal.contacts)
    assert not talks(deal, "advance")
    assert not talks(deal, "setback")
    assert deal.deadline is None


@pytest.mark.parametrize("deal_id", WRONG_DECISION_MAKER)
def test_where_somebody_else_decided_we_never_talked_with_that_person(deal_id: str) -> None:
    deal = newest()[deal_id]
    assert talks(deal, "advance")
    assert [contact.roles for contact in deal.contacts] == [("champion",)]


@pytest.mark.parametrize("deal_id", OFFENDED)
def test_those_whom_we_put_off_turned_at_a_late_setback_after_an_advance(deal_id: str) -> None:
    deal = newest()[deal_id]
    assert place(deal.stage) >= place("decide")
    assert min(each.on for each in talks(deal, "advance")) < min(each.on for each in talks(deal, "setback"))
    assert {"economic_buyer", "decision_maker"} & set(deal.contacts[0].roles)


def test_a_deal_that_starts_over_comes_after_the_one_that_ended() -> None:
    again = [deal for deal in newest().values() if deal.restarted_from]
    assert len(again) == 2
    for deal in again:
        before = newest()[str(deal.restarted_from)]
        assert before.status != "open"
        assert before.closed_on
        assert deal.created_on
        assert before.closed_on < deal.created_on
        assert deal.answers == {}
        assert "answers" in deal.model_fields_set


def test_a_yes_without_a_signature_is_open_or_told_as_unsigned() -> None:
    verbal = [deal for deal in newest().values() if deal.verbal_yes_on and not deal.signed_on]
    assert sum(deal.status == "open" for deal in verbal) >= 4
    assert [deal.id for deal in verbal if deal.status == "won" and "signed_on" in deal.model_fields_set] == ["OPP-1038"]


def test_a_month_end_close_date_was_pushed_week_after_week() -> None:
    days = [deal.close_date for deal in histories()["OPP-1001"]]
    assert {date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)} == set(days)
    assert (newest()["OPP-1001"].push_count or 0) >= 6


def test_one_deal_is_in_pounds_for_which_the_team_has_a_rate_and_one_amount_is_blank() -> None:
    assert [deal.id for deal in newest().values() if deal.currency] == ["OPP-1042"]
    assert newest()["OPP-1042"].currency == "GBP"
    assert "GBP" in week(MONDAYS[-1]).team.rates
    blank = [deal.id for deal in newest().values() if "amount" in deal.model_fields_set and deal.amount is None]
    assert blank == ["OPP-1044"]


def test_a_few_deals_are_as_bare_as_an_export_can_be() -> None:
    bare = [deal for deal in newest().values() if deal.model_fields_set == {"id", "name", "owner", "status", "stage"}]
    assert len([deal for deal in bare if deal.status == "open"]) == 3
    assert len(bare) == 4


def test_cold_deals_have_a_day_ahead_or_behind_or_an_event_and_one_is_final() -> None:
    cold = [deal for deal in newest().values() if deal.status in {"lost", "no_decision"}]
    wakes = [deal.wake for deal in cold if deal.wake]
    assert sum(wake.on is not None and wake.on > MONDAYS[-1] for wake in wakes) >= 5
    assert sum(wake.on is not None and wake.on <= MONDAYS[-1] for wake in wakes) == 2
    assert any(wake.on is None and wake.when for wake in wakes)
    assert [deal.id for deal in cold if deal.final] == ["OPP-1032"]


def test_two_cold_deals_watch_a_person_of_whom_one_leaves_and_one_gets_a_new_title() -> None:
    watching = {deal.id: deal.wake.change for deal in newest().values() if deal.wake and deal.wake.person}
    assert watching == {"OPP-1008": "leaves", "OPP-1037": "changes_role"}
    left = {deal.id for deal in newest().values() if any(each.left_on for each in deal.contacts)}
    assert left == {"OPP-1008"}
    for deal_id in watching:
        closed = [deal for deal in histories()[deal_id] if deal.status != "open"]
        people = {contact.name for deal in closed for contact in deal.contacts}
        assert all(deal.wake == closed[-1].wake and deal.wake and deal.wake.person in people for deal in closed)
    titles = [deal.contacts[0].title for deal in histories()["OPP-1037"] if deal.status != "open"]
    assert titles == ["Transport manager"] * 2 + ["Head of group fleet"] * 2


def test_deals_that_start_over_have_old_answers_to_ask_again() -> None:
    for deal in newest().values():
        if deal.restarted_from:
            assert newest()[deal.restarted_from].answers, deal.id


def test_names_hold_what_other_tools_would_take_for_markup_or_could_not_write() -> None:
    given = week(MONDAYS[-1])
    people = [contact.name for deal in newest().values() for contact in deal.contacts]
    names = " ".join(
        [*people, *(deal.name for deal in newest().values()), *(each.name for each in given.accounts.accounts)]
    )
    assert set("&'|*") <= set(names)
    assert re.search("[\u00c0-\u017f]", names)
    assert re.search("[\u0370-\u03ff]", names)
    assert re.search("[\u0400-\u04ff]", names)


def test_an_id_means_the_same_deal_in_every_week() -> None:
    for before, after in steps_in_time():
        assert (before.created_on, before.account) == (after.created_on, after.account), after.id


def test_stage_days_closing_days_and_push_counts_never_go_back() -> None:
    for before, after in steps_in_time():
        if before.stage_entered_on and after.stage_entered_on:
            assert before.stage_entered_on <= after.stage_entered_on, after.id
            assert (before.stage != after.stage) == (before.stage_entered_on != after.stage_entered_on), after.id
        if before.status == after.status:
            assert before.closed_on == after.closed_on, after.id
        assert (before.push_count or 0) <= (after.push_count or 0), after.id


def test_the_push_count_rises_when_the_close_date_moves_out_and_at_no_other_time() -> None:
    for before, after in steps_in_time():
        if before.close_date and after.close_date:
            moved_out = after.close_date > before.close_date
            assert moved_out == ((after.push_count or 0) > (before.push_count or 0)), after.id


def test_no_contact_is_written_into_a_week_that_is_over() -> None:
    for one, other in pairwise(MONDAYS):
        for deal_id in deals(one).keys() & deals(other).keys():
            earlier = set(deals(one)[deal_id].activities)
            assert {each for each in deals(other)[deal_id].activities if each.on <= one} <= earlier, deal_id


def test_a_step_that_is_done_is_shown_once_and_then_gone() -> None:
    shown = 0
    for monday in MONDAYS:
        for deal in deals(monday).values():
            for step in deal.next_steps:
                if step.done_on:
                    shown += 1
                    assert timedelta(0) <= monday - step.done_on < timedelta(weeks=1), (monday, deal.id)
    assert shown >= 40


def test_nothing_lies_after_its_snapshot_but_what_is_due() -> None:
    for monday in MONDAYS:
        for deal in deals(monday).values():
            past = deal.model_copy(update={"close_date": None, "deadline": None, "wake": None})
            late = [(key, day) for key, day in days_in(past) if day > monday and key != "due"]
            assert not late, (monday, deal.id)


def test_nothing_but_weekdays_for_talks_and_steps() -> None:
    for monday in MONDAYS:
        for deal in deals(monday).values():
            days = [each.on for each in deal.activities] + [each.due for each in deal.next_steps if each.due]
            assert all(day.weekday() < 5 for day in days), (monday, deal.id)


def test_what_the_buyer_said_was_said_on_a_day_on_which_they_talked() -> None:
    """Answers older than the contacts that the export keeps cannot be held against any."""
    for deal in newest().values():
        if not deal.activities:
            continue
        words = {each.on for each in deal.activities if they_spoke(each)}
        kept = min(each.on for each in deal.activities)
        answers = [answer.on for answer in deal.answers.values() if answer.said_by == "buyer" and answer.on]
        assert {on for on in answers if on >= kept} <= words, deal.id


def test_whom_we_talked_with_is_among_the_people_we_know() -> None:
    for monday in MONDAYS:
        for deal in deals(monday).values():
            met = {each.contact for each in deal.activities if each.contact}
            assert met <= {contact.name for contact in deal.contacts}, (monday, deal.id)


def test_what_was_carried_on_stood_word_for_word_in_the_snapshot_that_is_named() -> None:
    carried = [(deal, key, day) for deal in newest().values() for key, day in deal.carried_from.items()]
    assert len({deal.id for deal, _, _ in carried}) == 2
    for deal, key, day in carried:
        field, _, part = key.partition(".")
        now, then = getattr(deal, field), getattr(deals(day)[deal.id], field)
        assert (now[part] if part else now) == (then[part] if part else then), (deal.id, key)
        assert day == MONDAYS[-2]


def test_an_answer_without_a_day_is_shown_to_be_as_old_as_the_snapshot_that_held_it() -> None:
    old = {deal.id: answer for deal in shown().values() for answer in deal.answers if answer.days_at_least}
    assert {each: (answer.question, answer.days_at_least) for each, answer in old.items()} == {
        "OPP-1045": ("problem", 7)
    }


def test_a_rep_makes_good_what_is_late_before_finding_out_from_one_who_vanished() -> None:
    told = {deal.id: deal.crm_next_step for deal in newest().values() if deal.crm_next_step}
    assert told.keys() == {"OPP-1025", "OPP-1029"}
    assert all(newest()[each].next_steps == () for each in told)
    (card,) = [each for each in sample_review().scorecards if each.rep == "conor-whelan"]
    assert [(each.opportunity, bool(each.late)) for each in card.actions] == [("OPP-1035", True), ("OPP-1007", False)]
    vanished = shown()["OPP-1022"].conclusion
    assert vanished
    assert vanished.situation == "silent"


def test_closed_deals_have_no_open_steps() -> None:
    for monday in MONDAYS:
        for deal in deals(monday).values():
            if deal.status != "open":
                assert all(step.done_on for step in deal.next_steps), (monday, deal.id)


def test_one_deal_is_renamed() -> None:
    renamed = {deal_id for deal_id, history in histories().items() if len({each.name for each in history}) > 1}
    assert renamed == {"OPP-1047"}


def test_one_deal_changes_hands_with_the_realignment() -> None:
    moved = {deal_id: [each.owner for each in history] for deal_id, history in histories().items()}
    assert {each: owners for each, owners in moved.items() if len(set(owners)) > 1} == {
        "OPP-1027": ["siobhan-daly"] * 3 + ["niamh-o-shea"] * 5
    }


def test_one_deal_is_missing_for_one_week_and_comes_back() -> None:
    gaps = {
        deal_id: [str(monday) for monday in MONDAYS if deal_id not in deals(monday)]
        for deal_id in deals(MONDAYS[0]).keys() & newest().keys()
    }
    assert {deal_id: missing for deal_id, missing in gaps.items() if missing} == {"OPP-1011": ["2026-10-19"]}
    assert histories().keys() == newest().keys()


def test_one_deal_is_reopened() -> None:
    reopened = [after.id for before, after in steps_in_time() if before.status != "open" and after.status == "open"]
    assert reopened == ["OPP-1018"]


def test_two_deals_go_back_a_stage_and_some_close_dates_are_pulled_in() -> None:
    back = {after.id for before, after in steps_in_time() if place(after.stage) < place(before.stage)}
    assert back == {"OPP-1007", "OPP-1029"}
    pulled_in = {
        after.id
        for before, after in steps_in_time()
        if before.close_date and after.close_date and after.close_date < before.close_date
    }
    assert len(pulled_in) >= 4


def test_deals_are_new_won_lost_and_undecided_along_the_way() -> None:
    first = deals(MONDAYS[0])
    assert len(newest().keys() - first.keys()) >= 6
    closed = [deal for deal in newest().values() if deal.closed_on and deal.closed_on > MONDAYS[0]]
    for status in ("won", "lost", "no_decision"):
        assert sum(deal.status == status for deal in closed) >= 3, status


@cache
def shown() -> dict[str, Deal]:
    """Give what the newest pages show of each opportunity."""
    return {each.id: each for each in sample_review().opportunities}


def diagnosis(deal_id: str) -> Diagnosis:
    found = shown()[deal_id].diagnosis
    assert found, deal_id
    return found


@pytest.mark.parametrize(("cause", "deal_id"), [(cause, each) for cause, ids in CAUSES.items() for each in ids])
def test_the_cause_that_a_deal_was_written_to_have_leads_its_diagnosis(cause: str, deal_id: str) -> None:
    found = diagnosis(deal_id)
    assert found.leading == cause == found.hypotheses[0].cause
    assert found.hypotheses[0].speaks_for
    assert any(each.speaks_against for each in found.hypotheses)
    assert found.retrievability != "unknown"
    assert found.play
    assert found.questions
    assert found.as_of_end == (newest()[deal_id].status != "open")


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_of_the_doctrine_has_signs_for_it_somewhere_and_signs_against_it_somewhere(cause: str) -> None:
    found = [each for deal in shown().values() if deal.diagnosis for each in deal.diagnosis.hypotheses]
    assert any(each.speaks_for for each in found if each.cause == cause)
    assert any(each.speaks_against for each in found if each.cause == cause)


def test_the_story_tells_of_most_causes() -> None:
    in_front = {cause for deal in shown().values() if deal.diagnosis for cause in (deal.diagnosis.leading,) if cause}
    assert len(in_front) >= 9


def test_deals_of_which_nobody_says_that_they_hang_are_diagnosed_only_where_a_cause_leads() -> None:
    for deal in open_deals():
        said = {deal.ended, deal.claim.state if deal.claim else None} & {"vanished", "reversed", "stalled"}
        case = shown()[deal.id]
        if not said and not case.awaits_ruling and case.diagnosis and not case.interventions:
            assert case.diagnosis.leading or case.diagnosis.named, deal.id
    assert sum(shown()[deal.id].diagnosis is None for deal in open_deals()) >= 10


def test_a_deal_that_hangs_may_leave_the_cause_open_and_several_causes_can_be_at_work() -> None:
    found = [each.diagnosis for each in shown().values() if each.diagnosis and each.ended is None]
    assert any(each.leading is None for each in found)
    assert any(each.leading and each.also for each in found)


RARE = {
    "yes-is-signed",
    *("alternatives-known", "amount-holds-late", "buying-plan-known", "earlier-stages-earned", "entered-while-open"),
    *("gone-not-forecast", "new-owner-has-talked", "next-meeting-booked", "no-stage-skipped", "pause-has-an-end"),
    *("pull-in-is-theirs", "rating-not-falling", "reopened-by-them", "setback-overcome", "sponsor-still-there"),
    *("steps-have-dates", "steps-serve-a-criterion"),
}
"""What so few deals show that the sample has no deal for each outcome: tests/sample/test_truth_first.py has."""


@pytest.mark.parametrize("check", [check for check in CHECKS if check not in RARE])
def test_every_check_passes_fails_and_is_unknown_in_the_newest_snapshot(check: str) -> None:
    """What rests on rulings alone is never unknown: none on file is none."""
    always_known = {check for check in CHECKS if check.startswith(("ruling-", "action-"))}
    expected = {"pass", "fail"} if check in always_known else {"pass", "fail", "unknown"}
    tally = sample_review().rules.checks[check].tally
    counts = {"pass": tally.passed, "fail": tally.failed, "unknown": tally.unknown}
    assert expected <= {outcome for outcome, count in counts.items() if count}


# What the managers ruled.


def test_the_story_tells_each_way_in_which_what_was_asked_for_is_done_or_not() -> None:
    """A word, a step that names it, a word that it is not done, an open step, and nothing at all (D04)."""
    found = {
        (deal, action.key): (action.state, action.told_by.path if action.told_by else None, action.outcome is not None)
        for deal in ("OPP-1027", "OPP-1001", "OPP-1035")
        for action in rulings_on(deal)[-1].actions
    }
    newest_snapshot = "pipeline/snapshots/2026-11-16.yml"
    assert found == {
        ("OPP-1027", "2026-10-28/1"): ("done", "pipeline/follow_ups.yml", True),
        ("OPP-1027", "2026-10-28/2"): ("done", newest_snapshot, False),
        ("OPP-1001", "2026-11-05/1"): ("overdue", "pipeline/follow_ups.yml", True),
        ("OPP-1001", "2026-11-05/2"): ("overdue", None, False),
        ("OPP-1035", "2026-11-05/1"): ("overdue", None, False),
        ("OPP-1035", "2026-11-05/2"): ("overdue", None, False),
    }
    due = [page.follow_ups_overdue for page in sample_review().manager_pages]
    assert all(due)


def test_the_plans_of_the_story_have_goals_and_some_are_past_their_review() -> None:
    review = sample_review()
    every = (*(line.plan for line in review.accounts), *(line.plan for line in review.territories))
    plans = [plan for plan in every if plan.goals]
    goals = [goal for plan in plans for goal in plan.goals]
    assert {plan.review_overdue for plan in plans} == {True, False}
    assert any(goal.done_on for goal in goals)
    assert any(goal.is_overdue for goal in goals)
    assert any(goal.progress for goal in goals)


def test_the_first_cases_say_why_they_come_first_and_both_calls_stand_on_the_one_that_hangs_longest() -> None:
    cases = {case.opportunity: case for page in sample_review().manager_pages for case in page.cases}
    assert [each.reason for each in cases["OPP-1001"].priority][:2] == ["review", "strategic"]
    assert {each.reason for case in cases.values() for each in case.priority} >= {"review", "strategic", "amount"}
    deal = shown()["OPP-1001"]
    assert deal.claim
    assert deal.buyer_call
    assert (deal.claim.value, deal.buyer_call.who) == ("stalled", "Noel Carmody")


@cache
def rulings_on(deal_id: str) -> tuple[Intervention, ...]:
    return shown()[deal_id].interventions


def test_managers_ruled_on_weekdays_each_time_with_a_reason_and_all_but_once_with_what_to_do() -> None:
    rulings = [each.value for each in week(MONDAYS[-1]).rulings]
    assert len(rulings) >= 9
    assert {ruling.by for ruling in rulings} == {"maeve-corrigan", "idris-fontaine"}
    assert {ruling.ruling for ruling in rulings} >= {"active", "stalled", "dead"}
    for ruling in rulings:
        assert ruling.reason, ruling.opportunity
        assert all(day.weekday() < 5 for day in (ruling.on, ruling.review_on) if day), ruling.opportunity
        assert MONDAYS[0] <= ruling.on <= MONDAYS[-1]
    silent = [ruling.opportunity for ruling in rulings if not ruling.says_what_to_do]
    assert silent == ["OPP-1007"], "one says nothing, so that the finding shows"
    written = [ruling.on for ruling in sorted(rulings, key=lambda ruling: ruling.on)]
    assert written == [ruling.on for ruling in rulings]


def test_one_deal_was_ruled_three_times_and_nothing_moved_and_its_review_is_overdue() -> None:
    told = rulings_on("OPP-1001")
    assert [(each.number, each.of, each.ruling, each.moved) for each in told] == [
        (number, 3, "stalled", ()) for number in (1, 2, 3)
    ]
    assert told[-1].review_on
    assert told[-1].review_on < MONDAYS[-1]
    assert "ruling-looked-at-again" in shown()["OPP-1001"].for_manager
    assert shown()["OPP-1001"].awaits_ruling


def test_after_one_ruling_the_deal_moved_back_and_then_forward() -> None:
    told, _ = rulings_on("OPP-1007")
    assert [change.moves for change in told.moved] == ["backward", "forward"]


def test_one_pause_runs_and_one_is_to_be_looked_at_on_the_day_of_the_newest_snapshot() -> None:
    paused = shown()["OPP-1056"]
    assert paused.pause
    assert paused.pause.until == date(2026, 12, 7)
    assert set(paused.resting) == {"within-stage-limit", "moves-forward"}
    assert [deal.id for deal in shown().values() if deal.pause] == ["OPP-1056"]
    assert rulings_on("OPP-1020")[-1].review_on == MONDAYS[-1]
    assert shown()["OPP-1020"].awaits_ruling


def test_one_deal_is_still_open_though_it_was_called_dead_two_weeks_ago() -> None:
    assert (rulings_on("OPP-1044")[-1].ruling, newest()["OPP-1044"].status) == ("dead", "open")
    assert [deal.id for deal in shown().values() if "ruling-carried-out" in deal.failed] == ["OPP-1044"]


def test_both_managers_ruled_on_the_deal_that_changed_hands_each_in_time() -> None:
    told = rulings_on("OPP-1027")
    assert [each.by for each in told] == ["maeve-corrigan", "idris-fontaine"]
    assert told[0].on < MONDAYS[3] <= told[1].on
    assert told[1].moved


@pytest.mark.parametrize("deal_id", ["OPP-1014", "OPP-1017", "OPP-1022"])
def test_the_deals_that_are_diagnosed_still_wait_for_a_ruling(deal_id: str) -> None:
    assert shown()[deal_id].awaits_ruling
    assert rulings_on(deal_id) == ()


def test_an_active_ruling_that_brought_nothing_in_a_month_waits_again() -> None:
    (told,) = rulings_on("OPP-1015")
    assert (told.ruling, told.moved) == ("active", ())
    assert shown()["OPP-1015"].awaits_ruling
