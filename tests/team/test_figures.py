"""The team's figures: what became of deals by stage, week and reason, with the number of cases behind each."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.cache.cache import Cache
from scorecards.history.replay import replay
from scorecards.report.figures import Figures, Share, Spread, StageFigure
from scorecards.report.review import Review
from scorecards.report.values import Money
from scorecards.review import read, review_of
from scorecards.team.durations import spread
from scorecards.team.figures import visits_of
from tests.support.records import TERMS, snapshot_record
from tests.support.reviews import sample_review
from tests.support.situations import situation
from tests.support.weeks import review_of_weeks

TOO_FEW = (None, None, None)


@pytest.fixture(scope="module")
def sample() -> Review:
    return sample_review()


def at(stage: str, entered: str, more: str = "", id_: str = "A", status: str = "open") -> str:
    text = f"id: {id_}, name: N{id_}, owner: bo, status: {status}, stage: {stage}, stage_entered_on: {entered}"
    return f"{text}, {more}" if more else text


def figures(base: Path, *weeks: str, need: int = 2) -> Figures:
    scoring = base / "playbook" / "scoring.yml"
    if "figures_need" not in scoring.read_text("utf-8"):
        scoring.write_text(scoring.read_text("utf-8") + f"figures_need: {need}\n", "utf-8")
    return review_of_weeks(base, *weeks).figures


def stage(made: Figures, name: str) -> StageFigure:
    (found,) = [each for each in made.stages if each.stage == name]
    return found


def ends(made: Figures, name: str) -> dict[str, int]:
    """Give what became of the visits to a stage, without zeros."""
    line = stage(made, name)
    kinds = ("moved_on", "back", "won", "lost", "no_decision", "gone", "still_there")
    return {kind: getattr(line, kind) for kind in kinds if getattr(line, kind)}


# By stage.


def test_a_deal_that_moved_on_is_told_in_both_stages_with_the_days_of_the_first(base: Path) -> None:
    two = "\n".join(at("meet", "2026-11-01", id_=each) for each in "AB")
    later = "\n".join((at("quote", "2026-11-11"), at("quote", "2026-11-15", id_="B")))
    made = figures(base, two, later)
    assert ends(made, "meet") == {"moved_on": 2}
    assert ends(made, "quote") == {"still_there": 2}
    stay = stage(made, "meet").stay
    assert (stay.n, stay.left, stay.median, stay.at_risk) == (2, 2, 10, 2)
    assert (stay.low, stay.high, stay.is_range, stay.goes_on) == (10, 14, True, False)
    assert stage(made, "quote").stay.left == 0


def test_a_stage_with_a_limit_in_working_days_tells_its_days_in_working_days(base: Path) -> None:
    """From a Friday to the Thursday of the week after that is nine days, as the limit counts them."""
    stages = base / "playbook" / "stages.yml"
    working = "max_days: 14\n    in_working_days: true\n"
    stages.write_text(stages.read_text("utf-8").replace("max_days: 14\n", working), "utf-8")
    two = "\n".join(at("meet", "2026-10-30", id_=each) for each in "AB")
    later = "\n".join((at("quote", "2026-11-10"), at("quote", "2026-11-12", id_="B")))
    stay = stage(figures(base, two, later), "meet").stay
    assert (stay.median, stay.low, stay.high) == (7, 7, 9)


@pytest.mark.parametrize("status", ["won", "lost", "no_decision"])
def test_a_deal_that_closed_ended_in_its_stage_on_the_day_of_closing(base: Path, status: str) -> None:
    closed = at("quote", "2026-10-20", "closed_on: 2026-11-05", status=status)
    made = figures(base, at("quote", "2026-10-20"), closed, closed)
    assert ends(made, "quote") == {status: 1}
    assert (stage(made, "quote").stay.n, stage(made, "quote").stay.left) == (1, 1)


def test_a_deal_that_closed_two_stages_on_was_in_the_last_one(base: Path) -> None:
    won = at("quote", "2026-11-10", "closed_on: 2026-11-12", status="won")
    made = figures(base, at("meet", "2026-11-01"), won)
    assert (ends(made, "meet"), ends(made, "quote")) == ({"moved_on": 1}, {"won": 1})


def test_a_deal_that_closed_in_a_stage_that_nobody_told_ended_where_it_was_last_seen(base: Path) -> None:
    made = figures(base, at("meet", "2026-11-01"), "id: A, name: A, owner: bo, status: lost")
    assert ends(made, "meet") == {"lost": 1}


def test_one_that_was_closed_when_first_seen_tells_nothing_of_stages(base: Path) -> None:
    closed = at("quote", "2026-10-20", "closed_on: 2026-10-25", status="won")
    assert [each.seen for each in figures(base, closed, closed).stages] == [0, 0]


def test_one_that_goes_back_and_comes_again_counts_twice(base: Path) -> None:
    made = figures(base, at("quote", "2026-10-20"), at("meet", "2026-10-30"), at("quote", "2026-11-12"))
    assert ends(made, "quote") == {"back": 1, "still_there": 1}
    assert ends(made, "meet") == {"moved_on": 1}


def test_one_that_is_missing_for_a_week_and_comes_back_never_left(base: Path) -> None:
    here = at("quote", "2026-10-20")
    assert ends(figures(base, here, "", here), "quote") == {"still_there": 1}


def test_one_that_the_newest_snapshot_leaves_out_is_gone_and_left_out_of_conversion(base: Path) -> None:
    made = figures(base, at("quote", "2026-10-20"), "")
    assert ends(made, "quote") == {"gone": 1}
    assert stage(made, "quote").left == 0


def test_a_closing_that_was_undone_is_none(base: Path) -> None:
    here = at("quote", "2026-10-20")
    closed = at("quote", "2026-10-20", "closed_on: 2026-10-30", status="lost")
    assert ends(figures(base, here, closed, here), "quote") == {"still_there": 1}
    assert ends(figures(base, here, closed, here, closed), "quote") == {"lost": 1}


def test_a_closing_that_was_undone_is_none_whether_snapshots_are_read_or_recalled(tmp_path: Path) -> None:
    """Closed a stage on, opened again where it was, and closed just as before."""
    still, ended = "stage: scope", "stage: quote, status: lost, closed_on: 2026-10-01"
    days = ("2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09")
    weeks = {day: (deal,) for day, deal in zip(days, (still, ended, still, ended), strict=True)}
    made = situation(tmp_path, ended, before=weeks)
    kept = Cache(tmp_path / ".cache")
    for each in (made.review, *(review_of(read(made.folders, kept)) for _ in range(2))):
        assert ends(each.figures, "scope") == {"moved_on": 1}
        assert ends(each.figures, "quote") == {"lost": 1}


def test_another_owner_and_another_name_change_nothing(base: Path) -> None:
    here = at("quote", "2026-10-20")
    moved = here.replace("owner: bo", "owner: ana-lima").replace("name: NA", "name: Other")
    assert ends(figures(base, here, moved), "quote") == {"still_there": 1}


def test_days_that_cannot_be_told_are_left_out(base: Path) -> None:
    undated = "id: A, name: A, owner: bo, status: open, stage: meet"
    made = figures(base, undated, at("quote", "2026-11-11"))
    stay = stage(made, "meet").stay
    assert (ends(made, "meet"), stay.n, stay.left_out) == ({"moved_on": 1}, 0, 1)


def test_below_the_stated_number_of_cases_nothing_is_said_of_conversion(base: Path) -> None:
    both = "\n".join(at("meet", "2026-11-01", id_=each) for each in "AB")
    later = "\n".join((at("quote", "2026-11-11"), at("quote", "2026-11-15", id_="B")))
    line = stage(figures(base, both, later, need=3), "meet")
    assert (line.left, line.where_to, line.stay.enough) == (2, None, False)
    assert (line.stay.n, line.stay.median, line.stay.low, line.stay.high) == (2, *TOO_FEW)


# How long, and where to.


def test_deals_that_are_still_there_count_for_as_long_as_they_were_watched(base: Path) -> None:
    """Of six, two leave after ten days: that is no median of ten."""
    six = "\n".join(at("meet", "2026-11-02", id_=each) for each in "ABCDEF")
    later = "\n".join(at("quote" if each in "AB" else "meet", "2026-11-12", id_=each) for each in "ABCDEF")
    line = stage(figures(base, six, later.replace("meet, stage_entered_on: 2026-11-12", "meet"), need=5), "meet")
    assert (line.stay.n, line.stay.left, line.stay.median, line.stay.is_cut) == (6, 2, None, False)
    assert (line.stay.low, line.stay.high, line.stay.goes_on) == (10, 14, True)
    assert line.where_to
    assert (line.where_to.moved_on, line.where_to.still_there, line.where_to.at_risk) == (33, 67, 6)


def test_a_visit_counts_from_the_snapshot_that_first_shows_it(base: Path) -> None:
    """Those that were there long before the first snapshot say nothing of the first days."""
    long_there = [at("meet", "2026-09-02", id_=each) for each in "ABC"]
    new = [at("meet", "2026-11-02", id_=each) for each in "DEFGH"]
    left = [at("quote", "2026-11-12", id_=each) for each in "DEF"]
    stay = stage(
        figures(base, "\n".join(long_there + new), "\n".join(long_there + left + new[3:]), need=5), "meet"
    ).stay
    assert (stay.n, stay.left, stay.median, stay.at_risk) == (8, 3, 10, 5)


def test_a_visit_that_had_ended_before_a_snapshot_showed_it_is_left_out(base: Path) -> None:
    won = at("quote", "2026-11-10", "closed_on: 2026-11-12", status="won")
    stay = stage(figures(base, at("meet", "2026-11-01"), won), "quote").stay
    assert (stay.n, stay.left_out) == (0, 1)


def test_where_one_deal_would_count_for_too_much_nothing_is_said(base: Path) -> None:
    """Nine were first seen when they had been there for long; the one that was seen from its first day leaves."""
    nine = [at("meet", "2026-09-02", id_=each) for each in "ABCDEFGHI"]
    first, second = [*nine, at("meet", "2026-11-09", id_="Z")], [*nine, at("quote", "2026-11-12", id_="Z")]
    line = stage(figures(base, "\n".join(first), "\n".join(second), need=5), "meet")
    assert (line.stay.n, line.stay.median, line.stay.is_cut, line.stay.followed_to) == (10, None, True, None)
    assert line.where_to is None


def test_a_day_of_leaving_that_nobody_gave_is_that_of_the_snapshot_that_tells_it(base: Path) -> None:
    two = "\n".join(at("meet", "2026-11-02", id_=each) for each in "AB")
    later = "\n".join(f"id: {each}, name: N, owner: bo, status: lost" for each in "AB")
    stay = stage(figures(base, two, later, later), "meet").stay
    assert (stay.n, stay.left, stay.median) == (2, 2, 7)


def test_the_ends_of_a_stage_compete_and_add_up(base: Path) -> None:
    ten = "\n".join(at("quote", "2026-11-02", id_=each) for each in "ABCDEFGHIJ")
    later = [at("meet", "2026-11-10", id_="A"), at("quote", "2026-11-02", id_="J")]
    for kind, each in zip(["won"] * 3 + ["lost"] * 2 + ["no_decision"] * 3, "BCDEFGHI", strict=True):
        later.append(at("quote", "2026-11-02", f"closed_on: 2026-11-1{'BCDEFGHI'.index(each) // 2}", each, kind))
    to = stage(figures(base, ten, "\n".join(later), need=5), "quote").where_to
    assert to
    told = (to.moved_on, to.back, to.won, to.lost, to.no_decision, to.still_there)
    assert told == (0, 10, 30, 20, 30, 10)


PLACES = st.sampled_from(["meet", "quote", "won", "lost", "no_decision", None])
"""Where a deal may stand in a week: open in a stage, closed, or not in the export."""


@given(st.lists(st.lists(PLACES, min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_visit_to_a_stage_ends_in_one_way(deals: list[list[str | None]]) -> None:
    made = visit_ends(deals)
    followed = sum(any(each in {"meet", "quote"} for each in deal) for deal in deals)
    assert sum(made.values()) >= followed
    last = [next((each for each in reversed(deal) if each), None) for deal in deals]
    once_open = [each for each, deal in zip(last, deals, strict=True) if {"meet", "quote"} & set(deal)]
    for kind in ("won", "lost", "no_decision"):
        assert made[kind] <= once_open.count(kind)
    still_open = sum(each in {"meet", "quote"} for each in last)
    assert made["gone"] + made["still_there"] == still_open


def visit_ends(deals: list[list[str | None]]) -> Counter[str]:
    """Count how the visits end of deals that stand like this in three weeks."""
    weeks = []
    for number in range(3):
        shown: list[dict[str, Any]] = []
        for place, deal in enumerate(deals):
            state = deal[number]
            if state in {"meet", "quote"}:
                shown.append({"id": f"D{place}", "stage": state})
            elif state:
                shown.append({"id": f"D{place}", "stage": None, "status": state})
        weeks.append(snapshot_record(number, {"id": "X"}, *shown))
    return Counter(visit.end for visit in visits_of(replay(weeks, TERMS), {"meet": 0, "quote": 1}))


# Week by week.


def test_each_week_tells_what_is_open_and_what_of_it_is_over_the_limit(base: Path) -> None:
    young, old = at("meet", "2026-11-08", "amount: 10"), at("meet", "2026-10-01", "amount: 5, currency: USD", "B")
    made = figures(base, f"{old}", f"{young}\n{old}\nid: C, name: C, owner: bo, status: open, stage: meet")
    first, second = made.weeks
    assert (first.as_of, first.open.count, first.aged.count, first.age_known) == (date(2026, 11, 9), 1, 1, 1)
    assert (second.open.count, second.aged.count, second.age_known, second.open.without) == (3, 1, 2, 1)
    assert second.open.amounts == (Money(Decimal("14.50"), "EUR"),)
    assert second.aged.amounts == (Money(Decimal("4.50"), "EUR"),)


def test_the_limit_is_passed_on_the_day_after_it(base: Path) -> None:
    """The stage meet allows 14 days; 2 and 1 November are 14 and 15 days before the snapshot."""
    both = f"{at('meet', '2026-11-02')}\n{at('meet', '2026-11-01', id_='B')}"
    assert figures(base, both).weeks[0].aged.count == 1


def test_amounts_at_list_price_are_told_in_every_week(base: Path) -> None:
    listed = at("meet", "2026-11-08", "amount: 10, amount_basis: list_price")
    assert [week.open.at_list_price for week in figures(base, listed, listed).weeks] == [1, 1]


@pytest.mark.parametrize(
    ("ruling", "on", "aged"),
    [
        ("dead", "2026-11-02", [0, 0, 0]),
        ("dead", "2026-11-03", [1, 0, 0]),
        ("dead", "2026-11-09", [1, 0, 0]),
        ("lost", "2026-11-13", [1, 1, 0]),
        ("lost", "2026-11-17", [1, 1, 1]),
        ("active", "2026-11-03", [1, 1, 1]),
    ],
)
def test_a_ruling_of_lost_or_dead_changes_no_figure_of_a_day_before_it(
    base: Path, ruling: str, on: str, aged: list[int]
) -> None:
    """These are the snapshots of 2, 9 and 16 November; who is ruled over leaves the count and its base."""
    here = at("meet", "2026-10-01")
    path = base / "pipeline" / "rulings.yml"
    path.write_text(
        f"rulings:\n  - {{opportunity: A, by: mara-quinn, on: {on}, ruling: {ruling}, reason: Silence}}\n", "utf-8"
    )
    review = review_of_weeks(base, here, here, here)
    weeks = review.figures.weeks
    assert [week.aged.count for week in weeks] == aged
    assert [(week.age_known, week.ruled_over) for week in weeks] == [(each, 1 - each) for each in aged]
    (line,) = [line for line in review.stages if line.stage == "meet"]
    assert (line.over_limit, line.age_known, line.ruled_over) == (aged[-1], aged[-1], 1 - aged[-1])
    ages = review.figures.ages
    (of_stage,) = [each for each in ages.stages if each.stage == "meet"]
    assert (of_stage.over, of_stage.within, of_stage.ruled_over, of_stage.unknown) == (aged[-1], 0, 1 - aged[-1], 0)
    assert (ages.open, ages.known, ages.ruled_over, ages.age_unknown) == (1, aged[-1], 1 - aged[-1], 0)
    assert sum(band.over + band.others for band in of_stage.bands) == aged[-1]
    assert {week.open.count for week in weeks} == {1}


def test_a_week_in_which_nothing_is_open_is_told(base: Path) -> None:
    first, second = figures(base, "", at("meet", "2026-11-10")).weeks
    assert (first.open.count, first.open.amounts, first.days_open.n) == (0, (), 0)
    assert second.open.count == 1


def test_days_open_are_counted_on_the_day_of_each_snapshot(base: Path) -> None:
    both = "\n".join(at("meet", "2026-11-08", f"created_on: 2026-11-0{day}", f"O{day}") for day in (1, 3))
    assert [week.days_open.median for week in figures(base, both, both).weeks] == [7, 14]


# How it ended.


def counted(share: Share) -> tuple[int, int]:
    return share.part, share.whole


def closed(status: str, more: str, id_: str) -> str:
    return f"id: {id_}, name: N, owner: bo, status: {status}, {more}"


def test_reasons_are_counted_by_who_said_so_and_ways_of_ending_stand_in_for_causes(base: Path) -> None:
    cause = "never-intended-to-buy"
    made = figures(
        base,
        "\n".join(
            (
                closed("lost", f"loss_reason: {{cause: {cause}, said_by: buyer}}, ended: vanished", "A"),
                closed("no_decision", f"loss_reason: {{cause: {cause}, said_by: rep}}", "B"),
                closed("lost", f"loss_reason: {{cause: {cause}}}", "C"),
                closed("lost", "ended: competitor, loss_reason: {reason: Dear, said_by: inferred}", "D"),
                closed("no_decision", "ended: no_need", "E"),
                closed("lost", "amount: 5", "F"),
                closed("lost", "amount: 5", "G"),
                closed("won", "loss_reason: {reason: none, said_by: buyer}", "H"),
            )
        ),
    )
    rows = [(each.cause or each.ended, each.buyer, each.rep, each.inferred, each.nobody) for each in made.reasons]
    assert rows == [
        (cause, 1, 1, 0, 1),
        ("competitor", 0, 0, 1, 0),
        ("no_need", 0, 0, 0, 1),
        (None, 0, 0, 0, 2),
    ]
    assert made.closed == 7


def test_no_decision_is_neither_won_nor_lost(base: Path) -> None:
    kinds = ["won", "won", "lost", "no_decision", "no_decision", "no_decision"]
    made = figures(base, "\n".join(closed(kind, "amount: 1", f"O{place}") for place, kind in enumerate(kinds)))
    assert counted(made.won_of_decided) == (2, 3)
    assert counted(made.won_of_ended) == (2, 6)
    assert made.no_decision_of_ended
    assert counted(made.no_decision_of_ended) == (3, 6)


def test_where_no_deal_was_ever_marked_no_decision_how_many_of_the_lost_are_is_unknown(base: Path) -> None:
    ends = "\n".join(closed(kind, "amount: 1", f"O{place}") for place, kind in enumerate(["won", "lost", "lost"]))
    assert figures(base, ends).no_decision_of_ended is None
    once = figures(base, ends + "\n" + closed("no_decision", "amount: 1", "O9"), ends).no_decision_of_ended
    assert once
    assert counted(once) == (0, 3)


def test_where_the_crm_has_no_word_for_no_decision_no_page_says_that_there_was_none(tmp_path: Path) -> None:
    told = situation(tmp_path, "status: lost", "id: O2, name: Day rota, status: lost, ended: vanished")
    assert (told.review.no_decision, told.card().no_decision) == (None, None)
    assert "0 won, 2 lost, none marked as no decision" in told.pages["index.md"].flat
    assert "0 won · 2 lost · none marked as no decision" in told.pages["scorecards/ana.md"].flat
    assert "no deal is marked so; some of the lost may be" in told.pages["scorecards/figures.md"].flat


def test_where_none_is_lost_none_ended_in_no_decision(base: Path) -> None:
    made = figures(base, "\n".join(closed("won", "amount: 1", f"O{place}") for place in range(3)))
    assert made.no_decision_of_ended
    assert counted(made.no_decision_of_ended) == (0, 3)


def test_what_is_signed_is_told_apart_from_what_was_said(base: Path) -> None:
    kinds = [("won", "signed_on: 2026-11-02, closed_on: 2026-11-02"), ("won", "amount: 1"), ("lost", "amount: 1")]
    made = figures(base, "\n".join(closed(kind, more, f"O{place}") for place, (kind, more) in enumerate(kinds)))
    assert counted(made.won_of_ended) == (2, 3)
    assert counted(made.signed_of_ended) == (1, 3)


def reason(cause: str, said_by: str, id_: str = "A") -> str:
    return f"id: {id_}, name: N, owner: bo, status: lost, loss_reason: {{cause: {cause}, said_by: {said_by}}}"


def test_rep_and_buyer_are_compared_where_the_snapshots_hold_a_cause_said_by_each(tmp_path: Path) -> None:
    one, other = "never-intended-to-buy", "wrong-decision-maker"
    first = (reason(one, "rep"), reason(one, "rep", "B"), reason(one, "rep", "C"), reason(one, "buyer", "D"))
    second = (
        reason(one, "buyer"),
        reason(other, "buyer", "B"),
        reason(one, "inferred", "C"),
        reason(one, "buyer", "D"),
    )
    made = situation(tmp_path, *second, before={"2026-11-09": first}).review.figures.agreement
    assert (made.same, made.both) == (1, 2)


def test_a_cause_of_before_a_deal_was_opened_again_is_not_compared(base: Path) -> None:
    again = "id: A, name: N, owner: bo, status: open, stage: meet"
    made = figures(base, reason("never-intended-to-buy", "rep"), again, reason("never-intended-to-buy", "buyer"))
    assert made.agreement.both == 0


def test_the_teams_own_targets_stand_beside_the_figures(base: Path) -> None:
    scoring = base / "playbook" / "scoring.yml"
    targets = "targets: {won_of_decided: 60, days_to_win: 30, median_days: {meet: 7}, moved_on: {meet: 80}}\n"
    scoring.write_text(scoring.read_text("utf-8") + targets, "utf-8")
    both = "\n".join(at("meet", "2026-11-01", id_=each) for each in "AB")
    later = "\n".join((at("quote", "2026-11-11"), at("quote", "2026-11-11", id_="B")))
    made = figures(base, both, later)
    line = stage(made, "meet")
    assert line.where_to
    assert (made.won_of_decided.target, made.days_to_win_target) == (60, 30)
    assert (line.stay.target, line.where_to.target) == (7, 80)
    assert made.no_decision_of_ended
    assert made.no_decision_of_ended.target is None


def test_days_from_created_to_closed_leave_out_what_is_not_dated(base: Path) -> None:
    dated = "created_on: 2026-10-01, closed_on: 2026-10-%s"
    made = figures(
        base,
        "\n".join(
            (
                closed("won", dated % "11", "A"),
                closed("won", dated % "21", "B"),
                closed("lost", dated % "31", "C"),
                closed("lost", "closed_on: 2026-10-30", "D"),
            )
        ),
    )
    assert made.days_to_close == Spread(3, 20, 10, 30, is_range=True)
    assert made.days_to_win == Spread(2, 15, 10, 20, is_range=True)


def test_one_snapshot_tells_no_conversion_and_still_tells_how_it_ended(base: Path) -> None:
    made = figures(base, f"{at('meet', '2026-11-01')}\n{closed('won', 'amount: 1', 'B')}")
    assert not any(each.where_to for each in made.stages)
    assert (len(made.weeks), counted(made.won_of_decided)) == (1, (1, 1))


# Medians and the sample.


@given(st.lists(st.integers(0, 2000), max_size=60), st.integers(2, 20))
def test_a_spread_is_in_order_and_hidden_where_there_are_too_few(days: list[int], need: int) -> None:
    scoring = sample_review().playbook.scoring.model_copy(update={"figures_need": need})
    found = spread(days, scoring)
    assert found.n == len(days)
    if len(days) < need:
        assert (found.median, found.low, found.high) == TOO_FEW
    else:
        assert found.low is not None
        assert found.median is not None
        assert found.high is not None
        assert min(days) <= found.low <= found.median <= found.high <= max(days)
        assert abs(found.median - median(days)) <= Decimal("0.5")
        assert found.is_range == (len(days) < 2 * need)
        if found.is_range:
            assert (found.low, found.high) == (min(days), max(days))


def test_the_samples_figures_follow_eight_weeks_and_count_all_that_is_open(sample: Review) -> None:
    made = sample.figures
    assert [week.as_of for week in made.weeks] == [date(2026, 9, 28) + timedelta(weeks=each) for each in range(8)]
    assert made.weeks[-1].open == sample.open
    assert sum(stage.still_there for stage in made.stages) == sample.open.count
    assert sum(line.total.count for line in sample.stages) == sample.open.count
    assert [line.still_there for line in made.stages] == [line.total.count for line in sample.stages]
    assert made.closed == sample.lost + (sample.no_decision or 0)
    assert sum(each.buyer + each.rep + each.inferred + each.nobody for each in made.reasons) == made.closed
    assert {stage.stay.median is None for stage in made.stages} == {True, False}
    scope = stage(made, "scope")
    assert (scope.stay.median, scope.stay.at_risk, scope.stay.n, scope.stay.left) == (44, 7, 20, 7)


def test_no_figure_names_a_person(sample: Review) -> None:
    """The deals that moved are named, each with the rep on whose page it stands; no figure is a person's."""
    people = [card.name for card in sample.scorecards] + [card.rep for card in sample.scorecards]
    figures = replace(sample.figures, flow=None)
    assert not [who for who, text in product(people, [repr(figures)]) if who in text]
