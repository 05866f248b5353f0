"""Causes are hypotheses: ranked by what speaks for and against them, and unknown for as long as nothing does."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.diagnose.diagnosis import Signs, diagnose
from scorecards.model.check import Check
from scorecards.model.playbook import Cause, Question
from scorecards.model.rulings import Ruling
from scorecards.report.deal import Deal, Diagnosis, Hypothesis, Sign
from scorecards.report.values import OutcomeName
from tests.support.findings import check, closing_facts_of, opportunity
from tests.support.reviews import review_in

NAMES = ("never", "wrong", "offended")


def cause(name: str, retrievability: str = "slim") -> Cause:
    texts = dict.fromkeys(("name", "definition", "retrievability_note", "warning"), "text")
    lists = {key: ["text"] for key in ("signs", "signs_against", "what_to_do")}
    return Cause.model_validate(
        {
            "id": name,
            **texts,
            **lists,
            "retrievability": retrievability,
            "telling_questions": [f"{name} one?", f"{name} two?", f"{name} three?"],
            "play": f"play-{name}",
            "doctrine": ["D36"],
        }
    )


def sign(
    name: str, suggests: dict[str, int] | None = None, against: dict[str, int] | None = None, **more: Any
) -> Check:
    rule = check({"needs": {"at_least": "1"}}, suggests=suggests or {}, speaks_against=against or {}, **more)
    return rule.model_copy(update={"id": name, "ask": f"Ask {name}?"})


CAUSES = (cause("never"), cause("wrong", "likely_with_care"), cause("offended", "unlikely"))
QUESTION = Question.model_validate(
    {
        "id": "deadline",
        **dict.fromkeys(("name", "question", "why", "ask_whom"), "text"),
        "how_to_ask": ["By when?", "And why then?"],
        "answered_by_stage": "scope",
        "good_for_days": "60",
        "doctrine": ["D29"],
    }
)
CHECKS = (
    sign("silent", {"never": 2, "offended": 1}, {"offended": 1}),
    sign("met", {"wrong": 3}, {"wrong": 2}),
    sign("alone", {"wrong": 2}),
    sign("setback", {"offended": 3}, {"offended": 2}),
    sign("dated", {"never": 1}, {"never": 2}, question="deadline"),
    sign("vague", {"never": 1, "wrong": 1, "offended": 1}),
    sign("hygiene"),
)
SIGNS = Signs.of(CAUSES, CHECKS, (QUESTION,))
OUTCOMES = st.dictionaries(
    st.sampled_from([each.id for each in CHECKS]), st.sampled_from(["pass", "fail", "unknown", "not_applicable"])
)


def of(found: Diagnosis, name: str) -> Hypothesis:
    return next(each for each in found.hypotheses if each.cause == name)


def strength(signs: tuple[Sign, ...]) -> int:
    return sum(each.strength for each in signs)


def balance(found: Diagnosis, name: str) -> int:
    return strength(of(found, name).speaks_for) - strength(of(found, name).speaks_against)


def test_what_fails_speaks_for_a_cause_and_what_passes_against_it_the_strongest_first() -> None:
    found = diagnose({"alone": "fail", "met": "fail", "setback": "pass", "silent": "pass", "dated": "unknown"}, SIGNS)
    assert found.hypotheses == (
        Hypothesis("wrong", (Sign("met", 3), Sign("alone", 2)), (), 0),
        Hypothesis("never", (), (), 1),
        Hypothesis("offended", (), (Sign("setback", 2), Sign("silent", 1)), 0),
    )


def test_a_cause_in_front_says_whether_it_can_be_saved_and_which_play_helps() -> None:
    found = diagnose({"met": "fail", "alone": "fail"}, SIGNS, named="never")
    assert (found.leading, found.level, found.retrievability) == ("wrong", (), "likely_with_care")
    assert (found.play, found.named, found.as_of_end) == ("play-wrong", "never", False)


@pytest.mark.parametrize(
    ("outcomes", "level"),
    [
        ({}, ()),
        ({"met": "pass", "setback": "pass"}, ()),
        ({"silent": "fail"}, ("never", "offended")),
        ({"alone": "fail"}, ("wrong",)),
        ({"dated": "fail"}, ("never",)),
        ({"met": "fail", "setback": "fail"}, ("wrong", "offended")),
        ({"alone": "fail", "met": "pass"}, ()),
    ],
)
def test_while_no_cause_leads_nobody_knows_whether_it_can_be_saved(
    outcomes: dict[str, OutcomeName], level: tuple[str, ...]
) -> None:
    found = diagnose(outcomes, SIGNS)
    assert (found.leading, found.retrievability, found.play) == (None, "unknown", None)
    assert found.level == level


@given(OUTCOMES)
def test_a_cause_leads_only_where_something_speaks_for_it_and_it_stands_clearly_in_front(
    outcomes: dict[str, OutcomeName],
) -> None:
    found = diagnose(outcomes, SIGNS)
    order = [(balance(found, each.cause), strength(each.speaks_for)) for each in found.hypotheses]
    assert order == sorted(order, reverse=True)
    assert {each.cause for each in found.hypotheses} == set(NAMES)
    if found.leading:
        assert found.hypotheses[0].cause == found.leading
        signs = of(found, found.leading).speaks_for
        assert len(signs) >= 2 or strength(signs) >= 3
        assert all(balance(found, found.leading) - balance(found, each) >= 2 for each in NAMES if each != found.leading)
        assert not found.level
    for each in found.level:
        assert balance(found, each) > 0


@given(OUTCOMES)
def test_of_causes_that_are_level_in_everything_the_playbooks_order_counts(outcomes: dict[str, OutcomeName]) -> None:
    found = [
        (balance(diagnose(outcomes, SIGNS), each.cause), strength(each.speaks_for), -NAMES.index(each.cause))
        for each in diagnose(outcomes, SIGNS).hypotheses
    ]
    assert found == sorted(found, reverse=True)


@given(OUTCOMES)
def test_more_evidence_for_a_cause_never_puts_it_further_back(outcomes: dict[str, OutcomeName]) -> None:
    def place(given_outcomes: dict[str, OutcomeName]) -> int:
        return [each.cause for each in diagnose(given_outcomes, SIGNS).hypotheses].index("wrong")

    assert place({**outcomes, "met": "fail"}) <= place({**outcomes, "met": "unknown"})
    assert place({**outcomes, "met": "pass"}) >= place({**outcomes, "met": "unknown"})


def test_the_question_that_would_part_the_causes_most_is_asked_first_and_each_once() -> None:
    unknown: dict[str, OutcomeName] = {each.id: "unknown" for each in CHECKS}
    asked = diagnose(unknown, SIGNS).questions
    assert [each.check for each in asked] == ["met", "setback", "silent", "dated", None, None]
    assert asked[3].text == "By when?"
    assert asked[3].question == "deadline"
    assert asked[2].causes == ("never", "offended")
    assert [each.text for each in asked[4:]] == ["never one?", "wrong one?"]


def test_after_the_end_the_questions_that_look_back_come_first() -> None:
    asked = diagnose({"met": "fail", "silent": "unknown"}, SIGNS, as_of_end=True).questions
    assert [each.text for each in asked] == ["wrong one?", "wrong two?", "wrong three?", "Ask silent?"]


def test_what_would_move_all_causes_alike_is_not_asked() -> None:
    assert all(each.check is None for each in diagnose({"vague": "unknown", "hygiene": "unknown"}, SIGNS).questions)


def test_the_own_questions_are_those_of_the_causes_in_front() -> None:
    alone = diagnose({"met": "fail"}, SIGNS)
    assert [each.text for each in alone.questions] == ["wrong one?", "wrong two?", "wrong three?"]
    level = diagnose({"met": "fail", "setback": "fail", "silent": "unknown"}, SIGNS)
    assert [each.text for each in level.questions] == [
        "Ask silent?",
        "wrong one?",
        "offended one?",
        "wrong two?",
        "offended two?",
        "wrong three?",
    ]


def test_a_question_that_two_checks_share_is_asked_once() -> None:
    twice = (sign("one", {"never": 3}, question="deadline"), sign("two", {"never": 2}, question="deadline"))
    found = diagnose({"one": "unknown", "two": "unknown"}, Signs.of(CAUSES, twice, (QUESTION,)))
    assert [each.check for each in found.questions][:2] == ["one", None]


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


def test_only_what_stalls_vanished_or_was_reversed_is_diagnosed(base: Path) -> None:
    found = deals(
        base,
        OPEN,
        f"{OPEN}, claim: {{state: active}}",
        f"{OPEN}, claim: {{state: stalled}}",
        f"{OPEN}, ended: vanished",
        "status: lost, ended: reversed",
        "status: won, claim: {state: reversed}",
    )
    assert {name for name, deal in found.items() if deal.diagnosis} == {"C", "D", "E"}
    assert {name: deal.diagnosis.as_of_end for name, deal in found.items() if deal.diagnosis} == {
        "C": False,
        "D": False,
        "E": True,
    }


def test_what_the_manager_ruled_to_be_stalled_is_diagnosed(base: Path) -> None:
    ruling = "{opportunity: A, by: mara-quinn, on: 2026-11-10, ruling: stalled, reason: r, review_on: 2026-12-01}"
    found = deals(base, OPEN, OPEN, rulings=f"[{ruling}]")
    assert found["A"].diagnosis
    assert found["B"].diagnosis is None


def test_one_that_went_away_is_diagnosed_even_where_nothing_is_known_and_one_that_only_stalls_is_not(
    base: Path,
) -> None:
    found = deals(
        base,
        "status: open, stage: meet, ended: vanished",
        "status: open, stage: meet, claim: {state: stalled}",
        "status: open, stage: meet, ended: reversed, loss_reason: {cause: never-intended-to-buy}",
    )
    assert found["A"].diagnosis
    assert (found["A"].diagnosis.leading, found["A"].diagnosis.retrievability) == (None, "unknown")
    assert found["B"].diagnosis is None
    assert found["C"].diagnosis
    assert found["C"].diagnosis.named == "never-intended-to-buy"


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
