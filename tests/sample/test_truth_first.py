"""What the pages once got wrong, each with the right value: facts that agree with what the files say, and no more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.derive.silence import silent_person
from scorecards.derive.stated_day import stated_day
from scorecards.report.values import OutcomeName
from tests.support.findings import AS_OF, closing_facts_of, opportunity
from tests.support.situations import Situation, situation


def outcome(made: Situation, check: str) -> OutcomeName:
    """Give how a check comes out on O1."""
    deal = made.deal()
    found: dict[OutcomeName, tuple[str, ...]] = {"pass": deal.passed, "fail": deal.failed, "unknown": deal.unknown}
    return next((name for name, checks in found.items() if check in checks), "not_applicable")


# Absent is not present.


def test_a_closed_deal_of_which_nothing_is_told_shows_no_sign_of_any_cause(tmp_path: Path) -> None:
    made = situation(tmp_path, "status: lost, stage: quote, ended: vanished, closed_on: 2026-11-02")
    diagnosis = made.deal().diagnosis
    assert diagnosis is not None
    assert not any(each.speaks_for or each.speaks_against for each in diagnosis.hypotheses)


@pytest.mark.parametrize("field", ["answers", "activities", "exit_criteria"])
def test_what_a_closed_deal_leaves_out_is_unknown_and_what_it_holds_empty_is_not(field: str) -> None:
    told = {"answers": "answers_on_file", "activities": "advances", "exit_criteria": "unmet_criteria"}[field]
    closed = {"status": "lost", "closed_on": "2026-11-02"}
    assert told not in closing_facts_of(opportunity(**closed))
    assert closing_facts_of(opportunity(**closed, **{field: None}))[told] == 0


def test_what_was_said_after_the_end_leaves_open_what_stood_there_before() -> None:
    closed = opportunity(status="lost", closed_on="2026-11-02", gap_rating={"score": "3", "on": "2026-11-09"})
    assert not {"has_gap_rating", "gap_score"} & closing_facts_of(closed).keys()


# Silence belongs to a person.

JO_QUIET = ", ".join(
    f"{{on: 2026-10-{day}, direction: outbound, kind: call, with: Jo Park, outcome: none}}"
    for day in ("06", "13", "20", "27")
)
SAM_SPEAKS = "{on: 2026-11-12, direction: inbound, kind: email, with: Sam Roe}"


def test_a_word_from_a_colleague_does_not_end_the_silence_of_the_one_who_was_tried(tmp_path: Path) -> None:
    made = situation(tmp_path, f"activities: [{JO_QUIET}, {SAM_SPEAKS}]")
    assert outcome(made, "not-chasing") == "fail"
    assert (made.deal().days_silent, made.deal().tries_since) == (4, 0)


def test_the_silence_of_the_one_who_decides_is_told_before_that_of_the_one_tried_most() -> None:
    call = {"direction": "outbound", "kind": "call", "outcome": "none"}
    tries = [{**call, "on": f"2026-11-0{day}", "with": "Jo Park"} for day in (2, 3, 4)]
    decider = {**call, "on": "2026-11-05", "with": "DANA  wolff"}
    replied = {**call, "on": "2026-10-05", "with": "Dana Wolff", "outcome": "reply"}
    contacts = [{"name": "Dana Wolff", "roles": ["economic_buyer"]}]
    made = opportunity(activities=[*tries, replied, decider], contacts=contacts)
    silence = silent_person(made, AS_OF)
    assert silence
    assert (silence.name, silence.attempts, silence.last_reply_on) == ("DANA  wolff", 1, date(2026, 10, 5))
    others = silent_person(opportunity(activities=tries), AS_OF)
    assert others
    assert (others.name, others.attempts, others.last_reply_on) == ("Jo Park", 3, None)
    assert others.last_try.on == date(2026, 11, 4)


def test_tries_that_name_nobody_count_for_the_deal_and_for_nobody(tmp_path: Path) -> None:
    made = situation(tmp_path, f"activities: [{JO_QUIET.replace(', with: Jo Park', '')}]")
    assert outcome(made, "not-chasing") == "fail"
    assert made.deal().tries_since == 4
    assert silent_person(opportunity(activities=[]), AS_OF) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["none", "reply", "advance"])), max_size=8))
def test_nobody_is_silent_who_replied_after_our_last_try(told: list[tuple[str, str]]) -> None:
    contacts = [
        {"on": f"2026-10-{day:02}", "direction": "outbound", "kind": "call", "with": who, "outcome": came}
        for day, (who, came) in enumerate(told, 1)
    ]
    last = dict(told)
    silence = silent_person(opportunity(activities=contacts), AS_OF)
    assert (silence is None) == ("none" not in last.values())
    if silence and silence.name:
        theirs = [came for who, came in told if who == silence.name]
        trailing = next((place for place, came in enumerate(reversed(theirs)) if came != "none"), len(theirs))
        assert silence.attempts == trailing > 0


def test_one_try_of_four_days_ago_is_no_silence_of_ten_working_days(tmp_path: Path) -> None:
    spoke = "{on: 2026-10-05, direction: inbound, kind: call, with: Jo Park}"
    tried = "{on: %s, direction: outbound, kind: call, with: Jo Park, outcome: none}"
    recent = situation(tmp_path / "recent", f"activities: [{spoke}, {tried % '2026-11-12'}]")
    assert outcome(recent, "they-still-talk") == "pass"
    old = situation(tmp_path / "old", f"activities: [{spoke}, {tried % '2026-10-28'}]")
    assert outcome(old, "they-still-talk") == "fail"


def test_the_same_silence_makes_one_finding_whether_or_not_they_said_yes(tmp_path: Path) -> None:
    chased = f"stage: quote, activities: [{JO_QUIET}]"
    without = situation(tmp_path / "without", chased).deal()
    assert ("not-chasing" in without.failed, "answering-since-yes" in without.failed) == (True, False)
    after_yes = situation(tmp_path / "yes", f"{chased}, verbal_yes_on: 2026-10-01").deal()
    assert ("not-chasing" in after_yes.failed, "answering-since-yes" in after_yes.failed) == (False, True)


# What the buyer said, and what we did.


@pytest.mark.parametrize(
    "answers",
    [
        "problem: {value: No cover, said_by: rep, on: 2025-01-05}",
        "deadline: {value: In spring, said_by: rep, on: 2025-01-05}",
        "problem: {value: No cover, said_by: inferred}",
    ],
)
def test_answers_that_are_ours_fail_however_old_and_whatever_else_tells_the_same(tmp_path: Path, answers: str) -> None:
    told = "deadline: {date: 2027-02-01, said_by: buyer}"
    made = situation(tmp_path, f"{told}, answers: {{{answers}}}")
    assert outcome(made, "answers-from-buyer") == "fail"
    against = [sign for cause in made.review.playbook.causes for sign in cause.signs_against if sign.when]
    assert not [sign for sign in against if sign.when and "answers_not_from_buyer" in set(sign.when.facts())]


def test_an_answer_that_a_field_tells_too_keeps_its_day(tmp_path: Path) -> None:
    told = "deadline: {date: 2027-02-01, said_by: buyer}"
    made = situation(tmp_path, f"{told}, answers: {{deadline: {{value: February, said_by: buyer, on: 2026-01-05}}}}")
    (state,) = [each for each in made.deal().answers if each.question == "deadline"]
    assert (state.state, state.value, state.on) == ("told", "February", date(2026, 1, 5))


THEIRS = "answers: {%s: {value: %s, said_by: buyer, on: 2026-11-02}}"


@pytest.mark.parametrize(
    ("question", "value", "check"),
    [
        ("deadline", "1 April", "deadline-known"),
        ("deadline", "1 April", "deadline-from-buyer"),
        ("deadline", "2027-04-01", "deadline-ahead"),
        ("champion", "Jo Park", "champion-known"),
        ("must-haves", "The must-haves are agreed", "needs-mapped"),
        ("buying-steps", "Board on the 4th", "buying-plan-known"),
        ("decision-process", "The board votes in spring", "buying-plan-known"),
        ("alternatives", "Doing it themselves", "alternatives-known"),
    ],
)
def test_an_answer_of_theirs_and_the_field_about_the_same_thing_are_read_as_one(
    tmp_path: Path, question: str, value: str, check: str
) -> None:
    empty = "deadline: , contacts: , needs: , buying_plan: "
    made = situation(tmp_path / "told", f"{empty}, {THEIRS % (question, value)}")
    assert outcome(made, check) == "pass"
    ours = situation(tmp_path / "ours", f"{empty}, {(THEIRS % (question, value)).replace('buyer', 'rep')}")
    assert outcome(ours, check) != "pass"


@pytest.mark.parametrize(
    ("question", "value", "check"),
    [
        ("deadline", "There is no date", "deadline-known"),
        ("champion", "Nobody yet", "champion-known"),
        ("must-haves", "Nothing", "needs-mapped"),
        ("champion", '"No"', "champion-known"),
    ],
)
def test_an_answer_that_denies_it_tells_nothing(tmp_path: Path, question: str, value: str, check: str) -> None:
    made = situation(tmp_path, f"deadline: , contacts: , needs: , {THEIRS % (question, value)}")
    assert outcome(made, check) == "fail"


def test_a_consequence_may_begin_with_no(tmp_path: Path) -> None:
    deadline = "deadline: {date: 2027-02-01, said_by: buyer, consequence: }"
    made = situation(tmp_path, f"{deadline}, {THEIRS % ('consequence', 'No cover at Christmas')}")
    assert outcome(made, "deadline-has-consequence") == "pass"


def test_the_date_that_they_named_takes_the_place_of_the_one_that_we_worked_out(tmp_path: Path) -> None:
    answer = THEIRS % ("deadline", "1 April 2027")
    ours = situation(tmp_path / "ours", f"deadline: {{date: 2026-10-01, said_by: rep}}, {answer}")
    assert outcome(ours, "deadline-ahead") == "pass"
    theirs = situation(tmp_path / "theirs", f"deadline: {{date: 2026-10-01, said_by: buyer}}, {answer}")
    assert outcome(theirs, "deadline-ahead") == "fail"


def test_a_contact_whom_they_named_as_the_one_who_pays_is_the_one_to_have_talked_with(tmp_path: Path) -> None:
    people = "contacts: [{name: Dana Wolff}, {name: Jo Park, roles: [decision_maker]}]"
    talk = "activities: [{on: 2026-11-02, direction: outbound, kind: call, with: Dana Wolff, outcome: reply}]"
    answer = THEIRS % ("economic-buyer", '"Dana Wolff, she signs"')
    made = situation(tmp_path / "named", f"stage: quote, {people}, {talk}, {answer}")
    assert outcome(made, "economic-buyer-met") == "pass"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-04-01", date(2027, 4, 1)),
        ("by the 1st of April 2027, no later", date(2027, 4, 1)),
        ("Sept. 3, 2027", None),
        ("Sep 3, 2027", date(2027, 9, 3)),
        ("1 April", None),
        ("01/04/2027", None),
        ("1 April 2027 or 1 May 2027", None),
        ("2027-02-30", None),
    ],
)
def test_only_a_day_that_is_stated_in_full_and_alone_is_a_date(text: str, day: date | None) -> None:
    assert stated_day(text) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_the_same_however_it_is_written(day: date) -> None:
    month = day.strftime("%B")
    for text in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month[:3]} {day.day}, {day.year}"):
        assert stated_day(f"It must run by {text}.") == day


# Criteria and fields about the same thing.


def linked(made: Situation) -> Situation:
    """Tell the playbook which fact tells that it is signed, and what cannot be so while nobody has decided."""
    stages = made.folder / "playbook" / "stages.yml"
    text = stages.read_text(encoding="utf-8")
    for criterion, key in (("signed", "told_by: signed"), ("decision-made", "needed_for: [has_verbal_yes]")):
        if key not in text:
            text = text.replace(f"      - id: {criterion}\n", f"      - id: {criterion}\n        {key}\n")
    stages.write_text(text, encoding="utf-8")
    return made


def test_a_blank_day_of_signature_says_that_it_is_not_signed(tmp_path: Path) -> None:
    unsigned = linked(
        situation(tmp_path / "blank", "stage: sign, exit_criteria: {paperwork-done: {met: yes}}, signed_on: ")
    )
    assert {each.criterion: each.state for each in unsigned.deal().criteria}["signed"] == "unmet"
    untold = linked(situation(tmp_path / "absent", "stage: sign, exit_criteria: {paperwork-done: {met: yes}}"))
    assert {each.criterion: each.state for each in untold.deal().criteria}["signed"] == "unclear"


def test_while_nobody_has_decided_nobody_has_said_yes(tmp_path: Path) -> None:
    undecided = linked(situation(tmp_path / "no", "stage: decide, exit_criteria: {decision-made: {met: no}}"))
    assert outcome(undecided, "yes-is-signed") == "not_applicable"
    untold = linked(situation(tmp_path / "untold", "stage: decide, exit_criteria: {}"))
    assert outcome(untold, "yes-is-signed") == "unknown"


# Titles that are true, and an order that does not hang on blanks.


def test_what_is_said_of_our_words_holds_where_there_are_no_notes(tmp_path: Path) -> None:
    made = situation(tmp_path, "next_steps: [{what: Send the rota, side: us, due: 2026-11-20}]")
    assert outcome(made, "words-keep-control") == "pass"
    assert "notes" not in made.rule("words-keep-control").title.casefold()


def test_a_pause_whose_end_is_a_step_overdue_for_weeks_has_no_end(tmp_path: Path) -> None:
    paused = "stage_entered_on: 2026-08-03, claim: {state: stalled}, blocker: {what: A new board}"
    step = "next_steps: [{what: Board meets, side: customer, due: %s}]"
    assert outcome(situation(tmp_path / "over", f"{paused}, {step % '2026-10-05'}"), "pause-has-an-end") == "fail"
    assert outcome(situation(tmp_path / "ahead", f"{paused}, {step % '2026-12-05'}"), "pause-has-an-end") == "pass"


@pytest.mark.parametrize("field", ["loss_reason", "wake", "final", "closed_on", "ended", "claim"])
def test_a_field_that_is_blank_on_an_open_deal_moves_nothing(tmp_path: Path, field: str) -> None:
    gone = "id: O2, name: Gone, claim: {state: vanished}" if field != "claim" else "id: O2, name: Gone, ended: vanished"
    late = "next_steps: [{what: Send the rota, side: us, due: 2026-11-12}]"
    orders = [
        [each.opportunity for each in situation(tmp_path / name, late, f"{gone}{more}").card().actions]
        for name, more in (("absent", ""), ("blank", f", {field}: "))
    ]
    assert orders[0] == orders[1]


# The rules that were missing: each in a deal that passes and in one that fails.

ADVANCE = "activities: [{on: %s, direction: outbound, kind: call, with: Jo Park, outcome: advance}]"
OLD = ADVANCE % "2026-09-01"
NEW = ADVANCE % "2026-11-10"
SETBACK = "{on: 2026-11-02, direction: outbound, kind: call, with: Jo Park, outcome: setback, about: %s}"


@pytest.mark.parametrize(
    ("check", "deal", "before", "expected"),
    [
        ("moves-forward", f"created_on: 2026-08-03, stage_entered_on: 2026-08-10, {OLD}", None, "fail"),
        ("moves-forward", f"created_on: 2026-08-03, stage_entered_on: 2026-11-10, {OLD}", None, "pass"),
        (
            "moves-forward",
            f"stage_entered_on: 2026-11-10, created_on: 2026-08-03, {OLD}",
            f"stage: quote, stage_entered_on: 2026-08-17, created_on: 2026-08-03, {OLD}",
            "fail",
        ),
        ("moves-forward", "created_on: 2026-08-03", None, "unknown"),
        ("stage-held", "stage: scope", "stage: quote", "fail"),
        ("stage-held", "stage: scope", "stage: qualify", "pass"),
        ("no-stage-skipped", "stage: quote, exit_criteria: ", "stage: qualify", "fail"),
        ("no-stage-skipped", "stage: quote, exit_criteria: ", "stage: scope", "pass"),
        ("earlier-stages-earned", "exit_criteria: {deadline-known: {met: no}}", None, "fail"),
        ("earlier-stages-earned", "exit_criteria: {scope-agreed: {met: no}}", None, "pass"),
        ("close-date-not-pushed", "push_count: 1, close_date: 2027-03-01", "close_date: 2026-11-30", "fail"),
        ("close-date-not-pushed", "push_count: 1, close_date: 2026-12-21", "close_date: 2026-11-30", "pass"),
        ("new-owner-has-talked", f"owner: ana, {OLD}", f"owner: bo, {OLD}", "fail"),
        ("new-owner-has-talked", f"owner: ana, {ADVANCE % '2026-11-16'}", "owner: bo", "pass"),
        ("pull-in-is-theirs", f"close_date: 2026-12-01, {OLD}", f"close_date: 2027-01-31, {OLD}", "fail"),
        ("pull-in-is-theirs", f"close_date: 2026-12-01, {NEW}", f"close_date: 2027-01-31, {OLD}", "pass"),
        ("rating-not-low", "gap_rating: {score: 5}", None, "fail"),
        ("rating-not-low", "gap_rating: {score: 6}", None, "pass"),
        ("rating-not-falling", "gap_rating: {score: 7}", "gap_rating: {score: 9}", "fail"),
        ("rating-not-falling", "gap_rating: {score: 9}", "gap_rating: {score: 7}", "pass"),
        ("gone-not-forecast", "ended: declined, forecast_category: commit, close_date: 2026-12-01", None, "fail"),
        ("gone-not-forecast", "ended: vanished, forecast_category: omitted", None, "pass"),
        ("gone-not-forecast", "ended: vanished, close_date: 2026-12-01", None, "unknown"),
        (
            "commit-is-earned",
            "ended: declined, forecast_category: commit, close_date: 2026-12-01",
            None,
            "not_applicable",
        ),
        ("champion-acts", f"contacts: [{{name: Jo Park, roles: [champion]}}], {OLD}", None, "fail"),
        ("champion-acts", f"contacts: [{{name: Jo Park, roles: [champion]}}], {NEW}", None, "pass"),
        ("sponsor-still-there", "contacts: [{name: Jo, roles: [champion], left_on: 2026-11-02}]", None, "fail"),
        ("sponsor-still-there", "contacts: [{name: Jo, roles: [champion]}]", None, "pass"),
        ("setback-overcome", f"stage_entered_on: 2026-10-05, activities: [{SETBACK % 'price'}]", None, "fail"),
        (
            "no-late-setback",
            f"stage: quote, stage_entered_on: 2026-10-05, activities: [{SETBACK % 'price'}]",
            None,
            "pass",
        ),
        ("no-late-setback", f"stage: quote, stage_entered_on: 2026-10-05, activities: [{SETBACK % ''}]", None, "fail"),
        (
            "amount-holds-late",
            "stage: decide, stage_entered_on: 2026-11-02, amount: 9",
            "stage: decide, amount: 12",
            "fail",
        ),
        (
            "amount-holds-late",
            "stage: decide, stage_entered_on: 2026-11-02, amount: 9",
            "stage: decide, amount: 9",
            "pass",
        ),
        ("alternatives-known", "answers: {alternatives: }", None, "fail"),
        ("qualified-has-next-step", "stage: meet, next_steps: ", None, "fail"),
        ("two-next-steps", "stage: meet, next_steps: ", None, "not_applicable"),
        ("qualified-has-next-step", "stage: quote", None, "unknown"),
    ],
)
def test_a_rule_that_was_missing_comes_out_as_the_file_says(
    tmp_path: Path, check: str, deal: str, before: str | None, expected: str
) -> None:
    made = situation(tmp_path, deal, before={"2026-11-09": (before,)} if before else None)
    assert outcome(made, check) == expected


def test_one_that_was_opened_again_is_moved_by_them_or_by_nobody(tmp_path: Path) -> None:
    before = {
        "2026-10-26": (OLD,),
        "2026-11-02": (f"status: lost, closed_on: 2026-10-30, {OLD}",),
        "2026-11-09": (OLD,),
    }
    assert outcome(situation(tmp_path / "ours", OLD, before=before), "reopened-by-them") == "fail"
    assert outcome(situation(tmp_path / "theirs", NEW, before=before), "reopened-by-them") == "pass"


def test_a_deal_that_was_entered_once_it_was_decided_is_said(tmp_path: Path) -> None:
    closed = "status: won, closed_on: 2026-11-10, signed_on: 2026-11-10, created_on: %s"
    both = situation(tmp_path, closed % "2026-11-06", f"id: O2, {closed % '2026-09-06'}")
    tally = both.review.rules.checks["entered-while-open"].tally
    assert (tally.passed, tally.failed) == (1, 1)


def test_the_next_meeting_is_within_thirty_days_or_not_set(tmp_path: Path) -> None:
    steps = "next_steps: [{what: Send the rota, side: us, due: 2026-11-20}, {what: Read it, side: customer, due: %s}]"
    assert outcome(situation(tmp_path / "soon", steps % "2026-11-27"), "next-meeting-booked") == "pass"
    people = "contacts: [{name: Jo Park}]"
    assert outcome(situation(tmp_path / "far", f"{people}, {steps % '2027-01-27'}"), "next-meeting-booked") == "fail"


@pytest.mark.parametrize(
    ("deal", "failing"),
    [
        ("close_date: 2026-11-30, deadline: ", {"deadline-known"}),
        ("close_date: 2026-11-30, deadline: {date: 2026-10-01, said_by: rep, consequence: }", {"deadline-ahead"}),
        (
            "close_date: 2026-11-30, deadline: {date: 2027-02-01, said_by: rep, consequence: Peak season}",
            {"deadline-from-buyer"},
        ),
    ],
)
def test_one_gap_in_their_deadline_makes_one_finding(tmp_path: Path, deal: str, failing: set[str]) -> None:
    failed = situation(tmp_path, deal).deal().failed
    assert {each for each in failed if "deadline" in each or each.startswith("close-date")} == failing


def test_one_voter_is_not_the_one_who_pays(tmp_path: Path) -> None:
    people = "contacts: [{name: Jo Park, roles: [decision_maker]}, {name: Dana Wolff, roles: [economic_buyer]}]"
    talk = "activities: [{on: 2026-11-02, direction: outbound, kind: call, with: Jo Park, outcome: reply}]"
    assert outcome(situation(tmp_path, f"stage: quote, {people}, {talk}"), "economic-buyer-met") == "fail"


# What deals of one account tell each other.

JO, DANA, SAM = "{name: Jo Park, roles: [user]}", "{name: Dana Wolff}", "{name: Sam Roe}"
ACCOUNTS = "accounts: [{id: quay, name: Quay}, {id: mill, name: Mill}]"


def test_whom_we_know_on_a_sister_deal_we_know_there(tmp_path: Path) -> None:
    known = f"account: quay, contacts: [{JO}]"
    others = f"id: O2, name: Harbour, owner: bo, account: quay, contacts: [{DANA}, {SAM}, {{name: jo  park}}]"
    alone = f"id: O2, name: Harbour, owner: bo, account: mill, contacts: [{DANA}, {SAM}]"
    three = situation(tmp_path / "three", known, others, accounts=ACCOUNTS)
    assert outcome(three, "more-than-one-person") == "pass"
    assert {each.name: each.value for each in three.deal().facts}["people_known_in_account"] == 3
    assert outcome(situation(tmp_path / "one", known, alone, accounts=ACCOUNTS), "more-than-one-person") == "fail"


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("status: lost, ended: declined", "fail"),
        ("status: no_decision, loss_reason: {reason: Too dear, said_by: buyer}", "fail"),
        ("status: lost, loss_reason: {reason: Too dear, said_by: rep}", "pass"),
        ("status: won", "pass"),
    ],
)
def test_somebody_who_turned_us_down_before_is_said(tmp_path: Path, ended: str, expected: str) -> None:
    before = f"id: O2, name: Harbour, {ended}, account: quay, contacts: [{{name: JO PARK}}]"
    made = situation(tmp_path, f"account: quay, contacts: [{JO}]", before, accounts=ACCOUNTS)
    assert outcome(made, "no-earlier-no") == expected
