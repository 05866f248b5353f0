"""What a week changed, as home, reps and managers read it: told once, told whole, and never claimed where unknown."""

from pathlib import Path

import pytest

from scorecards.report.changes import Since
from tests.support.situations import TEAM, Situation, situation

CALL = "{on: %s, direction: outbound, kind: call, with: Jo%s}"
RULED = (
    "rulings:\n  - {opportunity: O1, by: mara, on: %s, ruling: %s, reason: It is over, course_of_action: Close it%s}\n"
)


def since(made: Situation) -> Since:
    found = made.review.since
    assert found
    return found


def test_what_is_back_opened_again_or_handed_over_is_named(tmp_path: Path) -> None:
    away = ("id: O2, name: Day rota, status: lost", "id: O3, name: Weekend rota")
    before = {"2026-11-02": ("", *away), "2026-11-09": away}
    now = ("", "id: O2, name: Day rota", "id: O3, name: Weekend rota, owner: bo")
    made = situation(tmp_path, *now, before=before)
    assert (since(made).back, since(made).reopened, since(made).handed_over) == (("O1",), ("O2",), ("O3",))
    home = made.shown("index")
    assert "Night rota back in the export" in home
    assert "Day rota opened again" in home
    assert "Weekend rota handed over" in home


def test_a_deal_that_a_snapshot_first_shows_closed_counts_where_it_was_closed_since_the_last_one(
    tmp_path: Path,
) -> None:
    old = "id: O2, name: Old, status: won, closed_on: 2026-11-01"
    made = situation(tmp_path, "status: won, closed_on: 2026-11-12", old, before={"2026-11-09": ("id: O9, name: X",)})
    assert since(made).won == ("O1",)


def test_what_left_the_export_is_named_in_its_week_and_counted_afterwards(tmp_path: Path) -> None:
    stays = "id: O3, name: Stays"
    before = {"2026-11-02": ("", "id: O2, name: Day rota", stays), "2026-11-09": ("id: O2, name: Day rota", stays)}
    made = situation(tmp_path, stays, before=before)
    assert [gone.opportunity for gone in since(made).gone] == ["O2"]
    assert since(made).gone_before == 1
    assert "1 open deal left the export in earlier weeks" in made.shown("index")


def test_nothing_is_said_to_stand_still_where_no_snapshot_would_show_it(tmp_path: Path) -> None:
    made = situation(tmp_path, "", before={"2026-11-09": ("",)}, rulings=RULED % ("2026-11-09", "active", ""))
    assert "No activity data." in made.shown("index")
    assert "Since then movement unknown" in made.shown_of()
    assert "no change" not in made.shown_of()


def test_contacts_are_counted_apart_since_the_snapshot_and_since_they_moved(tmp_path: Path) -> None:
    calls = ", ".join(CALL % (f"2026-10-{day}", ", outcome: reply") for day in range(10, 14))
    made = situation(tmp_path, f"activities: [{calls}]", before={"2026-11-09": (f"activities: [{calls}]",)})
    assert "No contact or attempt since then. In all, 4 contacts or attempts, and no advance." in made.shown_of()


def test_after_a_move_only_what_came_since_is_counted_and_no_count_claims_to_be_all(tmp_path: Path) -> None:
    moved = [CALL % ("2026-10-10", ", outcome: advance"), CALL % ("2026-10-12", ", outcome: reply")]
    tried = "{on: 2026-11-12, direction: outbound, kind: email, with: Jo, outcome: none}"
    week = {"2026-11-09": (f"activities: [{', '.join(moved)}]",)}
    text = situation(tmp_path, f"activities: [{', '.join([*moved, tried])}]", before=week).shown_of()
    assert (
        "1 contact or attempt since then. 2 contacts or attempts since they last moved it forward, on 10 Oct." in text
    )
    assert "In all" not in text


STILL = "id: %s, name: %s, activities: [{on: 2026-10-01, direction: outbound, kind: call, outcome: none}]"
MOVED = "id: O3, name: Moved, exit_criteria: {needs-mapped: {met: %s}}"


@pytest.mark.parametrize(
    ("deals", "said"),
    [
        (("id: O1, name: Bare",), "No activity data."),
        ((STILL % ("O1", "Still"),), "Nothing moved."),
        (
            (STILL % ("O1", "Still"), STILL % ("O2", "Too"), "id: O4, name: Bare"),
            "2 with no change · 1 with no activity data",
        ),
        ((MOVED, "id: O4, name: Bare"), "1 with no activity data"),
        ((MOVED,), ""),
    ],
    ids=["nothing known", "all still", "still and unknown", "moved and unknown", "moved"],
)
def test_what_did_not_move_is_told_apart_from_what_is_not_known(
    tmp_path: Path, deals: tuple[str, ...], said: str
) -> None:
    before, now = (tuple(each.replace("%s", met) for each in deals) for met in ('"no"', '"yes"'))
    told = situation(tmp_path, *now, before={"2026-11-09": before}).shown("index")
    sentences = ("Nothing moved.", "with no change", "with no activity data", "No activity data.")
    assert said in told
    assert any(each in told for each in sentences) is bool(said)
    assert ("with no change" in told) is ("with no change" in said)


def test_contacts_that_do_not_say_what_came_of_them_are_no_proof_of_standing_still(tmp_path: Path) -> None:
    calls = ", ".join(CALL % (f"2026-10-{day}", "") for day in range(10, 14))
    made = situation(tmp_path, f"activities: [{calls}]", before={"2026-11-09": (f"activities: [{calls}]",)})
    assert "no advance" not in made.shown_of()


def test_a_last_move_is_told_with_the_setback_that_followed(tmp_path: Path) -> None:
    talks = ", ".join([CALL % ("2026-10-10", ", outcome: advance"), CALL % ("2026-10-14", ", outcome: setback")])
    made = situation(tmp_path, f"activities: [{talks}]", before={"2026-11-09": (f"activities: [{talks}]",)})
    assert "It went back on 14 Oct." in made.shown_of()


def test_what_weighs_most_is_told_first_and_the_rest_is_counted(tmp_path: Path) -> None:
    met = 'exit_criteria: {needs-mapped: {met: "yes", on: 2026-11-12}, scope-agreed: {met: "yes", on: 2026-11-13}}'
    made = situation(
        tmp_path, f"{met}, verbal_yes_on: 2026-11-11", before={"2026-11-09": ("exit_criteria: , verbal_yes_on: ",)}
    )
    moved = made.deal().movement
    assert moved
    assert moved.changes[0].kind == "verbal_yes"
    assert "They said yes; not signed yet" in made.shown("index")
    assert "and 1 more" in made.shown("index")


WORK = (
    "stage: qualify, answers: {problem: {value: unknown}}, "
    "next_steps: [{what: Send the scope, side: us, due: 2026-11-18}]"
)


@pytest.mark.parametrize("ruling", ["lost", "dead"])
def test_a_deal_that_is_ruled_over_is_worked_no_more_and_its_ruling_is_a_quick_win(ruling: str, tmp_path: Path) -> None:
    made = situation(tmp_path, WORK, rulings=RULED % ("2026-11-16", ruling, ""))
    card = made.card()
    assert [each.opportunity for each in card.ruled] == ["O1"]
    assert (card.actions, card.asks, card.due, card.groups) == ((), (), (), ())
    page = made.shown()
    assert "Two-minute wins Close in the CRM" in page
    row = made.shown_of()
    assert "none: closed by the manager" in row
    assert f"{ruling}: close in CRM" in row
    assert "passing" not in row
    assert "nothing to ask" not in row


def test_a_deal_that_is_ruled_over_and_stays_open_is_to_be_closed(tmp_path: Path) -> None:
    made = situation(tmp_path, WORK, rulings=RULED % ("2026-11-02", "dead", ""))
    assert made.deal().failed == ("ruling-carried-out",)
    row = next(made.pages["scorecards/ana.md"].all("details", id="O1")).flat
    assert "dead: close in CRM 1 finding" in row


def test_a_pause_keeps_its_steps_and_asks_no_questions(tmp_path: Path) -> None:
    made = situation(tmp_path, WORK, rulings=RULED % ("2026-11-02", "stalled", ", review_on: 2026-12-07"))
    card = made.card()
    assert card.asks == ()
    assert [due.step.what for due in card.due] == ["Send the scope"]


def test_the_review_day_itself_is_the_day_to_look_again_everywhere(tmp_path: Path) -> None:
    made = situation(tmp_path, "", rulings=RULED % ("2026-11-02", "stalled", ", review_on: 2026-11-16"))
    assert made.deal().awaits_ruling
    assert made.card().waits == ("O1",)
    (mara, _) = made.review.manager_pages
    assert [case.waits for case in mara.reviews_due] == ["due"]
    assert mara.reps[0].waits == 1


def test_a_rep_stands_on_the_page_of_the_manager_of_that_day(tmp_path: Path) -> None:
    team = TEAM.replace("manager: olu}", "manager: olu, earlier_managers: [{manager: mara, until: 2026-12-31}]}")
    made = situation(tmp_path, "owner: bo, claim: {state: stalled}", team=team)
    pages = {page.manager: [line.rep for line in page.reps] for page in made.review.manager_pages}
    assert pages == {"mara": ["ana", "bo"], "olu": []}
    assert "by: mara" in made.review.manager_pages[0].waiting[0].ready


def test_picks_of_one_week_are_shown_at_a_time(tmp_path: Path) -> None:
    deals = tuple(f"id: O{number}, name: Rota {number}" for number in range(1, 5))
    pick = "  - {week: %s, rep: ana, opportunity: O%d}\n"
    weeks = [("2026-11-16", 1), ("2026-11-16", 2), ("2026-11-23", 3), ("2026-11-23", 4)]
    made = situation(tmp_path, *deals, picks="picks:\n" + "".join(pick % each for each in weeks))
    assert {each.opportunity for each in made.card().picks} == {"O3", "O4"}
    assert len(made.card().actions) == 2


def test_a_new_start_may_name_a_deal_that_has_left_the_export(tmp_path: Path) -> None:
    again = "id: O2, name: Second try, restarted_from: O1, created_on: 2026-11-10"
    made = situation(tmp_path, again, before={"2026-11-09": ("status: lost",)})
    restart = made.deal("O2").restart
    assert restart
    assert (restart.name, restart.old_answers) == ("Night rota", ())
    assert "Night rota" in made.shown_of("O2")


def test_what_a_loss_review_learns_later_changes_nothing_of_how_it_stood_at_its_end(tmp_path: Path) -> None:
    lost = "status: lost, ended: vanished, stage: decide, closed_on: 2026-10-01, answers: %s"
    later = (
        "{problem: {value: Rotas, said_by: buyer, on: 2026-11-10}, budget: {value: 40, said_by: buyer, on: 2026-11-10}}"
    )
    bare = situation(tmp_path / "bare", lost % "{}").deal().diagnosis
    learned = situation(tmp_path / "learned", lost % later).deal().diagnosis
    assert bare
    assert bare == learned


def test_a_stage_that_the_playbook_no_longer_has_sends_nobody_back(tmp_path: Path) -> None:
    days = ["2026-10-26", "2026-11-02", "2026-11-09"]
    stages = ["scope", "procurement", "sign"]
    before = {day: (f"stage: {stage}, stage_entered_on: {day}",) for day, stage in zip(days, stages, strict=True)}
    made = situation(tmp_path, "stage: sign, stage_entered_on: 2026-11-09", before=before)
    scope = next(figure for figure in made.review.figures.stages if figure.stage == "scope")
    assert (scope.moved_on, scope.back) == (1, 0)
