"""The manager's page: what waits for a ruling, in which order, and what lies beside it (D01 to D06)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.compose.deal_summary import DealSummary
from scorecards.compose.ruling_case import first_to_rule_on
from scorecards.report.managers import RulingCase
from scorecards.report.values import Money
from tests.support.ruling_team import ACCOUNTS, RulingTeam, hanging, stalled
from tests.support.situations import situation


def names(cases: tuple[RulingCase, ...]) -> list[str]:
    return [case.opportunity for case in cases]


# What waits.


def test_the_largest_amount_in_the_teams_currency_comes_first_and_unknown_ones_last(team: RulingTeam) -> None:
    team.write(
        "playbook/scoring.yml", (team.folder / "playbook/scoring.yml").read_text().replace("cases: 2", "cases: 9")
    )
    amounts = {"a": "amount: 90", "b": "amount: 100, currency: USD", "c": "notes: none", "d": "amount: 70"}
    team.snapshot(
        *(hanging(name, more=amount) for name, amount in amounts.items()),
        hanging("e", more="amount: 999, currency: GBP"),
    )
    page = team.page()
    assert names(page.waiting) == ["a", "d", "b", "c", "e"]
    assert page.waiting[2].at_stake == Money(Decimal("50.00"), "EUR")
    assert page.waiting[4].at_stake is None


def test_the_list_is_cut_and_the_rest_counted_summed_and_named(team: RulingTeam) -> None:
    team.snapshot(*(hanging(f"d{place}", more=f"amount: {place}") for place in range(1, 8)))
    page = team.page()
    assert names(page.waiting) == ["d7", "d6"]
    assert (page.waiting_sum.count, page.waiting_sum.amounts) == (7, (Money(Decimal(28), "EUR"),))
    assert (page.waiting_rest.count, page.waiting_rest.amounts) == (5, (Money(Decimal(15), "EUR"),))
    assert page.rest_ids == ("d5", "d4", "d3")


def test_many_cases_on_the_same_evidence_are_told_as_alike_and_one_that_differs_ends_it(team: RulingTeam) -> None:
    team.change("playbook/scoring.yml", "ruling_cases: 2", "ruling_cases: 20")
    same = [hanging(f"d{place}", more=f"amount: {place}") for place in range(1, 5)]
    team.snapshot(*same)
    page = team.page()
    assert page.alike == page.cases[0]
    team.snapshot(*same[:3])
    assert team.page().alike is None, "of three, each says it"
    team.snapshot(*same, hanging("e", more="close_date: 2026-10-01"))
    assert team.page().alike is None


def test_where_nothing_hangs_nothing_waits(team: RulingTeam) -> None:
    team.snapshot("id: a, name: A, owner: ana, status: open, stage: meet, stage_entered_on: 2026-11-10")
    page = team.page()
    assert (page.waiting, page.waiting_sum.count, page.reviews_due) == ((), 0, ())


def test_the_other_managers_deals_are_not_there(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b", "bo"), hanging("c", "cy"))
    assert (names(team.page("mara").waiting), names(team.page("olu").waiting)) == (["a", "b"], ["c"])
    assert [line.rep for line in team.page("mara").reps] == ["ana", "bo"]
    assert team.page("olu").open.count == 1


# Rulings.


def test_overdue_rulings_stand_on_top_the_longest_first_and_a_day_that_is_today_is_due(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b"), hanging("c"), hanging("d"))
    team.rulings(
        stalled("a", "2026-10-20", "2026-11-16"),
        stalled("b", "2026-10-20", "2026-11-13"),
        stalled("c", "2026-10-20", "2026-10-30"),
    )
    page = team.page()
    assert [(case.opportunity, case.waits, case.days) for case in page.reviews_due] == [
        ("c", "overdue", 17),
        ("b", "overdue", 3),
        ("a", "due", 0),
    ]
    assert page.reviews_overdue == 2
    assert [(case.opportunity, case.waits, case.days) for case in page.waiting] == [("d", "first", None)]


def test_overdue_rulings_are_findings_on_the_manager_and_not_on_the_rep(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b"))
    team.rulings(stalled("a", "2026-10-20", "2026-11-01"), stalled("b", "2026-10-20", "2026-12-01"))
    review = team.review()
    assert [(group.check, group.begin_with) for group in review.manager_pages[0].findings] == [
        ("looked-at-again", ("a",))
    ]
    assert "looked-at-again" not in {group.check for card in review.scorecards for group in card.groups}
    assert "looked-at-again" not in {group.check for group in review.groups}


def test_a_ruling_of_active_that_named_no_day_waits_again_once_it_has_hung_on(team: RulingTeam) -> None:
    team.snapshot(hanging("a"))
    team.rulings("opportunity: a, by: mara, on: 2026-10-20, ruling: active")
    assert team.case("a").waits == "again"


def test_a_pause_that_runs_neither_waits_nor_is_due(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b"), hanging("c"))
    team.rulings(stalled("a", "2026-11-10", "2026-12-24"), stalled("b", "2026-11-10", "2026-12-01"))
    page = team.page()
    assert page.paused == ("b", "a")
    assert (names(page.reviews_due), names(page.waiting)) == ([], ["c"])


def test_the_review_of_an_earlier_managers_ruling_falls_to_the_present_one_and_the_ruling_stays_with_who_made_it(
    team: RulingTeam,
) -> None:
    team.snapshot(hanging("a", "cy"))
    team.rulings(stalled("a", "2026-10-20", "2026-11-09"))
    mara, olu = team.page("mara"), team.page("olu")
    assert (names(mara.reviews_due), names(olu.reviews_due)) == ([], ["a"])
    assert [ruling.by for each in mara.interventions for ruling in each.interventions] == ["mara"]
    assert olu.interventions == ()


def test_a_closed_opportunity_is_not_looked_at_again(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), as_of="2026-10-19")
    team.snapshot("id: a, name: Deal a, owner: ana, status: lost, closed_on: 2026-11-12")
    team.rulings(stalled("a", "2026-10-20", "2026-11-01"))
    assert team.page().reviews_due == ()


def test_own_rulings_are_told_latest_first_with_what_moved_and_how_the_deal_stands_now(team: RulingTeam) -> None:
    step = "next_steps: [{what: Sign, side: customer, due: 2026-11-04%s}]"
    team.snapshot(hanging("a", more=step % ""), hanging("b"), hanging("c"), as_of="2026-10-19")
    team.snapshot(
        hanging("a", more=step % ", done_on: 2026-11-04"),
        "id: b, name: Deal b, owner: ana, status: lost, closed_on: 2026-11-12",
    )
    team.rulings(
        stalled("a", "2026-10-20", "2026-11-20"),
        "opportunity: b, by: mara, on: 2026-10-21, ruling: dead, reason: Nobody is left there",
        "opportunity: c, by: mara, on: 2026-10-22, ruling: active",
    )
    ruled = team.page().interventions
    assert [(each.of.name, each.of.status, each.interventions[0].ruling) for each in ruled] == [
        ("Deal c", "gone", "active"),
        ("Deal b", "lost", "dead"),
        ("Deal a", "open", "stalled"),
    ]
    (change,) = ruled[2].interventions[0].moved
    assert (change.kind, change.on) == ("step_done", date(2026, 11, 4))
    assert ruled[0].of.has_row is False
    assert ruled[2].of.has_row is True


def test_several_rulings_on_one_deal_stand_together_under_its_name(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b"))
    team.rulings(
        stalled("a", "2026-10-20", "2026-11-01"),
        "opportunity: b, by: mara, on: 2026-10-22, ruling: active",
        stalled("a", "2026-11-02", "2026-12-01"),
    )
    ruled = team.page().interventions
    assert [(each.of.name, [ruling.number for ruling in each.interventions]) for each in ruled] == [
        ("Deal a", [2, 1]),
        ("Deal b", [1]),
    ]


def test_what_waits_is_counted_alike_in_the_figure_the_sum_and_the_lines_of_the_reps(team: RulingTeam) -> None:
    team.snapshot(*(hanging(name, more="amount: 10") for name in "abc"), hanging("d", "bo", more="amount: 5"))
    team.rulings(stalled("a", "2026-10-20", "2026-11-01"))
    page = team.page()
    assert (page.waits.count, page.waits.amounts) == (4, (Money(Decimal(35), "EUR"),))
    assert page.waits.count == len(page.reviews_due) + page.waiting_sum.count == sum(line.waits for line in page.reps)
    assert (len(page.reviews_due), page.waiting_sum.count) == (1, 3)


# What lies beside a case.


def test_the_evidence_is_sorted_by_what_it_says_on_each_of_the_two_questions(team: RulingTeam) -> None:
    team.snapshot(
        hanging("a", more="next_steps: [], close_date: 2026-12-01"),
        hanging("b", more="close_date: 2026-11-01"),
    )
    without_steps, late = team.case("a"), team.case("b")
    assert without_steps.needs_action.speaks_for == ("two-next-steps",)
    assert without_steps.winnable.speaks_for == ("close-date-ahead",)
    assert late.needs_action.unknown == ("two-next-steps",)
    assert (late.winnable.speaks_for, late.winnable.speaks_against) == ((), ("close-date-ahead",))
    assert (without_steps.reasons, late.reasons) == (("two-next-steps",), ("close-date-ahead",))


def test_where_only_a_failure_counts_passing_says_nothing(team: RulingTeam) -> None:
    path = team.folder / "playbook/checks/close-date-ahead.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("winnable", "winnable_if_it_fails"), encoding="utf-8")
    team.snapshot(hanging("a", more="close_date: 2026-12-01"), hanging("b", more="close_date: 2026-11-01"))
    ahead, late = team.case("a").winnable, team.case("b").winnable
    assert (ahead.speaks_for, ahead.speaks_against) == ((), ())
    assert (late.speaks_for, late.speaks_against) == ((), ("close-date-ahead",))


def test_the_latest_talks_that_moved_it_forward_and_back_stand_on_the_case_with_their_notes(team: RulingTeam) -> None:
    talk = "direction: inbound, kind: call, outcome"
    team.snapshot(
        hanging(
            "a",
            more=f"activities: [{{on: 2026-10-01, {talk}: advance, note: Early}}, "
            f"{{on: 2026-10-20, {talk}: setback, note: The board said no}}, "
            f"{{on: 2026-10-12, {talk}: advance, note: Sent to the board}}]",
        ),
        hanging("b", more="activities: []"),
    )
    moved, still = team.case("a"), team.case("b")
    assert moved.advance
    assert (moved.advance.text, moved.advance.on) == ("Sent to the board", date(2026, 10, 12))
    assert moved.setback
    assert moved.setback.text == "The board said no"
    assert (still.advance, still.setback) == (None, None)


@pytest.mark.parametrize(
    ("account", "state", "aim"),
    [
        ("account: planned", "on_file", "Hold our place."),
        ("account: late", "after_the_stall", "Save this deal."),
        ("account: bare", "none", None),
        ("account: ~", "unknown", None),
        ("notes: none", "unknown", None),
    ],
)
def test_the_account_plan_or_its_absence_is_said(team: RulingTeam, account: str, state: str, aim: str | None) -> None:
    team.snapshot(hanging("a", more=account))
    plan = team.case("a").account_plan
    assert (plan.state, plan.aim) == (state, aim)


def test_the_territory_is_the_accounts_else_the_reps_and_its_plan_can_be_younger_than_the_stall(
    team: RulingTeam,
) -> None:
    team.snapshot(hanging("a", more="account: bare"), hanging("b", more="account: planned"))
    assert (team.case("a").territory_plan.state, team.case("a").territory_plan.name) == ("none", "East")
    assert (team.case("b").territory_plan.state, team.case("b").territory_plan.name) == ("after_the_stall", "North")


def test_a_territory_plan_from_before_the_stall_is_on_file(team: RulingTeam) -> None:
    team.write("pipeline/accounts.yml", ACCOUNTS.replace("2026-11-03", "2026-09-01"))
    team.snapshot(hanging("a"))
    assert team.case("a").territory_plan.state == "on_file"


def test_a_rep_without_a_territory_leaves_the_territory_plan_unknown(team: RulingTeam) -> None:
    team.snapshot(hanging("a", "bo"))
    assert team.case("a").territory_plan.state == "unknown"


@pytest.mark.parametrize(
    ("created", "redrawn"),
    [("2026-09-01", date(2026, 10, 10)), ("2026-10-11", None)],
)
def test_a_realignment_is_told_where_the_opportunity_is_older(
    team: RulingTeam, created: str, redrawn: date | None
) -> None:
    team.snapshot(
        f"id: a, name: A, owner: ana, status: open, stage: meet, stage_entered_on: 2026-10-15, created_on: {created}"
        if redrawn is None
        else hanging("a", more=f"created_on: {created}")
    )
    case = team.case("a")
    assert case.realigned_on == redrawn
    assert case.realignment == ("Louth went to the east." if redrawn else None)


# The team.


def test_a_line_for_each_rep_counts_both_kinds_of_waiting_and_gives_nobody_a_score(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b"), hanging("c", "bo"))
    team.rulings(stalled("a", "2026-10-20", "2026-11-01"))
    lines = team.page().reps
    assert [(line.rep, line.open.count, line.waits) for line in lines] == [("ana", 2, 2), ("bo", 1, 1)]
    assert not {"score", "rank", "place"} & set(type(lines[0]).__slots__)


def test_what_ended_or_is_gone_since_the_last_snapshot_is_told_by_name(team: RulingTeam) -> None:
    team.snapshot(hanging("a"), hanging("b"), hanging("c"), hanging("d", "cy"), as_of="2026-11-09")
    team.snapshot(
        "id: a, name: Deal a, owner: ana, status: won, closed_on: 2026-11-12, amount: 5",
        "id: b, name: Deal b, owner: ana, status: no_decision, closed_on: 2026-11-12",
    )
    page = team.page()
    assert [(each.name, each.status) for each in page.ended] == [("Deal a", "won"), ("Deal b", "no_decision")]
    assert page.since is not None
    assert [each.opportunity for each in page.since.gone] == ["c"]
    assert page.since.since == date(2026, 11, 9)


def test_a_check_that_nearly_all_of_the_reps_deals_fail_is_said_to_tell_little(team: RulingTeam) -> None:
    team.snapshot(*(hanging(f"d{place}", more="next_steps: []") for place in range(20)))
    assert [group.check for group in team.page().tells_little] == ["two-next-steps"]
    team.snapshot(*(hanging(f"d{place}", more="next_steps: []") for place in range(19)))
    assert team.page().tells_little == ()


def test_a_deal_that_was_handed_over_is_still_open_for_the_manager_who_ruled_it_over(tmp_path: Path) -> None:
    """It is no longer among the manager's own, and the ruling is not carried out all the same (D04)."""
    ruled = "rulings:\n  - {opportunity: O1, by: mara, on: 2026-11-10, ruling: lost, reason: They chose another.}\n"
    review = situation(tmp_path, "owner: bo", before={"2026-11-09": ("owner: ana",)}, rulings=ruled).review
    mara, olu = review.manager_pages
    (told,) = mara.interventions
    assert [each.days_still_open for each in told.interventions] == [6]
    assert (mara.to_close, olu.to_close) == ((), ("O1",))


# In which order cases stand, and why (D05, D06).


def test_strategic_and_realigned_come_first_then_commits_by_close_date_then_the_amount_then_the_days(
    team: RulingTeam,
) -> None:
    team.change("playbook/scoring.yml", "ruling_cases: 2", "ruling_cases: 20")
    commit = "forecast_category: commit, amount: 10"
    team.snapshot(
        hanging("a", "cy", "amount: 900").replace("owner: cy", "owner: bo"),
        hanging("b", "bo", f"{commit}, close_date: 2026-12-18"),
        hanging("c", "bo", f"{commit}, close_date: 2026-11-30"),
        hanging("d", "bo", "amount: 10, account: planned"),
        hanging("e", "ana", "amount: 5, created_on: 2026-10-01"),
        hanging("f", "bo", "forecast_category: commit, amount: 90"),
        hanging("g", "bo", "forecast_category: pipeline"),
        hanging("h", "bo", "amount: 900").replace("2026-10-01", "2026-09-01"),
    )
    page = team.page()
    assert [case.opportunity for case in page.waiting] == ["d", "e", "c", "b", "f", "h", "a", "g"]
    assert [[each.reason for each in case.priority] for case in page.waiting] == [
        ["strategic"],
        ["realigned"],
        ["commit"],
        ["commit"],
        ["commit"],
        ["amount"],
        ["amount"],
        ["days"],
    ]


def test_what_is_due_again_comes_before_all_that_waits_for_a_first_ruling_and_strategic_ones_lead_there_too(
    team: RulingTeam,
) -> None:
    team.snapshot(
        hanging("a", "bo", "amount: 900, account: planned"),
        hanging("b", "bo", "amount: 900"),
        hanging("c", "bo", "amount: 1, account: planned"),
    )
    team.rulings(stalled("b", "2026-10-20", "2026-10-30"), stalled("c", "2026-10-20", "2026-11-12"))
    page = team.page()
    assert [case.opportunity for case in page.cases] == ["c", "b", "a"]
    assert [(each.reason, str(each.on)) for each in page.cases[1].priority] == [("review", "2026-10-30")]


# Plans with goals, and a day for a review of their own (D05, D06).


def test_a_plan_tells_its_goals_with_progress_and_whether_its_review_has_passed(team: RulingTeam) -> None:
    team.change(
        "pipeline/accounts.yml",
        "{written_on: 2026-01-05, aim: Hold our place.}",
        "{written_on: 2026-01-05, aim: Hold our place., next_review: 2026-11-15, goals: ["
        "{goal: Both depots, by: 2026-10-30, progress: One signed}, {goal: A reference, done_on: 2026-09-01}, "
        "{goal: A second name, by: 2026-11-16}]}",
    )
    team.snapshot(hanging("a", "bo", "account: planned"))
    plan = team.case("a").account_plan
    assert plan.review_overdue
    assert [(each.goal, each.progress, each.is_overdue) for each in plan.goals] == [
        ("Both depots", "One signed", True),
        ("A reference", None, False),
        ("A second name", None, False),
    ]


@pytest.mark.parametrize(("review", "overdue"), [("2026-11-16", False), ("2026-11-15", True), ("", False)])
def test_a_territory_plan_has_a_day_for_its_own_review(team: RulingTeam, review: str, *, overdue: bool) -> None:
    team.change("pipeline/accounts.yml", "aim: Keep Louth.}", f"aim: Keep Louth., next_review: {review}}}")
    team.snapshot(hanging("a"))
    assert team.case("a").territory_plan.review_overdue is overdue
    assert [line.plan.review_overdue for line in team.review().territories] == [overdue, False]


@given(
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.booleans(), st.none() | st.integers(1, 3)), min_size=2, max_size=8
    )
)
def test_no_amount_outweighs_strategy_or_a_commit(
    kinds: list[tuple[bool, bool, bool, int | None]],
) -> None:
    """The order is the same from whichever side one begins to read, and an unknown amount is never taken for zero."""
    nothing = DealSummary._make(None for _ in DealSummary._fields)
    deals = [
        nothing._replace(
            id=f"O{place}",
            is_strategic=strategic,
            is_realigned=realigned,
            is_committed=committed,
            worth=None if worth is None else Decimal(worth),
        )
        for place, (strategic, realigned, committed, worth) in enumerate(kinds)
    ]
    ordered = sorted(deals, key=first_to_rule_on)
    backwards = [*reversed(deals)]
    assert ordered == sorted(backwards, key=first_to_rule_on)
    forward = [deal.is_strategic or deal.is_realigned for deal in ordered]
    assert forward == sorted(forward, reverse=True)
    for first in (True, False):
        group = [deal for deal in ordered if (deal.is_strategic or deal.is_realigned) is first]
        committed = [deal.is_committed for deal in group]
        assert committed == sorted(committed, reverse=True)
        for wanted in (True, False):
            amounts = [deal.worth for deal in group if deal.is_committed is wanted]
            known = [each for each in amounts if each is not None]
            assert amounts[: len(known)] == sorted(known, reverse=True)
