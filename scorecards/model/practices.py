"""The forty practices that the product carries out: what each says, where a reader sees it, and the test that holds it.

They come from five articles, which the page of sources credits; the words are ours.  A practice that is shown nowhere,
or that no test holds, is refused by the tests of the catalogue.
"""

from dataclasses import dataclass
from typing import Final

SOURCES: Final = {
    "S0": "The manager decides",
    "S1": "Move it to closure",
    "S2": "Keep momentum",
    "S3": "Manage the process",
    "S4": "Why it vanished",
}
"""What each of the five articles is about, by its id."""

_REP = "scorecards/index.html"
_MANAGER = "scorecards/index.html"


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice.

    ``shown`` names the places where a reader sees it carried out, each with the page; the pages of reps and managers
    are reached from the list of scorecards.  ``test`` is the name of the test that sets up its situation.
    """

    id: str
    source: str
    practice: str
    shown: tuple[tuple[str, str], ...]
    test: str


PRACTICES: Final = (
    Practice(
        "D01",
        "S0",
        "Rep and buyer both gain from calling a deal stalled. Only the manager can say whether it's stalled, lost or "
        "dead, and what to do about it.",
        (("A manager's page: rep view and buyer view of each case", _MANAGER),),
        "test_d01_a_claim_awaits_the_ruling_of_the_reps_own_manager_and_of_nobody_else",
    ),
    Practice(
        "D02",
        "S0",
        "Stalled means it will move again. That takes a reason to expect it, and a date to review it.",
        (
            ("A manager's page: decisions to review", _MANAGER),
            ("A rep's scorecard: each pause, with its end and reason", _REP),
        ),
        "test_d02_a_pause_needs_a_reason_and_a_day_and_comes_back_on_top_once_the_day_has_passed",
    ),
    Practice(
        "D03",
        "S0",
        "Ask two questions of every stall: does it need action, and is it still winnable?",
        (("A manager's page: evidence for, against and unknown in each case", _MANAGER),),
        "test_d03_a_case_answers_whether_to_act_and_whether_it_can_be_won",
    ),
    Practice(
        "D04",
        "S0",
        "In a long cycle the manager steps in more than once. Keep the history, with what moved after each time.",
        (
            ("A manager's page: decision history", _MANAGER),
            ("A manager's page: follow-ups due", _MANAGER),
            ("A rep's scorecard: manager decisions on each deal", _REP),
            ("A rep's scorecard: what your manager asked for", _REP),
        ),
        "test_d04_rulings_are_numbered_and_each_tells_what_moved_after_it",
    ),
    Practice(
        "D05",
        "S0",
        "Review the pipeline of each account and territory regularly, on CRM data.",
        (
            ("Accounts", "scorecards/accounts.html"),
            ("Territories", "scorecards/territories.html"),
            ("A page for each manager", _MANAGER),
        ),
        "test_d05_deals_stand_together_by_manager_account_and_territory",
    ),
    Practice(
        "D06",
        "S0",
        "The CRM doesn't know the strategy. Account and territory plans do, if they were written before the stall.",
        (
            ("A manager's page: account and territory plan in each case", _MANAGER),
            ("Accounts", "scorecards/accounts.html"),
        ),
        "test_d06_a_missing_plan_and_one_written_after_the_stall_are_said_openly",
    ),
    Practice(
        "D07",
        "S1",
        "See every open deal at once, each with its next step.",
        (("Open pipeline", "scorecards/open.html"),),
        "test_d07_every_open_opportunity_stands_once_with_its_next_step",
    ),
    Practice(
        "D08",
        "S1",
        "Choose one or two focus deals this week, and close them either way.",
        (("A rep's scorecard: do now", _REP),),
        "test_d08_two_deals_at_most_are_picked_and_the_next_snapshot_tells_what_became_of_them",
    ),
    Practice(
        "D09",
        "S1",
        "A clear no is a good result.",
        (("Wins", "scorecards/wins.html"), ("The team's figures: focus deals", "scorecards/figures.html")),
        "test_d09_an_honest_no_counts_as_closed_and_stands_among_the_wins",
    ),
    Practice(
        "D10",
        "S1",
        "For the rest, list the questions you can't answer yet. That's this week's work.",
        (("A rep's scorecard: questions to ask", _REP), ("Unknowns", "scorecards/unknown.html")),
        "test_d10_what_is_not_known_becomes_a_question_the_most_telling_first",
    ),
    Practice(
        "D11",
        "S1",
        "Qualified means every question is answered. Unknown is neither yes nor no.",
        (("A rep's scorecard: qualified, and the answers on each deal", _REP),),
        "test_d11_qualified_counts_good_answers_and_an_old_one_is_unknown_again",
    ),
    Practice(
        "D12",
        "S1",
        "Most people won't call to say no. Tell them it's fine.",
        (
            ("A rep's scorecard: a script that makes it easy to say no", _REP),
            ("The play: permission to say no", "playbook/plays.html"),
        ),
        "test_d12_tries_without_an_answer_are_counted_and_bring_words_that_make_a_no_easy",
    ),
    Practice(
        "D13",
        "S1",
        "Ask whether something was missed, or has changed since you last talked.",
        (("A rep's scorecard: the talk track", _REP), ("The play: what has changed", "playbook/plays.html")),
        "test_d13_a_late_deal_brings_the_words_that_ask_what_has_changed",
    ),
    Practice(
        "D14",
        "S1",
        "It's easier to hold on than to decide. Count the aging pipeline.",
        (("The team's figures: aging pipeline", "scorecards/figures.html"),),
        "test_d14_what_is_old_and_undecided_is_counted_week_by_week",
    ),
    Practice(
        "D15",
        "S1",
        "Tell the team what worked.",
        (("Wins", "scorecards/wins.html"),),
        "test_d15_signatures_and_closed_picks_stand_on_the_page_of_wins",
    ),
    Practice(
        "D16",
        "S2",
        "Busy isn't moving. A contact that doesn't move the deal forward means it has stalled.",
        (("A rep's scorecard: what changed, and the movement of each deal", _REP),),
        "test_d16_nine_contacts_without_an_advance_are_standing_still",
    ),
    Practice(
        "D17",
        "S2",
        "Know what comes next, and what keeps the customer from it.",
        (("A rep's scorecard: exit criteria and the blocker", _REP),),
        "test_d17_each_deal_says_which_criterion_is_unmet_and_what_is_in_the_way",
    ),
    Practice(
        "D18",
        "S2",
        "One meaning per stage for everyone. Each step serves an exit criterion.",
        (
            ("Stages", "playbook/stages.html"),
            ("A rep's scorecard: next steps, and the criterion of each", _REP),
        ),
        "test_d18_a_step_that_serves_no_criterion_is_said",
    ),
    Practice(
        "D19",
        "S2",
        "Measure the way you sell, with the sample size next to each figure.",
        (("The team's figures: stages", "scorecards/figures.html"),),
        "test_d19_time_in_stage_comes_with_its_cases_and_is_not_shown_for_too_few",
    ),
    Practice(
        "D20",
        "S2",
        "Every customer has their own needs. Map them, in their words.",
        (("A rep's scorecard: their side", _REP), ("Checks: needs", "playbook/checks.html")),
        "test_d20_a_copied_map_of_needs_is_flagged_and_their_own_words_are_shown",
    ),
    Practice(
        "D21",
        "S2",
        "Lead with the story of someone like them, not with yourself.",
        (("Stories", "playbook/stories.html"), ("A rep's scorecard: the story that fits", _REP)),
        "test_d21_a_story_that_fits_their_need_is_named",
    ),
    Practice(
        "D22",
        "S2",
        "Show what they asked for first. Keep the rest as a bonus.",
        (("A rep's scorecard: lead with, and keep as a bonus", _REP),),
        "test_d22_what_they_asked_for_leads_and_the_rest_is_kept_as_a_bonus",
    ),
    Practice(
        "D23",
        "S2",
        "Once there's trust, ask for their chance of going ahead, 1 to 10, and what would make it a 10.",
        (("A rep's scorecard: their rating with its history", _REP),),
        "test_d23_the_rating_waits_for_rapport_and_without_the_second_question_it_stays_open",
    ),
    Practice(
        "D24",
        "S2",
        "When it stalls, something is different. Go back to what they first asked for, and ask what changed.",
        (("A rep's scorecard: the first need beside the present one", _REP),),
        "test_d24_the_first_need_stands_beside_the_present_one_with_the_question",
    ),
    Practice(
        "D25",
        "S2",
        "Deals stall without timely follow-up. Block time for it.",
        (("A rep's scorecard: follow-up blocks, and the calendar file", _REP),),
        "test_d25_due_steps_go_into_the_next_block_and_what_finds_no_room_is_told",
    ),
    Practice(
        "D26",
        "S2",
        "Don't hand off ownership in your own words: waiting for them, it's up to them.",
        (("A rep's scorecard: our own notes quoted back", _REP), ("The playbook: phrases", "playbook/index.html")),
        "test_d26_a_phrase_that_hands_control_away_is_quoted_with_what_to_write_instead",
    ),
    Practice(
        "D27",
        "S3",
        "What are the next two critical things you and they must do, and by when?",
        (("A rep's scorecard: next steps of both sides", _REP),),
        "test_d27_one_step_of_each_side_is_due_and_the_missing_side_is_named",
    ),
    Practice(
        "D28",
        "S3",
        "Waiting, checking in and sending more content don't count as steps.",
        (("A rep's scorecard: waiting steps that don't count", _REP),),
        "test_d28_waiting_and_checking_in_do_not_count_as_steps",
    ),
    Practice(
        "D29",
        "S3",
        "When must they have a solution in place, and what happens if they don't? Our close date is no answer.",
        (("A rep's scorecard: their deadline and consequence, apart from our close date", _REP),),
        "test_d29_their_deadline_stands_apart_from_a_close_date_that_nobody_on_their_side_named",
    ),
    Practice(
        "D30",
        "S3",
        "What is their plan, what are they doing, and how can we help?",
        (("A rep's scorecard: their buying plan, with our help", _REP),),
        "test_d30_their_buying_steps_stand_with_our_help_for_each",
    ),
    Practice(
        "D31",
        "S3",
        "It's their process. Help them through it, with their own words and other customers' examples.",
        (("A rep's scorecard: a reminder in their own words", _REP),),
        "test_d31_the_reminder_quotes_their_own_date_and_consequence",
    ),
    Practice(
        "D32",
        "S3",
        "Most buying journeys end in no decision. That's an outcome of its own.",
        (("Home: the pipeline at a glance", "index.html"), ("The team's figures", "scorecards/figures.html")),
        "test_d32_no_decision_is_counted_apart_from_lost",
    ),
    Practice(
        "D33",
        "S3",
        "For every qualified deal: what's next? No answer means nobody is managing it.",
        (("A rep's scorecard: the strongest finding", _REP),),
        "test_d33_a_qualified_deal_without_a_next_step_leads_what_is_to_mend",
    ),
    Practice(
        "D34",
        "S3",
        "Silence is an answer. Measure how long it lasts and how often we tried.",
        (("A rep's scorecard: last reply and unanswered attempts", _REP),),
        "test_d34_silence_is_measured_from_their_last_word_and_by_our_tries",
    ),
    Practice(
        "D35",
        "S4",
        "A handshake isn't a signature.",
        (("A rep's scorecard: won, and how many without a signature", _REP), ("Wins", "scorecards/wins.html")),
        "test_d35_a_verbal_yes_is_said_to_be_verbal_and_never_counts_as_signed",
    ),
    Practice(
        "D36",
        "S4",
        "When they vanish or call it off, find out why before you try to save it.",
        (("A rep's scorecard: likely stall reasons", _REP), ("Causes", "playbook/causes.html")),
        "test_d36_a_vanished_deal_opens_a_diagnosis_that_knows_nothing_until_a_cause_has_evidence",
    ),
    Practice(
        "D37",
        "S4",
        "They never meant to buy. Come back later and start over.",
        (("A rep's scorecard: likely stall reasons, and answers reset on a new start", _REP),),
        "test_d37_they_never_meant_to_buy_comes_first_and_a_new_start_resets_the_answers",
    ),
    Practice(
        "D38",
        "S4",
        "The wrong person, or not the only decision maker. Reach the one who decides, with care for your contact.",
        (("A rep's scorecard: likely stall reasons, with the play's warning", _REP),),
        "test_d38_the_decision_lay_with_somebody_else_comes_first_with_its_warning",
    ),
    Practice(
        "D39",
        "S4",
        "We offended someone near the end. Find out what went wrong and put it right if you can, or wait.",
        (("A rep's scorecard: likely stall reasons", _REP), ("Cold file", "scorecards/cold.html")),
        "test_d39_offended_near_the_end_comes_first_and_wakes_when_that_person_leaves",
    ),
    Practice(
        "D40",
        "S4",
        "A lost sale may be a later one. Note when to revisit it.",
        (("Cold file: ready to re-engage", "scorecards/cold.html"),),
        "test_d40_a_closed_deal_wakes_on_its_day_and_stands_on_top_of_the_cold_file",
    ),
)
