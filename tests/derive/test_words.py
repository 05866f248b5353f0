"""What is spoken of: words on record by theme, theirs kept apart from ours, counted by the playbook's phrases."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scorecards.derive.words import spoken_of
from scorecards.index.themes import whole_words
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.themes import Themes
from tests.support.findings import facts_of, file_of, index_of, opportunity, playbook

THEMES = [
    {"theme": "price", "phrases": ["too expensive", "price … high", "discount*", "can't justify", "not in the budget"]},
    {"theme": "competition", "phrases": ["another supplier"]},
]


def with_themes(**tells_of: list[str]) -> Playbook:
    """Make the small playbook with these themes; its questions tell of what is named, the others of nothing."""
    rules = playbook()
    themes = Themes.model_validate({"words_need": 12, "themes": THEMES})
    questions = tuple(each.model_copy(update={"tells_of": tells_of.get(each.id, ())}) for each in rules.questions)
    return replace(rules, themes=themes, questions=questions)


RULES = with_themes(budget=["price"])
TALK = {"on": "2026-11-02", "direction": "inbound", "kind": "call", "with": "Jo Park"}
TRY = {"on": "2026-11-02", "direction": "outbound", "kind": "call", "with": "Jo Park", "outcome": "none"}
NAMES = {f"{who}_{theme['theme']}" for who in ("they_speak_of", "we_note") for theme in THEMES}


def words_of(**fields: Any) -> dict[str, Any]:
    """Derive what is spoken of; a fact that is missing is unknown."""
    found = facts_of(opportunity(**fields), rules=RULES)
    return {name: value for name, value in found.items() if name in NAMES}


def price(**fields: Any) -> tuple[Any, Any]:
    """Count what they say of the price, and what we note of it."""
    found = words_of(**fields)
    return found.get("they_speak_of_price"), found.get("we_note_price")


def noted(note: str, **more: Any) -> tuple[Any, Any]:
    """Count what one note on a talk with them says of the price."""
    return price(activities=[{**TALK, "note": note, **more}])


# Whose words they are.


@pytest.mark.parametrize(
    ("fields", "theirs", "ours"),
    [
        ({"activities": [{**TALK, "note": "It is too expensive."}]}, 1, 0),
        ({"activities": [{**TRY, "outcome": "reply", "note": "It is too expensive."}]}, 1, 0),
        ({"answers": {"budget": {"value": "Too expensive", "said_by": "buyer"}}}, 1, 0),
        ({"answers": {"budget": {"value": "Too expensive", "said_by": "rep"}}}, 0, 1),
        ({"answers": {"budget": "Too expensive"}}, 0, 1),
        ({"status": "lost", "loss_reason": {"reason": "Too expensive", "said_by": "buyer"}}, 1, 0),
        ({"status": "lost", "loss_reason": {"reason": "Too expensive", "said_by": "rep"}}, 0, 1),
        ({"gap_rating": {"score": "6", "on": "2026-11-02", "to_reach_10": "A discount"}}, 1, 0),
        ({"blocker": {"what": "The price is too high"}}, 0, 1),
        ({"notes": "Jo finds it too expensive."}, 0, 1),
    ],
)
def test_what_they_said_is_kept_apart_from_what_we_noted(fields: dict[str, Any], theirs: int, ours: int) -> None:
    assert price(**fields) == (theirs, ours)


@pytest.mark.parametrize(
    "note",
    [
        'Voicemail. He had mailed: "It is too expensive for us."',
        "Voicemail. He had mailed: “It is too expensive for us.”",
        "Voicemail. He had mailed: 'It is too expensive for us.'",
        "Voicemail. He had mailed: ‘It is too expensive for us.’",
    ],
)
def test_what_stands_in_quotation_marks_in_a_note_of_ours_is_theirs(note: str) -> None:
    assert price(notes=note) == (1, 0)
    assert price(blocker={"what": note}) == (1, 0)


def test_what_stands_beside_a_quotation_stays_ours() -> None:
    assert price(notes='"We look at another supplier." I think we are too expensive.') == (0, 1)
    assert (
        words_of(notes='"We look at another supplier." I think we are too expensive.')["they_speak_of_competition"] == 1
    )


def test_an_apostrophe_opens_no_quotation() -> None:
    assert price(notes="It's what Jo's team can't justify, and that's all.") == (0, 1)


def test_what_the_rep_calls_it_is_a_view_and_speaks_of_nothing() -> None:
    assert words_of(claim={"state": "stalled", "words": "Too expensive for them"}) == {}


# What takes a phrase back.


@pytest.mark.parametrize(
    ("note", "theirs"),
    [
        ("It is too expensive.", 1),
        ("It is not too expensive.", 0),
        ("It isn't too expensive for them.", 0),
        ("It isn’t too expensive for them.", 0),
        ("Never too expensive, he says.", 0),
        ("Maybe too expensive.", 0),
        ("I guess we are too expensive.", 0),
        ("It might be too expensive.", 0),
        ("He did not call, but it is too expensive.", 1),
        ("Not the fitters: it is too expensive.", 1),
        ("No news from legal at all since we last wrote to them and it is too expensive.", 1),
        ("It is not too expensive. In May it was too expensive.", 1),
        ("They can't justify it.", 1),
        ("They really, I do not know why, can't justify it.", 1),
        ("It's not in the budget.", 1),
        ("Maybe it's not in the budget.", 0),
    ],
)
def test_a_negation_or_a_guess_before_it_in_the_same_clause_takes_a_phrase_back(note: str, theirs: int) -> None:
    assert noted(note)[0] == theirs


def test_a_question_that_we_noted_is_none_of_our_notes() -> None:
    assert price(notes="Is it too expensive? Ask Jo.") == (0, 0)
    assert noted("Is it too expensive? She would not say.") == (1, 0)


# Which texts count.


def test_a_talk_that_moved_it_forward_tells_of_no_obstacle() -> None:
    assert noted("It was too expensive; with two sites it fits.", outcome="advance") == (None, None)
    assert noted("It was too expensive; with two sites it fits.", outcome="setback") == (1, 0)


@pytest.mark.parametrize("outcome", ["none", None])
def test_a_try_of_which_no_reply_is_noted_tells_of_nothing(outcome: str | None) -> None:
    assert price(activities=[{**TRY, "outcome": outcome, "note": "It is too expensive."}]) == (None, None)


def test_an_answer_tells_only_of_what_its_question_is_about() -> None:
    said = {"value": "Too expensive, says another supplier", "said_by": "buyer"}
    assert words_of(answers={"budget": said}) == {
        "they_speak_of_price": 1,
        "we_note_price": 0,
        "they_speak_of_competition": 0,
        "we_note_competition": 0,
    }
    assert words_of(answers={"problem": said}) == {}


@pytest.mark.parametrize(("on", "theirs"), [("2026-05-20", 1), ("2026-05-19", None), ("2026-05-21", 1)])
def test_what_was_said_more_than_180_days_ago_tells_of_another_situation(on: str, theirs: int | None) -> None:
    assert noted("It is too expensive.", on=on)[0] == theirs


def test_what_has_no_day_is_as_good_as_new() -> None:
    assert price(answers={"budget": {"value": "Too expensive", "said_by": "buyer"}}) == (1, 0)


@pytest.mark.parametrize("fields", [{}, {"activities": []}, {"notes": None}, {"activities": [TALK]}, {"answers": {}}])
def test_nothing_is_known_where_there_is_no_text(fields: dict[str, Any]) -> None:
    """No notes is no sign that nobody spoke of it."""
    assert words_of(**fields) == {}


def test_where_there_is_a_text_that_speaks_of_nothing_the_counts_are_zero() -> None:
    assert words_of(notes="Jo is away until Monday.") == dict.fromkeys(NAMES, 0)


# How phrases are found.


@pytest.mark.parametrize(
    ("note", "theirs"),
    [
        ("TOO EXPENSIVE", 1),
        ("too  expensive", 1),
        ("too expensively made", 0),
        ("Price too high", 1),
        ("The price is far too high", 1),
        ("The price is far too very high", 0),
        ("He wants a discount", 1),
        ("He asked for discounts", 1),
        ("We were discounted as a choice", 1),
        ("In an undiscounted world", 0),
        ("They can’t justify it", 1),
    ],
)
def test_a_phrase_stands_as_whole_words_with_a_star_for_a_words_rest_and_dots_for_up_to_three_words(
    note: str, theirs: int
) -> None:
    assert noted(note)[0] == theirs


def test_each_text_counts_once_however_often_it_says_so() -> None:
    assert noted("Too expensive. Really too expensive, even with a discount.") == (1, 0)
    assert price(activities=[{**TALK, "note": "Too expensive."}] * 2, notes="Too expensive.") == (2, 1)


@given(st.text(max_size=60), st.sampled_from(["2026-11-02", "2026-06-01", "2026-01-05"]))
def test_a_text_without_a_phrase_never_changes_a_count(note: str, on: str) -> None:
    spoken = [{**TALK, "note": "It is too expensive."}, {**TALK, "note": "He saw another supplier."}]
    other = {**TALK, "on": on, "note": note}
    assume(note.strip() and words_of(activities=[other]) in ({}, dict.fromkeys(NAMES, 0)))
    assert words_of(activities=[*spoken, other]) == words_of(activities=spoken)
    assert words_of(activities=[other, *spoken]) == words_of(activities=spoken)


# The words themselves.


def quoted(fact: str, **fields: Any) -> list[tuple[str, str | None, date | None, str]]:
    """Quote what a fact counts: the text, who said it, when, and where it stands."""
    found = spoken_of(fact, file_of(opportunity(**fields), rules=RULES), index_of(RULES))
    return [(each.text, each.who, each.on, each.field) for each in found]


def test_what_is_counted_is_quoted_the_latest_first_with_who_said_it_and_when() -> None:
    fields: dict[str, Any] = {
        "activities": [
            {**TALK, "on": "2026-10-05", "note": "Too expensive."},
            {**TALK, "with": "Ada Ro", "note": "Too expensive, again."},
            {**TALK, "note": "Away until Monday."},
        ],
        "notes": 'Kim wrote: "That is too expensive." I think so too: too expensive.',
    }
    assert quoted("they_speak_of_price", **fields) == [
        ("Too expensive, again.", "Ada Ro", date(2026, 11, 2), "activities"),
        ("Too expensive.", "Jo Park", date(2026, 10, 5), "activities"),
        ("That is too expensive.", None, None, "notes"),
    ]
    assert quoted("we_note_price", **fields) == [(fields["notes"], None, None, "notes")]


def test_a_fact_that_counts_no_words_has_none_to_quote() -> None:
    for fact in ("advances", "they_speak_of_a_refusal"):
        assert quoted(fact, notes="Too expensive.") == []


def test_stars_in_a_row_are_one_and_take_no_longer() -> None:
    pattern = whole_words(["***both***"])
    assert pattern.search("in both-hands")
    assert pattern.search("a" * 4000) is None
