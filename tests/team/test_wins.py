"""The wins: signatures and honest noes, with what each is and no more."""

from datetime import date
from pathlib import Path

import pytest

from scorecards.report.week import Closure, Wins
from tests.support.reviews import review_in
from tests.support.weeks import write_picks, write_weeks

OPEN = "owner: ana-lima, status: open, stage: meet"
ANA = "owner: ana-lima"
SAID_NO = "status: lost, loss_reason: {reason: Not now, said_by: buyer}"


def deals(*closed: str) -> list[str]:
    """Give opportunities with these ends, called A, B, C and so on."""
    return [f"id: {name}, name: Deal {name}, {ANA}, {end}" for name, end in zip("ABCDEFGH", closed, strict=False)]


def at_first(count: int) -> list[str]:
    return [f"id: {name}, name: Deal {name}, {OPEN}" for name in "ABCDEFGH"[:count]]


def wins(base: Path, *closed: str) -> Wins:
    """Close deals that were open a week before, and give the page of wins."""
    write_weeks(base, {"2026-11-09": at_first(len(closed)), "2026-11-16": deals(*closed)})
    return review_in(base).wins


def only(found: Wins) -> Closure:
    (success,) = found.successes
    return success


def test_a_signature_is_a_win(base: Path) -> None:
    success = only(wins(base, "status: won, signed_on: 2026-11-12, closed_on: 2026-11-12, amount: 100"))
    assert (success.outcome, success.told_on, success.closed_on) == ("signed", date(2026, 11, 16), date(2026, 11, 12))
    assert success.amount
    assert (success.name, success.rep_name, success.picked) == ("Deal A", "Ana Lima", False)


def test_a_handshake_is_told_as_what_it_is(base: Path) -> None:
    assert only(wins(base, "status: won, verbal_yes_on: 2026-11-12")).outcome == "won_unsigned"


def test_an_honest_no_is_celebrated_with_their_words(base: Path) -> None:
    success = only(wins(base, "status: no_decision, loss_reason: {reason: No money, said_by: buyer}"))
    assert (success.outcome, success.words, success.said_by) == ("no", "No money", "buyer")


@pytest.mark.parametrize(
    "end",
    [
        "status: lost, ended: competitor, loss_reason: {reason: Cheaper, said_by: buyer}",
        "status: lost, ended: declined, loss_reason: {reason: No money, said_by: rep}",
        "status: no_decision, ended: no_need",
        "status: no_decision, loss_reason: {reason: No money, said_by: rep}",
    ],
)
def test_what_went_to_a_competitor_and_what_only_the_rep_tells_is_brought_to_an_end_and_no_win(
    base: Path, end: str
) -> None:
    write_picks(base, ("2026-11-09", "ana-lima", "A"))
    found = wins(base, end)
    assert (found.successes, [each.opportunity for each in found.ended]) == ((), ["A"])


@pytest.mark.parametrize(
    "end",
    [
        "status: lost",
        "status: lost, ended: vanished",
        "status: lost, ended: vanished, loss_reason: {reason: Asleep, said_by: rep}",
        "status: lost, ended: reversed, loss_reason: {reason: You were rude, said_by: buyer}",
    ],
)
def test_silence_and_what_was_called_off_are_no_wins(base: Path, end: str) -> None:
    found = wins(base, end)
    assert (found.successes, found.ended) == ((), ())


def test_what_was_called_off_is_a_win_where_somebody_set_out_to_hear_the_no(base: Path) -> None:
    write_picks(base, ("2026-11-09", "ana-lima", "A"))
    success = only(wins(base, "status: lost, ended: reversed, loss_reason: {reason: Too dear, said_by: buyer}"))
    assert (success.outcome, success.picked) == ("no", True)


def test_a_pick_that_went_to_a_competitor_is_brought_to_an_end(base: Path) -> None:
    write_picks(base, ("2026-11-09", "ana-lima", "A"))
    found = wins(base, "status: lost, ended: competitor, loss_reason: {reason: Cheaper, said_by: buyer}")
    assert (found.picked, found.closed, found.without_a_word, found.still_open) == (1, 1, 0, 0)
    assert [each.outcome for each in found.ended] == ["to_a_competitor"]


def test_what_was_picked_stands_first_and_is_counted(base: Path) -> None:
    write_picks(base, *(("2026-11-09", "ana-lima", each) for each in "BC"), ("2026-11-16", "ana-lima", "D"))
    signed = "status: won, signed_on: 2026-11-12"
    found = wins(base, signed, SAID_NO, "status: open, stage: meet", "status: open, stage: meet")
    assert [(each.opportunity, each.picked) for each in found.successes] == [("B", True), ("A", False)]
    assert (found.picked, found.closed, found.still_open, found.without_a_word) == (2, 1, 1, 0)


def test_every_pick_that_a_snapshot_tells_of_is_counted_once(base: Path) -> None:
    """A rep may pick a deal again each week: each of these is a pick of its own."""
    first, again = at_first(2), ["id: A, name: Deal A, owner: ana-lima, status: lost"]
    write_weeks(base, {"2026-11-02": first, "2026-11-09": first, "2026-11-16": again})
    picks = [("2026-11-02", "ana-lima", "A"), ("2026-11-09", "ana-lima", "A"), ("2026-11-09", "ana-lima", "B")]
    write_picks(base, *picks)
    found = review_in(base).wins
    assert (found.picked, found.closed, found.still_open, found.without_a_word, found.gone) == (3, 0, 1, 1, 1)


def test_a_pick_is_a_success_of_the_weeks_after_it_alone(base: Path) -> None:
    """What was brought to an end two weeks after its pick was picked; what ended before it was not."""
    signed = "id: A, name: A, owner: ana-lima, status: won, signed_on: 2026-11-14"
    still = "id: A, name: A, owner: ana-lima, status: open, stage: meet"
    write_weeks(base, {"2026-11-02": [still], "2026-11-09": [still], "2026-11-16": [signed]})
    write_picks(base, ("2026-11-02", "ana-lima", "A"))
    found = review_in(base).wins
    assert only(found).picked
    assert (found.picked, found.closed, found.still_open) == (1, 0, 1)


def test_what_was_opened_and_closed_between_two_snapshots_counts(base: Path) -> None:
    quick = f"id: Q, name: Quick, {ANA}, status: won, signed_on: 2026-11-12, closed_on: 2026-11-12"
    old = f"id: R, name: Old, {ANA}, status: won, signed_on: 2026-05-12, closed_on: 2026-05-12"
    write_weeks(base, {"2026-11-09": at_first(1), "2026-11-16": [*at_first(1), quick, old]})
    assert [each.opportunity for each in review_in(base).wins.successes] == ["Q"]


def test_what_was_closed_before_the_first_snapshot_is_not_told_again(base: Path) -> None:
    won = f"id: A, name: A, {ANA}, status: won, signed_on: 2026-11-05, closed_on: 2026-11-05"
    write_weeks(base, {"2026-11-09": [won], "2026-11-16": [won]})
    assert review_in(base).wins.successes == ()


def test_what_was_reopened_is_off_the_page(base: Path) -> None:
    lost = f"id: A, name: A, {ANA}, {SAID_NO}"
    write_weeks(base, {"2026-11-02": at_first(1), "2026-11-09": [lost], "2026-11-16": at_first(1)})
    assert review_in(base).wins.successes == ()
    assert [each.outcome for each in review_in(base, "2026-11-09").wins.successes] == ["no"]


def test_a_signature_that_comes_later_is_told_as_one(base: Path) -> None:
    won = f"id: A, name: A, {ANA}, status: won"
    weeks = {"2026-11-02": at_first(1), "2026-11-09": [won], "2026-11-16": [f"{won}, signed_on: 2026-11-13"]}
    write_weeks(base, weeks)
    assert only(review_in(base).wins).outcome == "signed"


def test_the_page_says_how_far_back_it_looks_a_quarter_at_most(base: Path) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(6, 12) for day in (1, 8, 15, 22)]
    lost = f"id: A, name: A, {ANA}, {SAID_NO}"
    write_weeks(base, {day: at_first(1) if day == days[0] else [lost] for day in days})
    found = review_in(base).wins
    assert (found.weeks, str(found.since)) == (14, days[-14])
    assert found.successes == ()


def test_one_snapshot_tells_of_no_win(base: Path) -> None:
    write_weeks(base, {"2026-11-16": deals("status: won, signed_on: 2026-11-12")})
    found = review_in(base).wins
    assert (found.weeks, found.successes, found.picked) == (1, (), 0)


# What led there.


def test_a_win_tells_the_last_pick_before_it_with_its_reason(base: Path) -> None:
    still, signed = at_first(1), deals("status: won, signed_on: 2026-11-12")
    write_weeks(base, {"2026-11-02": still, "2026-11-09": still, "2026-11-16": signed})
    picks = "".join(
        f"  - {{week: {week}, rep: ana-lima, opportunity: A, why: {why}}}\n"
        for week, why in (("2026-11-09", "Only the paper"), ("2026-11-02", "They nod"))
    )
    (base / "pipeline" / "focus.yml").write_text(f"picks:\n{picks}", encoding="utf-8")
    success = only(review_in(base).wins)
    assert (success.picked, success.week, success.why) == (True, date(2026, 11, 9), "Only the paper")


def test_a_win_that_nobody_picked_tells_of_no_pick(base: Path) -> None:
    success = only(wins(base, "status: won, signed_on: 2026-11-12"))
    assert (success.picked, success.week, success.why, success.moved) == (False, None, None, ())


def test_a_win_tells_the_last_three_days_on_which_the_buyer_moved_it(base: Path) -> None:
    """Of one day the talk stands there, and not the step that was done in it; what we did is no movement."""
    talks = "".join(
        f"{{on: 2026-11-{day:02}, direction: inbound, kind: call, outcome: {outcome}, note: {note}}}, "
        for day, outcome, note in (
            (3, "advance", "First"),
            (5, "advance", "Second"),
            (6, "none", "Nothing"),
            (7, "setback", "Back"),
            (10, "advance", "Third"),
        )
    )
    steps = (
        "{what: Decide, side: customer, due: 2026-11-10, done_on: 2026-11-10}, "
        "{what: Sign, side: customer, due: 2026-11-12, done_on: 2026-11-12}, "
        "{what: Send it, side: us, due: 2026-11-13, done_on: 2026-11-13}"
    )
    end = f"status: won, signed_on: 2026-11-12, activities: [{talks}], next_steps: [{steps}]"
    write_weeks(base, {"2026-11-02": at_first(1), "2026-11-16": deals(end)})
    moved = only(review_in(base).wins).moved
    assert [(each.on.day, each.kind, each.text) for each in moved] == [
        (5, "advance", "Second"),
        (10, "advance", "Third"),
        (12, "step_done", "Sign"),
    ]
