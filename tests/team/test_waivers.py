"""Waivers from the file to the pages: on the deal, in the sums, and on the page of the manager who approved them."""

import csv
from io import StringIO

import pytest

from scorecards.render.csv_files import csv_files_of
from scorecards.render.explanation import explain
from scorecards.report.deal import Deal
from tests.support.reviews import deal_of, review_in
from tests.support.ruling_team import RulingTeam

CHECK = "two-next-steps"
DEAL = "status: open, stage: meet, stage_entered_on: 2026-11-03, next_steps: [], amount: 100"


def waiver(until: str, more: str = "opportunity: a", approved_on: str = "2026-11-02") -> str:
    who = "reason: They move house, approved_by: mara"
    return f"  - {{check: {CHECK}, {more}, {who}, approved_on: {approved_on}, until: {until}}}\n"


def granted(team: RulingTeam, *waivers: str, more: str = "") -> None:
    team.snapshot(
        f"id: a, name: A, owner: ana, {DEAL}, account: bare{more}",
        f"id: b, name: B, owner: bo, {DEAL}, account: bare",
        f"id: c, name: C, owner: cy, {DEAL}, account: bare",
    )
    team.write("pipeline/waivers.yml", f"waivers:\n{''.join(waivers)}")


def named(deal: Deal) -> tuple[bool, bool, bool]:
    return CHECK in deal.failed, CHECK in deal.passed, CHECK in deal.waived


def test_a_waived_check_is_neither_a_finding_nor_passing_and_counts_as_waived(team: RulingTeam) -> None:
    granted(team, waiver("2026-11-16"))
    review = team.review()
    assert named(deal_of(review, "a")) == (False, False, True)
    assert named(deal_of(review, "b")) == (True, False, False)
    tally = review.rules.checks[CHECK].tally
    assert (tally.failed, tally.waived, tally.not_applicable) == (2, 1, 0)
    assert review.waived_checks == ((CHECK, 1),)
    assert next(group.tally.waived for group in review.groups if group.check == CHECK) == 1


def test_it_ends_on_its_day_and_the_finding_that_is_back_says_so(team: RulingTeam) -> None:
    granted(team, waiver("2026-11-15"))
    deal = deal_of(team.review(), "a")
    assert named(deal) == (True, False, False)
    assert [(each.check, str(each.until)) for each in deal.waivers_ended] == [(CHECK, "2026-11-15")]
    (line,) = team.page().waivers_to_review
    assert (line.state, line.back) == ("ended", ("a",))


def test_one_that_finds_nothing_to_silence_is_to_be_reviewed_by_who_approved_it(team: RulingTeam) -> None:
    steps = "{what: Walk, side: SIDE, owner: Jo, due: 2026-11-20}"
    both = ", ".join(steps.replace("SIDE", side) for side in ("us", "customer"))
    granted(team, waiver("2026-11-30"), waiver("2026-11-30", "opportunity: b"))
    told = f"owner: ana, {DEAL}"
    team.change("pipeline/snapshots/2026-11-16.yml", told, told.replace("[]", f"[{both}]"))
    assert named(deal_of(team.review(), "a")) == (False, True, False)
    page = team.page()
    assert [line.of.opportunity for line in page.waivers_to_review if line.of] == ["a"]
    assert [line.waived for line in page.waivers_that_hold] == [("b",)]
    assert team.page("olu").waivers == ()


def test_on_an_account_it_counts_for_the_deals_whose_owners_the_manager_led_that_day(team: RulingTeam) -> None:
    granted(team, waiver("2026-11-30", "account: bare"))
    assert [deal.id for deal in team.review().opportunities if deal.waived] == ["a", "b"]
    granted(team, waiver("2026-11-30", "account: bare", approved_on="2026-10-20"))
    assert sorted(deal.id for deal in team.review().opportunities if deal.waived) == ["a", "b", "c"]


def test_one_that_was_approved_after_the_next_review_is_of_another_time(team: RulingTeam) -> None:
    granted(team, waiver("2026-11-30", approved_on="2026-11-16"))
    team.snapshot(f"id: a, name: A, owner: ana, {DEAL}", as_of="2026-11-09")
    assert named(deal_of(team.review(), "a")) == (False, False, True)
    assert named(deal_of(review_in(team.folder, "2026-11-09"), "a")) == (True, False, False)


@pytest.mark.parametrize(("steps", "earned"), [("[]", 0), ("[{what: Call, side: us, owner: ana, due: 2026-11-20}]", 1)])
def test_a_category_is_earned_by_evidence_and_not_by_a_waiver(team: RulingTeam, steps: str, earned: int) -> None:
    on_forecast = (team.folder / f"playbook/checks/{CHECK}.yml").read_text("utf-8").partition("passes_when:")
    reads = "\n  forecast_category: {one_of: [commit]}\n  our_next_steps: {at_least: 1}\nask:"
    rest = on_forecast[2].partition("\nask:")[2]
    team.write(f"playbook/checks/{CHECK}.yml", "".join((*on_forecast[:2], reads, rest)))
    answered = "answers: {problem: {value: Paper rotas, said_by: buyer, on: 2026-11-10}}"
    granted(team, waiver("2026-11-30"), more=f", forecast_category: commit, {answered}")
    team.change("pipeline/snapshots/2026-11-16.yml", "next_steps: []", f"next_steps: {steps}")
    review = team.review()
    line = review.commit
    assert line is not None
    assert (line.earned.count, line.not_earned.count, line.unknown.count) == (earned, 1 - earned, 0)
    assert bool(deal_of(review, "a").waived) is not bool(earned)


def test_csv_and_explain_tell_it_with_its_last_day_and_its_place(team: RulingTeam) -> None:
    granted(team, waiver("2026-11-30"))
    review = team.review()
    rows = {row["Id"]: row for row in csv.DictReader(StringIO(csv_files_of(review)["open.csv"].decode("utf-8-sig")))}
    assert rows["a"]["Waived"].endswith("until 2026-11-30")
    assert rows["b"]["Waived"] == ""
    lines = list(explain(review, "a"))
    assert f"waiver of {CHECK}: until 2026-11-30  (pipeline/waivers.yml:2)" in lines
    assert "  approved  2026-11-02, Mara Quinn: They move house" in lines
    assert any(line.startswith("waived: ") for line in lines)
    assert ", 1 waived" in lines[1]
