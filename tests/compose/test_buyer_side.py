"""Their side of a deal: their date, needs, stories, plan, rating and words, as far as the snapshot tells them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest

from scorecards.report.buyer_side import NeedState
from scorecards.report.deal import Deal
from tests.support.reviews import review_in

Build = Callable[..., Deal]


@pytest.fixture
def deal_with(base: Path) -> Build:
    """Give a function that builds a deal of ana-lima in the stage meet from further lines of YAML."""

    def build(text: str = "", status: str = "open") -> Deal:
        head = (
            f"as_of: 2026-11-16\nopportunities:\n  - id: O1\n    name: N\n    owner: ana-lima\n    status: {status}\n"
        )
        rest = f"    stage: meet\n{indent(text, '    ')}\n"
        (base / "pipeline" / "snapshots" / "2026-11-16.yml").write_text(head + rest, encoding="utf-8")
        review = review_in(base)
        return next(each for each in review.opportunities if each.id == "O1")

    return build


def names(needs: tuple[NeedState, ...]) -> list[str]:
    return [each.need for each in needs]


# Needs and stories.


def test_what_they_asked_for_comes_first_and_what_we_can_add_is_held_back(deal_with: Build) -> None:
    side = deal_with(
        "needs:\n"
        "  - {need: A, priority: could, met: 'yes'}\n"
        "  - {need: B, priority: must, met: 'no', in_their_words: It must}\n"
        "  - {need: C, priority: should, met: 'no'}\n"
        "  - {need: D, priority: should, met: 'yes'}\n"
        "  - {need: E, met: 'yes'}\n"
        "  - {need: F, priority: must}\n"
        "  - {need: G, priority: could}"
    ).theirs
    assert names(side.lead_with) == ["B", "F"]
    assert names(side.bonus) == ["A", "D"]
    assert names(side.other_needs) == ["C", "E", "G"]
    assert [(each.in_their_words, each.met, each.line) for each in side.lead_with] == [
        ("It must", "no", 10),
        (None, "unknown", 14),
    ]


@pytest.mark.parametrize("need", ["Get rid of PAPER", "paper-free", "{need: Rotas, in_their_words: We print on paper}"])
def test_a_story_is_told_where_its_words_occur_in_a_need(deal_with: Build, need: str) -> None:
    written = need if need.startswith("{") else f"{{need: {need}}}"
    (match,) = deal_with(f"needs:\n  - {{need: Speed}}\n  - {written}").theirs.stories
    assert match.story == "bakery"
    assert match.fits in need
    assert not match.told


def test_a_part_of_a_word_is_no_match(deal_with: Build) -> None:
    assert deal_with("needs:\n  - {need: New wallpapers}").theirs.stories == ()


def test_of_many_stories_two_are_named_those_not_yet_told_first(deal_with: Build, base: Path) -> None:
    stories = base / "playbook" / "stories.yml"
    one = stories.read_text(encoding="utf-8")
    more = [one.split("stories:\n")[1].replace("id: bakery", f"id: {name}") for name in ("clinic", "depot")]
    stories.write_text(one + "".join(more), encoding="utf-8")
    matches = deal_with("needs:\n  - {need: No paper}\nstories_told: [bakery, depot]").theirs.stories
    assert [(each.story, each.told) for each in matches] == [("clinic", False), ("bakery", True)]


# Dates.


def test_their_date_stands_apart_from_a_month_end_that_nobody_there_named(deal_with: Build) -> None:
    deal = deal_with("close_date: 2026-11-30\ndeadline: {date: 2026-11-10, consequence: Fines, said_by: rep}")
    date_ = deal.theirs.deadline
    assert date_ is not None
    assert (str(date_.on), date_.state, date_.consequence, date_.said_by) == ("2026-11-10", "passed", "Fines", "rep")
    assert deal.theirs.close_date_is_ours
    assert deal.theirs.close_date_days_late == 20


@pytest.mark.parametrize(
    "text",
    [
        "close_date: 2026-11-30",
        "close_date: 2026-11-30\ndeadline: {date: 2026-12-10}",
        "close_date: 2026-11-30\ndeadline: {date: 2026-12-10, said_by: buyer}",
        "close_date: 2026-11-27\ndeadline:",
        "deadline: {date: 2026-12-10, said_by: rep}",
    ],
)
def test_a_close_date_is_called_ours_only_where_that_is_known(deal_with: Build, text: str) -> None:
    side = deal_with(text).theirs
    assert not side.close_date_is_ours
    assert side.close_date_days_late is None


def test_a_month_end_is_ours_where_they_are_known_to_have_no_date(deal_with: Build) -> None:
    assert deal_with("close_date: 2026-11-30\ndeadline:").theirs.close_date_is_ours


# Their plan.


def test_each_step_of_their_plan_says_how_it_stands_and_how_we_help(deal_with: Build) -> None:
    plan = deal_with(
        "buying_plan:\n"
        "  - {step: A, owner: Jo, due: 2026-11-01, done_on: 2026-10-30}\n"
        "  - {step: B, due: 2026-11-15}\n"
        "  - {step: C, due: 2026-11-16, our_help: Send the form}\n"
        "  - {step: D}"
    ).theirs.buying_plan
    assert [(each.step, each.state, each.our_help) for each in plan] == [
        ("A", "done", None),
        ("B", "overdue", None),
        ("C", "ahead", "Send the form"),
        ("D", "undated", None),
    ]


# The chance of closing.

RAPPORT = "contacts: [{name: Jo, rapport: built}]\n"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("", None),
        ("contacts: [{name: Jo}]", None),
        ("contacts: []", "not_yet"),
        ("contacts: [{name: Jo, rapport: none}]\ngap_rating: {score: 7}", "not_yet"),
        (RAPPORT, "ask"),
        (RAPPORT + "gap_rating:", "ask"),
        (RAPPORT + "gap_rating: {score: 7}", "follow_up"),
        (RAPPORT + "gap_rating: {score: 7, to_reach_10: }", "follow_up"),
        (RAPPORT + "gap_rating: {score: 7, to_reach_10: A pilot}", "rated"),
        (RAPPORT + "gap_rating: {score: 10}", "rated"),
    ],
)
def test_the_chance_is_asked_only_after_rapport_and_then_what_would_make_it_a_10(
    deal_with: Build, text: str, gap: str | None
) -> None:
    assert deal_with(text).theirs.gap == gap


# Needs then and now.


def test_a_need_that_changed_stands_beside_the_first_one(deal_with: Build) -> None:
    side = deal_with(
        "first_need: {need: One rota, on: 2026-08-01, said_by: buyer}\npresent_need: {need: Night cover}"
    ).theirs
    assert side.first_need is not None
    assert side.present_need is not None
    assert (side.first_need.need, side.first_need.said_by, side.present_need.need) == (
        "One rota",
        "buyer",
        "Night cover",
    )
    assert side.need_changed


def test_a_need_said_again_in_other_capitals_has_not_changed(deal_with: Build) -> None:
    assert not deal_with("first_need: {need: One  rota}\npresent_need: {need: one rota}").theirs.need_changed


# Our own phrases.


def test_phrases_are_quoted_with_where_they_stand_and_what_to_write(deal_with: Build) -> None:
    deal = deal_with(
        "next_steps:\n"
        "  - {what: Call Jo, side: us}\n"
        "  - {what: 'Waiting  for Jo; they never call', side: us}\n"
        "  - {what: Waiting for the bill, side: us, done_on: 2026-11-02}\n"
        "blocker: {what: They NEVER decide}\n"
        "claim: {state: stalled, words: They never say why}\n"
        "notes: Nice people. They never write."
    )
    quoted = [(each.kind, each.phrase, each.field, each.line, each.instead) for each in deal.theirs.quoted]
    assert quoted == [
        ("waiting", "Waiting  for", "next_steps", 10, "Say who does what by when."),
        ("blame", "they never", "next_steps", 10, "Say what we will do."),
        ("blame", "They NEVER", "blocker", 12, "Say what we will do."),
        ("blame", "They never", "claim", 13, "Say what we will do."),
        ("blame", "They never", "notes", 14, "Say what we will do."),
    ]


def test_a_phrase_inside_a_longer_one_is_quoted_once(deal_with: Build, base: Path) -> None:
    phrases = base / "playbook" / "phrases.yml"
    text = phrases.read_text(encoding="utf-8")
    phrases.write_text(text.replace("phrase: they never", "phrase: waiting for the customer"), encoding="utf-8")
    quoted = deal_with("next_steps:\n  - {what: Waiting for the customer to call, side: us}").theirs.quoted
    assert [(each.kind, each.phrase) for each in quoted] == [("blame", "Waiting for the customer")]


# What is said of a closed deal, and of nothing.


def test_a_closed_deal_keeps_what_they_said_and_gets_no_advice(deal_with: Build) -> None:
    side = deal_with(
        RAPPORT
        + "needs: [{need: No paper, priority: must}]\n"
        + "deadline: {date: 2026-11-10, said_by: rep}\nclose_date: 2026-11-30\n"
        + "first_need: {need: One rota}\nnotes: They never write.\nended: vanished",
        status="lost",
    ).theirs
    assert side.first_need is not None
    assert side.deadline is not None
    assert (side.lead_with, side.stories, side.quoted, side.gap, side.reminder) == ((), (), (), None, None)
    assert not side.close_date_is_ours


def test_where_nothing_is_known_nothing_is_said(deal_with: Build) -> None:
    deal = deal_with()
    side = deal.theirs
    assert (side.deadline, side.rating, side.first_need, side.present_need, side.reminder) == (None,) * 5
    assert side.lead_with + side.bonus + side.other_needs + side.buying_plan + side.stories + side.quoted == ()
    assert (deal.next_steps, deal.criteria, deal.blocker, deal.days_silent, deal.tries_since) == (
        None,
        (),
        None,
        None,
        None,
    )


# Next steps.


def test_the_soonest_real_step_of_each_side_is_next(deal_with: Build) -> None:
    steps = deal_with(
        "next_steps:\n"
        "  - {what: Late, side: us, due: 2026-12-01}\n"
        "  - {what: Waiting for Jo, side: us, due: 2026-11-17}\n"
        "  - {what: Soon, side: us, due: 2026-11-20}\n"
        "  - {what: No day, side: customer}\n"
        "  - {what: Theirs, side: customer, due: 2026-11-02}\n"
        "  - {what: Done, side: customer, due: 2026-11-01, done_on: 2026-11-01}"
    ).next_steps
    assert steps is not None
    assert [(step.what, step.is_next) for step in steps] == [
        ("Soon", True),
        ("Late", False),
        ("Theirs", True),
        ("No day", False),
        ("Waiting for Jo", False),
    ]


def test_a_side_with_nothing_dated_has_no_next_step(deal_with: Build) -> None:
    steps = deal_with("next_steps:\n  - {what: Ring, side: us}\n  - {what: Waiting for, side: customer}").next_steps
    assert steps
    assert not any(step.is_next for step in steps)


@pytest.mark.parametrize(
    ("serves", "state", "name"),
    [
        ("", None, None),
        (", serves: ", "nothing", None),
        (", serves: problem-named", "serves", "They have named the problem in their own words."),
        (", serves: quote-discussed", "other_stage", "They have gone through the offer with us."),
    ],
)
def test_a_step_says_what_it_serves(deal_with: Build, serves: str, state: str | None, name: str | None) -> None:
    steps = deal_with(f"next_steps:\n  - {{what: Call, side: us{serves}}}").next_steps
    assert steps
    assert (steps[0].serves_state, steps[0].serves_name) == (state, name)


def test_a_step_for_what_is_so_already_serves_nothing_more(deal_with: Build) -> None:
    steps = deal_with(
        "next_steps:\n  - {what: Call, side: us, serves: problem-named}\nexit_criteria: {problem-named: {met: 'yes'}}"
    ).next_steps
    assert steps
    assert steps[0].serves_state == "met"


# What keeps them from the next stage.


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("", []),
        ("exit_criteria:", ["unclear"]),
        ("exit_criteria: {problem-named: {met: 'no', evidence: Not yet}}", ["unmet"]),
        ("exit_criteria: {problem-named: {met: unknown}}", ["unclear"]),
        ("exit_criteria: {problem-named: {met: 'yes'}, quote-discussed: {met: 'no'}}", ["met"]),
    ],
)
def test_the_exit_criteria_of_its_stage_say_what_is_still_to_be_true(
    deal_with: Build, text: str, states: list[str]
) -> None:
    deal = deal_with(text)
    assert [each.state for each in deal.criteria] == states
    assert deal.next_stage == "quote"


def test_what_is_in_the_way_is_told_once(deal_with: Build) -> None:
    deal = deal_with("blocker: {what: A freeze, whose: customer, since: 2026-11-01}")
    assert deal.blocker is not None
    assert (deal.blocker.text, deal.blocker.value, deal.blocker.line) == ("A freeze", "customer", 8)
    assert "blocker" not in {each.field for each in deal.told}


def test_their_silence_is_counted_in_days_and_tries(deal_with: Build) -> None:
    deal = deal_with(
        "activities:\n"
        "  - {on: 2026-10-26, direction: inbound, kind: call}\n"
        "  - {on: 2026-11-02, direction: outbound, kind: email, outcome: none}\n"
        "  - {on: 2026-11-09, direction: outbound, kind: call, outcome: none}"
    )
    assert (deal.days_silent, deal.tries_since) == (21, 2)
