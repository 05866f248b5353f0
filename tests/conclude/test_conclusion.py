"""Conclusions: the first situation that surely applies, and what follows from it or from the cause that leads."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.conclude.conclusion import Known, Situations, conclude
from scorecards.model.playbook.causes import Cause
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.situations import Situation
from scorecards.report.conclusion import Conclusion, FirstQuestion, Person
from scorecards.report.deal import AnswerState, Diagnosis
from scorecards.report.values import KnownFact, StepState
from tests.support.factory import made
from tests.support.findings import file_of, index_of, opportunity, playbook
from tests.support.situations import situation

CAUSE = Cause.model_validate(
    {
        "id": "offended",
        **dict.fromkeys(("name", "definition", "retrievability_note", "warning"), "text"),
        "do": "Ask {person} what we did wrong.",
        "whom": ["decides"],
        "signs": ["Only people can tell."],
        "signs_against": ["Only people can tell."],
        "what_to_do": ["text"],
        "retrievability": "slim",
        "telling_questions": ["What happened?"],
        "play": "make-amends",
        "doctrine": ["D36"],
    }
)
DIAGNOSIS: dict[str, Any] = {
    "leading": "offended",
    "retrievability": "slim",
    "questions": [{"text": "What did we do?", "cause": "offended"}],
}
CONTACTS = [{"name": "Jo Park", "roles": ["decision_maker"]}, {"name": "Ada Ro", "roles": ["champion"]}]


def rule(name: str, **more: Any) -> Situation:
    """Make a situation that applies to every open opportunity, unless ``more`` says otherwise."""
    written = {"id": name, "name": name, "applies_to": {}, "do": f"Do {name}.", "doctrine": ["D09"], **more}
    return Situation.model_validate(written)


def where(fact: str, value: str = "1", **more: Any) -> dict[str, Any]:
    """Say that a situation applies where a count is so high."""
    return {"when": {fact: {"at_least": value}}, **more}


def rules_of(*situations: Situation) -> Playbook:
    return replace(playbook(), situations=situations, causes=(CAUSE,))


def concluded(
    *situations: Situation,
    facts: dict[str, Any] | None = None,
    steps: tuple[dict[str, Any], ...] = (),
    answers: tuple[dict[str, Any], ...] = (),
    diagnosis: dict[str, Any] | None = None,
    **fields: Any,
) -> Conclusion | None:
    """Conclude on an opportunity of which this is known, with these situations in this order."""
    rules = rules_of(*situations)
    known = Known(
        file_of(opportunity(**fields), rules=rules),
        facts or {},
        tuple(made(AnswerState, each) for each in answers),
        tuple(made(StepState, each) for each in steps),
        made(Diagnosis, diagnosis) if diagnosis else None,
    )
    return conclude(known, Situations.of(rules), index_of(rules))


def found(*situations: Situation, **known: Any) -> Conclusion:
    conclusion = concluded(*situations, **known)
    assert conclusion
    return conclusion


# Which situation it is.


FACTS = ("push_count", "advances", "our_overdue_steps")
ROWS = st.dictionaries(st.sampled_from(FACTS), st.integers(0, 2))


def test_of_the_situations_that_surely_apply_the_first_in_the_file_counts() -> None:
    first, second = rule("pushed", applies_to=where("push_count")), rule("anything")
    both = {"push_count": 2}
    assert (found(first, second, facts=both).situation, found(first, second, facts=both).place) == ("pushed", 0)
    assert found(second, first, facts=both).situation == "anything"
    assert (found(first, second, facts={"push_count": 0}).situation, found(first, second).place) == ("anything", 1)


def test_what_is_unknown_is_never_enough_for_a_situation() -> None:
    negated = rule("never-pushed", applies_to={"when": {"not": {"push_count": {"at_least": "1"}}}})
    for each in (rule("pushed", applies_to=where("push_count")), negated):
        assert concluded(each) is None
    assert concluded(negated, facts={"push_count": 0})


@given(ROWS)
def test_the_situation_is_the_first_whose_condition_is_true(facts: dict[str, int]) -> None:
    names = {fact: fact.replace("_", "-") for fact in FACTS}
    situations = [rule(name, applies_to=where(fact)) for fact, name in names.items()]
    conclusion = concluded(*situations, facts=facts)
    true = [name for fact, name in names.items() if facts.get(fact, 0) >= 1]
    assert (conclusion.situation if conclusion else None) == next(iter(true), None)


def test_a_situation_looks_at_its_own_statuses_and_stages() -> None:
    assert concluded(rule("lost", applies_to={"status": ["lost"]})) is None
    assert concluded(rule("lost", applies_to={"status": ["lost"]}), status="lost")
    assert concluded(rule("sign", applies_to={"stages": ["sign"]})) is None


def test_a_situation_that_needs_a_cause_is_passed_over_until_one_leads() -> None:
    needing, other = rule("cause-leads", needs_cause="true"), rule("other")
    assert found(needing, other).situation == "other"
    assert found(needing, other, diagnosis={**DIAGNOSIS, "leading": None}).situation == "other"
    assert found(needing, other, diagnosis=DIAGNOSIS).situation == "cause-leads"
    excepted = rule("cause-leads", needs_cause="true", not_for=["offended"])
    assert found(excepted, other, diagnosis=DIAGNOSIS).situation == "other"


def test_it_tells_the_known_facts_that_it_rests_on_and_the_words_that_these_count(tmp_path: Path) -> None:
    either = {"when": {"any": [{"push_count": {"at_least": "1"}}, {"advances": {"at_least": "1"}}]}}
    assert found(rule("either", applies_to=either), facts={"push_count": 1, "amount": 2}).because == (
        KnownFact("push_count", 1),
    )
    note = '{on: 2026-11-12, direction: inbound, kind: email, with: Jo Park, note: "The board turned it down."}'
    deal = situation(tmp_path, f"activities: [{note}]").deal()
    assert deal.conclusion
    assert deal.conclusion.situation == "turned-down"
    assert [(each.text, each.who, each.on) for each in deal.conclusion.spoken] == [
        ("The board turned it down.", "Jo Park", date(2026, 11, 12))
    ]


# What a leading cause decides.


def test_a_cause_that_leads_decides_where_the_situation_lets_it() -> None:
    more: dict[str, Any] = {"whom": ["close_to_us"], "ask": "Is it a no?", "play": "no"}
    let = found(rule("silent", cause_decides="true", **more), diagnosis=DIAGNOSIS, contacts=CONTACTS)
    assert (let.do, let.cause, let.play) == ("Ask Jo Park what we did wrong.", "offended", "make-amends")
    assert (let.person, let.question) == (
        Person("Jo Park", "decides"),
        FirstQuestion("What did we do?", None, "offended"),
    )
    not_let = found(rule("silent", **more), diagnosis=DIAGNOSIS, contacts=CONTACTS)
    assert (not_let.do, not_let.cause, not_let.play) == ("Do silent.", None, "no")
    assert (not_let.person, not_let.question) == (
        Person("Ada Ro", "close_to_us"),
        FirstQuestion("Is it a no?", None, None),
    )


@pytest.mark.parametrize(
    ("more", "diagnosis"),
    [
        ({}, None),
        ({}, {**DIAGNOSIS, "leading": None}),
        ({"not_for": ["offended"]}, DIAGNOSIS),
    ],
)
def test_the_situation_decides_itself_where_no_cause_leads_or_it_knows_better(
    more: dict[str, Any], diagnosis: dict[str, Any] | None
) -> None:
    each = rule("silent", cause_decides="true", whom=["anybody"], ask="Is it a no?", **more)
    conclusion = found(each, diagnosis=diagnosis, contacts=CONTACTS)
    assert (conclusion.do, conclusion.cause) == ("Do silent.", None)
    assert conclusion.question == FirstQuestion("Is it a no?", None, None)


# The step that it is about.

STEPS: tuple[dict[str, Any], ...] = (
    {"what": "Late", "due": date(2026, 11, 9), "state": "overdue"},
    {"what": "Later", "due": date(2026, 11, 2), "state": "overdue"},
    {"what": "Ahead", "due": date(2026, 11, 20)},
    {"what": "Undated"},
    {"what": "Theirs", "side": "customer", "due": date(2026, 11, 23), "owner": "Jo Park"},
    {"what": "Theirs late", "side": "customer", "due": date(2026, 11, 13), "state": "overdue"},
)


@pytest.mark.parametrize(
    ("about", "steps", "what"),
    [
        ("our_overdue_step", STEPS, "Later"),
        ("their_overdue_step", STEPS, "Theirs late"),
        ("our_next_step", STEPS, "Later"),
        ("our_next_step", STEPS[2:], "Ahead"),
        ("their_next_step", STEPS[:5], "Theirs"),
        ("our_overdue_step", STEPS[2:], None),
        ("our_next_step", STEPS[3:], None),
        (None, STEPS, None),
    ],
)
def test_of_several_steps_the_oldest_or_the_soonest_of_its_side_is_chosen(
    about: str | None, steps: tuple[dict[str, Any], ...], what: str | None
) -> None:
    step = found(rule("it", **({"about": about} if about else {})), steps=steps).step
    assert (step.what if step else None) == what


def test_a_step_that_only_waits_is_never_the_one_to_do() -> None:
    waiting = {"what": "Wait for Jo", "due": date(2026, 11, 17), "waiting_phrase": "wait for"}
    assert found(rule("it", about="our_next_step"), steps=(waiting,)).step is None


@pytest.mark.parametrize(
    ("what", "is_internal"),
    [
        ("Ask Ana for the price", True),
        ("Ask Max whether we may", True),
        ("Ask Ana what Jo needs", False),
        ("Send the layout", False),
        ("Analyse the figures", False),
    ],
)
def test_a_step_of_ours_that_names_one_of_us_and_nobody_there_is_nobodys_to_be_called_about(
    what: str, *, is_internal: bool
) -> None:
    each = rule("late", about="our_overdue_step", whom=["anybody"], ask="Still in time?")
    late = {"what": what, "due": date(2026, 11, 9), "state": "overdue"}
    conclusion = found(each, steps=(late,), contacts=CONTACTS)
    assert conclusion.is_internal is is_internal
    assert (conclusion.person is None, conclusion.question is None) == (is_internal, is_internal)


def test_a_situation_without_whom_calls_nobody_and_asks_nothing() -> None:
    conclusion = found(rule("close-it", ask="Why?"), contacts=CONTACTS)
    assert (conclusion.is_internal, conclusion.person, conclusion.question) == (True, None, None)


def test_that_nobody_is_named_on_record_is_not_that_nobody_is_to_be_called() -> None:
    conclusion = found(rule("it", whom=["anybody"], ask="Why?"))
    assert (conclusion.is_internal, conclusion.person) == (False, None)
    assert conclusion.question


# What to ask first.


def test_the_first_question_is_the_situations_else_its_qualification_question_else_the_first_open_one() -> None:
    open_budget = ({"question": "budget", "state": "open"},)
    asked = {"whom": ["anybody"]}
    assert found(rule("it", ask="Why?", **asked), answers=open_budget).question == FirstQuestion("Why?", None, None)
    assert found(rule("it", question="paper", **asked), answers=open_budget).question == FirstQuestion(
        "h", "paper", None
    )
    assert found(rule("it", **asked), answers=open_budget).question == FirstQuestion("h", "budget", None)
    assert found(rule("it", **asked)).question is None


# The words.


def test_person_and_step_are_filled_in_and_where_none_is_known_the_sentence_still_stands() -> None:
    each = rule("late", about="our_overdue_step", whom=["decides"], do="Tell {person} the day: {step}")
    late = {"what": "Send {person} the layout", "due": date(2026, 11, 9), "state": "overdue"}
    assert found(each, steps=(late,), contacts=CONTACTS).do == "Tell Jo Park the day: Send {person} the layout"
    assert found(each).do == "Tell them the day: the next step"


def test_the_same_is_concluded_on_every_page_of_a_deal(tmp_path: Path) -> None:
    """The card, the opened deal and the calls all say what the conclusion says."""
    late = "{what: Send the layout to Jo, side: us, owner: ana, due: 2026-11-09}"
    made_ = situation(tmp_path, f"next_steps: [{late}], contacts: [{{name: Jo Park}}]")
    conclusion = made_.deal().conclusion
    assert conclusion
    assert (conclusion.situation, conclusion.person) == ("our-task-overdue", Person("Jo Park", "step_owner"))
    assert conclusion.do.endswith(": Send the layout to Jo")
    assert made_.shown().count(conclusion.do) == 2
    assert made_.card().calls[0].first == "Does that still work for you, or is it too late?"


def test_a_playbook_without_situations_concludes_nothing() -> None:
    assert concluded() is None
