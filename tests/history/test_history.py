"""What the snapshots tell together: changes, movement, and what history keeps between builds."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.cache.cache import Cache
from scorecards.cli.main import scorecards
from scorecards.derive.movement import contacts_since, movement_state
from scorecards.history.changes import Terms
from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import SnapshotRecord, Waiting
from scorecards.history.replay import after, replay
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problems
from scorecards.read.input import input_of
from scorecards.read.older_snapshots import older_records, record_of_snapshot
from scorecards.read.team_files import read_input
from scorecards.render.environment import environment
from scorecards.report.changes import Change
from tests.support.records import FIRST, TERMS, snapshot_record, source

ROOT = Path(__file__).parent.parent.parent
CALL = {"on": "2026-09-10", "direction": "inbound", "kind": "call", "outcome": "advance"}

OLD = {**CALL, "on": "2026-09-01", "note": "They asked for a qoute"}


def history(*states: dict[str, Any] | None) -> OpportunityHistory:
    """Give the history of O1 from its state in each snapshot; None where one leaves it out."""
    held = [[{"id": "O2"}] if state is None else [state, {"id": "O2"}] for state in states]
    snapshots = [snapshot_record(number, *opportunities) for number, opportunities in enumerate(held)]
    return replay(snapshots, TERMS).histories["O1"]


def last(found: OpportunityHistory) -> list[Change]:
    return [change for change in found.changes if change.told_on == found.seen_on]


def the_change(found: OpportunityHistory, kind: str) -> Change:
    (change,) = [change for change in last(found) if change.kind == kind]
    return change


def state(found: OpportunityHistory) -> str:
    return movement_state(found, found.seen_on)


def test_an_opportunity_that_no_earlier_snapshot_held_is_new() -> None:
    found = history(None, {})
    assert (state(found), found.first_seen, found.before) == ("new", FIRST + timedelta(weeks=1), None)


def test_nothing_happening_is_standing_still() -> None:
    assert state(history({}, {})) == "still"


def test_that_something_was_carried_on_is_no_change() -> None:
    needs = {"needs": [{"need": "Swap shifts"}], "answers": {"problem": "Paper"}}
    now = {"carried_from": {"needs": str(FIRST), "answers.problem": str(FIRST)}, **needs}
    found = history(needs, now)
    assert (state(found), last(found)) == ("still", [])


def test_what_the_crm_has_as_next_step_is_no_movement() -> None:
    found = history({"crm_next_step": "Great win"}, {"crm_next_step": "They sign"})
    assert (state(found), last(found)) == ("still", [])


def test_movement_is_not_known_where_the_snapshot_holds_nothing_that_would_show_it() -> None:
    bare = {"id": "O1", "name": "Rota", "owner": "ana", "status": "open", "stage": "scope"}
    snapshots = []
    for number in (0, 1):
        as_of = FIRST + timedelta(weeks=number)
        made = record_of_snapshot(source(as_of, [bare]), f"{as_of}.yml")
        assert made
        snapshots.append(made)
    assert state(replay(snapshots, TERMS).histories["O1"]) == "unknown"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({}, {"activities": [CALL]}, "forward"),
        ({}, {"activities": [{**CALL, "outcome": "setback"}]}, "backward"),
        ({}, {"activities": [CALL, {**CALL, "outcome": "setback"}]}, "both"),
        ({}, {"activities": [{**CALL, "outcome": "reply"}]}, "still"),
        ({}, {"activities": [{**CALL, "direction": "outbound", "outcome": "none"}] * 9}, "still"),
        ({"exit_criteria": {"c": {"met": "no"}}}, {"exit_criteria": {"c": {"met": "yes"}}}, "forward"),
        ({"exit_criteria": {}}, {"exit_criteria": {"c": {"met": "yes"}}}, "forward"),
        ({}, {"exit_criteria": {"c": {"met": "yes"}}}, "still"),
        ({}, {"exit_criteria": {"c": {"met": "yes", "on": "2026-09-01"}}}, "still"),
        ({}, {"exit_criteria": {"c": {"met": "yes", "on": "2026-09-10"}}}, "forward"),
        (
            {"exit_criteria": {"c": {"met": "yes"}}},
            {"exit_criteria": {"c": {"met": "yes", "on": "2026-09-01"}}},
            "still",
        ),
        ({"exit_criteria": {"c": {"met": "yes"}}}, {"exit_criteria": {"c": {"met": "no"}}}, "backward"),
        ({"exit_criteria": {"c": {"met": "yes"}}}, {"exit_criteria": {"c": {"met": "unknown"}}}, "still"),
        ({}, {"next_steps": [{"what": "Sign off", "side": "customer", "done_on": "2026-09-09"}]}, "forward"),
        ({}, {"next_steps": [{"what": "Check in", "side": "customer", "done_on": "2026-09-09"}]}, "still"),
        ({}, {"next_steps": [{"what": "Sign off", "side": "us", "done_on": "2026-09-09"}]}, "still"),
        ({}, {"buying_plan": [{"step": "Legal review", "done_on": "2026-09-09"}]}, "forward"),
        ({}, {"verbal_yes_on": "2026-09-10"}, "forward"),
        ({"verbal_yes_on": "2026-09-01"}, {"verbal_yes_on": None}, "backward"),
        ({"verbal_yes_on": "2026-09-01"}, {}, "still"),
        ({}, {"signed_on": "2026-09-10"}, "forward"),
        ({}, {"ended": "vanished"}, "backward"),
        ({}, {"stage": "sign"}, "still"),
        ({}, {"stage": "meet"}, "backward"),
        ({"stage": "old-stage"}, {"stage": "meet"}, "still"),
        ({"close_date": "2026-10-01"}, {"close_date": "2026-11-01"}, "still"),
        ({"close_date": "2026-10-01"}, {"close_date": "2026-09-20"}, "still"),
        ({"gap_rating": {"score": 7}}, {"gap_rating": {"score": 4}}, "backward"),
        ({"gap_rating": {"score": 4}}, {"gap_rating": {"score": 7}}, "still"),
        ({"verbal_yes_on": "2026-09-01"}, {"verbal_yes_on": "2026-09-02"}, "still"),
        ({"activities": [OLD]}, {"activities": [{**OLD, "note": "They asked for a quote"}]}, "still"),
        ({"activities": [OLD]}, {"activities": [{**OLD, "on": "2026-09-02"}]}, "still"),
        ({"activities": [OLD]}, {"activities": [OLD, {**OLD, "on": "2026-09-02"}]}, "forward"),
        ({"activities": [OLD]}, {"activities": [{**OLD, "outcome": "reply"}]}, "still"),
        ({}, {"claim": {"state": "active"}}, "still"),
        ({"amount": 1}, {"amount": 2}, "still"),
    ],
)
def test_only_what_the_buyer_does_is_movement(before: dict[str, Any], now: dict[str, Any], expected: str) -> None:
    assert state(history(before, now)) == expected


def test_an_act_that_a_snapshot_told_before_is_told_once() -> None:
    act = {**CALL, "note": "They asked for a quote"}
    found = history({}, {"activities": [act]}, {"activities": [act]})
    assert [change.kind for change in found.changes].count("advance") == 1
    assert state(found) == "still"
    assert found.last_move_on == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("corrected", "expected"),
    [({**OLD, "on": "2026-08-20"}, date(2026, 8, 20)), ({**OLD, "outcome": "reply"}, None)],
)
def test_a_corrected_day_or_outcome_takes_the_place_of_what_stood_there(
    corrected: dict[str, Any], expected: date | None
) -> None:
    first = {**CALL, "on": "2026-08-01", "outcome": "none"}
    assert history({"activities": [first, OLD]}, {"activities": [first, corrected]}).last_move_on == expected


def test_a_field_that_an_export_no_longer_holds_is_not_told_as_taken_out() -> None:
    given_ = {"amount": 100, "close_date": "2026-10-01", "forecast_category": "commit"}
    assert last(history(given_, {})) == []
    blank = dict.fromkeys(given_)
    assert [change.kind for change in last(history(given_, blank))] == ["amount", "close_date", "forecast_category"]


def test_an_act_that_is_told_late_keeps_its_day() -> None:
    act = {**CALL, "on": "2026-09-01"}
    change = the_change(history({}, {"activities": [act]}), "advance")
    assert (change.on, change.told_on) == (date(2026, 9, 1), FIRST + timedelta(weeks=1))


def test_what_was_said_stays_told_when_an_export_no_longer_holds_it() -> None:
    act = {**CALL, "on": "2026-09-05"}
    assert history({"activities": [act]}, {}).last_move_on == date(2026, 9, 5)


def test_a_contact_that_does_not_say_what_came_of_it_may_have_moved_it() -> None:
    met = {"on": "2026-09-10", "direction": "outbound", "kind": "meeting"}
    assert state(history({}, {"activities": [met]})) == "unknown"
    assert state(history({}, {"activities": [{**met, "outcome": "reply"}]})) == "still"
    assert state(history({}, {"activities": [met, CALL]})) == "forward"
    assert state(history({}, {"activities": [met]}, {"activities": [met]})) == "still"


def test_contacts_since_their_last_move_count_both_sides() -> None:
    days = ["2026-09-01", "2026-09-02", "2026-09-05"]
    calls = [{"on": day, "direction": "outbound", "kind": "call"} for day in days]
    required = {"id": "O", "name": "N", "owner": "a", "status": "open", "stage": "scope"}
    read = source(FIRST, [{**required, "activities": calls}])
    (opportunity,) = read.checked.opportunities
    assert contacts_since(opportunity, date(2026, 9, 1)) == 2
    assert contacts_since(opportunity, None) == 3


def test_a_change_names_both_places() -> None:
    before = {"stage": "meet", "stage_entered_on": "2026-09-01"}
    change = the_change(history(before, {"stage_entered_on": "2026-09-10"}), "stage")
    assert (change.before, change.after, change.on) == ("meet", "scope", date(2026, 9, 10))
    assert change.place_before
    assert change.place_after
    assert (change.place_before.path, change.place_after.path) == ("2026-09-07.yml", "2026-09-14.yml")
    assert change.place_after.line > 1


def test_a_close_date_that_moves_is_counted_out_and_in() -> None:
    found = history(*({"close_date": day} for day in ("2026-10-01", "2026-11-01", "2026-10-15", None)))
    assert (found.pushes, found.pulls) == (1, 1)
    assert the_change(found, "close_date").day_after is None


def test_an_amount_keeps_its_currency() -> None:
    change = the_change(history({"amount": 100, "currency": "GBP"}, {"amount": 120}), "amount")
    assert change.amount_before
    assert change.amount_after
    assert (change.amount_before.currency, change.amount_after.currency) == ("GBP", "EUR")


def test_a_new_name_and_a_new_owner_keep_the_history() -> None:
    found = history({"name": "Old"}, {"name": "New", "owner": "ben"})
    assert (the_change(found, "renamed").before, the_change(found, "owner").after) == ("Old", "Ben Ode")
    assert found.first_seen == FIRST


def test_one_that_is_missing_for_a_week_comes_back_and_is_compared_with_its_last_record() -> None:
    found = history({"amount": 1}, None, {"amount": 2})
    assert found.missing == (FIRST + timedelta(weeks=1),)
    assert the_change(found, "back").day_before == FIRST
    assert the_change(found, "amount").amount_after
    assert found.before == FIRST


def test_one_that_is_gone_is_told_with_the_day_on_which_it_was_last_seen() -> None:
    found = history({}, {}, None)
    assert found.seen_on == FIRST + timedelta(weeks=1)
    assert found.missing == ()


def test_a_deal_that_is_closed_and_opened_again_has_both_told() -> None:
    found = history({}, {"status": "lost", "closed_on": "2026-09-12"}, {})
    assert [change.kind for change in found.changes] == ["first_seen", "lost", "reopened"]
    assert found.changes[1].on == date(2026, 9, 12)


def test_ratings_are_kept_snapshot_after_snapshot_each_once() -> None:
    first = {"gap_rating": {"score": 4, "on": "2026-09-01"}}
    found = history(first, first, {"gap_rating": {"score": 6}})
    expected = [(4, FIRST), (6, FIRST + timedelta(weeks=2))]
    assert [(rating.score, rating.told_on) for rating in found.gap_ratings] == expected


WAKE = {"on": "2026-12-01", "when": "A budget", "person": "Jo", "change": "leaves"}


def test_what_a_closed_opportunity_waits_for_is_kept_with_who_left() -> None:
    people = [{"name": "Jo", "left_on": "2026-07-01"}, {"name": "Mo"}]
    found = history({"status": "lost", "wake": WAKE, "contacts": people, "loss_reason": {"cause": "a-cause"}}, None)
    left = (("Jo", date(2026, 7, 1)),)
    assert found.last.waiting == Waiting(date(2026, 12, 1), "A budget", "Jo", "leaves", left, "a-cause")


@pytest.mark.parametrize(
    "closed",
    [
        {"wake": {}},
        {},
        {"wake": WAKE, "final": True},
        {"wake": WAKE, "status": "won"},
        {"wake": WAKE, "status": "open"},
    ],
)
def test_nothing_is_kept_of_what_waits_for_nothing(closed: dict[str, Any]) -> None:
    assert history({"status": "lost", **closed}).last.waiting is None


maybe_day = st.none() | st.dates(date(2026, 6, 1), date(2026, 9, 1)).map(str)
criteria = st.fixed_dictionaries({"met": st.sampled_from(["yes", "no", "unknown"])})
contacts = st.fixed_dictionaries(
    {
        "on": st.dates(date(2026, 6, 1), date(2026, 9, 1)).map(str),
        "direction": st.just("inbound"),
        "kind": st.just("call"),
        "outcome": st.sampled_from(["none", "advance", "setback"]),
        "with": st.sampled_from(["Jo", "Mo"]),
    }
)
opportunities = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Rota", "Cover"]),
        "owner": st.sampled_from(["ana", "ben", "somebody-gone"]),
        "status": st.sampled_from(["open", "open", "won", "lost", "no_decision"]),
        "stage": st.sampled_from(["meet", "scope", "sign", "old-stage"]),
        "amount": st.none() | st.integers(0, 3),
        "currency": st.sampled_from(["EUR", "GBP"]),
        "close_date": maybe_day,
        "verbal_yes_on": maybe_day,
        "signed_on": maybe_day,
        "ended": st.sampled_from([None, "vanished", "declined"]),
        "gap_rating": st.none() | st.fixed_dictionaries({"score": st.integers(1, 10)}, optional={"on": maybe_day}),
        "exit_criteria": st.dictionaries(st.sampled_from("cd"), criteria, max_size=2),
        "activities": st.lists(contacts, max_size=3),
        "wake": st.fixed_dictionaries(
            {}, optional={"on": maybe_day, "when": st.just("A budget"), "person": st.just("Jo")}
        ),
        "final": st.booleans(),
        "restarted_from": st.just("O9"),
        "contacts": st.lists(st.fixed_dictionaries({"name": st.just("Jo"), "left_on": maybe_day}), max_size=2),
    },
)
Drawn = list[dict[str, dict[str, Any]]]
drawn_snapshots = st.lists(st.dictionaries(st.sampled_from(["O1", "O2", "O3"]), opportunities), min_size=1, max_size=6)


def snapshots_of(drawn: Drawn) -> list[SnapshotRecord]:
    return [
        snapshot_record(number, *({"id": opportunity, **fields} for opportunity, fields in sorted(held.items())))
        for number, held in enumerate(drawn)
    ]


def one_by_one(snapshots: list[SnapshotRecord]) -> Iterator[History]:
    so_far = History()
    for each in snapshots:
        so_far = after(so_far, each, TERMS)
        yield so_far


@settings(deadline=None, max_examples=60)
@given(drawn_snapshots)
def test_replaying_the_snapshots_one_by_one_gives_the_same_as_all_at_once(
    drawn: Drawn,
) -> None:
    """And what a snapshot told stays the same whatever comes later."""
    snapshots = snapshots_of(drawn)
    whole = replay(snapshots, TERMS)
    for number, so_far in enumerate(one_by_one(snapshots), start=1):
        assert so_far == replay(snapshots[:number], TERMS)
        for opportunity, found in so_far.histories.items():
            assert whole.histories[opportunity].changes[: len(found.changes)] == found.changes
            assert whole.histories[opportunity].first_seen == found.first_seen


@settings(deadline=None, max_examples=60)
@given(drawn=drawn_snapshots)
def test_what_is_kept_of_a_snapshot_is_all_that_history_needs(
    tmp_path_factory: pytest.TempPathFactory, drawn: Drawn
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    kept = Cache(folder)
    cache = SnapshotCache(kept)
    for each in snapshots_of(drawn):
        path = folder / each.path
        cache.keep(path, b"the snapshot", each)
        again = cache.recall(path, each.path, b"the snapshot")
        assert again == each
        assert SnapshotCache(kept).recall(path, each.path, b"the snapshot") == each
        assert cache.recall(path, each.path, b"another snapshot") is None
    assert kept.spoilt == []


def sample() -> dict[str, OpportunityHistory]:
    given_ = read_input(ROOT / "playbook", ROOT / "pipeline")
    stages = {stage.id: place for place, stage in enumerate(given_.playbook.stages)}
    return replay(given_.snapshots, Terms(stages, re.compile("(?!)"), {}, "EUR")).histories


def kinds(found: OpportunityHistory, kind: str) -> list[date]:
    return [change.told_on for change in found.changes if change.kind == kind]


def test_the_sample_tells_of_a_new_name_a_new_owner_a_week_away_and_a_second_opening() -> None:
    histories = sample()
    assert kinds(histories["OPP-1047"], "renamed") == [date(2026, 10, 19)]
    assert kinds(histories["OPP-1027"], "owner") == [date(2026, 10, 19)]
    assert histories["OPP-1011"].missing == (date(2026, 10, 19),)
    assert kinds(histories["OPP-1011"], "back") == [date(2026, 10, 26)]
    assert kinds(histories["OPP-1018"], "reopened") == [date(2026, 11, 2)]
    assert [len(kinds(histories[each], "stage")) > 0 for each in ("OPP-1007", "OPP-1029")] == [True, True]


def build(project: Path) -> str:
    environment.cache_clear()  # as in a new process
    result = CliRunner().invoke(scorecards, ["build", "--pages-only"], obj=project)
    assert result.exit_code == 0, result.output
    return result.stderr


def pages(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted((project / "docs").rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("playbook", "pipeline"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project that was built, with all that was kept; not to be changed."""
    folder = tmp_path_factory.mktemp("history") / "team"
    for name in ("playbook", "pipeline"):
        shutil.copytree(ROOT / name, folder / name)
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        build(folder)
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the project that was built, and make it the working directory."""
    folder = Path(shutil.copytree(built_once, tmp_path / "team"))
    monkeypatch.chdir(folder)
    return folder


def test_what_is_kept_changes_the_time_of_a_build_and_not_one_byte(project: Path) -> None:
    assert build(project) == ""
    cold = pages(project)
    assert len(list((project / ".cache" / "snapshots").iterdir())) == 8
    assert build(project) == ""
    assert pages(project) == cold
    shutil.rmtree(project / ".cache")
    assert build(project) == ""
    assert pages(project) == cold


@pytest.mark.parametrize("what", ["snapshots/*", "reps/*"])
def test_a_kept_file_that_is_spoilt_is_told_and_not_used(built: Path, what: str) -> None:
    cold = pages(built)
    kept = min((built / ".cache").glob(what))
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-9])
    shutil.rmtree(built / ".cache" / "builds")  # a build in which nothing changed reads none of the others
    said = build(built)
    assert said == f"{kept.relative_to(built).as_posix()}: file corrupted; ignored\n"
    assert pages(built) == cold
    assert kept.read_bytes() == whole


def test_what_is_kept_is_what_was_read_even_where_the_file_changes_meanwhile(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = project / "pipeline" / "snapshots" / "2026-11-16.yml"
    read = newest.read_bytes()

    def and_saves(*given_: Any) -> Any:
        newest.write_bytes(read + b"# saved by somebody during the build\n")
        return input_of(*given_)

    monkeypatch.setattr("scorecards.read.team_files.input_of", and_saves)
    kept = Cache(project / ".cache")
    read_input(project / "playbook", project / "pipeline", None, SnapshotCache(kept))
    assert SnapshotCache(kept).recall(newest, "name", read) is not None
    assert SnapshotCache(kept).recall(newest, "name", newest.read_bytes()) is None


def test_what_is_kept_goes_along_where_a_project_is_moved(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_again(*_: object) -> None:
        pytest.fail("an older snapshot was read again")

    monkeypatch.setattr("scorecards.read.older_snapshots.snapshot_of", read_again)
    assert build(built) == ""


def test_an_older_snapshot_that_changes_is_read_again(built: Path) -> None:
    old = built / "pipeline" / "snapshots" / "2026-10-12.yml"
    before = pages(built)
    old.write_text(old.read_text("utf-8").replace("close_date: 2026-10-31", "close_date: 2026-10-30", 1), "utf-8")
    assert build(built) == ""
    assert pages(built) != before


def test_a_mistake_in_an_older_snapshot_is_told_and_nothing_is_written(project: Path) -> None:
    old = project / "pipeline" / "snapshots" / "2026-10-12.yml"
    old.write_text(old.read_text("utf-8").replace("status: open", "status: opened", 1), "utf-8")
    result = CliRunner().invoke(scorecards, ["build", "--pages-only"], obj=project)
    assert result.exit_code == 1
    assert result.stderr.startswith("pipeline/snapshots/2026-10-12.yml:")
    assert not (project / "docs").exists()
    assert not (project / ".cache" / "snapshots" / old.name).exists()


def test_a_build_of_an_older_snapshot_knows_nothing_of_what_came_later(project: Path) -> None:
    for ledger in ("rulings.yml", "focus.yml", "waivers.yml"):
        (project / "pipeline" / ledger).unlink(missing_ok=True)
    result = CliRunner().invoke(
        scorecards, ["build", "--pages-only", "--snapshot", "pipeline/snapshots/2026-10-05.yml"], obj=project
    )
    assert result.exit_code == 0, result.output
    then = pages(project)
    for later in sorted((project / "pipeline" / "snapshots").iterdir())[2:]:
        later.unlink()
    assert then
    result = CliRunner().invoke(scorecards, ["build", "--pages-only"], obj=project)
    assert result.exit_code == 0, result.output
    assert pages(project) == then


def test_many_snapshots_are_read_alike_in_one_process_and_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(9):
        as_of = FIRST + timedelta(weeks=number)
        row = f"{{id: O1, name: N{number}, owner: ana, status: open, stage: scope}}"
        paths.append(tmp_path / f"{as_of}.yml")
        paths[-1].write_text(f"as_of: {as_of}\nopportunities: [{row}]\n", "utf-8")
    several, _ = older_records(paths, tmp_path, None, Problems())
    assert [each.records["O1"].name for each in several] == [f"N{number}" for number in range(9)]

    def no_process(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("scorecards.read.older_snapshots.ProcessPoolExecutor", no_process)
    assert older_records(paths, tmp_path, None, Problems()) == (several, frozenset())
    paths[4].write_text("as_of: 2026-10-05\nopportunities: [{id: }]\n", "utf-8")
    problems = Problems()
    found, unread = older_records(paths, tmp_path, None, problems)
    assert [len(each.records) for each in found] == [1, 1, 1, 1, 0, 1, 1, 1, 1]
    assert unread is None
    assert {problem.path for problem in problems} == {paths[4].as_posix()}
