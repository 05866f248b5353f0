"""What a rep reads first on a Monday: one thing to do for each deal, and nothing below that says otherwise."""

from pathlib import Path

import pytest

from scorecards.render.explanation import explain
from tests.support.situations import Situation, situation

LATE = "{what: Ask Bo whether this is one deal or two, side: us, due: 2026-11-13, serves: }"
PROMISED = LATE.replace("Bo", "Jo Park")
AHEAD = "{what: Send the rota, side: us, due: 2026-11-20}"
QUIET = "stage_entered_on: 2026-08-03, activities: [{on: 2026-10-27, direction: inbound, kind: call, with: Jo Park}]"
TRIES = ", ".join(
    f"{{on: 2026-{day}, direction: outbound, kind: call, with: Jo Park, outcome: none}}"
    for day in ("10-12", "10-26", "11-09")
)
CHASED = (
    f"stage: quote, contacts: [{{name: Jo Park}}], activities: [{{on: 2026-09-01, direction: inbound, kind: call}}, "
    f"{TRIES}]"
)
LIVELY = (
    "stage: meet, created_on: 2026-11-09, stage_entered_on: 2026-11-09, push_count: 0, close_date: 2027-03-01, "
    "contacts: [{name: Jo Park, roles: [economic_buyer]}], "
    "activities: [{on: 2026-11-12, direction: inbound, kind: call, with: Jo Park, outcome: advance}], "
    f"next_steps: [{AHEAD}, {{what: Count the nights, side: customer, due: 2026-11-20}}]"
)


def picked(*opportunities: str) -> str:
    lines = (f"  - {{week: 2026-11-16, rep: ana, opportunity: {each}}}\n" for each in opportunities)
    return f"picks:\n{''.join(lines)}"


def under(made: Situation, anchor: str) -> str:
    """Give what stands in the part of the rep's page with a heading of this anchor."""
    parts = made.pages["scorecards/ana.md"].all("section", class_="sc-part")
    return next(part.flat for part in parts if any(part.all("h2", id=anchor)))


def do_now(made: Situation) -> str:
    """Give what stands under "Do now" on the rep's page."""
    return under(made, "_now")


def ask_this_week(made: Situation) -> str:
    return under(made, "_ask").split("All open questions")[0]


def without_share(made: Situation) -> Situation:
    """Let the playbook ask for no more than one percent, as if it asked for no share."""
    file = made.folder / "playbook" / "scoring.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("score_needs_share: 50", "score_needs_share: 1"), encoding="utf-8")
    return made


IN_THE_CRM = "crm_next_step: Great win for us"
ASKED = "CRM next step “Great win for us”"
TALK = "Talk to Jo Park has stopped answering"


@pytest.mark.parametrize("steps", ["", ", next_steps: []"])
def test_what_the_crm_has_as_next_step_is_to_be_settled_on_the_card_itself(tmp_path: Path, steps: str) -> None:
    """What to do comes first, and whom to call; then the text that stands where a step should, and whose it is."""
    said = do_now(situation(tmp_path, f"{CHASED}, {IN_THE_CRM}{steps}"))
    card = said.partition("Before you call")[0]
    assert "Make it easy for Jo Park to say no, once, and take the answer. this week" in card
    assert f"{TALK} {ASKED} Who does it, and by when?" in card
    assert said.count(ASKED) == 1
    assert "the export holds no next steps" not in said
    assert "nothing is agreed" not in said


def test_where_both_know_what_is_next_the_crms_text_stands_beside_it(tmp_path: Path) -> None:
    said = do_now(situation(tmp_path, f"{CHASED}, {IN_THE_CRM}, next_steps: [{AHEAD}]"))
    card, _, more = said.partition("Before you call")
    assert f"{TALK} Ask first" in card
    assert "Our next step Send the rota" in more
    assert ASKED in more
    assert ASKED not in card


def test_the_question_what_happens_next_quotes_the_crm(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{CHASED}, {IN_THE_CRM}", f"{CHASED}, id: O2")
    asked = under(made, "_ask")
    question = made.rule("two-next-steps").ask
    assert "CRM next step Night rota “Great win for us”. Who does it, and by when?" in asked
    assert asked.index(question) < asked.index("CRM next step")
    assert "Great win" not in made.shown_of("O2")


def test_the_opened_deal_quotes_the_crm_with_its_steps_and_with_the_question(tmp_path: Path) -> None:
    known = f"id: O2, {CHASED}, next_steps: [{AHEAD}]"
    shown = situation(tmp_path, f"{CHASED}, {IN_THE_CRM}", known).shown_of()
    assert "CRM: “Great win for us”. Who, and by when?" in shown
    assert f"The next two steps {ASKED}. Who does this, and by when? line 3" in shown
    assert "CRM next step: “Great win for us”" in shown.partition("Unknowns")[2]


def test_what_the_crm_has_as_next_step_is_evidence_with_its_line(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{CHASED}, {IN_THE_CRM}, next_steps: []")
    assert "crm_next_step Great win for us line 3" in made.shown_of()
    assert "crm_next_step not in the snapshot" not in made.shown()
    (line,) = [each for each in explain(made.review, "O1") if each.startswith("in the CRM")]
    assert line == "in the CRM as next step: “Great win for us”  (pipeline/snapshots/2026-11-16.yml:3)"


def test_explain_tells_what_was_carried_on_and_how_old_an_answer_is_at_least(tmp_path: Path) -> None:
    made = situation(
        tmp_path,
        "answers: {problem: Paper rotas, budget: {value: 40k, on: 2026-11-02}}, notes: Call her, "
        "carried_from: {notes: 2026-11-09, answers.problem: 2026-11-02, answers.budget: 2026-11-09}",
    )
    told = [each for each in explain(made.review, "O1") if each.startswith(("kept", "  answer "))]
    assert told == [
        "kept from 2026-11-02: answers.problem",
        "kept from 2026-11-09: answers.budget, notes",
        "  answer    problem: 14 or more days old, good until 2027-03-02 at the latest",
    ]


def test_a_late_step_of_ours_is_not_said_to_be_owed_to_them(tmp_path: Path) -> None:
    """Nothing in a snapshot tells whether somebody there counts on it."""
    made = situation(tmp_path, f"{QUIET}, next_steps: [{LATE}]")
    (action,) = made.card().actions
    assert [step.what for step in action.late] == ["Ask Bo whether this is one deal or two"]
    said = do_now(made)
    late = "Ask Bo whether this is one deal or two 3 d overdue"
    assert f"Do it today, give it a new date, or drop it: {late}" in said
    assert "Internal task overdue" in said
    assert action.words == ()
    assert "Talk to" not in said
    assert "owe" not in made.shown()


def test_what_a_card_says_first_and_its_words_are_about_the_same_thing(tmp_path: Path) -> None:
    """A late step of ours comes before all else that hangs, and the play of the other waits."""
    theirs = AHEAD.replace("us", "customer")
    owed = LATE.replace("Ask Bo whether this is one deal or two", "Send the rota")
    quiet = situation(tmp_path / "quiet", f"{QUIET}, next_steps: [{theirs}]")
    late = situation(tmp_path / "late", f"{QUIET}, next_steps: [{theirs}, {owed}]")
    for made, situated, play in (
        (quiet, "too-long-in-stage", "what-has-changed"),
        (late, "our-task-overdue", "make-good-what-is-late"),
    ):
        (action,), conclusion = made.card().actions, made.deal().conclusion
        assert conclusion
        assert (conclusion.situation, action.play, action.do) == (situated, play, conclusion.do)
        assert action.words[0].text in do_now(made)
        assert action.contact == "Jo Park"
    assert "Do it today, or agree on a new date: Send the rota" in do_now(late)
    assert do_now(late).partition("Before you call")[0].count("Send the rota") == 1


def test_a_late_step_of_ours_comes_first_whether_or_not_a_check_looks_at_it(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{QUIET}, next_steps: [{PROMISED}], contacts: [{{name: Jo Park}}]")
    (tmp_path / "playbook" / "checks" / "our-steps-on-time.yml").unlink()
    scoring = tmp_path / "playbook" / "scoring.yml"
    text = scoring.read_text(encoding="utf-8")
    scoring.write_text(text.replace("  - our-steps-on-time\n", ""), encoding="utf-8")
    (action,) = made.card().actions
    assert (len(action.late), action.play) == (1, "make-good-what-is-late")
    assert action.words[0].title == "We're late"


def test_the_call_asks_the_first_question_and_all_else_waits_for_a_not_yet(tmp_path: Path) -> None:
    """To ask for a no and for their wishes in one breath takes back the first."""
    made = situation(tmp_path, CHASED, picks=picked("O1"))
    (group,) = made.card().calls
    assert (group.play, [call.opportunity for call in group.calls]) == ("permission-to-say-no", ["O1"])
    asked = ask_this_week(made)
    assert "Ask Jo Park Only if: They say “not yet” " in asked
    assert group.first == "Is it a no, or a not yet? Either is fine."
    assert group.first in do_now(made)
    assert group.first not in asked
    assert asked.index("Only if") < min(asked.index(question) for question in _questions(made))


def _questions(made: Situation) -> list[str]:
    said = {each.id: each.how_to_ask[0] for each in made.review.playbook.questions}
    return [said[ask.question or ""] for ask in made.card().calls[0].asks]


def test_a_deal_that_is_not_to_be_ended_stands_apart_with_its_questions_in_view(tmp_path: Path) -> None:
    going = f"id: O2, name: Day rota, {LIVELY}".replace("stage: meet", "stage: quote")
    made = situation(tmp_path, CHASED, going, picks=picked("O1"))
    plays = {call.opportunity: group.play for group in made.card().calls for call in group.calls}
    assert plays == {"O1": "permission-to-say-no", "O2": None}
    assert ask_this_week(made).count("Only if") == 1


def test_the_question_that_ends_it_is_asked_also_where_nothing_else_is_open(tmp_path: Path) -> None:
    asked = situation(tmp_path / "asked", CHASED).review.playbook.questions
    answers = ", ".join(f"{each.id}: {{value: Known, said_by: buyer, on: 2026-11-01}}" for each in asked)
    need = "need: Nights, priority: must, in_their_words: We need nights, met: yes"
    told = f"needs: [{{{need}}}], first_need: {{need: Nights}}, present_need: {{need: Nights}}"
    chased = CHASED.replace("direction: inbound, kind: call", "direction: inbound, kind: call, outcome: reply")
    made = situation(
        tmp_path / "told", f"{chased}, {told}, stage_entered_on: 2026-11-09, answers: {{{answers}}}", picks=picked("O1")
    )
    (group,) = made.card().calls
    assert (group.play, group.asks) == ("permission-to-say-no", ())
    assert "Ask first Is it a no, or a not yet? Either is fine." in do_now(made)
    assert "Only if" not in ask_this_week(made)


def test_a_card_with_a_late_step_of_ours_stands_before_all_others(tmp_path: Path) -> None:
    """The most pressing situation comes first, picked or not."""
    late = f"id: O2, name: Day rota, {QUIET}, next_steps: [{PROMISED}], contacts: [{{name: Jo Park}}]"
    calm = f"id: O3, name: Sunday rota, {CHASED}"
    picks = picked("O1", "O3")
    for deals, listed, order in (
        ((CHASED, late), picked("O1", "O2"), ["O2", "O1"]),
        ((CHASED, late), picked("O1"), ["O2", "O1"]),
        ((CHASED, calm), picks, ["O1", "O3"]),
    ):
        made = situation(tmp_path / str(len(list(tmp_path.iterdir()))), *deals, picks=listed)
        assert [action.opportunity for action in made.card().actions] == order
        said = do_now(made)
        assert said.index(made.deal(order[0]).name) < said.index(made.deal(order[1]).name)


def test_what_else_is_asked_of_a_deal_to_bring_to_an_end_comes_after_its_first_question(tmp_path: Path) -> None:
    """Also where its play does not ask for the end: whoever waits for us is not asked first when it has to run."""
    made = situation(tmp_path, f"{QUIET}, next_steps: [{PROMISED}], contacts: [{{name: Jo Park}}]")
    (group,) = made.card().calls
    assert (group.play, group.first) == (None, "Does that still work for you, or is it too late?")
    asked = ask_this_week(made)
    assert group.first
    assert asked.startswith("Ask this week On these calls, after the script")
    assert do_now(made).count(group.first) == 1, "in the script, and not a second time above it"
    assert group.first not in asked
    assert all(question in asked for question in _questions(made))


def test_where_the_card_sends_the_rep_to_somebody_of_us_the_call_still_names_whom_to_ask(tmp_path: Path) -> None:
    made = situation(tmp_path, f"{QUIET}, next_steps: [{LATE}]")
    (group,), (action,) = made.card().calls, made.card().actions
    assert (group.first, action.contact, [call.contact for call in group.calls]) == (None, None, ["Jo Park"])


def test_where_they_have_gone_the_call_asks_what_tells_why_and_nothing_else(tmp_path: Path) -> None:
    """Whoever has said no is not asked who else will be affected."""
    made = situation(tmp_path, f"{CHASED}, ended: vanished, verbal_yes_on: 2026-08-20", picks=picked("O1"))
    (group,) = made.card().calls
    assert (group.asks, len(group.telling)) == ((), 2)
    assert group.first
    assert group.first not in group.telling
    asked = ask_this_week(made)
    assert do_now(made).count(group.first) == 1, "in the script, and not a second time above it"
    assert group.first not in asked
    assert all(text in asked for text in group.telling)


def test_the_one_whom_the_pick_names_stands_in_what_to_do_and_on_the_call(tmp_path: Path) -> None:
    """The card says one name, and not two."""
    both = CHASED.replace("{name: Jo Park}", "{name: Jo Park}, {name: Mo Berg}")
    why = "picks:\n  - {week: 2026-11-16, rep: ana, opportunity: O1, why: I ask Mo what I have missed}\n"
    made = situation(tmp_path, both, picks=why)
    card = do_now(made).partition("Before you call")[0]
    assert "Make it easy for Mo Berg to say no, once, and take the answer. this week" in card
    assert "Talk to Mo Berg named in your pick" in card
    assert "Jo Park" not in card
    assert [call.contact for group in made.card().calls for call in group.calls] == ["Mo Berg"]


def test_what_the_manager_told_the_rep_to_do_stands_on_the_card_itself(tmp_path: Path) -> None:
    ruling = (
        "rulings:\n  - {on: 2026-11-12, by: mara, opportunity: O1, ruling: stalled, reason: Nothing moves, "
        "course_of_action: Ask Jo for a day, review_on: 2026-12-01}\n"
    )
    made = situation(tmp_path, CHASED, picks=picked("O1"), rulings=ruling)
    card, _, more = do_now(made).partition("Before you call")
    assert "Your manager asks Ask Jo for a day 12 Nov" in card
    assert "Manager decision stalled, 12 Nov: Nothing moves" in more
    assert "Ask Jo for a day" not in more


def test_what_is_good_in_the_little_that_is_known_makes_no_score(tmp_path: Path) -> None:
    """Six of some forty known and all of them in order is no deal in order."""
    deal = (
        "stage: quote, amount: 900, amount_basis: quoted, close_date: 2027-03-01, push_count: 0, "
        "stage_entered_on: 2026-11-09, account: depot, forecast_category: pipeline"
    )
    made = situation(tmp_path, deal)
    score = made.deal().score
    assert score.known >= 5
    assert score.known * 2 < score.applicable
    assert score.value is None
    assert f"too little known: {score.known} of {score.applicable}" in made.shown_of()
    loose = without_share(situation(tmp_path / "loose", deal))
    assert loose.deal().score.value == 100


@pytest.mark.parametrize("share", ["0", "101", "half"])
def test_a_share_that_is_no_share_is_refused(tmp_path: Path, share: str) -> None:
    made = situation(tmp_path, "")
    file = tmp_path / "playbook" / "scoring.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("score_needs_share: 50", f"score_needs_share: {share}"), encoding="utf-8")
    assert len(made.problems) == 1


def test_of_a_bare_deal_the_page_says_that_it_cannot_tell_and_what_to_find_out_first(tmp_path: Path) -> None:
    made = situation(tmp_path, "stage: qualify")
    card = made.card()
    assert (card.actions, card.told, card.untold) == ((), 0, ("O1",))
    said = do_now(made)
    assert "1 deal with too little on record to tell. Ask this first:" in said
    assert "When did you last hear from them, and how often have you tried since?" in said
    assert "Nothing is stalled" not in made.shown()


def test_that_nothing_hangs_is_said_of_what_is_known_alone(tmp_path: Path) -> None:
    known = situation(tmp_path / "known", LIVELY)
    assert (known.card().actions, known.card().untold, known.card().find_out) == ((), (), ())
    assert "Nothing is stalled. Take the next steps as agreed." in do_now(known)
    both = situation(tmp_path / "both", LIVELY, "id: O2, name: Day rota, stage: qualify")
    assert (both.card().told, both.card().untold) == (1, ("O2",))
    said = do_now(both)
    assert "Nothing is stalled in 1 deal. 1 deal with too little on record to tell." in said
    assert all(ask.begin_with == ("O2",) for ask in both.card().find_out)


def test_the_list_of_scorecards_says_who_chose_and_where_our_late_step_comes_first(tmp_path: Path) -> None:
    late = f"id: O2, name: Day rota, owner: bo, {QUIET}, next_steps: [{LATE}]"
    bare = "id: O3, name: Day off, owner: ana, stage: qualify"
    made = situation(tmp_path, CHASED, late, picks=picked("O1"))
    said = made.shown("scorecards/index")
    assert "Night rota picked" in said
    assert "Day rota suggested, our overdue step first" in said
    assert "Bring to an end" not in said
    assert "too little known to tell" in situation(tmp_path / "bare", bare).shown("scorecards/index")


@pytest.mark.parametrize("deal", [CHASED, f"{LIVELY}, account: "], ids=["below the cards", "without a card"])
def test_what_to_mend_is_counted_and_each_says_what_to_do_and_opens_to_why(deal: str, tmp_path: Path) -> None:
    made = situation(tmp_path, deal)
    (group,) = made.card().groups
    rule = made.rule(group.check)
    assert under(made, "_mend").startswith("Findings ")
    (item,) = made.pages["scorecards/ana.md"].all("li", class_="sc-group")
    assert f"1 of 1 {rule.failure_title} Fix {rule.remedy}" in item.flat
    assert rule.why in item.one("details").flat


def bare(number: int, fields: str) -> str:
    return f"id: O{number}, name: Deal {number}, stage: scope, {fields}"


def test_where_nothing_stands_out_whatever_has_waited_longest_comes_first_and_of_equals_the_largest(
    tmp_path: Path,
) -> None:
    """Without a day of the stage the close date tells how long; an id tells nothing."""
    deals = [bare(number, "close_date: 2026-11-15") for number in range(1, 23)]
    late = bare(23, "close_date: 2025-01-10")
    large = bare(24, "close_date: 2026-11-15, amount: 9000, amount_basis: quoted")
    made = situation(tmp_path, *deals, late, large)
    assert {action.opportunity for action in made.card().actions} == {"O23", "O24"}
    assert "No clear priority; these two are oldest." in do_now(made)


def test_where_nothing_tells_how_long_they_have_waited_no_page_says_so(tmp_path: Path) -> None:
    made = situation(tmp_path, *[bare(number, f"amount: {number}000, amount_basis: quoted") for number in range(1, 25)])
    assert [action.opportunity for action in made.card().actions][:1] in (["O24"], [])
    assert "waited longest" not in do_now(made)
