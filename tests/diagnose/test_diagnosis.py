"""Causes are hypotheses: ranked by the signs that the record shows, and unknown for as long as it shows none."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.diagnose.diagnosis import CompiledCause, Evidence, diagnose
from scorecards.model.playbook.causes import Cause
from scorecards.model.rulings import Ruling
from scorecards.report.deal import Deal, Diagnosis, Hypothesis
from tests.support.findings import closing_facts_of, file_of, index_of, opportunity, playbook
from tests.support.reviews import review_in
from tests.support.situations import situation

NAMES = ("never", "wrong", "offended")


def cause(
    name: str, signs: list[dict[str, Any]], against: list[dict[str, Any]] | None = None, retrievability: str = "slim"
) -> Cause:
    texts = dict.fromkeys(("name", "definition", "retrievability_note", "warning", "do"), "text")
    return Cause.model_validate(
        {
            "id": name,
            **texts,
            "whom": ["anybody"],
            "signs": [*signs, "Only people can tell."],
            "signs_against": [*(against or []), "Only people can tell."],
            "what_to_do": ["text"],
            "retrievability": retrievability,
            "telling_questions": [f"{name} one?", f"{name} two?", f"{name} three?"],
            "play": f"play-{name}",
            "doctrine": ["D36"],
        }
    )


def sign(fact: str, strength: int, **more: Any) -> dict[str, Any]:
    """Make a sign that shows where a count is one or more."""
    return {"sign": f"{fact} {strength}", "when": {fact: {"at_least": "1"}}, "strength": str(strength), **more}


CAUSES = (
    cause("never", [sign("waiting_steps", 2), sign("push_count", 1)], [sign("advances", 2)]),
    cause(
        "wrong",
        [sign("people_known", 3, ask="Who decides?"), sign("rulings", 2)],
        [sign("champions", 2)],
        "likely_with_care",
    ),
    cause("offended", [sign("setbacks_in_stage", 3)], [sign("needs", 2)], "unlikely"),
)
COMPILED = tuple(map(CompiledCause.of, CAUSES))
FACTS = (
    "waiting_steps",
    "push_count",
    "advances",
    "people_known",
    "rulings",
    "champions",
    "setbacks_in_stage",
    "needs",
)
ROWS = st.dictionaries(st.sampled_from(FACTS), st.integers(0, 2))


def found_of(row: dict[str, Any], **fields: Any) -> Diagnosis:
    """Diagnose an opportunity of which these facts are known."""
    deal = opportunity(**fields)
    return diagnose(COMPILED, Evidence(row, file_of(deal), index_of(playbook())))


def of(found: Diagnosis, name: str) -> Hypothesis:
    return next(each for each in found.hypotheses if each.cause == name)


def strength(hypothesis: Hypothesis) -> int:
    return sum(each.strength for each in hypothesis.speaks_for)


def balance(hypothesis: Hypothesis) -> int:
    return strength(hypothesis) - sum(each.strength for each in hypothesis.speaks_against)


def test_a_sign_shows_only_where_its_condition_is_surely_true_and_brings_its_facts_along() -> None:
    found = found_of({"people_known": 2, "champions": 0, "needs": 1})
    wrong, offended = of(found, "wrong"), of(found, "offended")
    assert [(each.sign, each.strength) for each in wrong.speaks_for] == [("people_known 3", 3)]
    assert [(fact.name, fact.value) for fact in wrong.speaks_for[0].facts] == [("people_known", 2)]
    assert (wrong.speaks_against, wrong.unknown) == ((), 1)
    assert [each.sign for each in offended.speaks_against] == ["needs 2"]


def test_a_cause_in_front_says_whether_it_can_be_saved_and_which_play_helps() -> None:
    found = found_of({"people_known": 1}, loss_reason={"cause": "never"})
    assert (found.leading, found.also, found.retrievability) == ("wrong", (), "likely_with_care")
    assert (found.play, found.named, found.as_of_end) == ("play-wrong", "never", False)
    assert not found.bears_out_the_name


@pytest.mark.parametrize(
    "row",
    [
        {},
        dict.fromkeys(FACTS, 0),
        {"waiting_steps": 1},
        {"rulings": 1},
        {"people_known": 1, "champions": 1},
        {"champions": 1, "needs": 1},
    ],
)
def test_while_no_cause_has_evidence_enough_nobody_knows_whether_it_can_be_saved(row: dict[str, Any]) -> None:
    found = found_of(row)
    assert (found.leading, found.also, found.retrievability, found.play) == (None, (), "unknown", None)


def test_several_causes_at_once_are_said_the_best_supported_first() -> None:
    found = found_of({"setbacks_in_stage": 1, "people_known": 1, "rulings": 1})
    assert (found.leading, found.also) == ("wrong", ("offended",))
    assert [each.cause for each in found.in_front] == ["wrong", "offended"]


def test_what_they_named_themselves_is_the_strongest_sign_there_is() -> None:
    named = {"cause": "offended", "reason": "Your fitter", "said_by": "buyer"}
    theirs = found_of({}, status="lost", loss_reason=named)
    assert (theirs.leading, theirs.bears_out_the_name) == ("offended", True)
    assert theirs.hypotheses[0].speaks_for[0].spoken[0].text == "Your fitter"
    assert found_of({}, status="lost", loss_reason={**named, "said_by": "rep"}).leading is None


def has_strong_sign(hypothesis: Hypothesis) -> bool:
    return any(each.strength == 3 for each in hypothesis.speaks_for)


@given(ROWS)
def test_a_cause_leads_only_where_enough_speaks_for_it_and_clearly_more_than_against(row: dict[str, Any]) -> None:
    found = found_of(row)
    assert {each.cause for each in found.hypotheses} == set(NAMES)
    enough = [each for each in found.hypotheses if strength(each) >= 3 and balance(each) >= 2]
    order = [(not has_strong_sign(each), -balance(each), NAMES.index(each.cause)) for each in enough]
    assert order == sorted(order)
    assert [each.cause for each in enough] == [*([found.leading] if found.leading else []), *found.also]


@given(ROWS)
def test_more_evidence_for_a_cause_never_puts_it_further_back(row: dict[str, Any]) -> None:
    def place(given_row: dict[str, Any]) -> int:
        return [each.cause for each in found_of(given_row).hypotheses].index("wrong")

    assert place({**row, "people_known": 1}) <= place({**row, "people_known": 0})
    assert place({**row, "champions": 1}) >= place({**row, "champions": 0})


def test_what_a_sign_asks_comes_before_the_questions_of_its_cause_and_causes_ask_in_turn() -> None:
    alone = found_of({"people_known": 1}).questions
    assert [each.text for each in alone] == ["Who decides?", "wrong one?", "wrong two?", "wrong three?"]
    both = found_of({"people_known": 1, "setbacks_in_stage": 1}).questions
    assert [each.text for each in both] == ["Who decides?", "offended one?", "wrong one?", "offended two?"]


def test_where_too_little_speaks_for_any_cause_those_of_which_anything_shows_are_asked_about() -> None:
    assert {each.cause for each in found_of({"waiting_steps": 1}).questions} == {"never"}
    assert found_of({}).questions == ()


# Which opportunities are diagnosed, and on what evidence.


def called(on: str, outcome: str = "none", **more: str) -> dict[str, str]:
    return {"on": on, "direction": "outbound", "kind": "call", "with": "Jo", "outcome": outcome, **more}


LOST: dict[str, Any] = {
    "status": "lost",
    "stage": "sign",
    "ended": "vanished",
    "closed_on": "2026-09-10",
    "stage_entered_on": "2026-08-03",
    "next_steps": [],
    "activities": [called("2026-09-01", "reply"), called("2026-09-08"), called("2026-10-20")],
}


def test_a_closed_one_is_read_as_of_its_last_day() -> None:
    row = closing_facts_of(opportunity(**LOST))
    assert row["days_since_their_last_word"] == 9
    assert row["tries_since_their_last_word"] == 1
    assert row["days_in_stage"] == 38
    assert row["said_to_have_gone"] is True


def test_steps_that_closing_cleared_say_nothing_of_the_end() -> None:
    row = closing_facts_of(opportunity(**LOST))
    assert {"our_next_steps", "customer_next_steps", "open_steps", "customer_overdue_steps"}.isdisjoint(row)


def test_lengths_of_time_stay_unknown_where_nobody_says_when_it_was_closed() -> None:
    row = closing_facts_of(opportunity(**LOST | {"closed_on": None}))
    assert not {name for name in row if name.startswith("days_")}
    assert row["tries_since_their_last_word"] == 2


def test_a_ruling_made_after_the_end_was_not_there_yet() -> None:
    rulings = tuple(
        Ruling.model_validate(
            {"opportunity": "O1", "by": "mara", "on": on, "ruling": ruling, "reason": "r", "review_on": "2026-10-01"}
        )
        for on, ruling in (("2026-09-01", "stalled"), ("2026-10-01", "lost"))
    )
    assert closing_facts_of(opportunity(**LOST), rulings=rulings)["ruling"] == "stalled"


def deals(base: Path, *opportunities: str, rulings: str = "[]") -> dict[str, Deal]:
    """Build the small team of tests/base with these opportunities of ana-lima, A first, and give those shown."""
    rows = "".join(
        f"  - {{id: {chr(65 + place)}, name: N, owner: ana-lima, {each}}}\n" for place, each in enumerate(opportunities)
    )
    pipeline = base / "pipeline"
    path = pipeline / "snapshots" / "2026-11-16.yml"
    path.write_text(f"as_of: 2026-11-16\nopportunities:\n{rows}", encoding="utf-8")
    (pipeline / "rulings.yml").write_text(f"rulings: {rulings}\n", encoding="utf-8")
    review = review_in(base)
    return {deal.id: deal for deal in review.opportunities}


OPEN = "status: open, stage: meet, next_steps: []"


def test_what_stalls_vanished_or_ended_without_a_sale_is_diagnosed_as_far_as_any_sign_shows(base: Path) -> None:
    shows = "claim: {state: stalled}, push_count: 3"
    (base / "playbook" / "causes.yml").write_text(
        (base / "playbook" / "causes.yml")
        .read_text(encoding="utf-8")
        .replace("[They never gave a date.]", "[{sign: Pushed., when: {push_count: {at_least: 3}}, strength: 3}]"),
        encoding="utf-8",
    )
    found = deals(
        base,
        OPEN,
        f"{OPEN}, claim: {{state: stalled}}",
        f"{OPEN}, {shows}",
        f"{OPEN}, push_count: 3",
        f"{OPEN}, ended: vanished",
        "status: lost, ended: reversed",
        "status: won, push_count: 3, claim: {state: reversed}",
        f"{OPEN}, push_count: 3, final: true",
    )
    assert {name for name, deal in found.items() if deal.diagnosis} == {"C", "D", "E", "F"}
    assert {name: deal.diagnosis.as_of_end for name, deal in found.items() if deal.diagnosis} == {
        "C": False,
        "D": False,
        "E": False,
        "F": True,
    }


def test_while_an_approved_pause_runs_there_is_nothing_to_diagnose(base: Path) -> None:
    ruling = "{opportunity: A, by: mara-quinn, on: 2026-11-10, ruling: stalled, reason: r, review_on: 2026-12-01}"
    gone = f"{OPEN}, ended: vanished"
    found = deals(base, gone, gone, rulings=f"[{ruling}]")
    assert found["A"].diagnosis is None
    assert found["B"].diagnosis


def test_of_one_that_the_manager_ruled_over_the_steps_are_no_sign_any_more(tmp_path: Path) -> None:
    late = "next_steps: [{what: Send the layout, side: us, due: 2026-10-16}]"
    ruling = "rulings: [{opportunity: O1, by: mara, on: 2026-11-02, ruling: dead, reason: r}]"
    ruled = situation(tmp_path / "ruled", late, rulings=ruling).deal()
    assert ruled.diagnosis is None
    open_ = situation(tmp_path / "open", late).deal()
    assert open_.diagnosis
    assert open_.diagnosis.leading == "we-did-not-follow-up"


def test_a_deal_says_what_would_settle_its_critical_findings(base: Path) -> None:
    step = "{what: Show the plan, side: us, owner: ana-lima, due: 2026-11-20}"
    found = deals(base, OPEN, f"status: open, stage: meet, next_steps: [{step}]", "status: open, stage: meet")
    settling = [deal.clearing for deal in (found["A"], found["B"], found["C"])]
    assert [each.facts for each in settling if each] == [
        ("our_next_steps", "customer_next_steps"),
        ("customer_next_steps",),
        ("our_next_steps", "customer_next_steps"),
    ]
    assert all(each and each.checks == ("two-next-steps",) for each in settling)
