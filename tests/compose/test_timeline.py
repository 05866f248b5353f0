"""The timeline: every thing on record, once, with its words and its place; counts elsewhere can be checked by it."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.compose.timeline import timeline_of
from scorecards.derive import activities, movement
from scorecards.derive.counts import between
from scorecards.history.replay import replay
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.render.explanation import explain
from scorecards.report.timeline import TimelineEntry
from scorecards.report.values import AtLeast, Money, Place
from tests.support.findings import index_of, playbook
from tests.support.records import FIRST, TERMS, snapshot_record
from tests.support.situations import Situation, situation

NOW = "pipeline/snapshots/2026-11-16.yml"


def told(made: Situation, *kinds: str) -> list[tuple[str | None, str]]:
    """Give the day and the title of each entry of some kinds, in order."""
    found = [each for each in made.deal().timeline if not kinds or each.kind in kinds]
    return [(f"{each.on:%m-%d}" if each.on else None, each.title) for each in found]


def only(made: Situation, kind: str) -> TimelineEntry:
    """Give the one entry of a kind."""
    (found,) = [each for each in made.deal().timeline if each.kind == kind]
    return found


def contact(day: str, direction: str, kind: str, outcome: str | None) -> str:
    came = f", outcome: {outcome}" if outcome else ""
    return f"{{on: 2026-11-{day}, direction: {direction}, kind: {kind}, with: Jo Park{came}, note: Said so}}"


def test_a_talk_a_try_and_a_contact_of_untold_outcome_are_told_apart(tmp_path: Path) -> None:
    contacts = [
        contact("02", "inbound", "email", None),
        contact("03", "outbound", "call", "reply"),
        contact("04", "outbound", "call", "none"),
        contact("05", "outbound", "other", None),
        contact("06", "outbound", "meeting", "setback"),
    ]
    made = situation(tmp_path, f"activities: [{', '.join(contacts)}]")
    assert [(each.kind, each.title, each.moves) for each in made.deal().timeline] == [
        ("talk", "Meeting, reply", "backward"),
        ("contact", "Contact, outcome unknown", "nothing"),
        ("try", "Call, no reply", "nothing"),
        ("talk", "Call, reply", "nothing"),
        ("talk", "Inbound email", "nothing"),
    ]
    assert {(each.who, each.words, each.place) for each in made.deal().timeline} == {
        ("Jo Park", "Said so", Place(NOW, 3))
    }


def test_the_close_date_tells_from_what_day_to_what_day_and_by_how_many_days(tmp_path: Path) -> None:
    before = {"2026-11-02": ("close_date: 2026-11-30",), "2026-11-09": ("close_date: 2026-12-20",)}
    made = situation(tmp_path, "close_date: 2026-12-10", before=before)
    push, pull = only(made, "push"), only(made, "pull")
    assert (push.before, push.after, push.days) == (date(2026, 11, 30), date(2026, 12, 20), 20)
    assert (pull.before, pull.after, pull.days) == (date(2026, 12, 20), date(2026, 12, 10), -10)
    assert (push.seen_on, push.place) == (date(2026, 11, 9), Place("pipeline/snapshots/2026-11-09.yml", 3))
    assert "Close date pushed 30 Nov → 20 Dec, 20 d first seen 9 Nov" in made.shown_of()


@pytest.mark.parametrize(
    ("before", "now", "title"),
    [
        ("close_date: 2026-11-30", "close_date: null", "Close date removed"),
        ("close_date: null", "close_date: 2026-11-30", "Close date set"),
        ("amount: 100", "amount: null", "Amount removed"),
        ("amount: null", "amount: 100", "Amount set"),
        ("amount: 100", "amount: 120", "Amount changed"),
        ("forecast_category: commit", "forecast_category: best_case", "Forecast changed"),
        ("owner: bo", "owner: ana", "Owner changed"),
        ("name: Day rota", "name: Night rota", "Renamed"),
        ("status: won", "status: open", "Reopened"),
    ],
)
def test_what_only_two_snapshots_show_names_the_review_that_showed_it(
    before: str, now: str, title: str, tmp_path: Path
) -> None:
    made = situation(tmp_path, now, before={"2026-11-09": (before,)})
    (found,) = [each for each in made.deal().timeline if each.title == title]
    assert (found.on, found.seen_on) == (date(2026, 11, 16), date(2026, 11, 16))


def test_an_amount_tells_what_it_was_and_what_it_is(tmp_path: Path) -> None:
    made = situation(tmp_path, "amount: 120", before={"2026-11-09": ("amount: 100",)})
    assert (only(made, "amount").before, only(made, "amount").after) == (Money(100, "EUR"), Money(120, "EUR"))  # type: ignore[arg-type]
    assert "Amount changed €100 → €120" in made.shown_of()


def test_a_stage_has_the_day_of_the_snapshot_and_comes_from_the_one_before(tmp_path: Path) -> None:
    before = {"2026-11-02": ("stage: scope",), "2026-11-09": ("stage: quote",)}
    made = situation(tmp_path, "stage: scope, stage_entered_on: 2026-11-12", before=before)
    assert told(made, "stage") == [("11-12", "Stage moved back"), ("11-09", "Stage changed")]
    (back, _) = [each for each in made.deal().timeline if each.kind == "stage"]
    assert (back.before, back.after, back.moves, back.seen_on) == ("Quote", "Scope", "backward", date(2026, 11, 16))
    alone = situation(tmp_path / "alone", "stage: scope, stage_entered_on: 2026-11-12")
    assert told(alone) == [("11-12", "Stage entered")]


def test_what_people_said_has_their_words_and_whose_they_are(tmp_path: Path) -> None:
    made = situation(
        tmp_path,
        "answers: {budget: {value: 40k, said_by: buyer, on: 2026-11-03}, problem: {value: Sheets},"
        "champion: {value: }},"
        "first_need: {need: One plan, on: 2026-10-01, said_by: buyer},"
        "present_need: {need: Two plans, on: 2026-11-05, said_by: rep},"
        "gap_rating: {score: 6, on: 2026-11-04, to_reach_10: A trial},"
        "claim: {state: stalled, on: 2026-11-06, words: They froze it},"
        "deadline: {date: 2026-11-10, consequence: Fines, said_by: buyer}",
    )
    assert [(each.title, each.after, each.words, each.who) for each in made.deal().timeline] == [
        ("Deadline passed", None, None, None),
        ("Rep view", "stalled", "They froze it", None),
        ("Need stated", None, "Two plans", "rep"),
        ("Their rating", "6 of 10", "A trial", None),
        ("Budget", None, "40k", "buyer"),
        ("First need", None, "One plan", "buyer"),
        ("Deadline named", date(2026, 11, 10), "Fines", "buyer"),
        ("The problem", None, "Sheets", None),
    ]
    assert [each.title for each in made.deal().timeline if each.on is None] == ["Deadline named", "The problem"]
    assert "Undated Deadline named 10 Nov: Fines" in made.shown_of()


def test_the_state_of_now_and_the_change_to_it_are_one_entry(tmp_path: Path) -> None:
    earlier = "claim: {state: active}, present_need: {need: One plan}, gap_rating: {score: 7, on: 2026-11-01}"
    now = (
        "claim: {state: stalled, on: 2026-11-12}, present_need: {need: Two plans, on: 2026-11-11},"
        "gap_rating: {score: 4, on: 2026-11-10}, exit_criteria: {needs-mapped: {met: yes, evidence: The map}}"
    )
    made = situation(
        tmp_path, now, before={"2026-11-09": (f"{earlier}, exit_criteria: {{needs-mapped: {{met: no}}}}",)}
    )
    assert told(made, "claim") == [("11-12", "Rep view")]
    assert told(made, "need") == [("11-11", "Need stated")]
    assert [(each.before, each.after, each.moves) for each in made.deal().timeline if each.kind == "rating"] == [
        ("7 of 10", "4 of 10", "backward"),
        (None, "7 of 10", "nothing"),
    ]
    met = only(made, "criterion_met")
    assert (met.on, met.seen_on, met.words, met.moves) == (date(2026, 11, 16),) * 2 + ("The map", "forward")


def test_a_yes_that_was_taken_back_and_a_criterion_that_was_lost_stay_on_record(tmp_path: Path) -> None:
    before = {
        "2026-11-02": ("verbal_yes_on: null, exit_criteria: {needs-mapped: {met: no}}",),
        "2026-11-09": ("verbal_yes_on: 2026-11-05, exit_criteria: {needs-mapped: {met: yes, on: 2026-11-06}}",),
    }
    made = situation(tmp_path, "verbal_yes_on: null, exit_criteria: {needs-mapped: {met: no}}", before=before)
    assert told(made) == [
        ("11-16", "Criterion lost"),
        ("11-16", "Yes taken back"),
        ("11-06", "Criterion met"),
        ("11-05", "Verbal yes"),
        ("11-02", "First seen"),
    ]


def test_steps_that_were_done_or_are_overdue_are_told_and_those_ahead_are_not(tmp_path: Path) -> None:
    made = situation(
        tmp_path,
        "next_steps: [{what: Send it, side: us, owner: ana, due: 2026-11-10}, {what: Read it, side: customer, due: "
        "2026-11-20}, {what: Name three, side: customer, owner: Jo Park, done_on: 2026-11-12}],"
        "buying_plan: [{step: Ask the board, due: 2026-11-11}, {step: Ask legal, done_on: 2026-11-09}]",
    )
    assert [(each.title, each.words, each.who, each.moves) for each in made.deal().timeline] == [
        ("Their step done", "Name three", "Jo Park", "forward"),
        ("Buying step overdue", "Ask the board", None, "nothing"),
        ("Our step overdue", "Send it", "ana", "nothing"),
        ("Buying step done", "Ask legal", None, "forward"),
    ]


def test_a_step_does_not_become_overdue_once_the_deal_is_closed(tmp_path: Path) -> None:
    step = "next_steps: [{what: Send it, side: us, due: %s}]"
    closed = "status: lost, closed_on: 2026-11-10, loss_reason: {reason: Too dear, said_by: buyer}, "
    made = situation(tmp_path, closed + step % "2026-11-12", before={"2026-11-09": (step % "2026-11-12",)})
    assert told(made, "step_overdue", "closed") == [("11-10", "Lost")]
    assert (only(made, "closed").words, only(made, "closed").who) == ("Too dear", "buyer")


def test_rulings_and_picks_are_on_record_with_their_words(tmp_path: Path) -> None:
    rulings = (
        "rulings:\n  - {opportunity: O1, by: mara, on: 2026-11-10, ruling: stalled, reason: Budget in January,"
        " course_of_action: Call Jo, review_on: 2027-01-11}\n"
    )
    picks = "picks:\n  - {week: 2026-11-11, rep: ana, opportunity: O1, why: Jo answers}\n"
    made = situation(tmp_path, "", before={"2026-11-09": ("",)}, rulings=rulings, picks=picks)
    ruling, pick = only(made, "ruling"), only(made, "pick")
    assert (ruling.title, ruling.words, ruling.to_do, ruling.who) == (
        "Decided stalled",
        "Budget in January",
        "Call Jo",
        "Mara Quinn",
    )
    assert (pick.on, pick.title, pick.words, pick.who) == (date(2026, 11, 9), "Focus deal", "Jo answers", "Ana Lima")
    assert {ruling.place, pick.place} == {Place("pipeline/rulings.yml", 2), Place("pipeline/focus.yml", 2)}
    lines = list(explain(made.review, "O1"))
    assert (
        "  2026-11-10  Decided stalled: Budget in January  Mara Quinn  to do: Call Jo  (pipeline/rulings.yml:2)"
    ) in lines


def test_what_an_export_drops_stays_on_record_as_an_earlier_review_told_it(tmp_path: Path) -> None:
    """CRMs keep activities of the last weeks only: what they did before still happened."""
    told_before = contact("03", "outbound", "call", "advance")
    now = contact("12", "outbound", "call", "none")
    before = {"2026-11-02": ("activities: []",), "2026-11-09": (f"activities: [{told_before}]",)}
    made = situation(tmp_path, f"activities: [{now}]", before=before)
    assert told(made, "talk", "try") == [("11-12", "Call, no reply"), ("11-03", "Moved forward")]
    assert only(made, "talk").seen_on == date(2026, 11, 9)


def test_five_entries_are_in_view_and_the_rest_is_one_click_away(tmp_path: Path) -> None:
    calls = ", ".join(contact(f"{day:02}", "outbound", "call", "none") for day in range(1, 9))
    made = situation(tmp_path, f"activities: [{calls}]")
    (opened,) = made.pages["scorecards/ana.md"].all("details", id="O1")
    (first, rest) = opened.all("ol", class_="sc-timeline")
    assert [first.flat.count("Call, no reply"), rest.flat.count("Call, no reply")] == [5, 3]
    assert "3 more entries" in opened.flat


def test_a_long_timeline_ends_on_the_page_and_goes_on_in_the_json_file(tmp_path: Path) -> None:
    calls = ", ".join(contact(f"{day % 15 + 1:02}", "outbound", "call", "none") for day in range(50))
    made = situation(tmp_path, f"activities: [{calls}]")
    assert made.shown_of().count("Call, no reply") == 40
    assert "And 10 behind those, in this rep’s JSON file." in made.shown_of()
    assert len(made.deal().timeline) == 50


def test_what_has_no_day_is_in_view_where_little_else_is_on_record(tmp_path: Path) -> None:
    made = situation(tmp_path, "created_on: 2026-11-02, answers: {problem: {value: Sheets}}")
    assert "Timeline 2 Nov Opened line 3 Undated The problem: Sheets line 3" in made.shown_of()
    assert "more entr" not in made.shown_of()


def test_where_nothing_is_on_record_no_timeline_is_shown(tmp_path: Path) -> None:
    made = situation(tmp_path, "")
    assert made.deal().timeline == ()
    assert "Timeline" not in made.shown_of()


def test_the_team_keeps_no_timeline_in_memory(tmp_path: Path) -> None:
    deal = situation(tmp_path, "created_on: 2026-11-02").deal()
    assert deal.timeline
    assert deal.in_brief().timeline == ()


# What the counts rest on.

_DAYS = st.integers(0, 20).map(lambda days: FIRST - timedelta(days=20) + timedelta(days=days))
_ACTIVITY = st.fixed_dictionaries(
    {
        "on": _DAYS,
        "direction": st.sampled_from(["inbound", "outbound"]),
        "kind": st.sampled_from(["call", "email", "other"]),
    },
    optional={"outcome": st.sampled_from(["none", "reply", "advance", "setback", None]), "with": st.just("Jo Park")},
)
_DEAL = st.fixed_dictionaries(
    {"activities": st.lists(_ACTIVITY, max_size=6)},
    optional={
        "stage": st.sampled_from(["meet", "scope", "sign"]),
        "stage_entered_on": _DAYS,
        "status": st.sampled_from(["open", "won", "lost"]),
        "owner": st.sampled_from(["ana", "ben"]),
        "close_date": st.none() | _DAYS,
        "amount": st.none() | st.sampled_from(["100", "120"]),
        "verbal_yes_on": st.none() | _DAYS,
        "exit_criteria": st.dictionaries(
            st.sampled_from(["needs-mapped", "scope-agreed"]),
            st.fixed_dictionaries({"met": st.sampled_from(["yes", "no"])}, optional={"on": _DAYS}),
        ),
        "gap_rating": st.fixed_dictionaries({"score": st.sampled_from(["3", "7"])}, optional={"on": _DAYS}),
    },
)
INDEX = index_of(playbook())


def file_of(weeks: list[dict[str, Any]]) -> OpportunityFile:
    """Give the file of an opportunity that snapshots of as many weeks showed so."""
    history = replay((snapshot_record(number, each) for number, each in enumerate(weeks)), TERMS)
    base = {"id": "O1", "name": "Rota", "owner": "ana", "status": "open", "stage": "scope", "activities": []}
    now = {key: str(value) if isinstance(value, date) else value for key, value in {**base, **weeks[-1]}.items()}
    return OpportunityFile(
        history.snapshots[-1].as_of, Opportunity.model_validate(now), None, None, history.histories["O1"]
    )


@given(st.lists(_DEAL, min_size=1, max_size=4))
def test_every_count_elsewhere_is_the_number_of_its_entries(weeks: list[dict[str, Any]]) -> None:
    file = file_of(weeks)
    index = replace(INDEX, previous=file.history.before)
    entries = timeline_of(file, (), index)
    facts = {**dict(activities.facts(file, index)), **dict(movement.facts(file, index))}
    kinds = Counter((each.kind, each.moves) for each in entries)
    assert kinds["push", "nothing"] == facts["pushes_seen"]
    assert kinds["pull", "nothing"] == facts["pulls_seen"]
    assert tries_since_a_talk(entries, file) == facts["tries_since_their_last_word"]
    if file.history.before:
        assert kinds["stage", "backward"] == facts["stage_moves_back"]
        assert kinds["owner", "nothing"] == facts["owner_changes"]
        assert kinds["reopened", "nothing"] == facts["times_reopened"]
    forward = [each.on for each in entries if each.moves == "forward" and each.on]
    assert file.history.last_move_on in {None, *forward}


def tries_since_a_talk(entries: tuple[TimelineEntry, ...], file: OpportunityFile) -> int | AtLeast | None:
    """Count the tries after the last talk, and those that may have been one, as a reader of the page would."""
    kept = file.history.last.talks_from or date.max
    contacts = [each for each in entries if each.kind in {"talk", "try", "contact"} and each.on and each.on >= kept]
    talk = max((each.on for each in contacts if each.kind == "talk" and each.on), default=date.min)
    maybe = max((each.on for each in contacts if each.kind != "try" and each.on), default=date.min)
    surely = sum(each.kind == "try" and (each.on or date.min) > maybe for each in contacts)
    possibly = sum(each.kind != "talk" and (each.on or date.min) > talk for each in contacts)
    return between(surely, possibly)


@given(st.lists(_DEAL, min_size=1, max_size=4))
def test_the_newest_comes_first_and_what_has_no_day_last(weeks: list[dict[str, Any]]) -> None:
    entries = timeline_of(file_of(weeks), (), INDEX)
    days = [each.on or date.min for each in entries]
    assert all(one >= other for one, other in pairwise(days))


@given(st.lists(_DEAL, min_size=1, max_size=4))
def test_every_contact_of_the_snapshot_stands_there_once(weeks: list[dict[str, Any]]) -> None:
    file = file_of(weeks)
    entries = timeline_of(file, (), INDEX)
    shown = [each for each in entries if each.kind in {"talk", "try", "contact"} and each.title != "Moved forward"]
    remembered = sum(each.title == "Setback" for each in shown)
    assert len(shown) - remembered == len(file.opportunity.activities)
