"""Whom to talk to: each reason for which somebody is chosen, and who never is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.conclude.person import main_contact, person_for
from scorecards.derive.named_people import contact_named_in
from scorecards.model.playbook.whom import Whom
from scorecards.report.conclusion import Person
from scorecards.report.values import StepState
from tests.support.factory import made
from tests.support.findings import file_of, opportunity

EVERY: tuple[Whom, ...] = ("step_owner", "silent", "turned", "decides", "close_to_us", "last_talk", "anybody")

JO, ADA, KIM = "Jo Park", "Ada Ro", "Kim Lee"


def contact(name: str, *roles: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "roles": list(roles), **more}


def talk(on: str, name: str | None, outcome: str | None = "reply", direction: str = "outbound") -> dict[str, Any]:
    return {"on": on, "direction": direction, "kind": "call", "with": name, "outcome": outcome}


def step(what: str = "Send the layout", side: str = "us", owner: str | None = None) -> StepState:
    return made(StepState, {"what": what, "side": side, "owner": owner})


def chosen(*whom: Whom, about: StepState | None = None, **fields: Any) -> str | None:
    found = person_for(whom, about, file_of(opportunity(**fields)))
    return found.name if found else None


# Each reason.


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (step("Count the shifts", "customer", ADA), ADA),
        (step("Count the shifts", "customer", "Ada"), ADA),
        (step("Count the shifts with Jo", "customer"), JO),
        (step("Send Jo the layout", owner="Ana"), JO),
        (step("Send the layout", owner="Ana"), None),
        (None, None),
    ],
)
def test_a_step_is_its_owners_there_and_one_of_ours_is_for_whom_it_names(
    about: StepState | None, name: str | None
) -> None:
    assert chosen("step_owner", about=about, contacts=[contact(JO), contact(ADA)]) == name


def test_who_is_silent_is_who_does_not_answer_those_who_decide_first() -> None:
    tries = [talk("2026-11-02", ADA, "none"), talk("2026-11-04", ADA, "none"), talk("2026-11-05", JO, "none")]
    assert chosen("silent", activities=tries) == ADA
    assert chosen("silent", activities=tries, contacts=[contact(JO, "economic_buyer")]) == JO
    assert chosen("silent", activities=[talk("2026-11-02", ADA)]) is None


def test_who_turned_it_is_who_told_us_of_the_latest_setback() -> None:
    told = [talk("2026-10-02", JO, "setback"), talk("2026-11-02", ADA, "setback"), talk("2026-11-09", KIM)]
    assert chosen("turned", activities=told) == ADA
    assert chosen("turned", activities=told[2:]) is None


def test_who_holds_the_money_comes_before_others_who_decide() -> None:
    people = [contact(JO, "decision_maker"), contact(ADA, "economic_buyer"), contact(KIM, "champion")]
    assert chosen("decides", contacts=people) == ADA
    assert chosen("decides", contacts=people[::2]) == JO
    assert chosen("decides", contacts=people[2:]) is None


def test_who_is_close_to_us_is_the_champion_else_who_speaks_openly() -> None:
    people = [contact(JO, rapport="built"), contact(ADA, "champion"), contact(KIM)]
    assert chosen("close_to_us", contacts=people) == ADA
    assert chosen("close_to_us", contacts=people[::2]) == JO
    assert chosen("close_to_us", contacts=people[2:]) is None


def test_the_last_talk_is_with_whoever_spoke_last_and_not_whom_we_tried() -> None:
    contacts = [talk("2026-11-02", JO), talk("2026-10-02", ADA), talk("2026-11-09", KIM, "none")]
    assert chosen("last_talk", activities=contacts) == JO
    assert chosen("last_talk", activities=[talk("2026-11-03", ADA, None, "inbound"), *contacts]) == ADA
    assert chosen("last_talk", activities=contacts[2:]) is None


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"contacts": [contact(JO, "blocker"), contact(ADA)]}, ADA),
        ({"contacts": [contact(JO, "blocker")]}, JO),
        (
            {
                "next_steps": [
                    {"what": "Sign", "side": "customer", "owner": ADA, "due": "2026-12-01"},
                    {"what": "Count", "side": "customer", "owner": JO, "due": "2026-11-20"},
                ]
            },
            JO,
        ),
        ({"activities": [talk("2026-11-02", ADA, "none")]}, ADA),
        ({"notes": "Met Mrs Dole, the head of the plant."}, "Mrs Dole"),
        ({"notes": "Met the head of the plant (Rita Dole)."}, "Rita Dole"),
        ({"notes": "Met at the Green Fair in Kestrel Hall."}, None),
        ({}, None),
    ],
)
def test_anybody_is_a_contact_else_whoever_else_the_record_names(fields: dict[str, Any], name: str | None) -> None:
    assert chosen("anybody", **fields) == name


# In which order.


def test_the_first_reason_for_which_somebody_is_named_counts_and_is_told() -> None:
    people = [contact(JO, "decision_maker"), contact(ADA, "champion")]
    assert person_for(("silent", "decides", "close_to_us"), None, file_of(opportunity(contacts=people))) == Person(
        JO, "decides"
    )
    assert person_for(("close_to_us", "decides"), None, file_of(opportunity(contacts=people))) == Person(
        ADA, "close_to_us"
    )
    assert person_for(EVERY, None, file_of(opportunity())) is None


def test_a_deal_as_a_whole_has_whoever_is_silent_before_who_decides_before_the_champion() -> None:
    people = [contact(ADA, "champion"), contact(JO, "decision_maker")]
    assert main_contact(file_of(opportunity(contacts=people))) == JO
    assert main_contact(file_of(opportunity(contacts=people, activities=[talk("2026-11-02", ADA, "none")]))) == ADA
    assert main_contact(file_of(opportunity(contacts=people[:1]))) == ADA


# Who never is.


@given(st.sets(st.sampled_from(EVERY), min_size=1), st.sampled_from(["none", "reply", "setback"]))
def test_whoever_has_left_is_never_named(whom: set[Whom], outcome: str) -> None:
    gone = contact(JO, "economic_buyer", "decision_maker", "champion", rapport="built", left_on="2026-11-01")
    fields = {"contacts": [gone], "activities": [talk("2026-10-20", JO, outcome)]}
    about = step("Count the shifts with Jo", "customer", JO)
    assert chosen(*sorted(whom), about=about, **fields) is None
    somebody = {**fields, "contacts": [gone, contact(ADA)]}
    assert chosen(*sorted(whom), "anybody", about=about, **somebody) == ADA


def test_a_name_is_told_as_the_contacts_have_it() -> None:
    assert chosen("last_talk", contacts=[contact(JO)], activities=[talk("2026-11-02", "jo park")]) == JO
    assert chosen("last_talk", contacts=[contact(JO)], activities=[talk("2026-11-02", "Park")]) == JO
    assert chosen("last_talk", contacts=[contact(JO)], activities=[talk("2026-11-02", "Rita Dole")]) == "Rita Dole"


# A part of a name.


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Walk Jo through the pilot", JO),
        ("Walk Park through the pilot", JO),
        ("Walk Jo Park through the pilot", JO),
        ("Walk jo through the pilot", None),
        ("Write to the Parkers", None),
        ("Walk Jo and Ada through the pilot", None),
        ("Send the layout", None),
        ("Call Kim", None),
        ("Call van Dam", "Piet van Dam"),
        ("The van is late", None),
        ("Plan B", None),
    ],
)
def test_a_part_of_a_name_in_a_step_names_the_one_person_who_has_it(text: str, name: str | None) -> None:
    people = [JO, ADA, "Kim Lee", "Kim Roe", "Piet van Dam", "B Olsen"]
    assert contact_named_in(text, opportunity(contacts=[contact(each) for each in people])) == name


def test_a_part_of_a_name_names_nobody_who_has_left() -> None:
    people = [contact(JO, left_on="2026-11-01"), contact("Jo Marsh")]
    assert contact_named_in("Walk Jo through the pilot", opportunity(contacts=people)) == "Jo Marsh"
    assert contact_named_in("Walk Park through the pilot", opportunity(contacts=people)) is None
