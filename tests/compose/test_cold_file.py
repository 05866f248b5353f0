"""Afterwards: what the cold file wakes and why, how a new start takes answers back, and how answers go stale."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scorecards.cache.cache import Cache
from scorecards.problems.problem import ProblemsFound
from scorecards.report.cold_file import Cold
from scorecards.report.review import Review
from scorecards.review import read, review_of
from tests.support.files import json_files_of
from tests.support.reviews import deal_of, folders_in, sample_review
from tests.support.situations import situation
from tests.support.weeks import review_of_weeks

LOST = "owner: ana-lima, status: lost, account: northwind, closed_on: 2026-10-20"
OPEN = "owner: ana-lima, status: open, stage: quote, account: northwind"
IVO = "contacts: [{name: Ivo Blum, title: Plant manager, roles: [decision_maker]}]"
HEAD = "contacts: [{name: ivo  BLUM, title: Head of the group, roles: [decision_maker]}]"
LEFT = "contacts: [{name: Ivo Blum, left_on: 2026-11-05}]"


@pytest.fixture(scope="module")
def sample() -> Review:
    return sample_review()


def cold(review: Review, opportunity: str = "A") -> Cold:
    (found,) = [each for each in review.cold if each.opportunity == opportunity]
    return found


def lost(wake: str, more: str = IVO, id_: str = "A") -> str:
    return f"id: {id_}, name: N{id_}, {LOST}, wake: {wake}, {more}"


# The cold file.


@pytest.mark.parametrize(
    ("wake", "state"),
    [
        ("{on: 2026-11-16}", "awake"),
        ("{on: 2026-11-17}", "asleep"),
        ("{on: 2026-11-17, when: A new budget}", "asleep"),
        ("{when: A new budget}", "event"),
        ("{person: Ivo Blum}", "asleep"),
        ("{person: Somebody whom no contact is called, change: leaves}", "event"),
        ("{}", "unset"),
        ("", "unset"),
    ],
)
def test_a_day_wakes_and_what_only_people_can_tell_waits_for_them(base: Path, wake: str, state: str) -> None:
    assert cold(review_of_weeks(base, lost(wake))).state == state


def test_won_open_and_final_ones_are_not_in_the_cold_file(base: Path) -> None:
    made = review_of_weeks(
        base,
        f"""
        id: W, name: W, owner: bo, status: won
        id: O, name: O, {OPEN}
        id: F, name: F, {LOST}, final: true
        id: N, name: N, owner: bo, status: no_decision, final: false
        """,
    )
    assert [(each.opportunity, each.status) for each in made.cold] == [("N", "no_decision")]


def test_one_without_a_word_on_waking_is_in_the_cold_file_all_the_same(base: Path) -> None:
    assert cold(review_of_weeks(base, f"id: A, name: A, {LOST}")).state == "unset"


def test_a_person_who_left_wakes_it_on_whichever_opportunity_of_the_account_that_is_told(base: Path) -> None:
    told = f"id: B, name: B, {OPEN}, {LEFT}"
    found = cold(review_of_weeks(base, f"{lost('{person: ivo blum, change: leaves}')}\n{told}"))
    assert (found.state, found.because, found.awake_since) == ("awake", "person_left", date(2026, 11, 5))


def test_somebody_of_the_same_name_elsewhere_wakes_nothing(base: Path) -> None:
    elsewhere = f"id: B, name: B, owner: bo, status: open, stage: meet, {LEFT}"
    assert cold(review_of_weeks(base, f"{lost('{person: Ivo Blum}')}\n{elsewhere}")).state == "asleep"


def test_without_an_account_only_the_opportunity_itself_tells(base: Path) -> None:
    bare = "owner: bo, status: lost, wake: {person: Ivo Blum}"
    made = review_of_weeks(base, f"id: A, name: A, {bare}, {IVO}\nid: B, name: B, {bare}, {LEFT}")
    assert [cold(made, each).state for each in "AB"] == ["asleep", "awake"]


@pytest.mark.parametrize(("change", "state"), [("changes_role", "awake"), ("leaves", "asleep")])
def test_a_new_title_wakes_only_what_waits_for_a_new_role(base: Path, change: str, state: str) -> None:
    wake = f"{{person: Ivo Blum, change: {change}}}"
    assert cold(review_of_weeks(base, lost(wake), lost(wake, HEAD))).state == state


def test_a_new_role_is_awake_since_the_first_snapshot_that_shows_it(base: Path) -> None:
    wake = "{person: Ivo Blum}"
    found = cold(review_of_weeks(base, lost(wake), lost(wake, HEAD), lost(wake, HEAD)))
    assert (found.because, found.awake_since) == ("role_changed", date(2026, 11, 9))


def test_a_new_title_on_another_opportunity_of_the_account_wakes_it_with_this_snapshot(base: Path) -> None:
    wake = lost("{person: Ivo Blum, change: changes_role}")
    found = cold(review_of_weeks(base, wake, f"{wake}\nid: B, name: B, {OPEN}, {HEAD}"))
    assert (found.because, found.awake_since) == ("role_changed", date(2026, 11, 16))


def test_a_part_played_on_another_opportunity_is_no_new_role(base: Path) -> None:
    wake = lost("{person: Ivo Blum, change: changes_role}")
    other = f"id: B, name: B, {OPEN}, contacts: [{{name: Ivo Blum, roles: [user]}}]"
    assert cold(review_of_weeks(base, wake, f"{wake}\n{other}")).state == "asleep"


def test_a_title_that_the_export_leaves_blank_is_no_new_role(base: Path) -> None:
    wake = "{person: Ivo Blum, change: changes_role}"
    blank = "contacts: [{name: Ivo Blum, title: , roles: []}]"
    assert cold(review_of_weeks(base, lost(wake), lost(wake, blank))).state == "asleep"


def test_what_changed_before_it_ended_wakes_nothing(base: Path) -> None:
    while_open = f"id: A, name: NA, {OPEN}, {IVO}"
    wake = lost("{person: Ivo Blum}", HEAD)
    assert cold(review_of_weeks(base, while_open, wake, wake)).state == "asleep"


def test_a_person_named_later_is_compared_with_the_day_of_naming(base: Path) -> None:
    unnamed = lost("{when: Later}")
    named = lost("{person: Ivo Blum}", HEAD)
    assert cold(review_of_weeks(base, unnamed, named, named)).state == "asleep"


def test_one_that_was_reopened_is_compared_with_its_last_end(base: Path) -> None:
    wake = "{person: Ivo Blum}"
    reopened = f"id: A, name: NA, {OPEN}, {HEAD}"
    assert cold(review_of_weeks(base, lost(wake), reopened, lost(wake, HEAD))).state == "asleep"
    assert [each.opportunity for each in review_of_weeks(base, lost(wake), reopened).cold] == []


def test_a_week_without_it_and_another_owner_change_nothing(base: Path) -> None:
    wake = "{person: Ivo Blum}"
    moved = lost(wake, HEAD).replace("ana-lima", "bo")
    found = cold(review_of_weeks(base, lost(wake), "", moved))
    assert (found.state, found.owner, found.awake_since) == ("awake", "bo", date(2026, 11, 16))


def test_what_we_do_wakes_nothing(base: Path) -> None:
    wake = "{on: 2027-01-11}"
    ours = "activities: [{on: 2026-11-12, direction: outbound, kind: call}], amount: 5, notes: Our new product is out"
    found = cold(review_of_weeks(base, lost(wake), lost(wake, f"{ours}, push_count: 4")))
    assert (found.state, found.because, found.awake_since) == ("asleep", None, None)


def test_the_longest_awake_stands_first_then_the_next_day(base: Path) -> None:
    made = review_of_weeks(
        base,
        "\n".join(
            (
                lost("{on: 2027-02-01}", id_="D"),
                lost("{on: 2026-11-10}", id_="B"),
                lost("{on: 2026-11-15, person: Ivo Blum}", LEFT.replace("11-05", "11-04"), id_="A"),
                lost("{when: A new budget}", id_="E"),
                lost("{on: 2027-01-04}", id_="C"),
            )
        ),
    )
    # Ivo Blum left, and all of these are of one account; only A waits for him.
    assert [(each.opportunity, each.because) for each in made.cold][:2] == [("A", "person_left"), ("B", "day")]
    assert [each.opportunity for each in made.cold] == ["A", "B", "C", "D", "E"]


def test_one_that_starts_over_wakes_nobody_any_more(base: Path) -> None:
    again = f"id: B, name: B, {OPEN}, created_on: 2026-11-02, restarted_from: A"
    made = review_of_weeks(base, f"{lost('{on: 2026-11-01}')}\n{again}")
    assert (cold(made).state, cold(made).restarted_as, cold(made).because) == ("restarted", "B", None)
    assert [card.awake for card in made.scorecards] == [(), ()]


def test_the_reps_page_shows_what_is_awake_and_nothing_else(base: Path) -> None:
    made = review_of_weeks(base, f"{lost('{on: 2026-11-01}')}\n{lost('{on: 2027-11-01}', id_='B')}")
    assert {card.rep: [each.opportunity for each in card.awake] for card in made.scorecards} == {
        "ana-lima": ["A"],
        "bo": [],
    }


def test_the_sample_has_every_state_and_wakes_for_a_day_a_leaver_and_a_new_role(sample: Review) -> None:
    assert {each.state for each in sample.cold} == {"awake", "asleep", "event", "unset", "restarted"}
    awake = [(each.opportunity, each.because, each.awake_since) for each in sample.cold if each.state == "awake"]
    assert awake == [
        ("OPP-1003", "day", date(2026, 10, 19)),
        ("OPP-1037", "role_changed", date(2026, 11, 9)),
        ("OPP-1008", "person_left", date(2026, 11, 12)),
    ]


def test_the_finding_on_waking_says_the_same_as_the_cold_file(sample: Review) -> None:
    shown = {deal.id: deal for deal in sample.opportunities}
    compared = 0
    for each in sample.cold:
        if each.opportunity in shown and each.state in {"awake", "asleep", "event"}:
            deal = shown[each.opportunity]
            outcome = {"awake": deal.failed, "asleep": deal.passed, "event": deal.unknown}[each.state]
            assert "wake-not-overdue" in outcome, each.opportunity
            compared += 1
    assert compared >= 4


# What left the export.

GONE = "{on: 2027-02-01, when: A new budget}"
OTHER = "id: Z, name: Z, owner: bo, status: open, stage: meet"


@pytest.mark.parametrize(
    ("wake", "state"),
    [
        ("{on: 2027-02-01}", "asleep"),
        ("{on: 2026-11-16}", "awake"),
        ("{when: A new budget}", "event"),
        ("{person: Ivo Blum, change: leaves}", "asleep"),
        ("{person: Somebody whom no contact is called}", "event"),
    ],
)
def test_what_waits_stays_in_the_cold_file_when_the_export_leaves_it_out(base: Path, wake: str, state: str) -> None:
    told = cold(review_of_weeks(base, lost(wake), lost(wake), OTHER, OTHER))
    assert (told.state, told.last_seen) == (state, date(2026, 11, 2))


def test_one_that_left_the_export_is_told_as_it_was_last_told(base: Path) -> None:
    ended = f"id: A, name: Old name, {LOST}, ended: vanished, amount: 900, currency: USD, wake: {GONE}, {IVO}"
    reason = "loss_reason: {cause: never-intended-to-buy, reason: They went quiet, said_by: rep}"
    last = f"{ended}, {reason}".replace("Old name", "New name")
    before = cold(review_of_weeks(base, ended, last))
    after = cold(review_of_weeks(base, ended, last, OTHER))
    assert after == replace(before, last_seen=date(2026, 11, 9), place=after.place)
    assert (after.name, after.wake_on, after.wake_when) == ("New name", date(2027, 2, 1), "A new budget")
    assert after.cause == "never-intended-to-buy"
    assert (after.place.path, after.place.line) == ("pipeline/snapshots/2026-11-09.yml", 3)


@pytest.mark.parametrize(
    "last",
    [
        f"id: A, name: A, {LOST}",
        f"id: A, name: A, {LOST}, wake: {{}}",
        f"id: A, name: A, {LOST}, final: true, wake: {GONE}",
        f"id: A, name: A, {OPEN}, wake: {GONE}",
        f"id: A, name: A, owner: bo, status: won, wake: {GONE}",
    ],
)
def test_nothing_is_held_that_waits_for_nothing_or_is_final_open_or_won(base: Path, last: str) -> None:
    assert review_of_weeks(base, lost(GONE), last, OTHER).cold == ()


def test_one_that_comes_back_is_told_as_it_is_now(base: Path) -> None:
    found = cold(review_of_weeks(base, lost(GONE), OTHER, lost("{when: A new boss}")))
    assert (found.state, found.wake_on, found.last_seen) == ("event", None, None)


def test_somebody_who_had_left_by_then_has_still_left(base: Path) -> None:
    found = cold(review_of_weeks(base, lost("{person: Ivo Blum}", LEFT.replace("11-05", "11-01")), OTHER, OTHER))
    assert (found.state, found.because, found.awake_since) == ("awake", "person_left", date(2026, 11, 1))


def test_a_new_role_that_was_seen_before_it_left_is_still_new(base: Path) -> None:
    wake = "{person: Ivo Blum}"
    found = cold(review_of_weeks(base, lost(wake), lost(wake, HEAD), OTHER, OTHER))
    assert (found.because, found.awake_since) == ("role_changed", date(2026, 11, 2))


def test_another_deal_of_the_account_wakes_what_left_the_export(base: Path) -> None:
    told = f"id: B, name: B, {OPEN}, {LEFT}"
    found = cold(review_of_weeks(base, lost("{person: ivo blum, change: leaves}"), told))
    assert (found.state, found.because, found.awake_since) == ("awake", "person_left", date(2026, 11, 5))


def test_an_old_title_in_what_left_the_export_wakes_no_other(base: Path) -> None:
    wake = "{person: Ivo Blum, change: changes_role}"
    gone = lost(wake, HEAD, id_="B")
    assert cold(review_of_weeks(base, f"{lost(wake)}\n{gone}", lost(wake))).state == "asleep"


AGAIN = f"id: B, name: B, {OPEN}, restarted_from: A"
AGAIN_LOST = f"id: B, name: B, {LOST}, restarted_from: A"


def test_what_started_over_waits_no_more_when_the_export_leaves_both_out(base: Path) -> None:
    assert review_of_weeks(base, f"{AGAIN_LOST}\n{lost(GONE)}", OTHER).cold == ()
    assert review_of_weeks(base, lost(GONE), f"{OTHER}, restarted_from: A").cold == ()


def test_what_started_over_stays_so_when_the_new_start_ended_and_left_the_export(base: Path) -> None:
    told = cold(review_of_weeks(base, f"{AGAIN_LOST}\n{lost(GONE)}", lost("{on: 2026-11-01}")))
    assert (told.state, told.because, told.restarted_as) == ("restarted", None, "B")


def test_a_new_start_that_left_the_export_while_it_was_open_goes_on_nowhere(base: Path) -> None:
    told = cold(review_of_weeks(base, f"{AGAIN}\n{lost(GONE)}", lost("{on: 2026-11-01}")))
    assert (told.state, told.restarted_as) == ("awake", None)


def test_a_new_start_tells_the_cause_of_the_old_one_that_left_the_export(base: Path) -> None:
    reason = "loss_reason: {cause: never-intended-to-buy, reason: No use for it}"
    ended = f"id: A, name: A, {LOST}, wake: {GONE}, {reason}"
    restart = next(each.restart for each in review_of_weeks(base, ended, AGAIN).opportunities if each.id == "B")
    assert restart
    assert (restart.cause, restart.reason) == ("never-intended-to-buy", "No use for it")


def test_a_new_role_is_awake_since_the_same_day_whether_snapshots_are_read_or_recalled(base: Path) -> None:
    """Closed, opened with an old title, and closed as before: only what followed the last end counts."""
    wake = "{person: Ivo Blum, change: changes_role}"
    head = lost(wake, HEAD)
    weeks = (lost(wake, IVO), f"id: A, name: NA, {OPEN}, wake: {wake}, {HEAD}", lost(wake, IVO), head)
    fresh = review_of_weeks(base, *weeks)
    kept = Cache(base / ".cache")
    reviews = [fresh, *(review_of(read(folders_in(base), kept)) for _ in range(2))]
    assert {cold(each).awake_since for each in reviews} == {date(2026, 11, 16)}
    assert len({tuple(json_files_of(each).values()) for each in reviews}) == 1


def test_a_rep_who_left_the_team_is_named_without_a_page(base: Path) -> None:
    gone = lost("{on: 2026-11-01}").replace("ana-lima", "sam-poe")
    made = review_of_weeks(base, gone, OTHER)
    assert (cold(made).owner, cold(made).owner_name) == ("sam-poe", "sam-poe")
    assert [card.awake for card in made.scorecards] == [(), ()]


def test_its_own_rep_reads_of_what_is_awake_though_it_left_the_export(base: Path) -> None:
    made = review_of_weeks(base, lost("{on: 2026-11-01}"), OTHER)
    assert {card.rep: [each.opportunity for each in card.awake] for card in made.scorecards} == {
        "ana-lima": ["A"],
        "bo": [],
    }


def test_a_rep_whose_only_deals_are_asleep_or_awake_in_the_cold_file_reads_of_them(tmp_path: Path) -> None:
    ended = "status: lost, ended: declined, closed_on: 2026-10-20, wake: {on: 2026-11-12, when: A new budget}"
    other = "id: O2, owner: bo"
    made = situation(tmp_path, other, before={"2026-11-02": (ended, other), "2026-11-09": (other,)})
    assert "there is only the cold file to look at this week" in made.shown()
    assert "Ready to re-engage (1)" in made.shown()
    assert "nothing to review" not in made.shown()


DEAD = "rulings:\n  - {opportunity: A, by: mara-quinn, on: %s, ruling: %s, reason: Nobody there asks for it}\n"


def ruled(base: Path, on: str, ruling: str = "dead") -> None:
    (base / "pipeline" / "rulings.yml").write_text(DEAD % (on, ruling), encoding="utf-8")


def test_its_manager_can_rule_it_dead_once_the_export_leaves_it_out(base: Path) -> None:
    ruled(base, "2026-11-12")
    assert review_of_weeks(base, lost(GONE), OTHER, OTHER).cold == ()


@pytest.mark.parametrize(
    ("on", "ruling", "wake"),
    [
        ("2026-11-04", "dead", GONE),
        ("2026-11-12", "lost", GONE),
        ("2026-11-12", "active", GONE),
        ("2026-11-12", "dead", ""),
    ],
)
def test_no_other_ruling_on_a_closed_deal_is_accepted(base: Path, on: str, ruling: str, wake: str) -> None:
    ruled(base, on, ruling)
    with pytest.raises(ProblemsFound) as found:
        review_of_weeks(base, lost(wake), OTHER, OTHER)
    assert [problem.code for problem in found.value.problems] == ["ruled-when-closed"]


def test_a_ruling_from_before_it_left_does_not_outweigh_what_was_noted_since(base: Path) -> None:
    ruled(base, "2026-11-01")
    made = review_of_weeks(base, f"id: A, name: A, {OPEN}", lost(GONE), OTHER)
    assert cold(made).last_seen == date(2026, 11, 9)


# What the pages say of it.

ENDED = "status: lost, ended: declined"
SET_A_DAY = {
    "scorecards/ana": "as if you had never met; or set a new date, or mark it final.",
    "scorecards/cold": "Not now? Set a new date, or mark it final.",
}
ONLY = "You can’t add notes to it. Start over, or have the manager call it dead."


@pytest.mark.parametrize("page", list(SET_A_DAY))
def test_what_is_awake_can_have_a_new_day_only_where_the_export_holds_it(tmp_path: Path, page: str) -> None:
    awake = f"{ENDED}, wake: {{on: 2026-11-11}}"
    here = situation(tmp_path / "here", awake).shown(page)
    gone = situation(tmp_path / "gone", "id: Z", before={"2026-11-09": (awake,)}).shown(page)
    both = situation(tmp_path / "both", f"id: Z, {awake}", before={"2026-11-09": (awake,)}).shown(page)
    assert [(SET_A_DAY[page] in shown, shown.count(ONLY)) for shown in (here, gone, both)] == [
        (True, 0),
        (False, 1),
        (True, 1),
    ]


def test_the_cold_file_says_which_of_those_that_left_the_export_it_holds(tmp_path: Path) -> None:
    before = {"2026-11-09": (f"{ENDED}, wake: {{when: A new budget}}", f"id: O2, name: Day rota, {ENDED}")}
    shown = situation(tmp_path / "team", "id: Z", before=before).shown("scorecards/cold")
    assert "Every opportunity in this snapshot that closed without a sale is here unless marked final." in shown
    assert "stays here as last seen, until it's started over or its manager marks it dead." in shown
    assert "Night rota" in shown
    assert "Day rota" not in shown


@pytest.mark.parametrize(
    ("today", "before"),
    [("", ""), (f"{ENDED}, final: true", ""), ("id: Z", f"{ENDED}, wake: {{when: A new budget}}")],
)
def test_an_empty_cold_file_says_what_can_be_the_reason(tmp_path: Path, today: str, before: str) -> None:
    dead = "rulings:\n  - {opportunity: O1, by: mara, on: 2026-11-16, ruling: dead, reason: Gone}\n"
    made = situation(tmp_path / "team", today, before={"2026-11-09": (before,)}, rulings=dead if before else "")
    assert made.review.cold == ()
    assert (
        "The cold file is empty: no opportunity in this snapshot closed without a sale, or all that did are final. "
        "Nothing gone from the export still waits."
    ) in made.shown("scorecards/cold")


# Starting over.

OLD = f"id: A, name: Old, {LOST}, ended: vanished, loss_reason: {{reason: They went quiet, said_by: rep}}"
OLD_ANSWERS = "answers: {budget: {value: 40 a head, on: 2026-07-02}, problem: {value: tbd}}"
NEW = f"id: B, name: New, {OPEN}, restarted_from: A"


def test_a_new_start_shows_the_old_one_with_the_answers_that_said_something(base: Path) -> None:
    made = review_of_weeks(base, f"{OLD}, {OLD_ANSWERS}\n{NEW}, created_on: 2026-11-02")
    restart = deal_of(made, "B").restart
    assert restart
    assert (restart.opportunity, restart.ended, restart.reason) == ("A", "vanished", "They went quiet")
    assert [(each.question, each.value, each.on) for each in restart.old_answers] == [
        ("budget", "40 a head", date(2026, 7, 2))
    ]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("{value: Paper rotas, said_by: buyer, on: 2026-11-02}", "answered"),
        ("{value: Paper rotas, said_by: buyer, on: 2026-11-01}", "stale"),
        ("{value: Paper rotas, said_by: buyer}", "stale"),
        ("{value: tbd}", "open"),
    ],
)
def test_on_a_new_start_only_answers_given_since_count(base: Path, answer: str, state: str) -> None:
    made = review_of_weeks(base, f"{OLD}\n{NEW}, created_on: 2026-11-02, answers: {{problem: {answer}}}")
    (found,) = [each for each in deal_of(made, "B").answers if each.question == "problem"]
    assert found.state == state
    assert (found.good_until is None) == (state != "answered")


def test_without_its_first_day_no_answer_of_a_new_start_is_known_to_be_new(base: Path) -> None:
    made = review_of_weeks(base, f"{OLD}\n{NEW}, answers: {{problem: {{value: Paper, on: 2026-11-12}}}}")
    assert [(each.question, each.state) for each in deal_of(made, "B").answers] == [
        ("problem", "stale"),
        ("budget", "open"),
    ]


def test_an_answer_without_a_day_counts_where_nothing_was_started_over(base: Path) -> None:
    made = review_of_weeks(base, f"id: B, name: B, {OPEN}, answers: {{problem: Paper rotas}}")
    assert [each.state for each in deal_of(made, "B").answers] == ["answered", "open"]


def test_the_sample_shows_the_old_answers_of_both_new_starts(sample: Review) -> None:
    for opportunity, old in (("OPP-1061", "OPP-1002"), ("OPP-1063", "OPP-1016")):
        deal = deal_of(sample, opportunity)
        assert deal.restart
        assert deal.restart.opportunity == old
        assert len(deal.restart.old_answers) == 3
        assert all(each.state != "answered" for each in deal.answers)


# Answers go stale.

AGED = "{value: 40 a head, said_by: buyer, on: %s}"


def aged(base: Path, on: str) -> Review:
    answers = f"{{budget: {AGED % on}, problem: {{value: Rotas, said_by: buyer, on: 2026-11-10}}}}"
    return review_of_weeks(base, f"id: A, name: A, {OPEN}, answers: {answers}")


def facts_of(review: Review) -> dict[str, object]:
    """Give the facts of qualification: the page shows them on a rep's card and on the deal."""
    deal = deal_of(review, "A")
    card = review.scorecards[0]
    return {"answered": deal.questions_answered, "qualified": card.qualified.total.count, "known": card.qualified.known}


def test_an_answer_is_good_for_as_long_as_its_question_says_and_no_day_longer(base: Path) -> None:
    good, stale = aged(base, "2026-09-17"), aged(base, "2026-09-16")
    assert facts_of(good) == {"answered": 2, "qualified": 1, "known": 1}
    assert facts_of(stale) == {"answered": 1, "qualified": 0, "known": 1}


def test_a_stale_answer_is_asked_again_and_the_old_one_shown_with_its_last_good_day(base: Path) -> None:
    made = aged(base, "2026-09-16")
    (old,) = [each for each in deal_of(made, "A").answers if each.question == "budget"]
    assert (old.state, old.value, old.on) == ("stale", "40 a head", date(2026, 9, 16))
    assert old.good_until == date(2026, 11, 15)
    assert "budget" in {ask.question for ask in made.scorecards[0].asks}
    assert "budget" not in {ask.question for ask in aged(base, "2026-09-17").scorecards[0].asks}


def test_in_the_sample_what_is_stale_is_open_asked_again_and_not_qualified(sample: Review) -> None:
    stale = [(deal, each) for deal in sample.opportunities for each in deal.answers if each.state == "stale"]
    assert stale
    for deal, answer in stale:
        facts = {fact.name: fact.value for fact in deal.facts}
        assert facts.get("qualified") is not True
        assert answer.value
        assert answer.good_until is None or answer.good_until < sample.as_of
        card = next(card for card in sample.scorecards if card.rep == deal.owner)
        asked = {ask.question: ask for ask in card.asks}
        assert answer.question in asked
        if "answers-fresh" in deal.failed + deal.resting:
            assert facts["stale_answers"] == sum(each.state == "stale" for each in deal.answers)
    assert any("answers-fresh" in deal.failed for deal, _ in stale)
