"""The pages: what they say in each case, that their links lead somewhere, and that texts stay literal."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import join, normpath
from typing import Any, Literal
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pydantic import BaseModel

from scorecards.render.pages import render
from scorecards.report.review import Review
from scorecards.report.values import Carried, Score, Sum
from tests.support.factory import EDITOR, deal
from tests.support.small_reference import REFERENCE
from tests.support.small_review import BARE, CLEAN, CLUTTERED, NOTHING_SAID, ON_ITS_WAY, REVIEW, SCORECARDS

HAND_WRITTEN = {"how-to-read.html", "make-it-yours.html", "sources.html"}

INLINE = {"a", "b", "bdi", "code", "q", "span"}


class Parsed(HTMLParser):
    """A page as a browser takes it apart: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        """Take a page's HTML apart."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; text breaks there."""
        self.tags.append((tag, tuple(attrs)))
        self.parts.append("\0" if tag in INLINE else " \0")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        self.tags.append((f"/{tag}", ()))
        self.parts.append("\0")

    def handle_comment(self, data: str) -> None:
        """Note a comment, which no text may make."""
        self.tags.append((f"!{data}", ()))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.parts.append(data)

    @property
    def text(self) -> str:
        """All text of the page."""
        return "".join(self.parts).replace("\0", "")

    @property
    def pieces(self) -> list[str]:
        """The text between two tags each."""
        return "".join(self.parts).split("\0")

    def values(self, attribute: str) -> list[str]:
        """Give every value of an attribute."""
        return [value or "" for _, attributes in self.tags for name, value in attributes if name == attribute]


def in_html(page: str) -> str:
    """Give a page's HTML, as the site builders make it of the Markdown below the front matter."""
    body = page.split("---\n", 2)[2]
    extensions = ["scorecards.render.literal", "attr_list", "tables", "toc", "pymdownx.superfences"]
    return Markdown(extensions=extensions).convert(body)


def pages(review: Review = REVIEW) -> dict[str, Parsed]:
    return {path: Parsed(in_html(page)) for path, page in render(review, REFERENCE).items()}


@pytest.fixture(scope="module")
def shown() -> dict[str, Parsed]:
    return pages()


def flat(page: Parsed) -> str:
    return " ".join(page.text.split())


# What the pages say.


def test_every_open_opportunity_stands_on_the_page_of_all_exactly_once(shown: dict[str, Parsed]) -> None:
    links = Counter(href for href in shown["scorecards/open.md"].values("href") if "#" in href and href[0] != ".")
    assert links == {
        "ana-lima.html#OPP-1041": 1,
        "ana-lima.html#OPP-1042": 1,
        "ben-okoro.html#7": 1,
        "chen-wu.html#B%3A1": 1,
        "chen-wu.html#B%3A2": 1,
    }


def test_what_was_picked_stands_first_with_who_picked_it_and_why(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "Do now Settle these this week: a clear yes or no. 1 focus deal, 1 suggested." in text
    assert "picked by Ana Lima for the week of 16 Nov: Seven weeks of *soon*." in text


def test_a_card_says_what_to_know_before_the_call(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    for said in (
        "Ask Jo *Park* for a yes or a no. 14 d overdue Warehouse scheduling Northwind Foods €48,000 focus",
        "49 d of 30 silent 21 d 3 attempts They are *silent* likely: They never meant to buy “Let *us* think it over”",
        "“Let *us* think it over” Jo Park, 26 Oct line 31 Talk to Jo Park has stopped answering Our step Send",
        "Our step Send the present rota 14 d overdue Ask first Is it *a no*, or a not yet?",
        "Before you call Play Permission to say no picked by Ana Lima for the week of 16 Nov: Seven weeks of",
        "Last reply 26 Oct, call, Jo Park; noted: She asked for *a week*",
        "Last attempt 12 Nov, email, Jo Park; noted: Sent the *brochure* again attempts since: 3",
        "Blocker Their IT freezes *changes* on their side",
        "suggested 1 d of 30",
        "Suggested. What you pick yourself goes into pipeline/focus.yml. Our next step",
        "Our next step Walk Dana through the pilot by 20 Nov",
        "Their next step Send the shift rota by 24 Nov · Jo Park Last reply the export holds no",
        "The same script as for Warehouse scheduling above, said to Dana *Ito* at Kestrel Transport.",
    ):
        assert said in text, said
    assert text.count("If it is a no, that is fine: just tell me.") == 1


def test_a_step_that_the_conclusion_is_about_stands_once_on_the_card(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    card = text[text.index("Warehouse scheduling Northwind Foods") : text.index("Rota for three depots Kestrel")]
    assert card.count("Send the present rota") == 1
    assert "Also overdue" not in card


def test_a_card_names_the_person_of_its_words_where_the_conclusion_means_somebody_else() -> None:
    (first, *others) = SCORECARDS[0].actions
    card = replace(SCORECARDS[0], actions=(replace(first, contact="Kim Roe"), *others))
    text = flat(pages(replace(REVIEW, scorecards=(card, *SCORECARDS[1:])))["scorecards/ana-lima.md"])
    assert "Talk to Kim Roe named in your pick Our step" in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"person": None}, "Talk to no contact on record Our step"),
        (
            {"person": None, "question": None, "is_internal": True},
            "line 31 Our step Send the present rota 14 d overdue They have stopped",
        ),
    ],
)
def test_a_card_says_where_nobody_is_named_and_nothing_where_nobody_on_their_side_is_meant(
    changed: dict[str, Any], said: str
) -> None:
    assert CLUTTERED.conclusion
    deal_ = replace(CLUTTERED, conclusion=replace(CLUTTERED.conclusion, **changed))
    (first, *rest) = SCORECARDS[0].actions
    card = replace(SCORECARDS[0], actions=(replace(first, contact=None), *rest))
    others = [each for each in REVIEW.opportunities if each.id != deal_.id]
    review = replace(REVIEW, opportunities=(deal_, *others), scorecards=(card, *SCORECARDS[1:]))
    assert said in flat(pages(review)["scorecards/ana-lima.md"])


def test_a_card_tells_the_managers_last_ruling_and_a_step_that_only_waits_from_none() -> None:
    (step,) = [step for step in CLUTTERED.next_steps or () if step.waiting_phrase]
    for steps, said in (
        ((step,), "Next step no dated step: Check in with Jo"),
        ((), "Next step nothing is agreed"),
        (None, "Next step the export holds no next steps"),
    ):
        changed = replace(ON_ITS_WAY, next_steps=steps, tries_since=0)
        others = [each for each in REVIEW.opportunities if each.id != changed.id]
        card = replace(SCORECARDS[0], follow_up=None)
        review = replace(REVIEW, opportunities=(changed, *others), scorecards=(card, *SCORECARDS[1:]))
        text = flat(pages(review)["scorecards/ana-lima.md"])
        assert f"{said} Last reply nothing on record Manager decision" in text


def test_it_is_said_who_chose_what_to_do() -> None:
    card = replace(SCORECARDS[0], picks=())
    text = flat(pages(replace(REVIEW, scorecards=(card, *SCORECARDS[1:])))["scorecards/ana-lima.md"])
    assert "Do now Settle these this week: a clear yes or no. Suggested; none picked." in text
    assert text.index("Before you call") < text.index("What you pick yourself goes into pipeline/focus.yml.")
    assert "No clear priority" not in text
    quiet = replace(card, actions=tuple(replace(each, stands_out=False, waited_known=True) for each in card.actions))
    text = flat(pages(replace(REVIEW, scorecards=(quiet, *SCORECARDS[1:])))["scorecards/ana-lima.md"])
    assert "No clear priority; these two are oldest." in text


def test_this_weeks_calls_say_whom_to_ask_what_and_all_else_is_one_click_away(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert (
        "Ask this week On these calls, after the script "
        "Warehouse scheduling Ask Jo *Park* Rota for three depots Ask nobody on record "
        "Only if: They say *not yet* What came *in between*? "
        "When you bought something like this last time, who signed, and who could have"
    ) in text
    assert "All open questions (2)" in text
    assert "Ask this week By impact" in flat(shown["scorecards/chen-wu.md"])


def test_both_ways_of_closing_a_pick_are_good_and_silence_is_told_as_silence(shown: dict[str, Parsed]) -> None:
    ana, ben, chen = (flat(shown[f"scorecards/{rep}.md"]) for rep in ("ana-lima", "ben-okoro", "chen-wu"))
    assert "Last week’s focus deals Day cover Signed." in ana
    assert "Night cover A clear no. That is a result." in ana
    assert "Clinic rota Still open. Keep it or drop it." in ben
    assert "Hotel rota Won. No signature on file: get it." in ben
    assert "Pier rota A clear no. That is a result." in ben
    assert "Why No <money> the buyer said so In the cold file until 1 Mar 2027." in ben
    assert "Deal 8 Closed without a word from them. One question may still tell why." in chen
    assert "Deal 9 Gone from the export." in chen


def test_a_competitor_is_told_plainly_with_what_is_left_to_do(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ben-okoro.md"])
    assert (
        "Ski rota They chose a competitor. Why Too *late* the rep says so "
        "Thank them and ask what decided it; note it in their words. "
        "Ask when their contract ends, and note the date for the cold file, or mark it final."
    ) in text
    assert text.count("A clear no") == 1


def test_blocks_show_their_steps_and_what_finds_no_room(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "1 overdue step: start there" in text
    assert text.index("1 overdue step") < text.index("with no room") < text.index("Tuesday 17 Nov")
    assert "1 step with no room before the due date by 20 Nov Walk Dana through the pilot" in text
    assert "Tuesday 17 Nov 09:00–09:15 1 of 1 14 d overdue Send the present" in text
    assert "Free blocks (1) Tuesday 24 Nov 09:00. Times in" in text
    assert "Due this week" not in text
    assert "ana-lima.ics" in shown["scorecards/ana-lima.md"].values("href")
    assert "all of them fall on days off" in flat(shown["scorecards/chen-wu.md"])
    ben = flat(shown["scorecards/ben-okoro.md"])
    assert "Due this week Overdue: do this first 14 d overdue Price the *night* shifts" in ben
    assert "by 17 Nov Send the contract" in ben


def test_an_overdue_step_of_the_reps_own_stands_once_above_the_deals(shown: dict[str, Parsed]) -> None:
    for rep, what in (("ana-lima", "Send the present rota"), ("ben-okoro", "Price the *night* shifts")):
        week = flat(shown[f"scorecards/{rep}.md"]).partition("Do now")[2].partition("Deals by stage")[0]
        plan = week[week.index("overdue step: start") if rep == "ana-lima" else week.rindex("Due this week Overdue") :]
        assert plan.count(what) == 1


def test_a_step_for_a_colleague_says_for_whom_it_is(shown: dict[str, Parsed]) -> None:
    assert "Price the *night* shifts for Ana Lima: Warehouse scheduling" in flat(shown["scorecards/ben-okoro.md"])


def test_what_is_late_on_either_side_has_names_and_dates(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "With colleagues 14 d overdue Price the *night* shifts Ben Okoro · contact Jo Park" in text
    assert "Waiting on others (2) 14 d overdue Count the *night* shifts Jo Park" in text
    assert "Overdue with others" not in flat(shown["scorecards/ben-okoro.md"])


def test_the_wins_say_what_each_is(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/wins.md"])
    assert "Wins 3 won, or a no in their words · 1 with no signature on file Closed without a win 4" in text
    assert "Closed without a win 4 off the list Focus deals 6" in text
    assert "Day cover Northwind Foods €4,000 Signed. Ana Lima, 12 Nov 2026" in text
    assert (
        "4 Nov 2026 *Yes* Jo Park 9 Nov 2026 focus deal of the week: Only the *paper* is missing "
        "12 Nov 2026 Their step done: Sign"
    ) in text
    assert "A clear no. Off the list. Why We *hire* instead the buyer said so" in text
    assert "Won. No signature on file: a handshake isn’t one. Ana Lima, seen 16 Nov 2026" in text
    bare = replace(REVIEW, wins=replace(REVIEW.wins, successes=(), ended=()))
    assert "No wins in this period." in flat(pages(bare)["scorecards/wins.md"])
    alone = replace(REVIEW, wins=replace(REVIEW.wins, weeks=1))
    assert "Only one snapshot so far" in flat(pages(alone)["scorecards/wins.md"])


def test_what_is_no_win_stands_under_a_heading_of_its_own_without_praise(shown: dict[str, Parsed]) -> None:
    wins, _, ended = flat(shown["scorecards/wins.md"]).partition("Off the list, counted separately")
    assert "rota Closed" not in wins
    assert "Spa rota Closed. Why Too dear the rep says so" in ended
    assert "Gym rota Closed: they said no. Why Too early inferred by us" in ended
    assert "Ski rota Lost to a competitor. Why Too late the buyer said so" in ended
    assert "Golf rota Closed: they do not need it. Ana Lima" in ended
    assert "A clear no" not in ended


def test_next_steps_that_are_absent_and_none_are_told_apart() -> None:
    none_left = replace(CLEAN, next_steps=())
    page = pages(replace(REVIEW, opportunities=(none_left, *BARE, CLUTTERED, ON_ITS_WAY, *REVIEW.opportunities[-1:])))
    cells = flat(page["scorecards/open.md"])
    assert "Clinic rota Ben Okoro Mara Quinn Decide €9,000 3 / 21 working days passing No next step" in cells
    assert cells.count("not exported") == 1
    assert cells.count("CRM: “great *win* for us”. Who, and by when?") == 1


def test_a_finding_shows_its_value_its_fields_as_written_and_where_they_stand(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "Days since it entered its present stage. 49 days at most 30 stage_entered_on 2026-09-28 line 15" in text
    assert "Whether a day or an event is named. no yes wake blank line 90" in text


def test_a_finding_shows_the_places_outside_the_snapshot_beside_the_facts_that_rest_on_them(
    shown: dict[str, Parsed],
) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    ruling, before = "ruled stalled, 26 Oct", "the snapshot before"
    assert f"stage_entered_on 2026-09-28 line 15 {ruling} {before}" in text
    assert text.count(ruling) == 1
    assert text.count(before) == 2


def test_a_fact_or_field_that_is_not_there_is_said_not_to_be() -> None:
    gone = replace(CLUTTERED, facts=(), reads=())
    page = pages(replace(REVIEW, opportunities=(gone, *REVIEW.opportunities[1:])))["scorecards/ana-lima.md"]
    assert "present stage. not in the snapshot at most 30 stage_entered_on not in the snapshot" in flat(page)


def test_what_is_unknown_everywhere_is_said_once_and_not_on_each_opportunity(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/chen-wu.md"])
    assert "Unknown on every deal (4)" in text
    assert text.count("When they last said anything") == 1
    asked = [each.to_ask for each in REVIEW.opportunities if each.owner == "chen-wu" and each.to_ask]
    assert all(f"{len(to_ask)} unknown" in text for to_ask in asked)
    assert "unknown on all: listed above" in text


def test_a_check_that_tells_little_is_said_to_and_takes_one_line_on_each_opportunity(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/chen-wu.md"])
    assert "2 of 2 It has been in this stage too long Fix" in text
    assert text.count("Bring it to a yes or an honest no.") == 1
    assert text.count("Evidence") == 2


def test_a_rep_without_opportunities_is_told_so_and_what_to_do(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/dee-roth.md"])
    assert "No deals" in text
    assert "check who owns the deals in the CRM" in text


def test_a_rep_with_everything_in_order_is_told_that_nothing_hangs(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ben-okoro.md"])
    assert "Nothing is stalled." in text
    assert "Findings" not in text


def test_a_rep_of_whose_deals_too_little_is_known_is_told_what_to_find_out_first(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/chen-wu.md"])
    assert "1 deal with too little on record to tell. Ask this first: What " in text
    assert "Nothing is stalled" not in text
    assert "Chen Wu 2 no amount given unknown too little known to tell" in flat(shown["scorecards/index.md"])


def test_a_score_always_says_on_how_much_it_rests() -> None:
    review = replace(REVIEW, opportunities=(replace(CLUTTERED, score=Score(None, 3, 25)), *REVIEW.opportunities[1:]))
    text = flat(pages(review)["scorecards/ana-lima.md"])
    assert "too little known: 3 of 25" in text
    assert "100 of 100 4 of 5 known" in text


def test_one_of_which_little_is_known_is_not_called_in_order() -> None:
    little = replace(CLEAN, unknown=("gap-rated", "economic-buyer-met"), to_ask=(), score=Score(None, 1, 24))
    review = replace(REVIEW, opportunities=tuple(little if each is CLEAN else each for each in REVIEW.opportunities))
    name = f"scorecards/{CLEAN.owner}.md"
    said = pages(review)[name].pieces
    assert said.count("no finding in 1 of 24 known") == 1
    assert "passing" not in said
    assert pages()[name].pieces.count("passing") == 1


def test_a_count_of_which_part_is_not_told_says_how_much_it_may_be(shown: dict[str, Parsed]) -> None:
    assert "1 or more, at most 2" in flat(shown["scorecards/ana-lima.md"])


def test_an_opportunity_over_the_limit_says_its_age_and_the_limit(shown: dict[str, Parsed]) -> None:
    assert "49 d of 30" in flat(shown["scorecards/ana-lima.md"])
    assert "limit 30 days" in flat(shown["scorecards/ana-lima.md"])


def test_an_answer_says_who_gave_it_and_when_and_an_old_one_is_to_be_asked_again(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert ("Before peak season buyer, 1 Aug, kept from 9 Nov ask again: good until 30 Sept") in text
    assert "15 January nobody named" in text


def test_an_answer_without_a_day_says_how_old_it_is_for_certain(shown: dict[str, Parsed]) -> None:
    assert "15 January nobody named, kept from 9 Nov, so at least 7 days old" in flat(shown["scorecards/ana-lima.md"])
    text = flat(shown["scorecards/ben-okoro.md"])
    assert (
        "About an *eight* rep, kept from 7 Sept, so at least 70 days old ask again: good until 7 Oct at the latest"
    ) in text
    assert "then: Before Easter, kept from 30 Mar" in text
    assert "rep ask again: it is from before the new start" in text


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("next_steps", "The next two steps {}"),
        ("blocker", "since 5 Nov line 57 {}"),
        ("deadline", "they said so line 26 {} If the deadline passes"),
        ("first_need", "they said so, 12 Aug line 52 {}"),
        ("present_need", "we say so line 53 {} Ask what changed."),
        ("needs", "Lead with {}"),
        ("stories_told", "Tell them {}"),
        ("buying_plan", "Their steps to a decision {}"),
        ("gap_rating", "Chance, 1 to 10 {}"),
        ("contacts", "{} Score"),
        ("activities", "3 unanswered attempts {}"),
        ("claim", "Rep says stalled line 40 {}"),
        ("exit_criteria.scope-agreed", "1 Nov line 56 {}"),
        ("exit_criteria", "1 Nov line 56 {}"),
        ("notes", "{} What to do"),
    ],
)
def test_what_was_carried_on_says_so_where_it_stands(field: str, said: str) -> None:
    carried = replace(CLUTTERED, carried=(Carried(field, date(2026, 10, 26)),))
    others = [each for each in REVIEW.opportunities if each.id != carried.id]
    page = pages(replace(REVIEW, opportunities=(carried, *others)))["scorecards/ana-lima.md"]
    assert said.format("kept from 26 Oct") in flat(page)


def test_the_evidence_of_a_finding_says_from_when_it_was_carried_on() -> None:
    carried = replace(CLUTTERED, carried=(Carried("next_steps", date(2026, 10, 26)),))
    review = replace(REVIEW, opportunities=(carried, *REVIEW.opportunities[1:]))
    assert "next_steps line 22 kept from 26 Oct" in flat(pages(review)["scorecards/ana-lima.md"])


def test_what_wakes_and_why_it_ended_say_from_when_they_were_carried_on() -> None:
    days = (Carried("loss_reason", date(2026, 10, 26)), Carried("wake", date(2026, 11, 2)))
    cold = tuple(replace(each, carried=days) for each in REVIEW.cold)
    text = flat(pages(replace(REVIEW, cold=cold))["scorecards/cold.md"])
    assert "the date came on 1 Oct 2026: A *new* budget. kept from 2 Nov 2026" in text
    assert "We were <late> the buyer said so kept from 26 Oct 2026" in text
    assert "Ada Ro leaves kept from 2 Nov 2026" in text


def test_a_step_that_waits_is_said_not_to_count_and_a_missing_side_is_named(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "“check in” waits; it doesn’t count as a step." in text
    assert "Nothing on the customer’s side." in text


def test_the_next_two_steps_stand_first_and_one_that_serves_nothing_is_said(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert (
        "The next two steps Us Send the present rota 14 d overdue Not tied to an exit criterion: “Their needs" in text
    )
    assert "criterion: “Their needs are listed in their own words.” is so already" in text
    assert "They Nothing on the customer’s side. Other tasks Us Ring the plant no date Not tied to an exit" in text
    assert "For: Both sides agree what is in and what is out." in text
    assert "“They have said yes or no.” belongs to another stage" in text


def test_a_phrase_of_ours_is_quoted_with_what_to_write_where_it_stands(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "“check in” waits; it doesn’t count as a step. Say what you will bring." in text
    assert "“out of my hands” leaves it to somebody else. Say which part you can influence." in text
    assert "In our own words “in their court” notes line 54 Say which step is theirs." in text
    assert text.count("Say what you will bring.") == 1


def test_what_is_still_to_be_true_and_in_the_way_is_said(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert (
        "2 open exit criteria Before Decide Both sides agree what is in. Noted Payroll is *open* 1 Nov line 56" in text
    )
    assert "The budget is known. unknown" in text
    assert "Blocker Their IT freezes *changes* on their side, since 5 Nov line 57" in text


def test_their_side_is_told_with_their_words(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    for said in (
        "26 Oct, call, Jo Park; noted: She asked for *a week* line 31 · 21 d ago · 3 unanswered attempts",
        "Their date 10 Nov has passed they said so line 26 If the deadline passes: Peak season starts *without cover*",
        "18 Dec is the end of a month, and nobody on their side named it. 38 days after their date",
        "First need One rota for all plants they said so, 12 Aug line 52",
        "Need now Something for the night shift we say so line 53 Ask what changed.",
        "Lead with Swap shifts by phone We still use a *whiteboard* unknown whether we meet it",
        "Night cover we don’t meet it line 43",
        "Keep as a bonus Holiday planning It would be nice line 44",
        "The rest Payroll export nobody has said how much it matters",
        "Tell them A bakery that filled its night shift fits Swap shifts by phone; told already",
        "Talk to the works council · done Security review · their IT by 1 Dec we help: Send the questionnaire",
        "Budget round 4 d overdue nobody has said how we help Sign no date nobody has said how we help",
        "Chance, 1 to 10 6 30 Oct line 51 For a 10: The CFO signs the budget only they can do that",
        "How to remind them of their deadline Reading it back (email) Jo, you told me: by 10 November",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ("not_yet", "Not yet: nobody there speaks openly with us."),
        ("ask", "Ask: somebody there speaks openly with us."),
    ],
)
def test_the_chance_of_closing_waits_for_rapport(gap: Literal["not_yet", "ask"], said: str) -> None:
    bare = replace(ON_ITS_WAY, theirs=replace(NOTHING_SAID, gap=gap))
    others = [each for each in REVIEW.opportunities if each.id != bare.id]
    page = pages(replace(REVIEW, opportunities=(bare, *others)))["scorecards/ana-lima.md"]
    assert f"Their side Chance, 1 to 10 {said}" in flat(page)


def test_sums_stay_apart_by_currency_and_say_what_they_leave_out(shown: dict[str, Parsed]) -> None:
    assert "€69,500.50 + US$500 5 open deals" in flat(shown["index.md"])
    assert "Value: 2 without an amount" in flat(shown["index.md"])


def test_no_amount_is_not_zero() -> None:
    text = flat(pages(replace(REVIEW, open=Sum((), 5, 5, 0)))["scorecards/open.md"])
    assert "no amount given" in text
    assert "€0" not in text


def test_money_and_dates_follow_the_locale() -> None:
    page = pages(replace(REVIEW, locale="de_DE"))["scorecards/ana-lima.md"]
    assert "12.500,50\xa0€" in page.text
    assert "Review of 16.11.2026 ·" in flat(page)
    assert "16.11.2026" in page.values("title")


def test_a_diagnosis_shows_each_cause_with_its_signs_and_says_what_is_not_known(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "The evidence points to They never meant to buy. It's a guess with reasons, not a decision." in text
    assert (
        "They never meant to buy 1 sign for it, 0 against For They have *stopped* answering. a strong sign "
        "· last reply 21 days ago “Let *us* think it over” Jo Park, 26 Oct line 31"
    ) in text
    assert (
        "The decision lay with somebody else 0 signs for it, 1 against Against That person was for it. a sign" in text
    )
    assert "Named as the cause The decision lay with somebody else: the evidence points elsewhere." in text
    assert "Can it be saved? Come back later and start over." in text
    assert "Who was in the room? about The decision lay with somebody else" in text
    assert "Likely reasons The record does not tell. The little there is points to They never meant to buy." in text
    assert "As it stood on the day it was closed, 3 Oct." in text
    assert "Can it be saved? Unknown until a cause has evidence and leads." in text
    others = flat(shown["scorecards/chen-wu.md"])
    assert "The record does not tell. The little there is points to They never meant to buy." in others
    assert "The record does not tell. 2 further causes have nothing for or against them on record." in others
    assert "%" not in text + others


def test_an_opened_deal_tells_its_conclusion_in_one_line_of_thought(shown: dict[str, Parsed]) -> None:
    assert (
        "What to do Situation They are *silent* · last reply 21 days ago “Let *us* think it over” Jo Park, "
        "26 Oct line 31 · likely cause They never meant to buy Do first Ask *Jo* for a yes or a no. "
        "14 d overdue Talk to Jo Park has stopped answering Ask first "
        "Is it *a no*, or a not yet? Play Permission to say no"
    ) in flat(shown["scorecards/ana-lima.md"])


def test_the_page_of_situations_lists_each_in_its_order_with_where_it_applies_and_what_follows(
    shown: dict[str, Parsed],
) -> None:
    page = shown["playbook/situations.md"]
    assert [each for each in page.values("id") if each in REVIEW.rules.situations] == [
        "silent",
        "no-next-step",
        "closed",
    ]
    text = flat(page)
    for said in (
        "On this page open today They are *silent* 1 No next step 0 Closed 0",
        "They are *silent* Ask them for a yes or a no. 1 open opportunity in it today: Warehouse scheduling €48",
        (
            "Applies to days since their last word 15 or more Talk to the first of these on record: "
            "who has stopped answering; anybody who is named "
            "Ask first Is it *a no*, or a not yet? Leading cause overrides what to do, who to talk to"
        ),
        (
            "Applies to our next steps: none Talk to the first of these on record: who spoke with us last "
            "Ask first Deadline "
            "Play Agree the next two steps D27 playbook/situations.yml:9"
        ),
        "Closed Nothing to do. None today. Applies to opportunities that are lost D09",
    ):
        assert said in text, said


def test_the_page_of_causes_says_what_shows_each_sign_and_which_only_people_can_tell(shown: dict[str, Parsed]) -> None:
    text = flat(shown["playbook/causes.md"])
    for said in (
        "1 open opportunity with this as the likeliest cause: Warehouse scheduling €48,000",
        "Do first Make a *no* easy. Talk to the first of these on record:",
        (
            "Evidence for They have *stopped* answering. a strong sign "
            "applies if days since their last word at least 15 They agree to everything. "
            "only someone who was there can tell Evidence against They did work of their own for it. only someone"
        ),
    ):
        assert said in text, said


def test_what_would_settle_the_critical_findings_is_told_step_by_step(shown: dict[str, Parsed]) -> None:
    text = flat(shown["scorecards/ana-lima.md"])
    assert "Agree a step of ours with a date. Agree a step of theirs with a date. Clears " in text
    assert "Not ours to clear Whether we have spoken with whoever holds the budget" in text


def test_no_page_says_that_anything_or_anybody_fails(shown: dict[str, Parsed]) -> None:
    assert [path for path, page in shown.items() if re.search(r"\bfail", page.text, re.IGNORECASE)] == []


# How a rep's page is laid out.


def with_deals_of_ben(number: int) -> Review:
    many = tuple(deal(f"OPP-{place}", f"Deal {place}", "ben-okoro") for place in range(number))
    stage = replace(SCORECARDS[1].stages[0], opportunities=tuple(each.id for each in many))
    card = replace(SCORECARDS[1], stages=(stage,))
    return replace(
        REVIEW,
        opportunities=(*REVIEW.opportunities, *many),
        scorecards=(SCORECARDS[0], card, *SCORECARDS[2:]),
    )


@pytest.mark.parametrize(("number", "said"), [(24, None), (25, "And 1 more on the page."), (60, "And 36 more on")])
def test_a_printed_page_has_the_first_opportunities_and_counts_the_rest(number: int, said: str | None) -> None:
    page = pages(with_deals_of_ben(number))["scorecards/ben-okoro.md"]
    classes = [
        dict(attributes)["class"] or "" for tag, attributes in page.tags if "OPP-" in str(dict(attributes).get("id"))
    ]
    assert ["sc-unprinted" in each for each in classes] == [place >= 24 for place in range(number)]
    assert ("more on the page" in flat(page)) is (said is not None)
    assert said is None or said in flat(page)


def test_a_reps_page_begins_with_what_to_do_and_what_to_ask(shown: dict[str, Parsed]) -> None:
    anchors = [id_ for id_ in shown["scorecards/ana-lima.md"].values("id") if id_.startswith("_")]
    assert anchors[:3] == ["_top", "_now", "_ask"]


def test_the_headings_of_a_scorecard_form_an_outline(shown: dict[str, Parsed]) -> None:
    for rep in cards_of(REVIEW):
        levels = [int(tag[1]) for tag, _ in shown[f"scorecards/{rep}.md"].tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert [below for above, below in pairwise(levels) if below > above + 1] == []


def cards_of(review: Review) -> list[str]:
    return [card.rep for card in review.scorecards]


# Titles, anchors and links.


def test_a_name_that_could_be_markup_is_no_title() -> None:
    card = replace(SCORECARDS[0], name="</title><script>alert(1)</script>")
    page = render(replace(REVIEW, scorecards=(card, *SCORECARDS[1:])), REFERENCE)["scorecards/ana-lima.md"]
    assert page.startswith('---\ntitle: "ana-lima"\n')
    assert render(REVIEW, REFERENCE)["scorecards/ana-lima.md"].startswith('---\ntitle: "Ana Lima"\n')


def test_of_the_scorecards_only_the_names_are_searched() -> None:
    made = {path: page for path, page in render(REVIEW, REFERENCE).items() if path.startswith("scorecards/")}
    assert [path for path, page in made.items() if "search:\n  exclude: true" not in page] == ["scorecards/names.md"]


def test_no_page_uses_an_id_twice(shown: dict[str, Parsed]) -> None:
    for path, page in shown.items():
        assert [id_ for id_, times in Counter(page.values("id")).items() if times > 1] == [], path


def test_an_opportunity_called_like_a_heading_keeps_its_own_anchor() -> None:
    odd = tuple(deal(name, name, "ben-okoro") for name in ("ask", "do-now", "now"))
    stage = replace(SCORECARDS[1].stages[0], opportunities=tuple(each.id for each in odd))
    card = replace(SCORECARDS[1], stages=(stage,))
    review = replace(REVIEW, opportunities=(*REVIEW.opportunities, *odd))
    review = replace(review, scorecards=(SCORECARDS[0], card, *SCORECARDS[2:]))
    ids = Counter(pages(review)["scorecards/ben-okoro.md"].values("id"))
    assert [ids[each.id] for each in odd] == [1, 1, 1]


def test_every_link_leads_to_a_page_and_a_place_on_it(shown: dict[str, Parsed]) -> None:
    ids = {path.replace(".md", ".html"): set(page.values("id")) for path, page in shown.items()}
    for path, page in shown.items():
        for href in {href for href in page.values("href") if not href.startswith((f"{EDITOR}/", "mailto:", "tel:"))}:
            file, _, anchor = href.partition("#")
            file = file.partition("?")[0]
            target = normpath(join(str(PurePosixPath(path).parent), file)) if file else path.replace(".md", ".html")
            if target.replace(".md", ".html") not in HAND_WRITTEN and not target.endswith((".ics", ".csv")):
                target = target.replace(".md", ".html")
                assert target in ids, (path, href)
                assert not anchor or unquote(anchor) in ids[target], (path, href)


# Literal texts.

KEPT = {
    "id",
    "account",
    "owner",
    "status",
    "stage",
    "ended",
    "amount_basis",
    "check",
    "checks",
    "question",
    "opportunity",
    "opportunities",
    "begin_with",
    "reasons",
    "play",
    "plays",
    "manager",
    "rep",
    "reps",
    "territory",
    "severity",
    "state",
    "side",
    "kind",
    "currency",
    "locale",
    "failed",
    "unknown",
    "to_ask",
    "resting",
    "resting_unknown",
    "moot",
    "moot_unknown",
    "for_manager",
    "told_by",
    "nearest",
    "passed",
    "doctrine",
    "retrievability",
    "cause",
    "situation",
    "situations",
    "about",
    "tells_of",
    "leading",
    "also",
    "named",
    "beyond",
    "facts",
    "reads",
    "beside",
    "field",
    "fields",
    "causes",
    "unknown_everywhere",
    "closed",
    "whom",
    "serves",
    "questions",
    "answered_by_stage",
    "weights",
    "snapshot",
    "words",
}
"""Fields that hold ids and words from lists, which the models hold to a pattern."""
TEXTS_ALL_THE_SAME = {
    ("Question", "question"),
    ("Words", "text"),
    ("TalkTrack", "words"),
    ("Action", "words"),
    ("Closure", "words"),
}
NOT_TEXTS = {
    ("Deal", "forecast"),
    ("ForecastLine", "category"),
    ("PersonThere", "roles"),
    ("Call", "because"),
    ("Person", "because"),
    ("Action", "same_words_as"),
    ("KnownFact", "value"),
    ("KnownFact", "name"),
    ("Fact", "name"),
    ("Check", "ask_whom"),
    ("Words", "channel"),
    ("Told", "value"),
    ("TalkTrack", "channel"),
    ("NeedState", "met"),
    ("NeedState", "priority"),
    ("StoryMatch", "story"),
    ("CriterionLine", "criterion"),
    ("StepState", "serves_state"),
    ("TheirSide", "gap"),
    ("Deal", "next_stage"),
    ("Bearing", "speaks_for"),
    ("Bearing", "speaks_against"),
    ("Change", "moves"),
    ("Pick", "outcome"),
    ("Pick", "said_by"),
    ("Pick", "left"),
    ("Pick", "last_told"),
    ("Pick", "ruled"),
    ("Closure", "outcome"),
    ("Closure", "said_by"),
    ("Block", "start"),
    ("Block", "end"),
    ("FollowUp", "calendar"),
    ("Cold", "because"),
    ("Cold", "cause"),
    ("Cold", "change"),
    ("Cold", "restarted_as"),
    ("Cold", "said_by"),
    ("ReasonFigure", "cause"),
    ("Restart", "cause"),
    ("Intervention", "by"),
    ("Intervention", "ruling"),
    ("Intervention", "weighed"),
    ("ActionState", "who"),
    ("ActionState", "key"),
    ("Priority", "reason"),
    ("ManagerPage", "awaits"),
    ("Matrix", "by"),
    ("Matrix", "columns"),
    ("MatrixCell", "column"),
    ("ManagerPage", "paused"),
    ("ManagerPage", "rest_ids"),
    ("ManagerPage", "to_close"),
    ("Principle", "source"),
    ("StageToday", "editor"),
    ("QuestionToday", "editor"),
    ("CauseToday", "editor"),
    ("SituationToday", "editor"),
    ("PlayToday", "editor"),
    ("StoryToday", "editor"),
    ("CheckToday", "editor"),
    ("Standing", "editor"),
    ("Review", "rulings_editor"),
    ("Intervention", "movement"),
    ("Rules", "facts"),
    ("Rules", "principles"),
    ("RulesToday", "findings"),
    ("RulingCase", "waits"),
    ("Since", "back"),
    ("Since", "lost"),
    ("Since", "moved"),
    ("Since", "no_decision"),
    ("Since", "opened"),
    ("Since", "won"),
    ("StageAges", "over_ids"),
    ("StageAges", "within_ids"),
    ("TerritoryLine", "accounts"),
}


def every_text(value: Any, text: str) -> Any:
    """Put ``text`` in the place of every free text."""
    if not isinstance(value, type) and (names := field_names(value)):
        changed = {}
        for name in names:
            place = (type(value).__name__, name)
            inner = getattr(value, name)
            kept = name in KEPT and place not in TEXTS_ALL_THE_SAME and not holds_values(inner)
            if not kept and place not in NOT_TEXTS:
                changed[name] = every_text(inner, text)
        return value.model_copy(update=changed) if isinstance(value, BaseModel) else replace(value, **changed)
    if isinstance(value, dict):
        return {key: every_text(each, text) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(every_text(each, text) for each in value)
    return text if isinstance(value, str) and value else value


def field_names(value: Any) -> list[str]:
    """Give the fields of a value of the report or of the playbook."""
    if isinstance(value, BaseModel):
        return list(type(value).model_fields)
    return [field.name for field in fields(value)] if is_dataclass(value) else []


def holds_values(value: Any) -> bool:
    many = value if isinstance(value, tuple) else tuple(value.values()) if isinstance(value, dict) else (value,)
    return any(is_dataclass(each) or isinstance(each, BaseModel) for each in many)


def as_shown(text: str) -> str:
    """Give a text as a page shows it: control characters as their pictures, halves of pairs as replacements."""
    return "".join(chr(0x2400 + ord(each)) if each < " " and each not in "\t\n\r" else each for each in text)


Tag = tuple[str, tuple[tuple[str, str | None], ...]]


def with_title(tag: Tag, text: str) -> Tag:
    """Put a text in the place of the plain one where a tag's title holds it: no other attribute may hold a text."""
    name, attributes = tag
    titled = ((key, value.replace("PLAIN", text) if key == "title" and value else value) for key, value in attributes)
    return name, tuple(titled)


PLAIN = pages(every_text(REVIEW, "PLAIN"))

HOSTILE = [
    "<script>alert(1)</script>",
    "</bdi></div></details><img src=x onerror=alert(1)>",
    "<!-- /literal -->",
    "\n<!-- /literal -->\n# Heading\n\n<script>alert(1)</script>\n<!-- literal -->\n",
    "**bold** _it_ [link](javascript:alert(1)) ![image](x.png) `code`",
    "{{ review }} {% raw %} {# comment #} ${x}",
    '--8<-- "mkdocs.yml"',
    "a | b\n|---|---|\n| 1 | 2 |",
    "one\r\ntwo\n\n\n\tthree\x0b\x02wzxhzdk:0\x03\x00",
    "\u202eright to left\u202c \u2066isolated\u2069 شركة 🙂👩🏽‍🚀",
    "&amp; &copy; &#60; &lt;b&gt;",
    '" onmouseover="alert(1)" \'',
    "!!! note\n    indented\n\n*[HTML]: abbreviation\n[a]: http://example.com",
    " ",
]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_in_any_field_comes_back_literally(text: str) -> None:
    """The page differs from one with a plain word in its place by that word alone: no tag, no attribute more."""
    review = every_text(REVIEW, text)
    for path, page in pages(review).items():
        assert page.tags == [with_title(tag, as_shown(text)) for tag in PLAIN[path].tags], path
        assert page.pieces == [piece.replace("PLAIN", as_shown(text)) for piece in PLAIN[path].pieces], path


for hostile in HOSTILE:
    test_any_text_in_any_field_comes_back_literally = example(hostile)(test_any_text_in_any_field_comes_back_literally)


def test_a_half_of_a_surrogate_pair_leaves_a_page_that_can_be_written() -> None:
    for page in render(every_text(REVIEW, "a\ud800b"), REFERENCE).values():
        page.encode()
