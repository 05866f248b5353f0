"""What the pages say of a whole pipeline: sums, gaps, questions, and what to do first."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scorecards.model.check import AppliesTo, Condition
from scorecards.report.review import Review
from scorecards.report.scorecard import Call
from scorecards.report.values import Money, Told
from scorecards.team.conditions_in_words import in_words, scope_in_words
from tests.support.project import ROOT, plain
from tests.support.reviews import review_in, sample_review


@pytest.fixture(scope="module")
def review() -> Review:
    return sample_review()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    newest = max((ROOT / "pipeline" / "snapshots").glob("*.yml"))
    return list(plain(newest)["opportunities"])


def review_with(base: Path, *opportunities: str, rates: str = '{USD: "0.90"}') -> Review:
    """Build the small team of tests/base with these opportunities of ana-lima, all open in the stage meet."""
    path = base / "pipeline" / "snapshots" / "2026-11-16.yml"
    head = "owner: ana-lima, status: open, stage: meet"
    items = "".join(
        f"  - {{id: O{place}, name: N{place}, {head}, {each}}}\n" for place, each in enumerate(opportunities)
    )
    path.write_text(f"as_of: 2026-11-16\nopportunities:\n{items}", encoding="utf-8")
    team = base / "pipeline" / "team.yml"
    team.write_text(team.read_text(encoding="utf-8").replace('{USD: "0.90"}', rates), encoding="utf-8")
    return review_in(base)


def test_amounts_with_a_rate_add_up_in_the_teams_currency(base: Path) -> None:
    total = review_with(base, "amount: 100", "amount: 10, currency: USD", "amount_basis: quoted").open
    assert total.amounts == (Money(Decimal("109.00"), "EUR"),)
    assert (total.count, total.without) == (3, 1)


def test_a_sum_at_a_rate_is_one_that_can_be_paid(base: Path) -> None:
    rates = '{GBP: "1.1437", JPY: "0.005431"}'
    both = ("amount: 12345.67, currency: GBP", "amount: 5, currency: JPY")
    (euros,) = review_with(base, *both, rates=rates).open.amounts
    assert str(euros.amount) == "14119.77"


def test_an_amount_of_zero_is_none(base: Path) -> None:
    review = review_with(base, "amount: 0, amount_basis: list_price", "amount: 100")
    assert (review.open.count, review.open.without, review.open.at_list_price) == (2, 1, 0)


def test_amounts_without_a_rate_stay_apart_even_beside_those_that_have_one(base: Path) -> None:
    total = review_with(base, "amount: 100", "amount: 10, currency: USD", "amount: 5, currency: GBP").open
    assert total.amounts == (
        Money(Decimal(100), "EUR"),
        Money(Decimal(5), "GBP"),
        Money(Decimal(10), "USD"),
    )


def test_list_prices_are_counted(base: Path) -> None:
    assert (
        review_with(base, "amount: 1, amount_basis: list_price", "amount: 1, amount_basis: quoted").open.at_list_price
        == 1
    )


def test_a_gap_counts_what_is_given_blank_and_absent(review: Review, rows: list[dict[str, Any]]) -> None:
    still_open = [row for row in rows if row["status"] == "open"]
    assert review.gaps
    for gap in review.gaps:
        given = sum(bool(row.get(gap.field)) for row in still_open)
        assert (gap.given, gap.blank, gap.absent) == (
            given,
            sum(gap.field in row for row in still_open) - given,
            sum(gap.field not in row for row in still_open),
        )
        assert gap.waiting > 0
    assert any(gap.blank for gap in review.gaps)


def test_a_question_counts_where_it_is_due_and_where_it_is_open(review: Review) -> None:
    states = [answer for deal in review.opportunities for answer in deal.answers]
    due = Counter(answer.question for answer in states)
    still_open = Counter(answer.question for answer in states if answer.state in {"open", "stale"})
    assert list(review.rules.questions) == [question.id for question in review.playbook.questions]
    for question, rule in review.rules.questions.items():
        assert (rule.due_in, rule.today.count) == (due[question], still_open[question])
    assert still_open.total()


def test_a_story_counts_where_it_was_told(review: Review, rows: list[dict[str, Any]]) -> None:
    told = Counter(story for row in rows for story in row.get("stories_told") or [])
    assert told
    assert {story: rule.told_in for story, rule in review.rules.stories.items()} == {
        story.id: told[story.id] for story in review.playbook.stories
    }


def test_a_strategic_account_is_marked(review: Review) -> None:
    accounts = {
        account["id"]
        for account in plain(ROOT / "pipeline" / "accounts.yml")["accounts"]
        if account.get("strategic") == "true"
    }
    marked = {deal.account for deal in review.opportunities if deal.strategic}
    assert marked
    assert marked <= accounts
    assert not {deal.account for deal in review.opportunities if not deal.strategic} & accounts


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ("answers: {problem: {value: Paper rotas, on: 2026-11-02}}", False),
        ("answers: {problem: tbd}", True),
        ("answers: {problem: {value: Paper rotas, on: 2026-01-02}}", True),
        ("answers: ", True),
        ("amount: 100", True),
    ],
)
def test_what_is_on_file_as_answered_is_not_asked_by_a_check_either(answers: str, asked: bool, base: Path) -> None:  # noqa: FBT001 - a case
    """The check two-next-steps of the small playbook asks the question problem."""
    review = review_with(base, answers)
    (deal,) = review.opportunities
    assert "two-next-steps" in deal.unknown
    assert ("two-next-steps" in deal.to_ask) == asked
    (card,) = [card for card in review.scorecards if card.asks]
    assert ("problem" in [ask.question for ask in card.asks]) == asked


@pytest.mark.parametrize(
    ("outcome", "contact"), [(", outcome: none", "Li Chen"), ("", "Jo Park"), (", outcome: reply", "Li Chen")]
)
def test_the_one_to_talk_to_is_the_one_who_was_tried_in_vain_else_who_talked_with_us_last(
    outcome: str, contact: str, base: Path
) -> None:
    contacts = "contacts: [{name: Jo Park}, {name: Li Chen}]"
    calls = f"activities: [{{on: 2026-11-03, direction: outbound, kind: call, with: Li Chen{outcome}}}]"
    (deal,) = review_with(base, f"{contacts}, {calls}").opportunities
    assert deal.contact == contact


def test_an_answer_that_was_carried_on_says_from_when_and_how_old_it_is_at_least(base: Path) -> None:
    carried = "carried_from: {answers.problem: 2026-11-09}"
    without = review_with(base, f"answers: {{problem: Paper rotas}}, {carried}").opportunities[0].answers[0]
    assert (without.state, without.on, without.carried_from) == ("answered", None, date(2026, 11, 9))
    assert (without.days_at_least, without.good_until) == (7, date(2027, 2, 7))
    dated = review_with(base, f"answers: {{problem: {{value: Paper, on: 2026-10-02}}}}, {carried}").opportunities[0]
    assert (dated.answers[0].carried_from, dated.answers[0].days_at_least) == (date(2026, 11, 9), None)
    assert dated.answers[0].good_until == date(2026, 12, 31)


def test_an_answer_that_is_certainly_too_old_is_asked_again(base: Path) -> None:
    """Nobody noted when it was said, and it stood in a snapshot of last winter."""
    review = review_with(base, "answers: {problem: Paper rotas}, carried_from: {answers.problem: 2026-01-12}")
    (answer,) = review.opportunities[0].answers
    assert (answer.state, answer.days_at_least, answer.good_until) == ("stale", 308, date(2026, 4, 12))
    (card,) = [card for card in review.scorecards if card.asks]
    assert "problem" in [ask.question for ask in card.asks]


def test_words_that_answer_nothing_have_no_age(base: Path) -> None:
    (answer,) = (
        review_with(base, "answers: {problem: tbd}, carried_from: {answers: 2026-01-12}").opportunities[0].answers
    )
    assert (answer.state, answer.carried_from, answer.days_at_least, answer.good_until) == ("open", None, None, None)


def test_what_the_crm_has_as_next_step_is_told_with_its_line_and_is_no_step(base: Path) -> None:
    review = review_with(
        base, "amount: 1", "crm_next_step: Great win for us", "crm_next_step: Great win, next_steps: []"
    )
    silent, told, empty = sorted(review.opportunities, key=lambda deal: deal.id)
    assert (silent.crm_next_step, silent.next_steps) == (None, None)
    assert told.crm_next_step == Told("crm_next_step", None, "Great win for us", None, None, 4)
    assert (told.next_steps, empty.next_steps) == (None, ())
    assert "two-next-steps" in told.unknown
    assert "two-next-steps" in empty.failed


@pytest.mark.parametrize("more", ["", ", due: 2026-01-20", ", done_on: 2026-01-10"])
def test_a_text_of_the_crm_is_not_asked_about_where_a_step_says_it(base: Path, more: str) -> None:
    """The import keeps the text beside the step that it makes of it."""
    text = "crm_next_step: Ana  Lima to send the quote by 20 January 2026"
    step = f"next_steps: [{{what: send the quote, side: us, owner: Ana Lima{more}}}]"
    said, other = review_with(base, f"{text}, {step}", f"{text}, {step.replace('quote', 'plan')}").opportunities
    assert said.crm_next_step is None
    assert other.crm_next_step


def test_a_field_that_only_stands_beside_a_fact_is_no_gap(base: Path) -> None:
    """Nothing becomes known by filling it in, so nobody is asked for it."""
    gaps = {gap.field for gap in review_with(base, "amount: 1").gaps}
    assert "next_steps" in gaps
    assert not {"crm_next_step", "carried_from"} & gaps


def test_what_may_not_apply_is_not_asked(review: Review) -> None:
    rules = {rule.id: rule for rule in review.playbook.checks}
    answered = {
        (deal.id, answer.question)
        for deal in review.opportunities
        for answer in deal.answers
        if answer.state in {"answered", "told"}
    }
    waiting = [
        (deal, check)
        for deal in review.opportunities
        for check in deal.unknown
        if check not in deal.to_ask and (deal.id, rules[check].question) not in answered
    ]
    assert waiting
    for deal, check in waiting:
        known = {fact.name for fact in deal.facts}
        assert ", where " in review.rules.checks[check].applies_to
        assert set(review.rules.checks[check].facts) - known


def test_words_to_say_name_nobody_who_is_not_known(review: Review) -> None:
    deals = {deal.id: deal for deal in review.opportunities}
    spoken = [
        (deals[action.opportunity], words.text)
        for card in review.scorecards
        for action in card.actions
        for words in action.words
    ]
    assert spoken
    for deal, text in spoken:
        assert not {"{contact}", "{account}", "{rep}", "{opportunity}"} & set(text.split())
        assert ("[company]" in text) <= (deal.account_name is None)
        assert ("[name]" in text) <= (deal.contact is None)


def test_a_pause_that_both_sides_agreed_on_is_not_among_the_deals_to_end(review: Review) -> None:
    for deal in review.opportunities:
        facts = {fact.name: fact.value for fact in deal.facts}
        agreed = facts.get("has_blocker") and facts.get("our_next_steps") and facts.get("customer_next_steps")
        on_time = facts.get("our_overdue_steps") == 0 and facts.get("customer_overdue_steps") == 0
        if agreed and on_time:
            assert deal.id not in {action.opportunity for card in review.scorecards for action in card.actions}


def test_own_steps_are_due_in_the_order_of_their_days(review: Review) -> None:
    for card in review.scorecards:
        days = [each.step.due for each in card.due if each.step.due]
        assert days == sorted(days)
        assert len(days) == len(card.due)
        assert all(each.step.side == "us" and not each.step.waiting_phrase for each in card.due)
    assert any(card.due for card in review.scorecards)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"our_next_steps": {"at_least": "1"}}, "we have at least one next step"),
        ({"talks_with_economic_buyer": {"at_most": "0"}}, "there are no conversations with the economic buyer"),
        ({"has_deadline": {"equals": "true"}}, "the customer's own deadline is on file"),
        ({"has_deadline": {"equals": "false"}}, "it is not true that the customer's own deadline is on file"),
        (
            {"any": [{"has_deadline": {"equals": "false"}}, {"signed": {"equals": "true"}}]},
            "(it is not true that the customer's own deadline is on file) or the signing date is on file",
        ),
        ({"days_to_deadline": {"at_most": "-1"}}, "their deadline has passed"),
        ({"days_to_deadline": {"at_least": "0"}}, "their deadline hasn't passed"),
        ({"days_to_deadline": {"at_most": "14"}}, "their deadline is at most 14 days away, or has passed"),
        ({"days_to_close_date": {"at_least": "7"}}, "our close date is at least 7 days away"),
        ({"days_to_close_date": {"at_least": "-1"}}, "our close date is still to come, or passed at most 1 day ago"),
        ({"days_over_stage_limit": {"at_least": "1"}}, "the stage's limit has passed"),
        ({"days_over_stage_limit": {"at_most": "0"}}, "the stage's limit hasn't passed"),
        ({"days_past_wake": {"at_least": "30"}}, "the re-engage date passed at least 30 days ago"),
        ({"created_on": {"on_or_after": "2026-01-02"}}, "created on: on 2026-01-02 or later"),
        (
            {
                "any": [
                    {"signed": {"equals": "true"}},
                    {"all": [{"needs": {"at_least": "1"}}, {"qualified": {"equals": "true"}}]},
                ]
            },
            (
                "the signing date is on file or "
                "(at least one need is on file and every question due by its stage has a valid answer)"
            ),
        ),
        ({"not": {"ended": {"one_of": ["vanished", "no_need"]}}}, "not (its outcome is vanished or no need)"),
        ({"they_speak_of_fear_of_choosing": {"at_least": "1"}}, "they have mentioned fear of choosing at least once"),
        ({"times_reopened": {"at_least": "2"}}, "it has been reopened 2 or more times"),
        ({"push_count": {"at_most": "0"}}, "our close date has never been pushed"),
        ({"customer_overdue_steps": {"equals": "1"}}, "exactly one of their steps is overdue"),
        ({"unmet_must_needs": {"at_most": "0"}}, "none of their must-haves are unmet"),
        ({"days_our_step_is_late": {"at_least": "1", "at_most": "6"}}, "one of our steps is overdue by 1 to 6 days"),
        (
            {"working_days_since_first_attempt": {"at_most": "5"}},
            "our first unanswered attempt was at most 5 working days ago",
        ),
    ],
)
def test_a_condition_is_said_in_words_that_group_as_it_does(condition: dict[str, Any], words: str) -> None:
    assert in_words(Condition.model_validate(condition)) == words


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ({}, "opportunities that are open"),
        ({"stages": ["scope", "quote"]}, "opportunities that are open in scope or quote"),
        ({"from_stage": "scope"}, "opportunities that are open, from scope on"),
    ],
)
def test_the_stages_that_a_check_looks_at_are_said_as_the_playbook_names_them(
    scope: dict[str, object], words: str
) -> None:
    assert scope_in_words(AppliesTo.model_validate(scope).within(["meet", "scope", "quote", "sign"])) == words


def test_this_weeks_calls_begin_with_the_deals_to_end_and_ask_what_only_the_buyer_knows(review: Review) -> None:
    """A step of ours makes a call of this week, whoever of us does it; the first question alone is enough for one."""
    for card in review.scorecards:
        chosen = [action.opportunity for action in card.actions]
        mine = {each.opportunity: each.step for each in reversed(card.due)}
        called = [[_place(call, chosen) for call in group.calls] for group in card.calls]
        assert called == sorted(called)
        assert all(places == sorted(places) for places in called)
        assert sum(map(len, called)) <= 5
        for group in card.calls:
            ids = [call.opportunity for call in group.calls]
            assert group.first or group.telling or group.asks
            assert len(group.asks) <= 2
            assert len(group.telling) <= 2
            assert not (group.telling and group.asks)
            assert all(ask.whom == "buyer" and set(ask.begin_with) <= set(ids) for ask in group.asks)
            assert all((call.because == "due") == (call.opportunity not in chosen) for call in group.calls)
            assert all(call.step or call.because != "due" for call in group.calls)
            assert all(call.step for call in group.calls if call.opportunity in mine)
    calls = [call for card in review.scorecards for group in card.calls for call in group.calls]
    assert {call.because for call in calls} == {"picked", "suggested", "due"}


def _place(call: Call, chosen: list[str]) -> tuple[int, date]:
    """Give the place of a call: those to bring to an end in their order, then those due by their days."""
    if call.opportunity in chosen:
        return chosen.index(call.opportunity), date.min
    assert call.step
    return len(chosen), call.step.due or date.max


def test_calls_with_the_same_questions_stand_together_and_ask_them_once(review: Review) -> None:
    """Those of the cards stand apart from those that are only due: the words on the card come first there."""
    for card in review.scorecards:
        asked = [
            (
                group.play,
                group.calls[0].because == "due",
                group.first,
                *group.telling,
                *(ask.question or ask.checks[0] for ask in group.asks),
            )
            for group in card.calls
        ]
        assert len(set(asked)) == len(asked)
        assert all(len({call.because == "due" for call in group.calls}) == 1 for group in card.calls)
        assert all(ask.opportunities == len(group.calls) for group in card.calls for ask in group.asks)
    assert any(len(group.calls) > 1 for card in review.scorecards for group in card.calls)


def test_an_action_holds_our_overdue_steps_and_our_last_try_since_their_last_word(base: Path) -> None:
    contacts = (
        "{on: 2026-11-02, direction: outbound, kind: call, outcome: none}, "
        "{on: 2026-11-03, direction: inbound, kind: call}, "
        "{on: 2026-11-05, direction: outbound, kind: email, with: Jo, outcome: none, note: The rota}, "
        "{on: 2026-11-04, direction: outbound, kind: call, outcome: none}"
    )
    steps = "{what: Send the rota, side: us, due: 2026-11-09}, {what: Waiting for Jo, side: us, due: 2026-11-09}"
    (base / "pipeline" / "focus.yml").write_text(
        "picks: [{week: 2026-11-16, rep: ana-lima, opportunity: O0}]\n", encoding="utf-8"
    )
    made = review_with(base, f"activities: [{contacts}], next_steps: [{steps}]")
    (action,) = made.scorecards[0].actions
    assert [step.what for step in action.late] == ["Send the rota"]
    assert action.last_try
    assert (action.last_try.on.isoformat(), action.last_try.kind, action.last_try.note) == (
        "2026-11-05",
        "email",
        "The rota",
    )
    answered = contacts.replace("2026-11-03", "2026-11-06")
    (action,) = review_with(base, f"activities: [{answered}]").scorecards[0].actions
    assert (action.late, action.last_try) == ((), None)
