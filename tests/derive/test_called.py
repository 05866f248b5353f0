"""What to call a person when talking to them: as people are called, and never by half a title."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.derive.called import called
from scorecards.model.team import Team
from tests.support.findings import TEAM, opportunity

FIRST_NAMES = TEAM.model_copy(update={"first_names": True})


def name_said(name: str, team: Team, **contact: Any) -> str:
    return called(name, opportunity(contacts=[{"name": name, **contact}]), team)


def test_the_full_name_is_said_unless_the_team_uses_first_names() -> None:
    assert name_said("Enda Rooney", TEAM) == "Enda Rooney"
    assert name_said("Enda Rooney", FIRST_NAMES) == "Enda"


@pytest.mark.parametrize("team", [TEAM, FIRST_NAMES])
def test_what_a_person_is_called_comes_first(team: Team) -> None:
    assert name_said("Sister Nuala Kane", team, called="Sister Nuala") == "Sister Nuala"
    assert name_said("Joanna Park", team, called="Jo") == "Jo"


@pytest.mark.parametrize(
    "name",
    ["Sister Nuala Kane", "Canon Hugh Derwin", "Dr. Imre Halász", "HERR Weber", "Frau Weber", "J. Park"],
)
def test_whoever_is_listed_with_a_title_or_an_initial_keeps_the_full_name(name: str) -> None:
    assert name_said(name, FIRST_NAMES) == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Seán Ó Briain", "Seán"),
        ("Anne-Marie Roche", "Anne-Marie"),
        ("D’Arcy Lane", "D’Arcy"),
        ("Ελένη Βασιλείου", "Ελένη"),
        ("प्रिया शर्मा", "प्रिया"),
        ("Park, Jo", "Park, Jo"),
        ("Jo", "Jo"),
    ],
)
def test_a_first_name_is_the_first_word_of_a_name(name: str, said: str) -> None:
    assert name_said(name, FIRST_NAMES) == said


def test_who_is_not_listed_is_no_person_for_certain() -> None:
    """A step may name a department, and nobody is called "Purchasing"."""
    deal = opportunity(contacts=[{"name": "Jo Park"}])
    assert called("Purchasing department", deal, FIRST_NAMES) == "Purchasing department"
    assert called("jo  park", deal, FIRST_NAMES) == "Jo"


@given(st.text(min_size=1, max_size=30))
def test_something_is_said_whatever_the_name(name: str) -> None:
    said = name_said(name, FIRST_NAMES)
    assert said
    assert said in name
