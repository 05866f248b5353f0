"""What changed the open pipeline from one snapshot to the next: every cent of it, each opportunity once."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.cli.main import scorecards
from scorecards.history.record import SnapshotRecord
from scorecards.history.replay import replay
from scorecards.model.team import Manager, Rep, Team
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.report.figures import Flow, FlowStep
from scorecards.report.sums import total_of
from scorecards.report.values import Money, Named
from scorecards.team.pipeline_flow import flow_of
from tests.support.records import TERMS, snapshot_record
from tests.support.tree import tree
from tests.support.weeks import review_of_weeks

TEAM = Team(
    name="A team",
    currency="EUR",
    rates={"USD": "0.915", "GBP": "1.1773"},
    managers=(Manager(id="mara", name="Mara"),),
    reps=(Rep(id="ana", name="Ana", manager="mara"),),
)


def named(opportunity: str) -> Named:
    return Named(opportunity, f"Deal {opportunity}", None, "ana", "Ana", None, "open", has_row=True)


def flow(*weeks: list[dict[str, Any]]) -> Flow:
    """Give the flow between the last two of some snapshots."""
    made = flow_of(replay([snapshot_record(number, *rows) for number, rows in enumerate(weeks)], TERMS), TEAM, named)
    assert made
    return made


def step(made: Flow, kind: str) -> FlowStep:
    (found,) = [each for each in made.steps if each.kind == kind]
    return found


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


OTHER = {"id": "O9", "amount": 100}


@pytest.mark.parametrize(
    ("before", "now", "kind", "amount"),
    [
        (None, {"amount": 40}, "new", "40"),
        ({"amount": 40, "status": "lost"}, {"amount": 50}, "reopened", "50"),
        ({"amount": 40}, {"amount": 50}, "raised", "10"),
        ({"amount": 40}, {"amount": "39.99"}, "lowered", "-0.01"),
        ({}, {"amount": 40}, "given", "40"),
        ({"amount": 0}, {"amount": 40}, "given", "40"),
        ({"amount": 40, "currency": "CHF"}, {"amount": 40}, "given", "40"),
        ({"amount": 40}, {}, "withdrawn", "-40"),
        ({"amount": 40}, {"amount": 40, "currency": "CHF"}, "withdrawn", "-40"),
        ({"amount": 40}, {"amount": 100, "currency": "USD"}, "currency", "51.5"),
        ({"amount": 40}, {"amount": 60, "status": "won"}, "won", "-40"),
        ({"amount": 40}, {"amount": 40, "status": "lost"}, "lost", "-40"),
        ({"amount": 40}, {"amount": 40, "status": "no_decision"}, "no_decision", "-40"),
        ({"amount": 40}, None, "gone", "-40"),
    ],
)
def test_every_kind_of_change_has_a_step_of_its_own(before: Any, now: Any, kind: str, amount: str) -> None:
    held = [[OTHER] if state is None else [{"id": "O1", **state}, OTHER] for state in (before, now)]
    made = flow(*held)
    (only,) = made.steps
    assert (only.kind, only.count, only.opportunities) == (kind, 1, ("O1",))
    assert only.amount.amount == Decimal(amount)


def test_what_stays_as_it_is_has_no_step() -> None:
    made = flow([OTHER], [{**OTHER, "name": "Another name", "stage": "sign"}])
    assert (made.steps, made.then, made.now) == ((), made.now, made.then)
    assert made.now.amount == euro("100")


def test_one_that_a_snapshot_left_out_is_back_and_not_new() -> None:
    made = flow([{"amount": 40}, OTHER], [OTHER], [{"amount": 50}, OTHER])
    assert [each.kind for each in made.steps] == ["back"]


def test_one_that_was_closed_and_then_left_out_is_reopened() -> None:
    made = flow([{"amount": 40, "status": "lost"}, OTHER], [OTHER], [{"amount": 50}, OTHER])
    assert [each.kind for each in made.steps] == ["reopened"]


def test_one_that_comes_closed_changes_nothing() -> None:
    assert flow([OTHER], [{"id": "O1", "amount": 40, "status": "won"}, OTHER]).steps == ()


def test_what_adds_nothing_to_the_sum_is_counted() -> None:
    made = flow([OTHER], [{"id": "O1"}, {"id": "O2", "amount": 5, "currency": "CHF"}, {"id": "O3", "amount": 7}, OTHER])
    new = step(made, "new")
    assert (new.count, new.amount, new.without, new.without_rate) == (3, euro("7"), 1, 1)
    assert (made.now.count, made.now.amount, made.now.without, made.now.without_rate) == (4, euro("107"), 1, 1)


def test_a_close_date_that_moves_is_told_apart_and_changes_no_sum() -> None:
    before = [{"id": f"O{each}", "amount": each, "close_date": "2026-12-01"} for each in (1, 2, 3)]
    out, in_, none = ({**each} for each in before)
    out["close_date"], in_["close_date"] = "2026-12-20", "2026-11-20"
    del none["close_date"]
    made = flow(before, [out, in_, none])
    assert made.steps == ()
    assert (made.pushed_out.opportunities, made.pushed_out.amount) == (("O1",), euro("1"))
    assert (made.pulled_in.opportunities, made.pulled_in.amount) == (("O2",), euro("2"))


def test_one_snapshot_alone_has_no_flow() -> None:
    assert flow_of(replay([snapshot_record(0, OTHER)], TERMS), TEAM, named) is None


STATES = st.none() | st.fixed_dictionaries(
    {"status": st.sampled_from(["open", "open", "open", "won", "lost", "no_decision"])},
    optional={
        "amount": st.decimals(0, 10_000_000, places=2).map(str),
        "currency": st.sampled_from(["EUR", "USD", "GBP", "CHF"]),
        "close_date": st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str),
    },
)
WEEKS = st.lists(st.lists(STATES, min_size=3, max_size=3), max_size=8)


def snapshots(deals: list[list[dict[str, Any] | None]]) -> list[SnapshotRecord]:
    """Make three snapshots of deals that stand like this in each."""
    held: list[list[dict[str, Any]]] = [[OTHER], [OTHER], [OTHER]]
    for place, states in enumerate(deals):
        for rows, state in zip(held, states, strict=True):
            if state is not None:
                rows.append({"id": f"D{place}", **state})
    return [snapshot_record(number, *rows) for number, rows in enumerate(held)]


@settings(max_examples=60, deadline=None)
@given(WEEKS)
def test_what_was_and_what_changed_is_what_there_is_now_to_the_last_cent(deals: list[list[Any]]) -> None:
    weeks = snapshots(deals)
    made = flow_of(replay(weeks, TERMS), TEAM, named)
    assert made
    assert made.then.amount.amount + sum(each.amount.amount for each in made.steps) == made.now.amount.amount
    assert made.then.count + sum(each.comes * each.count for each in made.steps) == made.now.count
    for shot, total in ((weeks[-2], made.then), (weeks[-1], made.now)):
        expected = total_of([each for each in shot.records.values() if each.is_open], TEAM)
        assert (total.count, total.without) == (expected.count, expected.without)
        if all(each.currency == "EUR" for each in expected.amounts):
            assert total.amount.amount == sum(each.amount for each in expected.amounts)
            assert total.without_rate == 0


@settings(max_examples=60, deadline=None)
@given(WEEKS)
def test_what_has_no_rate_adds_nothing_and_is_counted(deals: list[list[Any]]) -> None:
    """Leaving it out of the snapshots changes no total: so much the pages say apart by currency, and the flow not."""
    weeks = snapshots(deals)
    made = flow_of(replay(weeks, TERMS), TEAM, named)
    assert made
    for shot, total in ((weeks[-2], made.then), (weeks[-1], made.now)):
        still_open = [each for each in shot.records.values() if each.is_open]
        with_rate = [each for each in still_open if each.currency != "CHF"]
        worth = {each.currency: each.amount for each in total_of(with_rate, TEAM).amounts}
        assert worth.keys() <= {"EUR"}
        assert total.amount.amount == worth.get("EUR", 0)
        assert total.without_rate == sum(each.currency == "CHF" and bool(each.amount) for each in still_open)


@settings(max_examples=60, deadline=None)
@given(WEEKS)
def test_each_opportunity_is_in_one_step_at_most_and_no_step_adds_what_it_takes(deals: list[list[Any]]) -> None:
    made = flow_of(replay(snapshots(deals), TERMS), TEAM, named)
    assert made
    ids = [each for step_ in made.steps for each in step_.opportunities]
    assert len(ids) == len(set(ids))
    for each in made.steps:
        assert each.count == len(each.opportunities) > 0
        assert tuple(shown.opportunity for shown in each.shown) == each.opportunities[:3]
        assert each.rest == len(each.opportunities) - len(each.shown)
        if each.kind in {"new", "back", "reopened", "given", "raised"}:
            assert each.amount.amount >= 0
        elif each.kind != "currency":
            assert each.amount.amount <= 0


def test_the_flow_of_a_team_ends_at_the_sum_that_all_pages_show(base: Path) -> None:
    row = "name: N, owner: bo, status: open, stage: meet"
    made = review_of_weeks(base, f"id: A, {row}, amount: 10", f"id: A, {row}, amount: 12\nid: B, {row}")
    assert made.figures.flow
    assert (made.figures.flow.now.amount,) == made.open.amounts
    assert made.figures.flow.now.count == made.open.count


def test_the_largest_of_a_change_are_named_first_and_the_others_counted() -> None:
    made = flow([OTHER], [OTHER, *({"id": f"O{each}", "amount": each} for each in (1, 2, 3, 4)), {"id": "O5"}])
    new = step(made, "new")
    assert [each.name for each in new.shown] == ["Deal O4", "Deal O3", "Deal O2"]
    assert (new.rest, new.opportunities) == (2, ("O4", "O3", "O2", "O1", "O5"))


def test_what_went_is_named_on_the_page_though_it_has_no_row(base: Path) -> None:
    """One that left the export has no page to link to; what is open has one."""
    row = "owner: bo, status: open, stage: meet, amount: 10"
    before = "\n".join(f"id: G{each}, name: Gone {each}, {row}" for each in range(5))
    made = review_of_weeks(base, before, f"id: N, name: New one, {row}")
    assert made.figures.flow
    gone, new = step(made.figures.flow, "gone"), step(made.figures.flow, "new")
    assert [(each.name, each.status, each.has_row) for each in gone.shown] == [
        (f"Gone {each}", "gone", False) for each in range(3)
    ]
    assert [each.has_row for each in new.shown] == [True]
    page = tree(render(made, reference(scorecards))["scorecards/figures.md"])
    told = {next(row.all("td")).flat: row for row in page.all("tr") if list(row.all("td"))}
    cells = list(told["Gone from export"].all("td"))
    assert cells[-1].flat == "Gone 0; Gone 1; Gone 2 and 2 more"
    assert not list(cells[-1].all("a"))
    assert told["New"].one("a").attributes["href"].endswith("scorecards/bo.html#N")
