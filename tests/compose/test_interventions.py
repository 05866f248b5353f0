"""What a manager ruled: the history of it, what moved after each ruling, and the pause that silences findings."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from scorecards.render.explanation import explain
from scorecards.report.values import Place
from scorecards.review import read
from tests.support.situations import TEAM, Situation, situation

HANGS = "stage_entered_on: 2026-06-01, created_on: 2026-05-01"
LED = "    manager: mara\n"
WEEKS = ("2026-10-26", "2026-11-02", "2026-11-09")


def ruling(on: str, word: str, opportunity: str = "O1", by: str = "mara", more: str = "") -> str:
    why = ", reason: No word from them" if word in {"lost", "dead"} else ""
    return f"  - {{opportunity: {opportunity}, by: {by}, on: {on}, ruling: {word}{why}{more}}}\n"


def stalled(on: str, review_on: str, opportunity: str = "O1") -> str:
    return ruling(on, "stalled", opportunity, more=f", reason: They move house, review_on: {review_on}")


def ruled(
    folder: Path,
    *rulings: str,
    deal: str = HANGS,
    others: tuple[str, ...] = (),
    before: Mapping[str, tuple[str, ...]] | None = None,
) -> Situation:
    return situation(folder / "team", deal, *others, before=before, rulings="rulings:\n" + "".join(rulings))


def call(on: str, outcome: str) -> str:
    return f"{{on: {on}, direction: inbound, kind: call, outcome: {outcome}}}"


# The history of rulings (D04).


def test_each_ruling_is_one_of_so_many_with_its_place_and_its_words(tmp_path: Path) -> None:
    more = ", reason: They asked for it, course_of_action: Call them"
    first, second = (
        ruled(tmp_path, ruling("2026-11-03", "active", more=more), stalled("2026-11-10", "2026-12-01"))
        .deal()
        .interventions
    )
    assert (first.number, first.of, first.ruling, str(first.on)) == (1, 2, "active", "2026-11-03")
    assert (first.by, first.by_name, first.place) == ("mara", "Mara Quinn", Place("pipeline/rulings.yml", 2))
    assert (first.reason, [each.what for each in first.actions]) == ("They asked for it", ["Call them"])
    assert (second.number, second.of, second.ruling, str(second.review_on)) == (2, 2, "stalled", "2026-12-01")


def test_rulings_come_by_their_day_with_the_place_of_each(tmp_path: Path) -> None:
    """An entry that was added late for an earlier day takes its place in the history."""
    told = ruled(tmp_path, stalled("2026-11-10", "2026-12-01"), ruling("2026-11-03", "active")).deal().interventions
    assert [(str(each.on), each.place.line) for each in told] == [("2026-11-03", 3), ("2026-11-10", 2)]


def test_what_moved_after_a_ruling_is_told_until_the_day_of_the_next_one(tmp_path: Path) -> None:
    days = ("2026-10-27", "2026-11-03", "2026-11-05", "2026-11-10", "2026-11-12")
    acts = [call(day, "advance") for day in days]
    weeks: dict[str, tuple[str, ...]] = {
        as_of: (
            f"{HANGS}, activities: [{', '.join(act for act, day in zip(acts, days, strict=True) if day <= as_of)}]",
        )
        for as_of in WEEKS
    }
    told = (
        ruled(
            tmp_path,
            ruling("2026-11-03", "active"),
            ruling("2026-11-10", "active"),
            deal=f"{HANGS}, activities: [{', '.join(acts)}]",
            before=weeks,
        )
        .deal()
        .interventions
    )
    assert [[str(change.on) for change in each.moved] for each in told] == [
        ["2026-11-05", "2026-11-10"],
        ["2026-11-12"],
    ]


def test_only_the_buyer_and_an_end_count_as_movement_after_a_ruling(tmp_path: Path) -> None:
    """What we changed, such as the stage, the close date or the rep's word for it, is none."""
    before = f"{HANGS}, close_date: 2026-11-30, activities: []"
    sent = "{on: 2026-11-05, direction: outbound, kind: email, outcome: none}"
    ours = f"created_on: 2026-05-01, stage: quote, stage_entered_on: 2026-11-04, activities: [{sent}]"
    claim = ", close_date: 2027-01-29, claim: {state: stalled, on: 2026-11-05}"
    (told,) = (
        ruled(tmp_path, ruling("2026-11-03", "active"), deal=ours + claim, before={"2026-11-02": (before,)})
        .deal()
        .interventions
    )
    assert told.moved == ()


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        ("status: lost, closed_on: 2026-11-12", "lost"),
        ("status: no_decision, closed_on: 2026-11-12", "no_decision"),
        ("status: won, closed_on: 2026-11-12", "won"),
    ],
)
def test_how_it_ended_is_told_of_the_ruling_before(tmp_path: Path, after: str, kind: str) -> None:
    made = ruled(tmp_path, ruling("2026-11-03", "active"), deal=f"{HANGS}, {after}", before={"2026-11-02": (HANGS,)})
    page = next(page for page in made.review.manager_pages if page.manager == "mara")
    ((told,),) = [each.interventions for each in page.interventions]
    assert [(change.kind, str(change.on)) for change in told.moved] == [(kind, "2026-11-12")]


def test_one_without_rulings_has_no_history_and_no_pause(tmp_path: Path) -> None:
    deal = situation(tmp_path / "team", HANGS).deal()
    assert (deal.interventions, deal.pause, deal.resting) == ((), None, ())


def test_an_older_snapshot_knows_only_the_rulings_made_before_the_next_one(tmp_path: Path) -> None:
    made = ruled(
        tmp_path, ruling("2026-11-03", "active"), stalled("2026-11-10", "2026-12-01"), before={"2026-11-02": (HANGS,)}
    )
    older = replace(made.folders, snapshot=made.folder / "pipeline/snapshots/2026-11-02.yml")
    assert [str(each.value.on) for each in read(older).rulings] == ["2026-11-03", "2026-11-10"]
    (made.folder / "pipeline/snapshots/2026-11-09.yml").write_text(
        (made.folder / "pipeline/snapshots/2026-11-02.yml").read_text().replace("2026-11-02", "2026-11-09")
    )
    assert [str(each.value.on) for each in read(older).rulings] == ["2026-11-03"]


# Awaiting a ruling (D01, D02).


@pytest.mark.parametrize(
    ("ours", "theirs", "against"),
    [
        ("2026-11-13", "2026-11-12", set()),
        ("2026-11-13", "2026-11-24", set()),
        ("2026-11-24", "2026-11-12", {"our-steps-on-time"}),
        ("2026-11-24", "2026-11-24", {"our-steps-on-time"}),
    ],
)
def test_a_promise_that_was_missed_never_speaks_against_action(
    tmp_path: Path, ours: str, theirs: str, against: set[str]
) -> None:
    """The case has all that would pass by its steps: it is called stalled, commits, and says what is in the way."""
    steps = f"[{{what: Quote, side: us, due: {ours}}}, {{what: Sign, side: customer, due: {theirs}}}]"
    deal = f"{HANGS}, next_steps: {steps}, forecast_category: commit, claim: {{state: stalled}}"
    rest = "blocker: {what: A new board}, deadline: {date: 2027-01-15, said_by: buyer}"
    made = situation(tmp_path / "team", f"{deal}, {rest}")
    (case,) = made.review.manager_pages[0].waiting
    by_steps = {
        check
        for check, rule in made.review.rules.checks.items()
        if any(fact.endswith(("_steps", "_step", "steps_ahead")) for fact in rule.facts)
    }
    ahead = {"pause-has-an-end"} if max(ours, theirs) > "2026-11-16" else set()
    assert {"two-next-steps", *ahead} <= by_steps & set(made.deal().passed)
    assert by_steps & set(case.needs_action.speaks_against) == against


@pytest.mark.parametrize(
    "deal",
    [
        HANGS,
        "stage_entered_on: 2026-11-12, claim: {state: stalled, on: 2026-11-12}",
        "stage_entered_on: 2026-11-12, claim: {state: vanished, on: 2026-11-12}",
        "stage_entered_on: 2026-11-12, claim: {state: reversed, on: 2026-11-12}",
        "stage_entered_on: 2026-11-12, claim: {state: lost, on: 2026-11-12}",
        "stage_entered_on: 2026-11-12, ended: vanished",
        "claim: {state: stalled}",
    ],
)
def test_what_hangs_without_a_ruling_awaits_one(tmp_path: Path, deal: str) -> None:
    made = situation(tmp_path / "team", deal)
    assert made.deal().awaits_ruling
    assert "has-a-ruling" in made.deal().for_manager
    assert "has-a-ruling" not in made.deal().failed
    assert made.card().waits == ("O1",)


@pytest.mark.parametrize(
    "deal", ["stage_entered_on: 2026-11-12", "", f"{HANGS}, activities: [{call('2026-11-12', 'advance')}]"]
)
def test_what_does_not_hang_or_moves_awaits_none(tmp_path: Path, deal: str) -> None:
    made = situation(tmp_path / "team", deal, before={"2026-11-09": (f"{HANGS}, activities: []",)})
    assert not made.deal().awaits_ruling


@pytest.mark.parametrize(
    ("rulings", "awaits"),
    [
        ([stalled("2026-11-03", "2026-12-01")], False),
        ([stalled("2026-11-03", "2026-11-17")], False),
        ([stalled("2026-11-03", "2026-11-16")], True),
        ([stalled("2026-11-03", "2026-11-15")], True),
        ([ruling("2026-10-19", "active")], False),
        ([ruling("2026-10-18", "active")], True),
        ([ruling("2026-06-01", "dead")], False),
        ([ruling("2026-06-01", "lost")], False),
        ([ruling("2026-11-10", "dead"), ruling("2026-11-12", "active")], False),
        ([ruling("2026-09-10", "dead"), ruling("2026-09-12", "active")], True),
    ],
)
def test_a_ruling_stands_for_its_time(tmp_path: Path, rulings: list[str], *, awaits: bool) -> None:
    """A pause stands until its day of review, an active one for 28 days, one that it is over for good."""
    assert ruled(tmp_path, *rulings).deal().awaits_ruling is awaits


def test_a_pause_that_nobody_looked_at_again_is_the_managers_finding(tmp_path: Path) -> None:
    deal = ruled(tmp_path, stalled("2026-11-03", "2026-11-15")).deal()
    assert "ruling-looked-at-again" in deal.for_manager
    assert "ruling-looked-at-again" not in deal.failed


@pytest.mark.parametrize(("on", "outcome"), [("2026-11-09", "passed"), ("2026-11-08", "failed")])
def test_what_was_ruled_over_and_is_still_open_after_a_week_is_the_reps_finding(
    tmp_path: Path, on: str, outcome: str
) -> None:
    assert "ruling-carried-out" in getattr(ruled(tmp_path, ruling(on, "dead")).deal(), outcome)


def test_how_long_a_ruling_has_waited_to_be_carried_out_is_told_to_the_rep_and_to_the_manager(tmp_path: Path) -> None:
    others = tuple(f"id: O{number}, name: Rota {number}, amount: 100" for number in (2, 3, 4))
    made = ruled(
        tmp_path,
        ruling("2026-11-02", "dead"),
        ruling("2026-11-16", "lost", "O2"),
        ruling("2026-11-03", "active", "O3"),
        others=others,
    )
    assert [(each.opportunity, each.days_still_open) for each in made.card().ruled] == [("O2", 0), ("O1", 14)]
    assert "Two-minute wins Close in the CRM" in made.shown()
    assert "dead 2 Nov, open 14 d later" in made.shown()
    page = made.review.manager_pages[0]
    assert page.to_close == ("O1", "O2")
    text = made.shown("scorecards/mara")
    assert "Closed by you, still open in the CRM" in text
    links = {each.attributes.get("href", "") for each in made.pages["scorecards/mara.md"].all("a")}
    assert {"ana.html#O1", "ana.html#O2"} <= links
    assert "dead 2 Nov, 14 d ago" in text


@pytest.mark.parametrize(
    ("rulings", "status"),
    [(("active",), "open"), (("dead", "active"), "open"), (("dead",), "lost")],
    ids=["alive", "taken back", "closed"],
)
def test_a_ruling_with_nothing_left_to_carry_out_waits_for_nobody(
    tmp_path: Path, rulings: tuple[str, ...], status: str
) -> None:
    given = [ruling(f"2026-11-0{day}", word) for day, word in enumerate(rulings, start=2)]
    made = ruled(tmp_path, *given, deal=f"{HANGS}, status: {status}", before={"2026-11-01": (HANGS,)})
    assert {each.days_still_open for each in made.deal().interventions} == {None}
    assert made.review.manager_pages[0].to_close == ()
    assert "still open in the CRM" not in made.shown("scorecards/mara")


# A pause that was approved (D02).


@pytest.mark.parametrize(
    ("on", "statuses", "stands"),
    [
        ("2026-10-28", ("open", "open", "open"), True),
        ("2026-10-28", ("open", "no_decision", "no_decision"), False),
        ("2026-10-28", ("open", "no_decision", "open"), False),
        ("2026-11-10", ("open", "no_decision", "open"), True),
        ("2026-11-09", ("lost", "lost", "open"), True),
    ],
)
def test_a_ruling_stands_until_the_deal_is_closed_and_opened_again(
    tmp_path: Path, on: str, statuses: tuple[str, ...], *, stands: bool
) -> None:
    """The buyer who comes back is no deal to close: the manager looks anew."""
    weeks = {day: (f"{HANGS}, status: {status}",) for day, status in zip(WEEKS, statuses, strict=True)}
    made = ruled(tmp_path, ruling(on, "dead"), before=weeks)
    assert made.deal().ruled_over is stands
    assert made.deal().awaits_ruling is not stands
    assert ("Close in the CRM" in made.shown()) is stands
    assert [each.ruling for each in made.deal().interventions] == ["dead"]


def test_a_cold_deal_that_was_ruled_dead_and_comes_back_is_a_deal_again(tmp_path: Path) -> None:
    closed = "status: lost, ended: declined, closed_on: 2026-10-20, wake: {on: 2027-02-01}"
    step = "next_steps: [{what: Send the quote, side: us, due: 2026-11-17}]"
    weeks = {"2026-11-02": (closed,), "2026-11-09": ("id: O2, owner: bo",)}
    made = ruled(tmp_path, ruling("2026-11-10", "dead"), deal=step, before=weeks)
    assert not made.deal().ruled_over
    assert "Close it in the CRM" not in made.shown()
    assert [each.step.what for each in made.card().due] == ["Send the quote"]


def test_a_running_pause_silences_what_it_must_and_says_so(tmp_path: Path) -> None:
    made = ruled(tmp_path, stalled("2026-11-03", "2026-12-01"))
    deal = made.deal()
    assert deal.pause
    assert (str(deal.pause.until), deal.pause.reason, deal.pause.by_name) == (
        "2026-12-01",
        "They move house",
        "Mara Quinn",
    )
    assert "within-stage-limit" in deal.resting
    assert not set(deal.resting) & set(deal.failed)
    assert not set(deal.resting_unknown) & {*deal.unknown, *deal.to_ask}
    for check in (*deal.resting, *deal.resting_unknown):
        assert made.rule(check).rests_in_pause
    assert "within-stage-limit" not in {group.check for group in made.card().groups}
    text = made.shown_of()
    assert "Paused until 1 Dec, approved by Mara Quinn" in text
    assert f"On hold {made.rule(deal.resting[0]).failure_title}" in text


def test_plans_answers_and_signatures_do_not_rest(tmp_path: Path) -> None:
    made = ruled(
        tmp_path,
        stalled("2026-11-03", "2026-12-01"),
        deal="stage: sign, stage_entered_on: 2026-06-01, verbal_yes_on: 2026-10-01, signed_on: , "
        "answers: {problem: {value: unknown}}",
    )
    assert {"yes-is-signed", "qualified-for-stage"} <= set(made.deal().failed)


def test_a_paused_deal_is_none_to_bring_to_an_end(tmp_path: Path) -> None:
    assert [action.opportunity for action in situation(tmp_path / "one", HANGS).card().actions] == ["O1"]
    assert ruled(tmp_path, stalled("2026-11-03", "2026-12-01")).card().actions == ()


@pytest.mark.parametrize("review_on", ["2026-11-16", "2026-11-15"])
def test_on_the_day_to_look_again_the_pause_is_over(tmp_path: Path, review_on: str) -> None:
    deal = ruled(tmp_path, stalled("2026-11-03", review_on)).deal()
    assert (deal.pause, deal.resting) == (None, ())
    assert "within-stage-limit" in deal.failed


def test_a_later_ruling_ends_the_pause(tmp_path: Path) -> None:
    assert ruled(tmp_path, stalled("2026-11-03", "2026-12-01"), ruling("2026-11-10", "active")).deal().pause is None


# What the pages and the terminal say.


def test_the_page_says_that_it_awaits_a_ruling_and_what_the_manager_is_to_mend(tmp_path: Path) -> None:
    made = situation(tmp_path / "team", HANGS)
    text = made.shown_of()
    assert "awaiting manager decision" in text
    assert "Awaiting manager decision." in text
    assert f"For the manager: {made.rule('has-a-ruling').failure_title}" in text


def test_the_page_tells_the_last_ruling_first_and_the_earlier_ones_behind_it(tmp_path: Path) -> None:
    rulings = [stalled("2026-10-01", "2026-10-15"), stalled("2026-10-15", "2026-11-05"), ruling("2026-11-05", "active")]
    text = ruled(tmp_path, *rulings).shown_of()
    assert "Manager decision active 5 Nov, Mara Quinn Decision history (3) active Decision 3 of 3, 5 Nov" in text
    assert "Mara Quinn pipeline/rulings.yml:4" in text
    assert "movement unknown stalled Decision 2 of 3" in text
    assert text.index("Decision 3 of 3") < text.index("Decision 2 of 3") < text.index("Decision 1 of 3")
    assert "“They move house”" not in text
    assert "They move house" in text


def test_explain_tells_the_history_what_waits_and_what_rests(tmp_path: Path) -> None:
    acted = f"{HANGS}, activities: [{call('2026-11-05', 'advance')}]"
    made = ruled(
        tmp_path,
        ruling("2026-11-03", "active", more=", course_of_action: Call them"),
        stalled("2026-11-10", "2026-12-01"),
        deal=acted,
        before={"2026-11-02": (f"{HANGS}, activities: []",), "2026-11-09": (acted,)},
    )
    lines = list(explain(made.review, "O1"))
    assert "paused until 2026-12-01, approved by Mara Quinn" in lines
    at = lines.index("decision 1 of 2: active, 2026-11-03, Mara Quinn  (pipeline/rulings.yml:2)")
    assert lines[at + 1] == "  to do     Call them  (2026-11-03: unknown whether it is done)"
    assert lines[at + 2] == "  moved     2026-11-05 advance, forward  (pipeline/snapshots/2026-11-09.yml:3)"
    assert "decision 2 of 2: stalled, 2026-11-10, Mara Quinn  (pipeline/rulings.yml:3)" in lines
    assert "  moved     nothing so far" in lines
    assert any(line.startswith("needs attention, on hold: paused: ") for line in lines)
    waiting = list(explain(situation(tmp_path / "other", HANGS).review, "O1"))
    assert any(line.startswith("awaiting manager decision: ") for line in waiting)
    assert any(line.startswith("needs attention, for the manager: ") for line in waiting)


# The ruling that is ready to be filled in.


def ready_ruling(made: Situation, opportunity: str) -> str:
    """Give what a manager's page has ready to be filled in for an opportunity that waits for a ruling."""
    cases = [case for page in made.review.manager_pages for case in page.waiting]
    return next(case.ready for case in cases if case.opportunity == opportunity)


def test_the_ready_ruling_is_valid_once_it_is_filled_in(tmp_path: Path) -> None:
    team = TEAM.replace(LED, f"{LED}    earlier_managers: [{{manager: olu, until: 2026-12-31}}]\n")
    made = situation(tmp_path / "team", "id: 0017, stage_entered_on: 2026-06-01", team=team)
    ready = ready_ruling(made, "0017")
    assert yaml.load(ready, yaml.BaseLoader) == {  # noqa: S506 - it makes nothing but text
        "rulings": [
            {
                "opportunity": "0017",
                "by": "olu",
                "on": "2026-11-16",
                **dict.fromkeys(("ruling", "reason", "weighed", "no_action", "review_on"), ""),
                "course_of_action": [dict.fromkeys(("what", "who", "by"), "")],
            }
        ]
    }
    filled = (
        ready.replace("ruling:", "ruling: stalled")
        .replace("reason:", "reason: They move house")
        .replace("review_on:", "review_on: 2026-12-01")
    )
    path = made.folder / "pipeline/rulings.yml"
    path.write_text(filled)
    assert made.problems == []
    assert [each.value.ruling for each in read(made.folders).rulings] == ["stalled"]


@pytest.mark.parametrize("file", ["rulings: []\n", "rulings:\n", None])
def test_the_first_ready_ruling_is_the_whole_file_and_the_next_one_goes_to_its_end(
    tmp_path: Path, file: str | None
) -> None:
    made = situation(tmp_path / "team", "stage_entered_on: 2026-06-01", "id: O2, stage_entered_on: 2026-06-01")
    path = made.folder / "pipeline/rulings.yml"
    if file:
        path.write_text(file)
    path.write_text(ready_ruling(made, "O1").replace("ruling:", "ruling: active"))
    assert made.problems == []
    again = Situation(made.folder)
    path.write_text(path.read_text() + ready_ruling(again, "O2").replace("ruling:", "ruling: active"))
    assert made.problems == []
    assert [each.value.opportunity for each in read(made.folders).rulings] == ["O1", "O2"]
