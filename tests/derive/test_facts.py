"""Facts come from fields and the snapshot's day; what a field does not tell stays unknown."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.derive.counts import certain
from scorecards.model.accounts import Accounts
from scorecards.model.facts import movement, told_by_answers, words
from scorecards.model.facts import rulings as of_rulings
from scorecards.model.facts.catalogue import FACT_BY_NAME, FACTS
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import AtLeast
from tests.support.findings import AS_OF, facts_of, opportunity

ALWAYS_KNOWN = {
    "review_due",
    *(
        "rulings",
        "nothing_told_on_record",
        "said_to_have_gone",
        "vanished_on_record",
        "said_to_stall",
        "said_to_be_lost",
        "seen_moving_forward",
        "was_restarted",
        "forecast_though_gone",
        "yes_on_file",
        "without_next_step",
    ),
}
"""What somebody says is known even where nobody says anything."""
SEEN = {
    *("pushes_seen", "pulls_seen", "days_pushed"),
    *("pulled_without_act", "owner_changed_without_talk", "reopened_without_act"),
}
"""What the snapshots so far show is known too: a first one shows no move."""
NOTHING_ASKED = {
    "ruling_says_what_to_do": False,
    "ruling_names_plan": False,
    "actions_due": 0,
    "actions_overdue": 0,
    "actions_without_owner_or_day": 0,
}
ACCOUNTS = Accounts.model_validate(
    {
        "accounts": [
            {"id": "plain", "name": "Plain", "strategic": "false", "territory": "east"},
            {
                "id": "planned",
                "name": "P",
                "strategic": "true",
                "plan": {"written_on": "2026-11-01", "aim": "Hold our place", "next_review": "2026-11-16"},
            },
        ],
        "territory_plans": [
            {"territory": "west", "written_on": "2026-09-01", "aim": "Keep the big three", "next_review": "2026-11-15"}
        ],
    }
)


def facts(*others: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Derive the facts of O1 with these fields, among others."""
    return facts_of(opportunity(**fields), *(opportunity(**each) for each in others), accounts=ACCOUNTS)


STEP = {
    "what": "Walk Jo through the figures",
    "side": "us",
    "owner": "ana",
    "due": "2026-11-20",
    "serves": "scope-agreed",
}
CALL = {"on": "2026-11-02", "direction": "outbound", "kind": "call", "with": "Jo Park", "outcome": "none"}
MEETING = {"on": "2026-11-02", "direction": "outbound", "kind": "meeting", "with": "Jo Park"}
"""A contact as an export has it that does not say what came of it."""


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"required_questions": 2, "said_to_have_gone": False, "said_to_stall": False}),
        ({"created_on": "2026-11-01"}, {"days_open": 15, "created_on": date(2026, 11, 1)}),
        ({"stage_entered_on": "2026-10-01"}, {"days_in_stage": 46, "days_over_stage_limit": 16}),
        (
            {"close_date": "2026-11-30"},
            {"has_close_date": True, "days_to_close_date": 14, "close_date_is_month_end": True},
        ),
        ({"close_date": "2026-11-10"}, {"days_to_close_date": -6, "close_date_is_month_end": False}),
        ({"close_date": None}, {"has_close_date": False, "days_to_close_date": None, "close_date_is_month_end": None}),
        ({"push_count": "3"}, {"push_count": 3}),
        ({"amount": "10", "currency": "GBP"}, {"amount": 12, "has_amount": True}),
        ({"amount": "10", "currency": "USD"}, {"amount": None, "has_amount": True}),
        ({"amount": "0"}, {"has_amount": False}),
        ({"amount": None}, {"has_amount": False, "amount": None}),
        ({"answers": None}, {"answered_questions": 0, "open_questions": 2, "qualified": None, "stale_answers": 0}),
        (
            {"answers": {"problem": "No cover", "budget": "TBD"}},
            {"answered_questions": 1, "answers_not_from_buyer": None},
        ),
        (
            {"answers": {"problem": {"value": "Rotas", "said_by": None}, "budget": {"value": "?", "said_by": "rep"}}},
            {"answered_questions": 1, "answers_not_from_buyer": 1},
        ),
        (
            {"answers": {"problem": {"value": "No cover", "said_by": "rep"}, "budget": "40k"}},
            {"answers_not_from_buyer": AtLeast(1, 2)},
        ),
        (
            {
                "answers": {
                    "problem": {"value": "No cover", "said_by": "buyer", "on": "2026-11-01"},
                    "budget": {"value": "40k", "on": "2026-10-01"},
                }
            },
            {
                "answered_questions": 1,
                "stale_answers": 1,
                "qualified": False,
                "answers_on_file": 2,
                "answers_not_from_buyer": None,
            },
        ),
        ({"answers": {"problem": "no", "budget": "~"}}, {"qualified": True}),
        (
            {"crm_next_step": "Great win for us"},
            {"our_next_steps": None, "customer_next_steps": None, "open_steps": None},
        ),
        (
            {"crm_next_step": "Great win for us", "next_steps": []},
            {"our_next_steps": 0, "customer_next_steps": 0, "open_steps": 0, "waiting_steps": 0},
        ),
        (
            {"next_steps": None},
            {"open_steps": 0, "our_next_steps": 0, "customer_next_steps": 0, "undated_steps": 0, "waiting_steps": 0},
        ),
        ({"next_steps": [STEP]}, {"our_next_steps": 1, "customer_next_steps": 0, "steps_without_criterion": 0}),
        ({"next_steps": [{**STEP, "done_on": "2026-11-10"}]}, {"our_next_steps": 0}),
        ({"next_steps": [{**STEP, "what": "Check  in with Jo"}]}, {"our_next_steps": 0, "waiting_steps": 1}),
        ({"next_steps": [{**STEP, "due": None}]}, {"our_next_steps": 0, "undated_steps": 1, "our_overdue_steps": 0}),
        (
            {"next_steps": [{"what": "Call Jo", "side": "us"}]},
            {"our_next_steps": None, "undated_steps": None, "steps_without_owner": None, "our_overdue_steps": None},
        ),
        ({"next_steps": [STEP, {"what": "Call Jo", "side": "us"}]}, {"our_next_steps": AtLeast(1, 2)}),
        ({"next_steps": [{**STEP, "due": "2026-11-15"}]}, {"our_overdue_steps": 1, "customer_overdue_steps": 0}),
        ({"next_steps": [{**STEP, "side": "customer", "due": "2026-11-15"}]}, {"customer_overdue_steps": 1}),
        ({"notes": "They never call. They NEVER write."}, {"blame_phrases": 2}),
        ({"notes": "Jo has the figures."}, {"blame_phrases": 0}),
        ({"notes": None, "next_steps": []}, {"blame_phrases": None}),
        ({"activities": []}, {"tries_since_their_last_word": 0, "days_since_their_last_word": None}),
        ({"activities": [CALL]}, {"tries_since_their_last_word": 1, "days_since_their_last_word": None}),
        (
            {"activities": [{"on": "2026-11-09", "direction": "both", "kind": "meeting"}]},
            {"tries_since_their_last_word": 0, "days_since_their_last_word": 7},
        ),
        (
            {"activities": [{**CALL, "outcome": "reply"}, {**CALL, "on": "2026-11-09"}, {**CALL, "on": "2026-11-12"}]},
            {"days_since_their_last_word": 14, "tries_since_their_last_word": 2},
        ),
        (
            {"activities": [{**CALL, "on": "2026-10-28", "outcome": "reply"}, MEETING, {**CALL, "on": "2026-11-09"}]},
            {"days_since_their_last_word": None, "tries_since_their_last_word": AtLeast(1, 2)},
        ),
        (
            {"activities": [MEETING, {**MEETING, "on": "2026-11-09", "outcome": None}]},
            {"days_since_their_last_word": None, "tries_since_their_last_word": None},
        ),
        (
            {"activities": [MEETING, {"on": "2026-11-09", "direction": "inbound", "kind": "call"}]},
            {"days_since_their_last_word": 7, "tries_since_their_last_word": 0},
        ),
        (
            {"stage_entered_on": "2026-11-02", "activities": [MEETING, {**MEETING, "outcome": "advance"}]},
            {"contacts_in_stage": 2, "advances_in_stage": AtLeast(1, 2), "setbacks_in_stage": None},
        ),
        (
            {
                "stage_entered_on": "2026-11-02",
                "activities": [{**CALL, "on": "2026-11-01", "outcome": "advance"}, CALL],
            },
            {"contacts_in_stage": 1, "advances_in_stage": 0, "setbacks_in_stage": 0},
        ),
        (
            {"contacts": None},
            {"people_known": 0, "champions": 0, "talks_with_economic_buyer": 0, "people_with_rapport": 0},
        ),
        (
            {"contacts": [{"name": "Jo Park", "roles": ["champion", "economic_buyer"]}]},
            {"champions": 1, "economic_buyers": 1, "people_with_rapport": None, "talks_with_economic_buyer": None},
        ),
        (
            {
                "contacts": [{"name": "jo park", "roles": ["decision_maker"], "rapport": "built"}],
                "activities": [{**CALL, "outcome": "reply"}],
            },
            {"people_with_rapport": 1, "talks_with_economic_buyer": 1},
        ),
        *[
            (
                {
                    "contacts": [
                        {"name": "Jo Park", "roles": ["economic_buyer"]},
                        {"name": "Li Chen", "roles": []},
                        {"name": "Ed Roe"},
                    ],
                    "activities": [talk],
                },
                {"talks_with_economic_buyer": talks},
            )
            for talk, talks in (
                (MEETING, None),
                (CALL, 0),
                ({**CALL, "outcome": "reply", "with": None}, None),
                ({"on": "2026-11-02", "direction": "inbound", "kind": "email"}, None),
                ({**CALL, "outcome": "reply", "with": "Li Chen"}, 0),
                ({**MEETING, "with": "Li Chen"}, 0),
                ({**CALL, "outcome": "reply", "with": "Ed Roe"}, None),
                ({**CALL, "outcome": "reply", "with": "Somebody Else"}, None),
                ({**CALL, "with": "Somebody Else"}, 0),
            )
        ],
        ({"deadline": None}, {"has_deadline": False, "days_to_deadline": None}),
        (
            {"deadline": {"date": "2026-12-01", "consequence": None, "said_by": "rep"}, "close_date": "2026-12-18"},
            {
                "has_deadline": True,
                "deadline_has_consequence": False,
                "deadline_said_by_buyer": False,
                "days_to_deadline": 15,
                "days_close_date_after_deadline": 17,
            },
        ),
        ({"deadline": {"date": "2026-12-01"}}, {"deadline_has_consequence": None, "deadline_said_by_buyer": None}),
        (
            {
                "buying_plan": [
                    {"step": "IT", "due": "2026-11-01", "our_help": None},
                    {"step": "CFO", "done_on": "2026-11-01"},
                ]
            },
            {"has_buying_plan": True, "buying_steps": 1, "buying_steps_without_help": 1, "buying_steps_overdue": 1},
        ),
        ({"needs": None}, {"needs": 0, "unmet_must_needs": 0, "needs_are_copied": False}),
        (
            {
                "needs": [
                    {"need": "a", "priority": "must", "met": "no", "in_their_words": "x"},
                    {"need": "b", "priority": "must"},
                ]
            },
            {
                "needs": 2,
                "needs_in_their_words": AtLeast(1, 2),
                "unmet_must_needs": AtLeast(1, 2),
                "unclear_must_needs": 1,
            },
        ),
        *[
            ({"needs": [{"need": "a", **need}]}, {"unmet_must_needs": unmet, "unclear_must_needs": unclear})
            for need, unmet, unclear in (
                ({"met": "no"}, None, 0),
                ({"met": "unknown"}, None, None),
                ({}, None, None),
                ({"priority": None, "met": "no"}, None, 0),
                ({"met": "yes"}, 0, 0),
                ({"priority": "could", "met": "no"}, 0, 0),
                ({"priority": "must", "met": "no"}, 1, 0),
                ({"priority": "must"}, None, 1),
            )
        ],
        (
            {"first_need": {"need": "Fewer calls"}, "present_need": {"need": "fewer  calls"}},
            {"need_has_changed": False},
        ),
        ({"first_need": {"need": "Fewer calls"}, "present_need": {"need": "A report"}}, {"need_has_changed": True}),
        ({"gap_rating": None}, {"has_gap_rating": False, "gap_score": None}),
        (
            {"gap_rating": {"score": "6", "on": "2026-11-01", "to_reach_10": None}},
            {"has_gap_rating": True, "gap_score": 6, "days_since_gap_rating": 15, "gap_rating_has_follow_up": False},
        ),
        ({"stories_told": None}, {"stories_told": 0}),
        ({"account": None}, {"has_account": False, "account_is_strategic": None}),
        ({"account": "plain"}, {"has_account": True}),
        (
            {"contacts": [{"name": "Jo Park"}]},
            {"champions": None, "economic_buyers": None, "talks_with_economic_buyer": None},
        ),
        (
            {"answers": {"problem": "No cover"}, "stage_entered_on": "2026-11-10"},
            {"open_questions": 1, "overdue_questions": 0},
        ),
        (
            {"answers": {"problem": "No cover", "budget": None}, "stage_entered_on": "2026-09-01"},
            {"open_questions": 1, "overdue_questions": 1, "qualified": False},
        ),
        (
            {"answers": {"problem": "No cover"}, "stage_entered_on": "2026-09-01"},
            {"open_questions": 1, "overdue_questions": None, "qualified": None},
        ),
        ({"answers": {"problem": "No cover"}}, {"open_questions": 1, "overdue_questions": None}),
        ({"answers": {"budget": "40k"}}, {"open_questions": 1, "overdue_questions": None}),
        ({"answers": {"budget": "40k", "problem": "?"}}, {"open_questions": 1, "overdue_questions": 1}),
        (
            {"answers": {"problem": "No cover"}, "contacts": [{"name": "Jo", "roles": ["economic_buyer"]}]},
            {"open_questions": 0, "qualified": True},
        ),
        ({"next_steps": [{**STEP, "what": "Waiting for Jo", "due": "2026-11-01"}]}, {"our_overdue_steps": 0}),
        ({"blocker": {"what": "No site plan", "whose": "us"}}, {"has_blocker": True, "blocker_is_ours": True}),
        ({"blocker": {"what": "No site plan", "whose": "customer"}}, {"blocker_is_ours": False}),
        ({"blocker": {"what": "No site plan"}}, {"has_blocker": True, "blocker_is_ours": None}),
        ({"exit_criteria": None, "blocker": None}, {"unmet_criteria": 0, "unclear_criteria": 2, "has_blocker": False}),
        (
            {"exit_criteria": {"needs-mapped": {"met": "no"}, "scope-agreed": {"met": "yes"}}},
            {"unmet_criteria": 1, "unclear_criteria": 0},
        ),
        (
            {"ended": "vanished", "claim": {"state": "stalled"}},
            {"ended": "vanished", "claim": "stalled", "said_to_have_gone": True, "said_to_stall": True},
        ),
        ({"ended": "declined", "claim": {"state": "reversed"}}, {"said_to_have_gone": True, "said_to_stall": False}),
        (
            {"verbal_yes_on": None, "final": None},
            {"has_verbal_yes": False, "final": False, "days_since_verbal_yes": None},
        ),
        (
            {"verbal_yes_on": "2026-11-09", "signed_on": None},
            {"has_verbal_yes": True, "days_since_verbal_yes": 7, "signed": False},
        ),
        (
            {"status": "lost", "loss_reason": None},
            {"has_loss_reason": False, "has_loss_cause": False, "loss_reason_from_buyer": None},
        ),
        ({"loss_reason": None}, {"has_loss_reason": None, "has_loss_cause": None, "loss_reason_from_buyer": None}),
        (
            {"activities": [{**CALL, "with": "Sam Roe"}, {**CALL, "on": "2026-11-09"}, {**CALL, "on": "2026-11-11"}]},
            {"unanswered_attempts": 2, "working_days_since_first_attempt": 5, "tries_since_their_last_word": 3},
        ),
        (
            {
                "activities": [
                    {**CALL, "on": "2026-10-02", "outcome": "reply"},
                    *({**CALL, "on": f"2026-10-{day:02}"} for day in (6, 13, 20, 27)),
                    {**CALL, "on": "2026-11-12", "with": "Sam Roe", "direction": "inbound", "outcome": None},
                ]
            },
            {
                "unanswered_attempts": 4,
                "days_since_persons_last_reply": 45,
                "working_days_since_persons_last_reply": 31,
                "working_days_since_first_attempt": 29,
                "tries_since_their_last_word": 0,
                "days_since_their_last_word": 4,
            },
        ),
        (
            {
                "contacts": [{"name": "Dana Wolff", "roles": ["economic_buyer"]}],
                "activities": [CALL, CALL, {**CALL, "with": "dana wolff"}],
            },
            {"unanswered_attempts": 1, "days_since_persons_last_reply": None, "tries_since_their_last_word": 3},
        ),
        (
            {"contacts": [{"name": "Jo Park", "left_on": "2026-11-10"}], "activities": [CALL]},
            {"unanswered_attempts": 1},
        ),
        (
            {"activities": [CALL, {**CALL, "on": "2026-11-09"}, {**MEETING, "with": None, "on": "2026-11-06"}]},
            {"unanswered_attempts": AtLeast(1, 2)},
        ),
        (
            {
                "contacts": [{"name": "Jo Park", "roles": ["champion"]}],
                "activities": [{**CALL, "outcome": "advance"}, {**CALL, "on": "2026-09-01", "outcome": "advance"}],
                "next_steps": [{**STEP, "side": "customer", "owner": "Jo Park", "done_on": "2026-11-10"}],
            },
            {"champions": 1, "champion_deeds": 2},
        ),
        (
            {"contacts": [{"name": "Jo Park", "roles": ["champion"]}], "activities": [{**CALL, "outcome": "reply"}]},
            {"champions": 1, "champion_deeds": 0},
        ),
        ({"contacts": [{"name": "Jo", "roles": ["champion"]}]}, {"champions": 1, "champion_deeds": None}),
        ({"contacts": [{"name": "Jo", "roles": []}], "activities": []}, {"champions": 0, "champion_deeds": None}),
        (
            {
                "contacts": [
                    {"name": "Jo Park", "roles": ["decision_maker"]},
                    {"name": "Dana", "roles": ["economic_buyer"]},
                ],
                "activities": [{**CALL, "outcome": "reply"}],
            },
            {"economic_buyers": 1, "talks_with_economic_buyer": 0},
        ),
        (
            {"contacts": [{"name": "Jo", "roles": ["champion"], "left_on": "2026-11-10"}, {"name": "Al", "roles": []}]},
            {"sponsor_left": True},
        ),
        (
            {
                "contacts": [
                    {"name": "Jo", "roles": ["decision_maker"], "left_on": "2026-11-10"},
                    {"name": "Al", "roles": ["economic_buyer"]},
                ]
            },
            {"sponsor_left": False},
        ),
        ({"contacts": [{"name": "Jo", "left_on": "2026-11-10"}]}, {"sponsor_left": None}),
        (
            {"next_steps": [{**STEP, "serves": None}, {**STEP, "side": "customer", "serves": "needs-mapped"}]},
            {"our_next_steps": 1, "our_critical_steps": 0, "customer_critical_steps": 1, "steps_ahead": 2},
        ),
        (
            {"next_steps": [{**STEP, "serves": None}], "buying_plan": [{"step": "walk Jo through the figures"}]},
            {"our_critical_steps": 1},
        ),
        (
            {"next_steps": [STEP], "exit_criteria": {"scope-agreed": {"met": "yes"}}},
            {"our_next_steps": 1, "our_critical_steps": 0},
        ),
        ({"next_steps": [{**STEP, "due": "2026-10-20"}]}, {"our_next_steps": 1, "steps_ahead": 0}),
        ({"next_steps": [STEP], "contacts": [{"name": "Ms Jo Park"}]}, {"next_meeting_booked": True}),
        ({"next_steps": [STEP], "contacts": [{"name": "Sam Roe"}]}, {"next_meeting_booked": False}),
        (
            {"next_steps": [{**STEP, "what": "Call Joanna"}], "contacts": [{"name": "Joanna Park"}]},
            {"next_meeting_booked": True},
        ),
        ({"next_steps": [STEP]}, {"next_meeting_booked": None}),
        ({"contacts": [{"name": "Jo"}]}, {"people_known_in_account": 1, "said_no_before": None}),
        ({"contacts": [{"name": "Jo"}], "account": "plain"}, {"said_no_before": False}),
        ({"next_steps": [{**STEP, "side": "customer"}]}, {"next_meeting_booked": True}),
        ({"next_steps": [{**STEP, "side": "customer", "due": "2026-12-30"}]}, {"next_meeting_booked": False}),
        (
            {
                "stage_entered_on": "2026-10-01",
                "activities": [
                    {**CALL, "outcome": "setback", "about": "price"},
                    {**CALL, "outcome": "setback", "about": "refusal"},
                    {**CALL, "outcome": "setback"},
                ],
            },
            {"setbacks_in_stage": 3, "offences_in_stage": 1},
        ),
        (
            {"ended": "declined", "forecast_category": "commit", "close_date": "2026-12-01"},
            {"forecast_though_gone": True},
        ),
        ({"ended": "declined", "forecast_category": "omitted"}, {"forecast_though_gone": False}),
        ({"claim": {"state": "lost"}, "close_date": "2026-12-01"}, {"forecast_though_gone": None}),
        ({"claim": {"state": "lost"}, "close_date": "2026-11-01"}, {"forecast_though_gone": False}),
        ({"verbal_yes_on": "2026-11-09"}, {"yes_on_file": True}),
        (
            {"exit_criteria": {"problem-named": {"met": "no"}, "needs-mapped": {"met": "no"}}},
            {"earlier_criteria_unmet": 1, "unmet_criteria": 1},
        ),
        (
            {
                "created_on": "2026-08-01",
                "stage_entered_on": "2026-10-01",
                "activities": [{**CALL, "on": "2026-09-01", "outcome": "advance"}],
            },
            {"days_since_forward_move": 46},
        ),
        ({"created_on": "2026-08-01", "activities": [CALL]}, {"days_since_forward_move": 107}),
        ({"created_on": "2026-08-01", "activities": [MEETING]}, {"days_since_forward_move": None}),
        ({"created_on": "2026-08-01", "stage_entered_on": "2026-10-01"}, {"days_since_forward_move": None}),
        (
            {"loss_reason": {"reason": "price", "said_by": "buyer"}},
            {"has_loss_reason": True, "has_loss_cause": None, "loss_reason_from_buyer": True},
        ),
        ({"loss_reason": {"reason": "price", "cause": None}}, {"has_loss_reason": True, "has_loss_cause": False}),
        ({"loss_reason": {"cause": "price"}}, {"has_loss_reason": True, "has_loss_cause": True}),
        ({"loss_reason": {"said_by": "rep"}}, {"has_loss_reason": None, "has_loss_cause": None}),
        ({"loss_reason": {"reason": None}}, {"has_loss_reason": None, "has_loss_cause": None}),
        ({"loss_reason": {"reason": None, "cause": None}}, {"has_loss_reason": False, "has_loss_cause": False}),
        (
            {"buying_plan": [{"step": "IT", "due": None}, {"step": "CFO", "due": "2026-11-01"}]},
            {"buying_steps_overdue": 1},
        ),
        ({"buying_plan": [{"step": "IT", "due": None}]}, {"buying_steps_overdue": 0}),
        ({"buying_plan": [{"step": "IT"}]}, {"buying_steps_overdue": None}),
        ({"amount": "12345.67", "currency": "GBP"}, {"amount": Decimal("14814.80")}),
        ({"wake": None}, {"has_wake": False, "days_past_wake": None}),
        ({"wake": {"on": "2026-11-01"}, "final": "true"}, {"has_wake": True, "days_past_wake": 15, "final": True}),
        ({"wake": {"when": "a new director"}}, {"has_wake": True, "days_past_wake": None, "time_to_wake": None}),
        ({"wake": {"on": "2026-11-16"}}, {"days_past_wake": 0, "time_to_wake": True}),
        ({"wake": {"on": "2026-11-17", "when": "x"}}, {"days_past_wake": -1, "time_to_wake": False}),
        ({"wake": {"person": "Jo Park"}}, {"has_wake": True, "time_to_wake": None}),
        ({"wake": {"person": "jo park"}, "contacts": [{"name": "Jo Park"}]}, {"time_to_wake": False}),
        (
            {"wake": {"person": "Jo Park"}, "contacts": [{"name": "Jo Park", "left_on": "2026-11-12"}]},
            {"time_to_wake": True},
        ),
        ({"account": "nobody-knows"}, {"account_is_strategic": None, "has_account_plan": None}),
        (
            {"account": "plain"},
            {
                "account_is_strategic": False,
                "has_account_plan": False,
                "territory_is_realigned": False,
                "has_territory_plan": False,
            },
        ),
        (
            {"account": "planned", "stage_entered_on": "2026-09-01", "created_on": "2026-08-01"},
            {"account_plan_written_after_stall": True, "has_territory_plan": True, "territory_is_realigned": True},
        ),
        (
            {"account": "planned", "stage_entered_on": "2026-11-01"},
            {
                "account_plan_written_after_stall": False,
                "territory_is_realigned": None,
                "account_plan_review_overdue": False,
                "territory_plan_review_overdue": True,
            },
        ),
    ],
)
def test_a_field_tells_the_facts_that_follow_from_it(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    found = facts(**fields)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("answer", "carried", "stale"),
    [
        ("40k", {}, 0),
        ("40k", {"answers.budget": "2026-10-17"}, 0),
        ("40k", {"answers.budget": "2026-10-16"}, 1),
        ("40k", {"answers": "2026-10-16"}, 1),
        ("40k", {"answers": "2026-10-16", "answers.budget": "2026-11-09"}, 0),
        ("40k", {"answers.problem": "2026-10-16"}, 0),
        ({"value": "40k", "on": None}, {"answers.budget": "2026-10-16"}, 1),
        ({"value": "40k", "on": "2026-11-02"}, {"answers.budget": "2026-10-16"}, 0),
        ({"value": "40k", "on": "2026-01-02"}, {"answers.budget": "2026-11-09"}, 1),
        ("TBD", {"answers.budget": "2026-10-16"}, 0),
    ],
)
def test_an_answer_without_a_day_is_at_least_as_old_as_the_snapshot_that_held_it(
    answer: Any, carried: dict[str, str], stale: int
) -> None:
    """The snapshot is of 16 November, and an answer on the budget is good for 30 days."""
    found = facts(answers={"problem": "No cover", "budget": answer}, carried_from=carried)
    assert found["stale_answers"] == stale
    assert found["answered_questions"] == 2 - stale - (answer == "TBD")


def test_that_an_answer_was_carried_on_shows_no_new_start() -> None:
    """Whoever starts over asks again: only a day on or after the start makes an answer a new one (D37)."""
    old = {"id": "O2", "status": "lost"}
    start = {"restarted_from": "O2", "created_on": "2026-10-05"}
    found = facts(old, **start, answers={"problem": "No cover"}, carried_from={"answers.problem": "2026-11-09"})
    assert (found["answered_questions"], found["stale_answers"]) == (0, 1)


@given(st.integers(0, 400), st.integers(0, 400))
def test_an_answer_that_was_carried_on_never_counts_as_older_than_it_is(days_ago: int, carried_ago: int) -> None:
    """Whatever day it was said on, on or before the snapshot that held it: what is called stale then is so."""
    carried = AS_OF - timedelta(days=carried_ago)
    said = carried - timedelta(days=days_ago)
    guessed = facts(answers={"budget": "40k"}, carried_from={"answers.budget": str(carried)})
    known = facts(answers={"budget": {"value": "40k", "on": str(said)}})
    assert guessed["stale_answers"] <= known["stale_answers"]


def test_an_opportunity_with_nothing_but_the_required_fields_has_nothing_but_unknown_facts() -> None:
    assert set(facts()) == {"required_questions", *ALWAYS_KNOWN, *SEEN}


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        ([], {"rulings": 0, "review_due": False}),
        (
            [("O1", "2026-11-02", "active", None)],
            {"rulings": 1, "review_due": False, "ruling": "active", "days_since_ruling": 14, **NOTHING_ASKED},
        ),
        (
            [("O1", "2026-11-02", "active", None), ("O1", "2026-11-12", "stalled", "2026-12-01")],
            {
                "rulings": 2,
                "review_due": False,
                "ruling": "stalled",
                "days_since_ruling": 4,
                "days_past_review": -15,
                **NOTHING_ASKED,
            },
        ),
        (
            [("O1", "2026-10-02", "stalled", "2026-11-09"), ("O2", "2026-11-12", "dead", None)],
            {
                "rulings": 1,
                "review_due": True,
                "ruling": "stalled",
                "days_since_ruling": 45,
                "days_past_review": 7,
                **NOTHING_ASKED,
            },
        ),
        (
            [("O1", "2026-11-20", "lost", None)],
            {"rulings": 1, "review_due": False, "ruling": "lost", "days_since_ruling": 0, **NOTHING_ASKED},
        ),
    ],
)
def test_the_last_ruling_on_an_opportunity_counts_and_none_is_known_to_be_none(
    rulings: list[tuple[str, str, str, str | None]], expected: dict[str, Any]
) -> None:
    keys = ("opportunity", "on", "ruling", "review_on")
    made = [Ruling.model_validate({"by": "max", **dict(zip(keys, each, strict=True))}) for each in rulings]
    names = {fact.name for fact in of_rulings.FACTS}
    found = facts_of(opportunity(), rulings=made)
    assert {name: value for name, value in found.items() if name in names} == expected


@pytest.mark.parametrize("state", ["active", "stalled", "vanished", "reversed", "lost"])
def test_what_the_rep_calls_it_is_told_in_three_ways(state: str) -> None:
    told = facts(claim={"state": state})
    assert told["said_to_stall"] is (state == "stalled")
    assert told["said_to_be_lost"] is (state == "lost")
    assert told["said_to_have_gone"] is (state in {"vanished", "reversed"})


def test_an_opportunity_was_restarted_where_another_one_starts_it_over() -> None:
    assert facts({"id": "O2", "restarted_from": "O1"})["was_restarted"] is True
    assert facts({"id": "O2", "restarted_from": "O3"}, {"id": "O3"})["was_restarted"] is False


def test_needs_are_copied_where_another_opportunity_has_the_same_map() -> None:
    needs = [{"need": "Swap shifts"}, {"need": "Fewer calls"}]
    assert facts({"id": "O2", "needs": needs[::-1]}, needs=needs)["needs_are_copied"] is True
    assert facts({"id": "O2", "needs": needs[:1]}, needs=needs)["needs_are_copied"] is False


def test_one_that_starts_over_may_keep_the_needs_of_the_one_before() -> None:
    needs = [{"need": "Swap shifts"}]
    assert facts({"id": "O2", "restarted_from": "O1", "needs": needs}, needs=needs)["needs_are_copied"] is False
    third = {"id": "O3", "restarted_from": "O2", "needs": needs}
    assert facts({"id": "O2", "restarted_from": "O1"}, third, needs=needs)["needs_are_copied"] is False
    assert facts({"id": "O2", "restarted_from": "O9"}, third, {"id": "O9"}, needs=needs)["needs_are_copied"] is True


def test_one_that_is_closed_ages_no_more() -> None:
    days = {"created_on": "2026-08-01", "stage_entered_on": "2026-09-01"}
    closed = facts(status="lost", closed_on="2026-10-11", **days)
    assert (closed["days_open"], closed["days_in_stage"], closed["days_over_stage_limit"]) == (71, 40, 10)
    assert not {"days_open", "days_in_stage", "days_over_stage_limit"} & facts(status="lost", **days).keys()


@given(st.lists(st.sampled_from(["none", "reply", "inbound", None]), max_size=4))
def test_tries_lie_between_what_they_may_have_been(told: list[str | None]) -> None:
    """Every way to fill in what is not told gives a count within the bounds."""

    def tries(outcomes: Sequence[str | None]) -> Any:
        days = (AS_OF - timedelta(days=len(outcomes) - place) for place in range(len(outcomes)))
        contacts = [
            {**MEETING, "on": day, **({"direction": "inbound"} if said == "inbound" else {"outcome": said})}
            for day, said in zip(days, outcomes, strict=True)
        ]
        return facts(activities=contacts).get("tries_since_their_last_word")

    found = tries(told)
    full = {tries(ways) for ways in product(*[[said] if said else ["none", "reply"] for said in told])}
    if found is None:
        assert min(full) == 0
        assert max(full) > 0
    else:
        bounds = (found.certain, found.possible) if isinstance(found, AtLeast) else (found, found)
        assert (min(full), max(full)) == bounds


def test_every_derived_fact_is_in_the_catalogue_with_its_kind() -> None:
    kinds = {"count": int, "days": int, "flag": bool, "date": date, "word": str}
    for mark in test_a_field_tells_the_facts_that_follow_from_it.pytestmark:
        for fields, _ in mark.args[1]:
            for name, value in facts(**fields).items():
                kind = FACT_BY_NAME[name].kind
                assert kind == "money" or type(value) in {kinds[kind], AtLeast if kind == "count" else None}, name


def test_every_fact_of_the_catalogue_can_be_known() -> None:
    known = {
        name
        for mark in test_a_field_tells_the_facts_that_follow_from_it.pytestmark
        for fields, _ in mark.args[1]
        for name in facts(**fields)
    }
    expected = {
        name
        for mark in test_a_field_tells_the_facts_that_follow_from_it.pytestmark
        for _, expected in mark.args[1]
        for name in expected
    }
    of_lists = {"amount_basis", "forecast_category"}
    assert facts(amount_basis="quoted", forecast_category="commit").keys() >= of_lists
    from_other_files = {fact.name for fact in (*movement.FACTS, *of_rulings.FACTS, *told_by_answers.FACTS)}
    of_themes = {fact.name for fact in words.FACTS}  # the small playbook has none: tests/derive/test_words.py
    assert known | of_lists | from_other_files | of_themes == {fact.name for fact in FACTS}
    assert expected - {"amount"} <= {fact.name for fact in FACTS}


def test_a_fact_reads_only_fields_that_exist() -> None:
    assert {field for fact in FACTS for field in fact.reads} <= set(Opportunity.model_fields)


def test_a_fact_is_unknown_where_every_field_that_it_reads_is_absent() -> None:
    always_there = {"id", "name", "owner", "status", "stage"}
    for fact in FACTS:
        if not set(fact.reads) <= always_there and fact.name not in ALWAYS_KNOWN | SEEN:
            assert fact.name not in facts()


@given(st.lists(st.sampled_from([True, False, None])))
def test_a_count_is_what_is_certain_and_unknown_where_nothing_is(tests: list[bool | None]) -> None:
    counted = certain(tests)
    if counted is None:
        assert None in tests
        assert True not in tests
    elif None in tests:
        assert counted == AtLeast(tests.count(True), tests.count(True) + tests.count(None))
    else:
        assert counted == tests.count(True)


@given(st.integers(0, 400))
def test_an_age_is_the_distance_to_the_snapshots_day(days: int) -> None:
    assert facts(created_on=(AS_OF - timedelta(days=days)).isoformat())["days_open"] == days
