"""Once they have gone, only what tells why they went or whether it can be saved stays a finding or a question (D36)."""

from pathlib import Path

import pytest

from scorecards.render.explanation import explain
from scorecards.report.deal import Deal
from tests.support.reviews import sample_review
from tests.support.situations import Situation, situation

TALKS = (
    "{on: 2026-09-01, direction: inbound, kind: call, with: Jo Park, outcome: reply%s}, "
    "{on: 2026-10-26, direction: outbound, kind: call, with: Jo Park, outcome: none}"
)
BARE = f"stage: quote, contacts: [{{name: Jo Park}}], next_steps: [], activities: [{TALKS % ''}]"
GONE = f"{BARE}, ended: vanished"
REFUSED = f"{BARE}".replace("outcome: reply", "outcome: setback, note: The board has turned it down")
STAY = {"economic-buyer-met", "more-than-one-person", "they-still-talk", "vanished-has-cause", "gone-not-forecast"}
DROWN = {"qualified-has-next-step", "story-told", "needs-mapped", "buying-plan-known", "exit-criteria-clear"}


def found(deal: Deal) -> set[str]:
    return {*deal.failed, *deal.unknown}


@pytest.mark.parametrize(
    "deal",
    [
        GONE,
        f"{BARE}, ended: reversed",
        f"{BARE}, claim: {{state: vanished}}",
        f"{BARE}, claim: {{state: reversed}}",
        f"{BARE}, ended: declined",
        f"{BARE}, ended: competitor",
        REFUSED,
    ],
    ids=["vanished", "reversed", "the rep: vanished", "the rep: reversed", "declined", "competitor", "in their words"],
)
def test_what_no_longer_matters_rests(tmp_path: Path, deal: str) -> None:
    here, gone = situation(tmp_path / "here", BARE).deal(), situation(tmp_path / "gone", deal).deal()
    assert (here.has_gone, here.moot, here.moot_unknown) == (False, (), ())
    assert here.failed
    assert found(here) >= DROWN
    assert gone.has_gone
    assert {*gone.moot, *gone.moot_unknown} >= DROWN
    assert not found(gone) & DROWN
    assert found(gone) & STAY
    assert not {*gone.failed, *gone.unknown, *gone.passed} & {*gone.moot, *gone.moot_unknown}


def test_a_check_says_for_itself_whether_it_still_matters_and_the_managers_always_do(tmp_path: Path) -> None:
    made = situation(tmp_path, GONE)
    deal = made.deal()
    assert all(made.rule(check).when_gone for check in (*deal.failed, *deal.unknown, *deal.passed))
    assert not any(made.rule(check).when_gone for check in (*deal.moot, *deal.moot_unknown))
    assert "has-a-ruling" in deal.for_manager
    assert not made.rule("has-a-ruling").when_gone


def test_what_rests_does_not_count_in_the_score_also_where_it_passes(tmp_path: Path) -> None:
    """A story well told says nothing of a deal that vanished."""
    told = ", stories_told: [bakery-night-shift], needs: [{need: Nights, in_their_words: We need nights}]"
    made = situation(tmp_path, f"{GONE}{told}")
    score = made.deal().score
    assert "needs-mapped" not in made.deal().passed
    assert score.applicable == len({*made.deal().failed, *made.deal().unknown, *made.deal().passed})


def test_who_answers_after_all_has_not_gone(tmp_path: Path) -> None:
    answer = "activities: [{on: 2026-11-13, direction: inbound, kind: email, with: Jo Park}]"
    made = situation(tmp_path, f"stage: quote, contacts: [{{name: Jo Park}}], claim: {{state: vanished}}, {answer}")
    assert (made.deal().has_gone, made.deal().moot) == (False, ())


def test_what_is_signed_has_not_gone_whatever_was_said_before(tmp_path: Path) -> None:
    assert not situation(tmp_path, f"{REFUSED}, signed_on: 2026-11-12").deal().has_gone


def test_the_stage_asks_nothing_of_whoever_has_gone(tmp_path: Path) -> None:
    here, gone = situation(tmp_path / "here", BARE), situation(tmp_path / "gone", GONE)
    assert _asked(here) & {"problem", "buying-steps"}
    assert not _asked(gone) & {"problem", "buying-steps", "budget"}
    assert _checks_asked(gone) <= set(gone.deal().to_ask)


def _asked(made: Situation) -> set[str | None]:
    return {ask.question for ask in made.card().asks}


def _checks_asked(made: Situation) -> set[str]:
    return {check for ask in made.card().asks for check in ask.checks}


def test_the_page_and_explain_say_why_it_rests(tmp_path: Path) -> None:
    made = situation(tmp_path, GONE)
    deal = made.deal()
    shown = made.shown_of()
    (heading,) = [each for each in shown.split("On hold, they have gone: ")[1:] if each]
    assert heading.startswith(f"{len(deal.moot)} finding")
    assert made.rule(deal.moot[0]).failure_title in heading
    assert "Rests until then" not in shown
    lines = list(explain(made.review, "O1"))
    assert f"needs attention, on hold: they have gone: {made.rule(deal.moot[0]).failure_title}" in lines
    unknown = made.rule(deal.moot_unknown[0]).unknown_title
    assert f"unknown, on hold: they have gone: {unknown}" in lines


def test_in_an_agreed_pause_each_rests_for_its_own_reason(tmp_path: Path) -> None:
    ruling = (
        "rulings:\n  - {on: 2026-11-12, by: mara, opportunity: O1, ruling: stalled, reason: They move house, "
        "no_action: Wait for the move, review_on: 2026-12-01}\n"
    )
    deal = situation(tmp_path, f"{GONE}, stage_entered_on: 2026-01-05", rulings=ruling).deal()
    assert deal.pause
    assert "within-stage-limit" in deal.resting
    assert "story-told" in {*deal.moot, *deal.moot_unknown}
    assert not {*deal.resting, *deal.resting_unknown} & {*deal.moot, *deal.moot_unknown}


def test_in_the_sample_no_deal_that_has_gone_drowns() -> None:
    gone = [deal for deal in sample_review().opportunities if deal.has_gone]
    assert len(gone) >= 3
    for deal in gone:
        assert len(deal.failed) <= 6, deal.id
        assert len(deal.to_ask) <= 4, deal.id
        assert "story-told" not in found(deal)
