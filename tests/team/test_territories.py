"""Accounts and territories, each with what is open there and its plan (D05, D06)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from scorecards.report.managers import AccountLine
from scorecards.report.values import Money
from tests.support.ruling_team import ACCOUNTS, RulingTeam, hanging, stalled


def ids(lines: Sequence[AccountLine]) -> list[str]:
    return [line.account for line in lines]


def test_strategic_accounts_come_first_then_the_others_by_name_and_those_without_deal_or_plan_not_at_all(
    team: RulingTeam,
) -> None:
    more = "  - {id: zed, name: Áine, strategic: true}\n  - {id: idle, name: Idle}\nterritory_plans:"
    team.write("pipeline/accounts.yml", ACCOUNTS.replace("territory_plans:", more))
    team.snapshot(hanging("a", more="account: bare"), hanging("b", more="account: zed"))
    assert ids(team.review().accounts) == ["planned", "zed", "bare", "late"]


def test_an_account_holds_its_open_opportunities_with_their_sum_and_what_waits(team: RulingTeam) -> None:
    team.snapshot(
        hanging("a", more="account: planned, amount: 10"),
        hanging("b", "cy", more="account: planned, amount: 5"),
        "id: c, name: C, owner: ana, status: open, stage: meet, stage_entered_on: 2026-11-10, account: planned",
        "id: d, name: D, owner: ana, status: won, closed_on: 2026-11-10, account: planned, amount: 99",
    )
    team.rulings(stalled("a", "2026-10-20", "2026-11-01"))
    line = team.review().accounts[0]
    assert sorted(line.opportunities) == ["a", "b", "c"]
    assert (line.open.amounts, line.open.count, line.open.without) == ((Money(Decimal(15), "EUR"),), 3, 1)
    assert line.awaiting == 2


def test_a_plan_is_on_file_written_after_the_stall_or_missing(team: RulingTeam) -> None:
    team.snapshot(
        hanging("a", more="account: planned"), hanging("b", more="account: late"), hanging("c", more="account: bare")
    )
    states = {line.account: line.plan.state for line in team.review().accounts}
    assert states == {"planned": "on_file", "late": "after_the_stall", "bare": "none"}


def test_a_plan_of_a_later_day_than_the_snapshot_is_not_there_yet(team: RulingTeam) -> None:
    team.write("pipeline/accounts.yml", ACCOUNTS.replace("2026-01-05", "2026-11-17"))
    team.snapshot(hanging("a", more="account: planned"))
    assert team.review().accounts[0].plan.state == "none"


def test_without_a_file_of_accounts_each_account_stands_by_its_id_and_its_plan_is_unknown(team: RulingTeam) -> None:
    (team.folder / "pipeline" / "accounts.yml").unlink()
    team.snapshot(hanging("a", more="account: acme"))
    (line,) = team.review().accounts
    assert (line.account, line.name, line.strategic, line.plan.state) == ("acme", "acme", None, "unknown")
    assert {each.plan.state for each in team.review().territories} == {"unknown"}


def test_a_territory_holds_what_lies_in_it_by_account_else_by_rep(team: RulingTeam) -> None:
    team.snapshot(
        hanging("a", more="account: bare"), hanging("b", more="account: planned"), hanging("c"), hanging("d", "bo")
    )
    north, east = team.review().territories
    assert (north.open.count, north.reps, north.accounts, north.awaiting) == (2, ("ana",), ("planned",), 2)
    assert (east.open.count, east.reps, east.accounts) == (1, (), ("bare",))


def test_a_territory_shows_its_plan_and_its_realignment_once_that_day_has_come(team: RulingTeam) -> None:
    team.snapshot(hanging("a"))
    north, east = team.review().territories
    assert (north.plan.state, north.plan.aim) == ("on_file", "Keep Louth.")
    assert (north.realigned_on, north.realignment) == (date(2026, 10, 10), "Louth went to the east.")
    assert (east.plan.state, east.realigned_on) == ("none", None)
    team.change("pipeline/team.yml", "2026-10-10", "2026-11-20")
    assert team.review().territories[0].realigned_on is None
