"""Each of the forty practices at work: a situation in YAML, and what the user then sees.

The names of these tests stand on the page "Principles"; the last tests hold that page against them.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from scorecards.model.practices import PRACTICES, SOURCES
from scorecards.report.deal import Deal
from tests.support.project import ROOT
from tests.support.situations import TEAM, Situation, situation

LATE = "stage_entered_on: 2026-08-03, created_on: 2026-07-01, amount: 40000"
"""A deal that is long over the limit of its stage."""
STALLED = f'{LATE}, claim: {{state: stalled, on: 2026-10-05, words: "They froze spending"}}, activities: []'
RULED = "  - {opportunity: O1, by: mara, on: 2026-10-12, ruling: stalled, reason: Budget in spring, review_on: %s}\n"
ACCOUNTS = "accounts:\n  - {id: mill, name: The Mill, strategic: true, territory: north%s}\n"


def call(on: str, outcome: str, *, inbound: bool = False, note: str = "") -> str:
    """Write a call with Jo as YAML."""
    direction = "inbound" if inbound else "outbound"
    more = f', note: "{note}"' if note else ""
    return f"{{on: {on}, direction: {direction}, kind: call, with: Jo, outcome: {outcome}{more}}}"


def causes(deal: Deal) -> list[str]:
    assert deal.diagnosis
    return [hypothesis.cause for hypothesis in deal.diagnosis.hypotheses]


def test_d01_a_claim_awaits_the_ruling_of_the_reps_own_manager_and_of_nobody_else(tmp_path: Path) -> None:
    waiting = situation(tmp_path / "waiting", STALLED)
    assert waiting.deal().awaits_ruling
    assert "Awaiting manager decision." in waiting.shown_of()
    page = waiting.shown("scorecards/mara")
    assert "They froze spending" in page
    assert "No buyer view on file." in page
    assert "Night rota" in page
    assert "Night rota" not in waiting.shown("scorecards/olu")
    ruling = "rulings:\n  - {opportunity: O1, by: %s, on: 2026-11-16, ruling: lost, reason: Spent}\n"
    ruled = situation(tmp_path / "ruled", STALLED, rulings=ruling % "mara")
    assert not ruled.deal().awaits_ruling
    (problem,) = situation(tmp_path / "by-olu", STALLED, rulings=ruling % "olu").problems
    assert problem.startswith("not-their-manager: read 'olu', expected mara")


def test_d02_a_pause_needs_a_reason_and_a_day_and_comes_back_on_top_once_the_day_has_passed(tmp_path: Path) -> None:
    bare = situation(
        tmp_path / "bare",
        STALLED,
        rulings="rulings:\n  - {opportunity: O1, by: mara, on: 2026-10-12, ruling: stalled}\n",
    )
    assert [problem.split(":")[0] for problem in bare.problems] == ["ruling-incomplete"] * 2
    agreed = situation(tmp_path / "agreed", STALLED, rulings="rulings:\n" + RULED % "2026-12-07")
    assert agreed.deal().pause
    assert "within-stage-limit" in agreed.deal().resting
    assert "Budget in spring" in agreed.shown_of()
    other = f"id: O2, name: Day rota, {STALLED}, amount_basis: quoted"
    passed = situation(tmp_path / "passed", STALLED, other, rulings="rulings:\n" + RULED % "2026-11-02")
    assert passed.deal().pause is None
    (page,) = [page for page in passed.review.manager_pages if page.manager == "mara"]
    assert [(case.opportunity, case.waits, case.days) for case in page.reviews_due] == [("O1", "overdue", 14)]
    assert [case.opportunity for case in page.waiting] == ["O2"]
    shown = passed.shown("scorecards/mara")
    assert shown.index("Night rota") < shown.index("Day rota")
    assert page.findings


def test_d03_a_case_answers_whether_to_act_and_whether_it_can_be_won(tmp_path: Path) -> None:
    case = situation(
        tmp_path, f"{LATE}, claim: {{state: stalled}}, activities: [{call('2026-09-01', 'advance', inbound=True)}]"
    )
    (page,) = [page for page in case.review.manager_pages if page.manager == "mara"]
    (waiting,) = page.waiting
    assert "within-stage-limit" in waiting.needs_action.speaks_for
    assert waiting.winnable.unknown
    shown = case.shown("scorecards/mara")
    assert "Needs action? For Over the stage limit" in shown
    assert "Winnable? For At least one conversation moved it forward" in shown


def test_d04_rulings_are_numbered_and_each_tells_what_moved_after_it(tmp_path: Path) -> None:
    rulings = (
        "rulings:\n"
        "  - {opportunity: O1, by: mara, on: 2026-10-12, ruling: active, reason: Give it a week}\n"
        "  - {opportunity: O1, by: mara, on: 2026-11-09, ruling: stalled, reason: Budget, review_on: 2026-12-07}\n"
    )
    advance = call("2026-10-20", "advance", inbound=True, note="They named the board")
    before = {"2026-10-05": (f"{LATE}, activities: []",), "2026-10-26": (f"{LATE}, activities: [{advance}]",)}
    told = situation(tmp_path, f"{LATE}, activities: [{advance}]", before=before, rulings=rulings)
    first, second = told.deal().interventions
    assert (first.number, first.of, second.number) == (1, 2, 2)
    assert [change.text for change in first.moved] == ["They named the board"]
    assert second.moved == ()
    assert "2 of 2" in told.shown_of()
    assert "They named the board" in told.shown_of()
    assert "No course of action on record" in told.shown_of()
    asked = rulings.replace("reason: Budget", "reason: Budget, course_of_action: [{what: Ring them, by: 2026-11-13}]")
    due = situation(tmp_path / "asked", f"{LATE}, activities: [{advance}]", before=before, rulings=asked)
    assert "Ring them no owner, by 13 Nov 3 d overdue" in due.shown("scorecards/mara")
    assert "Your manager asks" in due.shown()


def test_d05_deals_stand_together_by_manager_account_and_territory(tmp_path: Path) -> None:
    team = TEAM.replace("manager: olu}", "manager: olu, territory: north}")
    accounts = ACCOUNTS % "" + "  - {id: quay, name: The Quay, strategic: false}\n"
    deals = (
        "account: mill",
        "id: O2, name: Day rota, owner: bo, account: mill",
        "id: O3, name: Weekend rota, owner: bo, account: quay",
    )
    together = situation(tmp_path, *deals, team=team, accounts=accounts)
    by_account = {line.account: line.opportunities for line in together.review.accounts}
    assert {account: set(ids) for account, ids in by_account.items()} == {"mill": {"O1", "O2"}, "quay": {"O3"}}
    (north,) = together.review.territories
    assert (north.open.count, set(north.reps)) == (3, {"ana", "bo"})
    assert "Day rota" in together.shown("scorecards/accounts")
    assert "North" in together.shown("scorecards/territories")
    assert {page.manager: page.open.count for page in together.review.manager_pages} == {"mara": 1, "olu": 2}


def test_d06_a_missing_plan_and_one_written_after_the_stall_are_said_openly(tmp_path: Path) -> None:
    deal = f"{STALLED}, account: mill"
    without = situation(tmp_path / "without", deal, accounts=ACCOUNTS % "")
    (page,) = [page for page in without.review.manager_pages if page.manager == "mara"]
    assert page.waiting[0].account_plan.state == "none"
    assert "No plan on file" in without.shown("scorecards/mara")
    plan = ", plan: {written_on: 2026-11-02, aim: Keep the depot}"
    late = situation(tmp_path / "late", deal, accounts=ACCOUNTS % plan)
    (page,) = [page for page in late.review.manager_pages if page.manager == "mara"]
    assert page.waiting[0].account_plan.state == "after_the_stall"
    assert "Keep the depot 2 Nov written after the stall" in late.shown("scorecards/mara")
    past = situation(
        tmp_path / "past", deal, accounts=ACCOUNTS % plan.replace("depot", "depot, next_review: 2026-11-09")
    )
    assert "Keep the depot 2 Nov written after the stall review overdue" in past.shown("scorecards/mara")
    assert "review overdue since 9 Nov 2026" in past.shown("scorecards/accounts")


def test_d07_every_open_opportunity_stands_once_with_its_next_step(tmp_path: Path) -> None:
    step = "next_steps: [{what: Draw up the scope, side: us, due: 2026-11-20}], amount: 100"
    seen = situation(
        tmp_path, step, "id: O2, name: Day rota, owner: bo, amount: 50", "id: O3, name: Week rota, status: lost"
    )
    page = seen.shown("scorecards/open")
    assert [page.count(name) for name in ("Night rota", "Day rota", "Week rota")] == [1, 1, 0]
    assert "Draw up the scope" in page
    assert seen.review.open.count == 2
    assert "€150" in page


def test_d08_two_deals_at_most_are_picked_and_the_next_snapshot_tells_what_became_of_them(tmp_path: Path) -> None:
    deals = tuple(f"id: O{number}, name: Rota {number}" for number in (1, 2, 3))
    pick = "  - {week: 2026-11-09, rep: ana, opportunity: O%d, why: Their year ends}\n"
    third = situation(
        tmp_path / "third",
        *deals,
        before={"2026-11-09": deals},
        picks="picks:\n" + "".join(pick % n for n in (1, 2, 3)),
    )
    assert [problem.split(":")[0] for problem in third.problems] == ["too-many-picks"]
    now = (f"{deals[0]}, status: won, signed_on: 2026-11-12, closed_on: 2026-11-12", deals[1], deals[2])
    picked = situation(tmp_path / "picked", *now, before={"2026-11-09": deals}, picks="picks:\n" + pick % 1 + pick % 2)
    assert {pick.opportunity: pick.outcome for pick in picked.card().last_picks} == {"O1": "signed", "O2": "open"}
    assert len(situation(tmp_path / "named", *(f"{deal}, {STALLED}" for deal in deals)).card().actions) == 2


def test_d09_an_honest_no_counts_as_closed_and_stands_among_the_wins(tmp_path: Path) -> None:
    reason = "loss_reason: {reason: Not this year, said_by: buyer}"
    no = f"status: no_decision, ended: declined, closed_on: 2026-11-12, {reason}"
    picks = "picks:\n  - {week: 2026-11-09, rep: ana, opportunity: O1}\n"
    told = situation(tmp_path, no, before={"2026-11-09": ("",)}, picks=picks)
    (success,) = told.review.wins.successes
    assert (success.outcome, success.picked) == ("no", True)
    assert (told.review.wins.picked, told.review.wins.closed) == (1, 1)
    assert told.review.figures.picks.no == 1
    assert "Night rota" in told.shown("scorecards/wins")


def test_d10_what_is_not_known_becomes_a_question_the_most_telling_first(tmp_path: Path) -> None:
    asked = situation(tmp_path, "stage: qualify, answers: {problem: {value: unknown}}")
    first = asked.card().asks[0]
    assert first.question == "problem"
    assert "Ask this week" in asked.shown()
    rule = next(rule for rule in asked.review.playbook.questions if rule.id == "problem")
    assert rule.how_to_ask[0] in asked.shown()


def test_d11_qualified_counts_good_answers_and_an_old_one_is_unknown_again(tmp_path: Path) -> None:
    answer = 'stage: meet, answers: {problem: {value: "Paper rotas", said_by: buyer, on: %s}}'
    fresh = situation(tmp_path / "fresh", answer % "2026-11-02")
    assert (fresh.card().qualified.total.count, fresh.deal().questions_answered) == (1, 1)
    old = situation(tmp_path / "old", answer % "2025-11-02")
    assert (old.card().qualified.total.count, old.deal().questions_answered) == (0, 0)
    (state,) = old.deal().answers
    assert (state.state, state.value) == ("stale", "Paper rotas")
    assert "Paper rotas" in old.shown_of()
    assert "problem" in [ask.question for ask in old.card().asks]
    unsaid = situation(tmp_path / "unsaid", "stage: meet")
    assert (unsaid.card().qualified.known, unsaid.card().qualified.unknown) == (0, 1)


def test_d12_tries_without_an_answer_are_counted_and_bring_words_that_make_a_no_easy(tmp_path: Path) -> None:
    calls = ", ".join(
        [call("2026-09-01", "reply", inbound=True), *(call(f"2026-10-{day}", "none") for day in (12, 19, 26))]
    )
    people = "contacts: [{name: Jo, roles: [champion], rapport: built}]"
    silent = situation(tmp_path, f"stage: quote, {people}, activities: [{calls}]")
    known = {fact.name: fact.value for fact in silent.deal().facts}
    assert known["tries_since_their_last_word"] == 3
    (action,) = silent.card().actions
    assert action.play == "permission-to-say-no"
    assert any("Jo" in words.text for words in action.words)
    assert "Permission to say no" in silent.shown()


def test_d13_a_late_deal_brings_the_words_that_ask_what_has_changed(tmp_path: Path) -> None:
    late = situation(tmp_path, "stage_entered_on: 2026-08-03")
    assert late.rule("within-stage-limit").play == "what-has-changed"
    (action,) = late.card().actions
    assert action.play == "what-has-changed"
    assert any("different" in " ".join(words.text.split()) for words in action.words)
    conclusion = late.deal().conclusion
    assert conclusion
    assert conclusion.question
    assert "What has changed" in conclusion.question.text


def test_d14_what_is_old_and_undecided_is_counted_week_by_week(tmp_path: Path) -> None:
    young, old = "amount: 100, stage_entered_on: 2026-10-26, created_on: 2026-10-26", "id: O2, name: Day rota, " + LATE
    told = situation(
        tmp_path,
        young.replace("2026-10-26", "2026-10-01"),
        old,
        before={"2026-11-02": (young.replace("2026-10-26", "2026-10-01"), old)},
    )
    weeks = told.review.figures.weeks
    assert [(week.as_of, week.open.count, week.aged.count) for week in weeks] == [
        (date(2026, 11, 2), 2, 2),
        (date(2026, 11, 16), 2, 2),
    ]
    assert "€40,000" in told.shown("scorecards/figures") or "€40,100" in told.shown("scorecards/figures")


def test_d15_signatures_and_closed_picks_stand_on_the_page_of_wins(tmp_path: Path) -> None:
    won = "status: won, closed_on: 2026-11-12, signed_on: 2026-11-12, amount: 900"
    told = situation(tmp_path, won, before={"2026-11-09": ("amount: 900",)})
    assert [(each.opportunity, each.outcome) for each in told.review.wins.successes] == [("O1", "signed")]
    page = told.shown("scorecards/wins")
    assert "Night rota" in page
    assert "Ana Lima" in page


def test_d16_nine_contacts_without_an_advance_are_standing_still(tmp_path: Path) -> None:
    calls = ", ".join(call(f"2026-10-{day}", "reply") for day in range(10, 19))
    busy = situation(tmp_path, f"activities: [{calls}]", before={"2026-11-09": (f"activities: [{calls}]",)})
    moved = busy.deal().movement
    assert moved
    assert (moved.state, moved.contacts_since_move) == ("still", 9)
    assert "In all, 9 contacts or attempts, and no advance." in busy.shown_of()
    since = busy.card().since
    assert since
    assert since.still == 1


def test_d17_each_deal_says_which_criterion_is_unmet_and_what_is_in_the_way(tmp_path: Path) -> None:
    deal = 'exit_criteria: {needs-mapped: {met: "no"}}, blocker: {what: The works council has not met, whose: customer}'
    stuck = situation(tmp_path, deal)
    assert "They've read the list of their needs" in stuck.shown_of()
    assert "The works council has not met" in stuck.shown_of()


def test_d18_a_step_that_serves_no_criterion_is_said(tmp_path: Path) -> None:
    """Two that serve nothing are not the two critical ones (D27); a third beside two that serve is said by itself."""
    coffee = "{what: Have a coffee, side: us, due: 2026-11-20, serves: }"
    two = situation(tmp_path / "two", f"next_steps: [{coffee}, {coffee.replace('us', 'customer')}]")
    assert "two-next-steps" in two.deal().failed
    assert "steps-serve-a-criterion" not in two.deal().failed
    serving = "{what: Go through the list, side: us, due: 2026-11-20, serves: needs-mapped}"
    both = f"{serving}, {serving.replace('us,', 'customer,')}"
    aimless = situation(tmp_path / "third", f"next_steps: [{both}, {coffee}]")
    assert "two-next-steps" in aimless.deal().passed
    assert "steps-serve-a-criterion" in aimless.deal().failed
    assert aimless.rule("steps-serve-a-criterion").failure_title in aimless.shown_of()
    scope = next(stage for stage in aimless.review.playbook.stages if stage.id == "scope")
    assert scope.entry_trigger in aimless.shown("playbook/stages")


def test_d19_time_in_stage_comes_with_its_cases_and_is_not_shown_for_too_few(tmp_path: Path) -> None:
    then = tuple(f"id: O{n}, name: Rota {n}, stage: meet, stage_entered_on: 2026-10-0{n}" for n in range(1, 6))
    now = tuple(f"id: O{n}, name: Rota {n}, stage: qualify, stage_entered_on: 2026-11-10" for n in range(1, 6))
    measured = situation(tmp_path / "measured", *now, before={"2026-10-05": then})
    meet = next(figure for figure in measured.review.figures.stages if figure.stage == "meet")
    assert (meet.seen, meet.moved_on, meet.stay.n, meet.stay.median) == (5, 5, 5, 38)
    few = situation(tmp_path / "few", now[0], before={"2026-10-05": then[:1]})
    meet = next(figure for figure in few.review.figures.stages if figure.stage == "meet")
    assert (meet.stay.n, meet.stay.median) == (1, None)
    assert "too few" in few.shown("scorecards/figures")


def test_d20_a_copied_map_of_needs_is_flagged_and_their_own_words_are_shown(tmp_path: Path) -> None:
    said = 'in_their_words: "We still use a whiteboard"'
    needs = f"needs: [{{need: Swap shifts by phone, priority: must, {said}, met: unknown}}]"
    copied = situation(tmp_path, needs, f"id: O2, name: Day rota, {needs}")
    assert "needs-not-copied" in copied.deal().failed
    assert "We still use a whiteboard" in copied.shown_of()


def test_d21_a_story_that_fits_their_need_is_named(tmp_path: Path) -> None:
    fitting = situation(tmp_path, "needs: [{need: Swap shifts by phone, priority: must}], stories_told: []")
    match = fitting.deal().theirs.stories[0]
    story = next(story for story in fitting.review.playbook.stories if story.id == match.story)
    assert any(word in "swap shifts by phone" for word in (fit.lower() for fit in story.fits_needs))
    assert story.title in fitting.shown_of()


def test_d22_what_they_asked_for_leads_and_the_rest_is_kept_as_a_bonus(tmp_path: Path) -> None:
    needs = 'needs: [{need: Reports, priority: could, met: "yes"}, {need: Swap shifts, priority: must, met: "yes"}]'
    mapped = situation(tmp_path, needs)
    theirs = mapped.deal().theirs
    assert [need.need for need in theirs.lead_with] == ["Swap shifts"]
    assert [need.need for need in theirs.bonus] == ["Reports"]
    shown = mapped.shown_of()
    assert shown.index("Lead with") < shown.index("Swap shifts") < shown.index("bonus") < shown.rindex("Reports")


def test_d23_the_rating_waits_for_rapport_and_without_the_second_question_it_stays_open(tmp_path: Path) -> None:
    def gap(folder: str, deal: str, **more: object) -> Situation:
        return situation(tmp_path / folder, deal, **more)  # type: ignore[arg-type]

    people = "stage: decide, contacts: [{name: Jo, roles: [champion], rapport: %s}]"
    assert gap("cold", people % "none").deal().theirs.gap == "not_yet"
    assert gap("warm", people % "built" + ", gap_rating: ").deal().theirs.gap == "ask"
    rated = people % "built" + ", gap_rating: {score: %d, on: 2026-11-%s, to_reach_10: %s}"
    assert gap("half", rated % (6, "10", "")).deal().theirs.gap == "follow_up"
    full = gap(
        "full", rated % (7, "12", "The board signs"), before={"2026-11-09": (rated % (4, "02", "The board signs"),)}
    )
    assert full.deal().theirs.gap == "rated"
    moved = full.deal().movement
    assert moved
    assert [rating.score for rating in moved.gap_ratings] == [4, 7]
    assert "The board signs" in full.shown_of()


def test_d24_the_first_need_stands_beside_the_present_one_with_the_question(tmp_path: Path) -> None:
    needs = (
        "first_need: {need: Cover for nights, said_by: buyer}, present_need: {need: Something cheaper, said_by: buyer}"
    )
    changed = situation(tmp_path, needs)
    assert changed.deal().theirs.need_changed
    shown = changed.shown_of()
    assert "Cover for nights" in shown
    assert "Something cheaper" in shown
    assert "what changed" in shown.lower() or "what has changed" in shown.lower()


def test_d25_due_steps_go_into_the_next_block_and_what_finds_no_room_is_told(tmp_path: Path) -> None:
    steps = ", ".join(f"{{what: Send part {n}, side: us, due: 2026-11-18}}" for n in range(1, 5))
    planned = situation(tmp_path, f"next_steps: [{steps}]")
    follow_up = planned.card().follow_up
    assert follow_up
    block = follow_up.blocks[0]
    assert (block.day, block.start, block.room) == (date(2026, 11, 17), "09:00", 2)
    assert len(block.steps) == 2
    assert len(follow_up.overflow) == 2
    assert follow_up.calendar in str(planned.pages["scorecards/ana.md"].text) or follow_up.calendar == "ana.ics"


def test_d26_a_phrase_that_hands_control_away_is_quoted_with_what_to_write_instead(tmp_path: Path) -> None:
    quoted = situation(tmp_path, "notes: It is out of my hands until spring")
    (phrase,) = quoted.deal().theirs.quoted
    assert phrase.phrase.lower() == "out of my hands"
    assert phrase.instead in quoted.shown_of()
    assert "words-keep-control" in quoted.deal().failed


def test_d27_one_step_of_each_side_is_due_and_the_missing_side_is_named(tmp_path: Path) -> None:
    ours = "{what: Draw up the scope, side: us, due: 2026-11-20}"
    theirs = "{what: Name the two wards, side: customer, owner: Jo, due: 2026-11-24}"
    both = situation(tmp_path / "both", f"next_steps: [{ours}, {theirs}]")
    assert "two-next-steps" in both.deal().passed
    half = situation(tmp_path / "half", f"next_steps: [{ours}]")
    assert "two-next-steps" in half.deal().failed
    assert "Nothing on the customer’s side" in half.shown_of()


def test_d28_waiting_and_checking_in_do_not_count_as_steps(tmp_path: Path) -> None:
    waiting = situation(tmp_path, "next_steps: [{what: Check in with Jo, side: us, due: 2026-11-20}]")
    (step,) = waiting.deal().next_steps or ()
    assert step.waiting_phrase
    assert step.waiting_phrase.lower() == "check in with"
    assert "steps-move-it" in waiting.deal().failed
    assert not waiting.card().due
    assert "doesn’t count as a step" in waiting.shown_of()


def test_d29_their_deadline_stands_apart_from_a_close_date_that_nobody_on_their_side_named(tmp_path: Path) -> None:
    theirs = "{date: 2027-01-15, consequence: Peak season starts without cover, said_by: buyer}"
    told = situation(tmp_path / "told", f"close_date: 2026-11-30, deadline: {theirs}")
    assert "15 Jan 2027" in told.shown_of()
    assert "Peak season starts without cover" in told.shown_of()
    unsaid = situation(tmp_path / "unsaid", "stage: quote, close_date: 2026-11-30, deadline: ")
    assert "deadline-known" in unsaid.deal().failed
    assert unsaid.rule("deadline-known").failure_title in unsaid.shown_of()


def test_d30_their_buying_steps_stand_with_our_help_for_each(tmp_path: Path) -> None:
    plan = "{step: Security review, owner: their IT, due: 2026-12-01, our_help: Send the questionnaire filled in}"
    told = situation(tmp_path, f"stage: quote, buying_plan: [{plan}, {{step: Board meeting, our_help: }}]")
    review, board = told.deal().theirs.buying_plan
    assert (review.step, review.our_help) == ("Security review", "Send the questionnaire filled in")
    assert board.our_help is None
    assert "Send the questionnaire filled in" in told.shown_of()
    assert "buying-plan-has-our-help" in told.deal().failed


def test_d31_the_reminder_quotes_their_own_date_and_consequence(tmp_path: Path) -> None:
    deal = "deadline: {date: 2027-01-15, consequence: Peak season starts without cover, said_by: buyer}"
    told = situation(tmp_path / "told", deal)
    reminder = told.deal().theirs.reminder
    assert reminder
    assert "15 January 2027" in reminder.text or "15 Jan 2027" in reminder.text
    assert "eak season starts without cover" in reminder.text
    assert situation(tmp_path / "silent", "").deal().theirs.reminder is None


def test_d32_no_decision_is_counted_apart_from_lost(tmp_path: Path) -> None:
    told = situation(tmp_path, "status: no_decision", "id: O2, name: Day rota, status: lost, ended: competitor")
    assert (told.review.lost, told.review.no_decision) == (1, 1)
    assert (told.card().lost, told.card().no_decision) == (1, 1)
    assert "0 won, 1 lost, 1 ended in no decision" in told.pages["index.md"].flat


def test_d33_a_qualified_deal_without_a_next_step_leads_what_is_to_mend(tmp_path: Path) -> None:
    asked = ("problem", "cost-of-problem", "why-now", "deadline", "consequence", "economic-buyer")
    answers = ", ".join(f"{question}: {{value: They said so, said_by: buyer, on: 2026-11-10}}" for question in asked)
    idle = situation(tmp_path, f"stage: qualify, answers: {{{answers}}}, next_steps: ")
    assert idle.deal().failed[0] == "qualified-has-next-step"
    assert idle.card().groups[0].check == "qualified-has-next-step"
    assert idle.rule("qualified-has-next-step").severity == "critical"
    assert idle.rule("qualified-has-next-step").failure_title in idle.shown()


def test_d34_silence_is_measured_from_their_last_word_and_by_our_tries(tmp_path: Path) -> None:
    calls = ", ".join([call("2026-10-05", "reply", inbound=True), call("2026-10-26", "none")])
    silent = situation(tmp_path, f"activities: [{calls}]")
    known = {fact.name: fact.value for fact in silent.deal().facts}
    assert (known["days_since_their_last_word"], known["tries_since_their_last_word"]) == (42, 1)
    assert "42 days" in silent.shown_of()
    assert "they-still-talk" in silent.deal().failed


def test_d35_a_verbal_yes_is_said_to_be_verbal_and_never_counts_as_signed(tmp_path: Path) -> None:
    verbal = "id: O2, name: Day rota, stage: sign, verbal_yes_on: 2026-10-20, signed_on: "
    told = situation(tmp_path, "status: won, verbal_yes_on: 2026-10-20, signed_on: , closed_on: 2026-11-12", verbal)
    assert (told.review.won.count, told.review.won_not_signed) == (1, 1)
    assert "1 without a signature on file" in told.shown()
    assert "yes-is-signed" in told.deal("O2").failed
    assert [each.outcome for each in told.review.wins.successes if each.outcome == "signed"] == []


def test_d36_a_vanished_deal_opens_a_diagnosis_that_knows_nothing_until_a_cause_has_evidence(tmp_path: Path) -> None:
    bare = situation(tmp_path, "claim: {state: vanished}")
    diagnosis = bare.deal().diagnosis
    assert diagnosis
    assert (diagnosis.leading, diagnosis.retrievability) == (None, "unknown")
    assert {each.cause for each in diagnosis.hypotheses} == {cause.id for cause in bare.review.playbook.causes}
    conclusion = bare.deal().conclusion
    assert conclusion
    assert conclusion.question
    assert conclusion.question.text in bare.shown_of()
    assert "%" not in bare.shown_of()


def test_d37_they_never_meant_to_buy_comes_first_and_a_new_start_resets_the_answers(tmp_path: Path) -> None:
    calls = ", ".join(
        [call("2026-09-20", "reply", inbound=True), *(call(f"2026-10-{day}", "none") for day in (12, 19, 26, 29))]
    )
    people = "contacts: [{name: Jo, roles: [champion, economic_buyer], rapport: built}]"
    deal = (
        f"stage: sign, stage_entered_on: 2026-09-20, verbal_yes_on: 2026-09-20, signed_on: , {people}, deadline: , "
        f"activities: [{calls}], claim: {{state: vanished}}, push_count: 4"
    )
    gone = situation(tmp_path / "gone", deal)
    assert causes(gone.deal())[0] == "never-intended-to-buy"
    assert gone.deal().diagnosis
    assert "Slim" in gone.shown_of()
    answers = "answers: {problem: {value: Paper rotas, said_by: buyer, on: 2026-05-01}}"
    old = f"id: O2, name: First try, status: no_decision, ended: vanished, closed_on: 2026-06-01, {answers}"
    again = f"restarted_from: O2, created_on: 2026-11-02, stage: meet, {answers}"
    new = situation(tmp_path / "new", again, old)
    restart = new.deal().restart
    assert restart
    assert (restart.opportunity, [answer.question for answer in restart.old_answers]) == ("O2", ["problem"])
    assert new.deal().questions_answered == 0
    assert "First try" in new.shown_of()


def test_d38_the_decision_lay_with_somebody_else_comes_first_with_its_warning(tmp_path: Path) -> None:
    talk = (
        "{on: 2026-10-26, direction: inbound, kind: call, with: Jo, outcome: setback, note: My boss has to approve it}"
    )
    talks = ", ".join([call("2026-10-01", "advance", inbound=True), talk])
    deal = (
        "stage: decide, ended: reversed, verbal_yes_on: 2026-10-01, stage_entered_on: 2026-10-01, "
        f"contacts: [{{name: Jo, roles: [champion], rapport: built}}], activities: [{talks}]"
    )
    turned = situation(tmp_path, deal)
    assert causes(turned.deal())[0] == "wrong-decision-maker"
    cause = next(cause for cause in turned.review.playbook.causes if cause.id == "wrong-decision-maker")
    assert cause.warning in turned.shown_of()


def test_d39_offended_near_the_end_comes_first_and_wakes_when_that_person_leaves(tmp_path: Path) -> None:
    upset = "{on: 2026-10-20, direction: inbound, kind: call, with: Jo, outcome: setback, about: offence}"
    talks = ", ".join([call("2026-10-01", "advance", inbound=True), upset])
    people = "contacts: [{name: Jo, roles: [economic_buyer], rapport: none%s}]"
    deal = f"stage: decide, ended: reversed, stage_entered_on: 2026-09-28, {people % ''}, activities: [{talks}]"
    put_off = situation(tmp_path / "open", deal)
    assert causes(put_off.deal())[0] == "offended-near-the-end"
    wake = "status: lost, ended: reversed, closed_on: 2026-10-26, stage: decide, wake: {person: Jo, change: leaves}, "
    still_there = situation(tmp_path / "there", wake + people % "")
    assert [entry.state for entry in still_there.review.cold] == ["asleep"]
    left = situation(tmp_path / "left", wake + people % ", left_on: 2026-11-10")
    assert [(entry.state, entry.because) for entry in left.review.cold] == [("awake", "person_left")]
    assert "Night rota" in left.shown("scorecards/cold")


def test_d40_a_closed_deal_wakes_on_its_day_and_stands_on_top_of_the_cold_file(tmp_path: Path) -> None:
    closed = "status: no_decision, closed_on: 2026-06-01, wake: {on: %s, when: A new year}"
    later = f"id: O2, name: Day rota, {closed % '2027-02-01'}"
    final = "id: O3, name: Never, status: lost, final: true"
    told = situation(tmp_path, later, closed % "2026-11-02", final)
    assert [(entry.opportunity, entry.state) for entry in told.review.cold] == [("O1", "awake"), ("O2", "asleep")]
    page = told.shown("scorecards/cold")
    assert page.index("Ready to re-engage") < page.index("Night rota") < page.index("Day rota")
    assert "Never" not in page
    assert [entry.opportunity for entry in told.card().awake] == ["O1"]
    other = "id: O4, name: Another, stage: meet"
    gone = situation(tmp_path / "gone", other, before={"2026-11-09": (closed % "2026-12-01",)})
    assert [(entry.opportunity, entry.state) for entry in gone.review.cold] == [("O1", "asleep")]
    assert "last seen in the snapshot of 9 Nov 2026" in gone.shown("scorecards/cold")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return situation(tmp_path_factory.mktemp("any"), "").shown("playbook/practices")


def test_the_catalogue_holds_each_of_the_forty_practices_once() -> None:
    assert [practice.id for practice in PRACTICES] == [f"D{number:02}" for number in range(1, 41)]
    assert {practice.source for practice in PRACTICES} == set(SOURCES)


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.id)
def test_each_practice_is_shown_somewhere_and_held_by_a_test_of_its_name(practice: object, page: str) -> None:
    """A practice without a page that is there, or without its own test, fails the build."""
    catalogue = {each.id: each for each in PRACTICES}
    each = catalogue[getattr(practice, "id", "")]
    assert each.shown
    assert each.test.startswith(f"test_{each.id.lower()}_")
    assert callable(globals().get(each.test)), f"{each.id} names a test that is not there: {each.test}"
    assert each.practice in page
    assert each.test in page


def test_no_test_of_a_practice_is_left_off_the_page() -> None:
    mine = {name for name in globals() if re.match(r"test_d\d\d_", name)}
    assert mine == {practice.test for practice in PRACTICES}


def test_the_pages_that_the_practices_name_are_there(tmp_path: Path) -> None:
    pages = set(situation(tmp_path, "").pages) | {path.name for path in (ROOT / "docs").glob("*.md")}
    named = {page.replace(".html", ".md") for practice in PRACTICES for _, page in practice.shown}
    assert named <= pages


def test_every_practice_is_served_by_a_rule_or_said_to_be_served_by_the_pages(tmp_path: Path) -> None:
    review = situation(tmp_path, "").review
    assert review.practices == PRACTICES
    served = review.rules.practices
    assert list(served) == [practice.id for practice in PRACTICES]
    assert sum(bool(rules["checks"] or rules["plays"]) for rules in served.values()) >= 30
