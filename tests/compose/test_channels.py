"""How to reach a contact: a link only where what is written is a number or an address, and nothing more."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.compose.channels import email_link, phone_link
from tests.support.situations import TEAM, Situation, situation

JO = "contacts: [{name: Jo Park, roles: [champion]%s}]"
LATE = "next_steps: [{what: Send the offer, side: us, owner: ana, due: 2026-11-02}]"


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("+353 20 910 0126", "tel:+353209100126"),
        ("(020) 910-0126", "tel:0209100126"),
        ("+353 (0)20 910 0126", "tel:+353209100126"),
        ("020/910.0126", "tel:0209100126"),
        ("020 910 0126 ext 4", None),
        ("020 910 0126;postd=1", None),
        ("call the office", None),
        ("", None),
        ("12", None),
        ("+", None),
    ],
)
def test_a_number_is_dialled_as_it_is_written(phone: str, link: str | None) -> None:
    assert phone_link(phone) == link


@pytest.mark.parametrize(
    ("email", "link"),
    [
        ("jo.park+sales@mail.example.com", "mailto:jo.park+sales@mail.example.com"),
        ("jo@example", None),
        ("jo@example.com?bcc=all@example.com", None),
        ("jo@example.com,bo@example.com", None),
        ("Jo Park <jo@example.com>", None),
        ("jo%0Abcc@example.com", None),
        ("javascript:alert(1)", None),
        ("jö@example.com", None),
        (f"{'a' * 250}@example.com", None),
        ("", None),
    ],
)
def test_an_address_is_linked_where_it_is_one_and_says_nothing_else(email: str, link: str | None) -> None:
    assert email_link(email) == link


@given(st.text(max_size=40))
def test_no_text_makes_a_link_that_does_more(text: str) -> None:
    for link in (phone_link(text), email_link(text)):
        assert link is None or not set(link) & set("?&%<>\"' \n,;")


def reaching(made: Situation) -> list[str]:
    """Give the links of a rep's page that call or write to somebody."""
    links = (each.attributes.get("href", "") for each in made.pages["scorecards/ana.md"].all("a"))
    return [each for each in links if each.startswith(("tel:", "mailto:"))]


def test_the_card_and_the_deal_tell_how_to_reach_the_contact(tmp_path: Path) -> None:
    reach = ', phone: "+353 20 910 0126", email: jo@example.com'
    made = situation(tmp_path, f"{JO % reach}, {LATE}")
    assert reaching(made) == ["tel:+353209100126", "mailto:jo@example.com"] * 2
    assert "+353 20 910 0126 · jo@example.com" in made.shown()


def test_what_is_no_number_stays_text_as_it_is_written(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{JO % ', phone: via the <b>office</b>'}, {LATE}")
    assert "via the <b>office</b>" in made.shown()
    assert not reaching(made)


def test_whoever_has_left_is_not_reached(tmp_path: Path) -> None:
    made = situation(tmp_path, JO % ", phone: 020 910 0126, left_on: 2026-11-02")
    assert made.deal().channels == ()


def test_talk_tracks_say_what_people_are_called(tmp_path: Path) -> None:
    team = TEAM.replace("currency: EUR", "currency: EUR\nfirst_names: true")
    for name, contact, said in (
        ("plain", "", "Jo"),
        ("called", ", called: Joey", "Joey"),
    ):
        made = situation(tmp_path / name, f"{JO % contact}, {LATE}", team=team)
        (action,) = made.card().actions
        assert action.contact == "Jo Park"
        assert action.words[0].text.startswith(f"{said},")
