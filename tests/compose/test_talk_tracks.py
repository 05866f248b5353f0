"""Words to say: filled in with what is known, left out where they would not be true."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import pytest
import yaml

from scorecards.read.input import Input
from scorecards.report.review import Review
from scorecards.review import review_of
from tests.support.project import ROOT
from tests.support.reviews import input_in, review_in, sample_review
from tests.support.situations import situation
from tests.support.weeks import card, write_weeks

Say = Callable[..., list[str]]
TRACKS = """
plays:
  - id: permission-to-say-no
    name: Permission
    when: They are quiet.
    aim: An answer.
    steps: [Call.]
    talk_tracks:
"""


SITUATIONS = """
situations:
  - id: stuck
    name: Stuck
    applies_to: {}
    do: Ask {person} for a yes or a no.
    whom: [silent, anybody]
    ask: Is it a no?
    play: permission-to-say-no
    doctrine: [D12]
"""


@pytest.fixture
def team(base: Path) -> Path:
    """Give a team for which every open deal is in the one situation, and asks for the one play."""
    (base / "playbook" / "situations.yml").write_text(SITUATIONS.lstrip(), encoding="utf-8")
    scoring = base / "playbook" / "scoring.yml"
    more = "reminder: permission-to-say-no\n"
    scoring.write_text(scoring.read_text(encoding="utf-8") + more, encoding="utf-8")
    return base


def built(team: Path, tracks: str, deal: str, status: str = "open") -> Review:
    plays = f"{TRACKS.lstrip()}{indent(tracks, '      ')}\n    doctrine: [D12]\n"
    (team / "playbook" / "plays.yml").write_text(plays, encoding="utf-8")
    head = f"as_of: 2026-11-16\nopportunities:\n  - id: O1\n    name: Rota\n    owner: ana-lima\n    status: {status}\n"
    rest = f"    stage: meet\n    next_steps: []\n{indent(deal, '    ')}\n"
    (team / "pipeline" / "snapshots" / "2026-11-16.yml").write_text(head + rest, encoding="utf-8")
    return review_in(team)


def said(review: Review) -> list[str]:
    return [words.text for card in review.scorecards for action in card.actions for words in action.words]


def track(words: str, when: str = "") -> str:
    condition = f", when: {when}" if when else ""
    return f"- {{title: T, channel: call, words: '{words}'{condition}}}\n"


def test_names_are_filled_in_and_one_that_is_not_known_stays_a_gap(team: Path) -> None:
    tracks = track("{contact} at {account}, {rep} on {opportunity}")
    assert said(built(team, tracks, "")) == ["[name] at [company], Ana Lima on Rota"]
    known = "account: northwind\ncontacts: [{name: Jo Park}]"
    account = yaml.safe_load((team / "pipeline" / "accounts.yml").read_text(encoding="utf-8"))["accounts"][0]
    known = known.replace("northwind", account["id"])
    assert said(built(team, tracks, known)) == [f"Jo Park at {account['name']}, Ana Lima on Rota"]


def test_whoever_has_left_is_not_spoken_to(team: Path) -> None:
    deal = (
        "contacts:\n  - {name: Jo, roles: [champion], left_on: 2026-11-01}\n  - {name: Mo}\n"
        "activities:\n  - {on: 2026-11-02, direction: outbound, kind: call, with: Jo, outcome: none}"
    )
    assert said(built(team, track("{contact}"), deal)) == ["Mo"]


TALK = "{on: 2026-11-%s, direction: %s, kind: call, with: %s}"
TALKS = [TALK % each for each in (("02", "inbound", "Jo"), ("09", "inbound", "Mo"), ("10", "outbound", "Al"))]
DONE = "2026-11-24, done_on: 2026-11-09"
STEP = "{what: Sign, side: %s, owner: %s, due: %s}"


@pytest.mark.parametrize(
    ("fields", "whom"),
    [
        (f"next_steps: [{STEP % ('customer', 'Enda', '2026-11-24')}, {STEP % ('us', 'ana', '2026-11-17')}]", "Enda"),
        (
            f"next_steps: [{STEP % ('customer', 'Enda', '2026-11-24')}, {STEP % ('customer', 'Aoife', '2026-11-10')}]",
            "Aoife",
        ),
        (
            f"activities: [{', '.join(TALKS)}], next_steps: [{STEP % ('customer', 'Enda', DONE)}]",
            "Mo",
        ),
        (f"activities: [{TALK % ('10', 'outbound', 'Al')}]", "Al"),
        (f"contacts: [{{name: Li}}], next_steps: [{STEP % ('customer', 'Enda', '2026-11-24')}]", "Li"),
        ("contacts: [{name: Li, left_on: 2026-11-02}], next_steps: [{what: Sign, side: customer, owner: Li}]", None),
        ("next_steps: [{what: Sign, side: us, owner: ana, due: 2026-11-17}]", None),
    ],
    ids=["step", "first step", "last talk", "last contact", "listed", "left", "nobody"],
)
def test_where_no_contact_is_listed_whoever_does_their_step_or_talked_last_is_asked(
    tmp_path: Path, fields: str, whom: str | None
) -> None:
    """So on the calls of the week, which a picked deal is always among."""
    picks = "picks:\n  - {week: 2026-11-16, rep: ana, opportunity: O1}\n"
    made = situation(tmp_path, fields, picks=picks)
    assert made.deal().contact == whom
    assert {call.contact for group in made.card().calls for call in group.calls} == {whom}
    assert ("Ask nobody on record" in made.shown()) is (whom is None)


@pytest.mark.parametrize(
    ("placeholder", "told", "text"),
    [
        ("their_date", "deadline: {date: 2027-01-15}", "15 Jan 2027"),
        ("consequence", "deadline: {consequence: Fines}", "Fines"),
        ("first_need", "first_need: {need: One rota}", "One rota"),
        ("present_need", "present_need: {need: Night cover}", "Night cover"),
    ],
)
def test_words_that_need_something_they_never_said_are_left_out(
    team: Path, placeholder: str, told: str, text: str
) -> None:
    tracks = track(f"You said: {{{placeholder}}}") + track("Hello")
    assert said(built(team, tracks, told)) == [f"You said: {text}", "Hello"]
    assert said(built(team, tracks, "deadline: {said_by: buyer}")) == ["Hello"]


def test_what_they_said_is_not_filled_in_again(team: Path) -> None:
    deal = "first_need: {need: 'A {contact} and {their_date}'}"
    assert said(built(team, track("{first_need}"), deal)) == ["A {contact} and {their_date}"]


@pytest.mark.parametrize(
    ("deal", "sayable"),
    [
        ("activities: [{on: 2026-11-02, direction: outbound, kind: call, outcome: none}]", True),
        ("activities: []", False),
        ("", False),
    ],
)
def test_words_are_shown_only_where_their_condition_holds(team: Path, deal: str, sayable: bool) -> None:  # noqa: FBT001 - a parameter of the test
    tracks = track("I tried", "{tries_since_their_last_word: {at_least: 1}}") + track("Hello")
    assert said(built(team, tracks, deal)) == (["I tried", "Hello"] if sayable else ["Hello"])


def test_the_page_of_plays_says_when_words_fit(team: Path) -> None:
    tracks = track("I tried", "{tries_since_their_last_word: {at_least: 1}}") + track("Hello")
    review = built(team, tracks, "")
    (play,) = review.playbook.plays
    assert [each.words for each in play.talk_tracks] == ["I tried", "Hello"]
    assert review.rules.plays[play.id].only_where == (
        "there is at least one unanswered attempt since their last reply",
        None,
    )


def test_of_the_words_of_a_card_above_the_first_and_those_that_quote_the_customer_are_repeated(team: Path) -> None:
    """The first words are copied from each card, so each has them with its own names."""
    tracks = track("Hello {contact}") + track("You said: {first_need}").replace("title: T", "title: Quote")
    tracks += track("Until then, {contact}").replace("title: T", "title: Last")
    built(team, tracks, "")
    bare = "owner: ana-lima, status: open, stage: meet, next_steps: []"
    deals = [
        f"id: O1, name: Rota, {bare}, first_need: {{need: One rota}}, contacts: [{{name: Jo}}]",
        f"id: O2, name: Crew, {bare}, first_need: {{need: Night cover}}, contacts: [{{name: Mo}}]",
    ]
    write_weeks(team, {"2026-11-16": deals})
    first, other = card(team).actions
    assert [words.text for words in first.words] == ["Hello Jo", "You said: One rota", "Until then, Jo"]
    assert [words.text for words in other.words] == ["Hello Mo", "You said: Night cover"]
    assert (first.same_words_as, other.same_words_as, other.contact) == (None, "O1", "Mo")


@pytest.mark.parametrize(
    ("why", "contact"),
    [
        ("I ask Mo what I have not understood", "Dr Mo Park"),
        ("Jo and Mo agree", "Dr Jo Park"),
        ("Dr Park signs", "Dr Jo Park"),
        ("More of the same", "Dr Jo Park"),
    ],
)
def test_whoever_the_pick_names_is_the_one_to_talk_to(team: Path, why: str, contact: str) -> None:
    (team / "pipeline" / "focus.yml").write_text(
        f'picks:\n  - {{week: 2026-11-16, rep: ana-lima, opportunity: O1, why: "{why}"}}\n', encoding="utf-8"
    )
    deal = "contacts: [{name: Dr Jo Park}, {name: Dr Mo Park}]"
    assert said(built(team, track("{contact}"), deal)) == [contact]


# The reminder.

READ_BACK = track("Old: {their_date}: {consequence}", "{days_to_deadline: {at_most: -1}}") + track(
    "New: {their_date}: {consequence}", "{days_to_deadline: {at_least: 0}}"
)


@pytest.mark.parametrize(
    ("deal", "text"),
    [
        ("deadline: {date: 2027-01-15, consequence: Fines}", "New: 15 Jan 2027: Fines"),
        ("deadline: {date: 2026-11-02, consequence: Fines}", "Old: 2 Nov 2026: Fines"),
        ("deadline: {date: 2027-01-15}", None),
        ("deadline: {consequence: Fines}", None),
        ("deadline:", None),
    ],
)
def test_the_reminder_reads_their_own_date_and_consequence_back(team: Path, deal: str, text: str | None) -> None:
    tracks = track("Hello") + track("By {their_date}?") + READ_BACK
    (shown,) = built(team, tracks, deal).opportunities
    assert (shown.theirs.reminder.text if shown.theirs.reminder else None) == text


def test_without_a_play_for_it_nobody_is_reminded(team: Path) -> None:
    scoring = team / "playbook" / "scoring.yml"
    text = scoring.read_text(encoding="utf-8")
    scoring.write_text(text.replace("reminder: permission-to-say-no\n", ""), encoding="utf-8")
    deal = "deadline: {date: 2027-01-15, consequence: Fines}"
    assert built(team, READ_BACK, deal).opportunities[0].theirs.reminder is None


# Whom to ask.


def test_a_question_for_one_deal_names_the_person_there(team: Path) -> None:
    review = built(team, track("Hello"), "contacts: [{name: Jo Park}]")
    asks = [ask for card in review.scorecards for ask in card.asks]
    assert {(ask.whom, ask.contact) for ask in asks} <= {("buyer", "Jo Park"), ("rep", None)}
    assert ("buyer", "Jo Park") in {(ask.whom, ask.contact) for ask in asks}


# The playbook that ships.


def test_the_shipped_reminder_quotes_a_buyer_before_and_after_the_day() -> None:
    review = sample_review()
    reminded = [deal for deal in review.opportunities if deal.theirs.reminder]
    assert {deal.theirs.deadline.state for deal in reminded if deal.theirs.deadline} == {"ahead", "passed"}
    for deal in reminded:
        assert deal.theirs.reminder is not None
        assert deal.theirs.deadline is not None
        assert deal.theirs.deadline.said_by == "buyer"
        assert deal.theirs.deadline.consequence is not None
        assert f'"{deal.theirs.deadline.consequence}"' in deal.theirs.reminder.text


def test_the_first_words_shown_are_an_opening_where_they_do_not_answer() -> None:
    """Whatever the play: every situation and cause of the playbook leads to the same one here, to each in turn."""
    given = input_in(ROOT)
    follow_ups = ("Thank you", "Before we hang up", "So much for them", "I notice")
    for play in given.playbook.plays:
        first = dict(first_words_to_those_who_were_tried(given, play.id))
        assert len(first) > 5
        assert [text for text in first.values() if text.startswith(follow_ups)] == [], play.id


def first_words_to_those_who_were_tried(given: Input, play: str) -> Iterator[tuple[str, str]]:
    """Give the deals at whose contact somebody tried, each with what a card of this play says first."""
    leads = {"play": play}
    changed = replace(
        given.playbook,
        situations=tuple(
            each.model_copy(update=leads | {"suggested": True, "whom": each.whom or ("anybody",)})
            for each in given.playbook.situations
        ),
        causes=tuple(each.model_copy(update=leads) for each in given.playbook.causes),
        scoring=given.playbook.scoring.model_copy(update={"bring_to_an_end": len(given.opportunities)}),
    )
    review = review_of(replace(given, playbook=changed))
    deals = {deal.id: deal for deal in review.opportunities}
    for action in (action for each in review.scorecards for action in each.actions):
        tries = deals[action.opportunity].tries_since
        if action.play and isinstance(tries, int) and tries > 0:
            assert action.play == play
            yield action.opportunity, "".join(words.text for words in action.words[:1])
