"""A deal in a few words: chips, topics, what a score consists of, and the address of its record."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.model.team import Team
from scorecards.render.deal_words import crm_link
from scorecards.render.expected_values import expected_of
from scorecards.render.finding_topics import split_by_topic
from tests.support.situations import Situation, situation

CHASED = (
    "stage: quote, stage_entered_on: 2026-10-01, contacts: [{name: Jo Park}], activities: ["
    "{on: 2026-09-01, direction: inbound, kind: call, with: Jo Park, outcome: reply}, "
    "{on: 2026-10-12, direction: outbound, kind: call, with: Jo Park, outcome: none}, "
    "{on: 2026-11-09, direction: outbound, kind: call, with: Jo Park, outcome: none}]"
)


def chips(made: Situation) -> list[str]:
    return [each.flat for each in made.pages["scorecards/ana.md"].one("ul", class_="sc-chips").all("li")]


def test_the_chips_tell_age_silence_and_attempts_before_anything_else(tmp_path: Path) -> None:
    made = situation(tmp_path, CHASED)
    assert chips(made)[:3] == ["46 d of 21", "silent 76 d", "2 attempts"]


def test_whoever_was_not_tried_since_is_not_called_silent(tmp_path: Path) -> None:
    spoke = "activities: [{on: 2026-11-12, direction: inbound, kind: call, outcome: reply}]"
    made = situation(tmp_path, f"{spoke}, stage_entered_on: 2026-06-01")
    assert "replied 4 d ago" in chips(made)


@pytest.mark.parametrize(
    ("opportunity", "address"),
    [("OPP-1", "https://crm.example/opp/OPP-1"), ("A:1/?#", "https://crm.example/opp/A%3A1%2F%3F%23")],
)
def test_an_id_is_encoded_in_the_address_of_its_record(opportunity: str, address: str) -> None:
    assert crm_link("https://crm.example/opp/{id}", opportunity) == address
    assert crm_link(None, opportunity) is None


PEOPLE = {"name": "T", "currency": "EUR", "managers": [{"name": "M"}], "reps": [{"name": "R", "manager": "m"}]}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)//{id}",
        "//crm.example/{id}",
        "https://crm.example/opp",
        "https://crm.example/{id}/{id}",
        "https://{id}.example/",
        "https://me@crm.example/{id}",
        'https://crm.example/"{id}',
        "https://crm.example/ {id}",
    ],
)
def test_an_address_that_is_none_or_hides_where_it_leads_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="crm_url"):
        Team.model_validate({**PEOPLE, "crm_url": address})
    assert Team.model_validate({**PEOPLE, "crm_url": "http://crm.example:8080/?o={id}"}).crm_url


@given(st.lists(st.integers(0, 30), unique=True))
def test_every_finding_stands_once_with_the_heaviest_of_three_topics_in_view(items: list[int]) -> None:
    split = split_by_topic(items, lambda item: str(item % 5))
    in_view = [item for _, found in split.in_view for item in found]
    assert sorted(in_view + [item for _, found in split.rest for item in found]) == sorted(items)
    assert in_view[:1] == items[:1]
    assert len(in_view) == min(3, len({item % 5 for item in items}))
    assert all(topic == str(item % 5) for topic, found in (*split.in_view, *split.rest) for item in found)
    assert split.rest_count == len(items) - len(in_view)


def test_the_rule_beside_a_value_says_what_the_check_expects_of_that_fact(tmp_path: Path) -> None:
    made = situation(tmp_path, "")
    expected = {check.id: expected_of(check) for check in made.review.playbook.checks}
    assert set(expected["within-stage-limit"].values()) == {"at most 0"}
    read = made.review.playbook.facts_read
    assert all(set(found) == set(read[check]) for check, found in expected.items())


def test_a_score_opens_to_what_it_consists_of(tmp_path: Path) -> None:
    made = situation(tmp_path, CHASED)
    deal = made.deal()
    (facts,) = next(made.pages["scorecards/ana.md"].all("details", id="O1")).all("dl", class_="sc-facts")
    if deal.score.value is None:
        assert f"too little known: {deal.score.known} of {deal.score.applicable}" in facts.flat
    else:
        assert "critical ×5:" in facts.flat
