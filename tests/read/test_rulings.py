"""Who may rule: the rep's own manager on that day, also after a change of owner or of manager (D01)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scorecards.model.team import Rep
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.review import read
from tests.support.situations import TEAM, situation

HANDED_OVER: dict[str, tuple[str, ...]] = {
    "2026-11-02": ("owner: ana", "id: O2, owner: ana"),
    "2026-11-09": ("owner: bo", "id: O2, owner: ana"),
}


def rep(*earlier: tuple[str, str]) -> Rep:
    written = [{"manager": manager, "until": until} for manager, until in earlier]
    return Rep.model_validate({"id": "ana", "name": "Ana", "manager": "mara", "earlier_managers": written})


def problems(folder: Path, by: str, on: str, team: str = TEAM, opportunity: str = "O1") -> list[str]:
    """Give the codes of what is wrong with one ruling on a deal that bo has had since 9 November, and ana before."""
    made = situation(
        folder / "team",
        "owner: bo",
        "id: O2, owner: ana",
        before=HANDED_OVER,
        team=team,
        rulings=f"rulings: [{{opportunity: {opportunity}, by: {by}, on: {on}, ruling: active}}]\n",
    )
    return [problem.partition(":")[0] for problem in made.problems]


@pytest.mark.parametrize(
    ("day", "manager"),
    [
        ("2026-03-31", "kit"),
        ("2026-04-01", "olu"),
        ("2026-10-31", "olu"),
        ("2026-11-01", "mara"),
        ("2027-01-01", "mara"),
    ],
)
def test_a_manager_leads_a_rep_up_to_the_last_day_and_the_next_from_the_day_after(day: str, manager: str) -> None:
    """The order in which earlier managers are written does not matter."""
    ana = rep(("olu", "2026-10-31"), ("kit", "2026-03-31"))
    assert ana.manager_on(date.fromisoformat(day)) == manager
    assert rep(("kit", "2026-03-31"), ("olu", "2026-10-31")).manager_on(date.fromisoformat(day)) == manager


def test_without_earlier_managers_the_present_one_always_led() -> None:
    assert rep().manager_on(date(1999, 1, 1)) == "mara"


@pytest.mark.parametrize(
    ("by", "on", "codes"),
    [
        ("mara", "2026-10-01", []),
        ("mara", "2026-11-02", []),
        ("mara", "2026-11-08", []),
        ("olu", "2026-11-08", ["not-their-manager"]),
        ("mara", "2026-11-09", ["not-their-manager"]),
        ("olu", "2026-11-09", []),
        ("olu", "2026-11-16", []),
        ("mara", "2026-11-16", ["not-their-manager"]),
    ],
)
def test_the_manager_of_whoever_owned_it_that_day_rules(tmp_path: Path, by: str, on: str, codes: list[str]) -> None:
    """The owner is the one of the last snapshot up to that day, or of the first one that held it."""
    assert problems(tmp_path, by, on) == codes


@pytest.mark.parametrize(
    ("by", "on", "codes"),
    [
        ("olu", "2026-10-31", []),
        ("mara", "2026-10-31", ["not-their-manager"]),
        ("olu", "2026-11-01", ["not-their-manager"]),
        ("mara", "2026-11-01", []),
    ],
)
def test_after_a_change_of_manager_the_old_rulings_still_count_and_new_ones_are_the_new_managers(
    tmp_path: Path, by: str, on: str, codes: list[str]
) -> None:
    led = "    manager: mara\n"
    team = TEAM.replace(led, f"{led}    earlier_managers: [{{manager: olu, until: 2026-10-31}}]\n")
    assert team != TEAM
    assert problems(tmp_path, by, on, team, "O2") == codes


def test_a_deal_is_seen_as_it_was_last_shown_up_to_a_day(tmp_path: Path) -> None:
    given = read(situation(tmp_path / "team", "owner: bo", before=HANDED_OVER).folders)
    records = SnapshotRecords(given.snapshots, frozenset())
    seen = {day: records.on_day("O1", date.fromisoformat(day)) for day in ("2026-01-01", "2026-11-08", "2026-11-09")}
    assert {day: each and each.owner for day, each in seen.items()} == {
        "2026-01-01": "ana",
        "2026-11-08": "ana",
        "2026-11-09": "bo",
    }
    gone = records.on_day("O2", date(2026, 11, 16))
    assert gone
    assert gone.owner == "ana"
    assert records.on_day("O9", date(2026, 11, 16)) is None


def test_a_deal_that_was_closed_before_the_ruling_is_ruled_on_no_more_and_one_closed_later_is(tmp_path: Path) -> None:
    def codes(on: str, name: str) -> list[str]:
        made = situation(
            tmp_path / name,
            "status: lost, closed_on: 2026-11-12",
            before={"2026-11-09": ("",)},
            rulings=f"rulings: [{{opportunity: O1, by: mara, on: {on}, ruling: lost, reason: Silence}}]\n",
        )
        return [problem.partition(":")[0] for problem in made.problems]

    assert codes("2026-11-10", "open") == []
    assert codes("2026-11-16", "closed") == ["ruled-when-closed"]


def codes(folder: Path, before: Mapping[str, tuple[str, ...]], now: str, ruling: str, team: str = TEAM) -> list[str]:
    made = situation(folder, now, before=before, team=team, rulings=f"rulings: [{{opportunity: O1, {ruling}}}]\n")
    return [problem.partition(":")[0] for problem in made.problems]


def test_a_ruling_on_a_deal_that_was_closed_between_two_snapshots_is_refused(tmp_path: Path) -> None:
    closed = "status: lost, closed_on: 2026-11-10"
    ruling = "by: mara, ruling: active, on: "
    assert codes(tmp_path / "after", {"2026-11-09": ("",)}, closed, ruling + "2026-11-13") == ["ruled-when-closed"]
    assert codes(tmp_path / "before", {"2026-11-09": ("",)}, closed, ruling + "2026-11-10") == []


def test_a_ruling_of_a_time_that_no_snapshot_tells_is_not_said_to_be_on_a_closed_deal(tmp_path: Path) -> None:
    ruling = "by: mara, on: 2026-10-01, ruling: active"
    assert codes(tmp_path / "unknown", {}, "status: lost", ruling) == []
    assert codes(tmp_path / "told", {}, "status: lost, closed_on: 2026-09-30", ruling) == ["ruled-when-closed"]


def test_who_led_a_rep_that_has_left_is_told_by_the_former_reps(tmp_path: Path) -> None:
    before = {"2026-11-09": ("owner: zed",)}
    ruling = "by: %s, on: 2026-11-10, ruling: active"
    assert codes(tmp_path / "nobody", before, "", ruling % "mara") == ["not-their-manager"]
    team = TEAM + "former_reps: [{id: zed, name: Zed Zoll, manager: olu}]\n"
    assert codes(tmp_path / "other", before, "", ruling % "mara", team) == ["not-their-manager"]
    assert codes(tmp_path / "own", before, "", ruling % "olu", team) == []


@pytest.mark.parametrize("day", ["9999-12-31", "2026-02-30", "2026-W46-1"])
def test_a_day_that_nobody_means_is_told_and_stops_nothing_else(day: str, tmp_path: Path) -> None:
    made = situation(tmp_path, "", picks=f"picks: [{{week: {day}, rep: ana, opportunity: O1}}]\n")
    assert [problem.partition(":")[0] for problem in made.problems] == ["not-a-date"]


def test_a_snapshot_that_is_named_after_no_day_is_told(tmp_path: Path) -> None:
    made = situation(tmp_path, "")
    snapshots = tmp_path / "pipeline" / "snapshots"
    (snapshots / "2026-02-30.yml").write_text((snapshots / "2026-11-16.yml").read_text("utf-8"), "utf-8")
    assert [problem.partition(":")[0] for problem in made.problems] == ["wrong-file-name"]


def of_a_pick(folder: Path, week: str, rulings: str, now: str = "", before: str = "") -> list[str]:
    """Give the codes of what is wrong with a pick of a deal, given the rulings on it by mara, as day and ruling."""
    rows = "".join(
        f"  - {{opportunity: O1, by: mara, on: {on}, ruling: {ruling}, reason: Why, review_on: 2027-01-01}}\n"
        for on, _, ruling in (each.partition(" ") for each in rulings.split(", "))
    )
    made = situation(
        folder,
        now,
        before={"2026-11-02": ("",), "2026-11-09": (before,)},
        rulings=f"rulings:\n{rows}",
        picks=f"picks: [{{week: {week}, rep: ana, opportunity: O1}}]\n",
    )
    return [problem.partition(":")[0] for problem in made.problems]


@pytest.mark.parametrize(
    ("week", "rulings", "expected"),
    [
        ("2026-11-09", "2026-11-08 lost", ["picked-when-ruled"]),
        ("2026-11-09", "2026-11-08 dead", ["picked-when-ruled"]),
        ("2026-11-15", "2026-11-08 dead", ["picked-when-ruled"]),
        ("2026-11-23", "2026-11-18 lost", ["picked-when-ruled"]),
        ("2026-11-09", "2026-11-09 lost", []),
        ("2026-11-09", "2026-11-12 dead", []),
        ("2026-11-09", "2026-11-08 stalled", []),
        ("2026-11-09", "2026-11-03 lost, 2026-11-06 active", []),
        ("2026-11-09", "2026-11-06 active, 2026-11-03 lost", []),
        ("2026-11-09", "2026-11-03 active, 2026-11-06 dead", ["picked-when-ruled"]),
    ],
)
def test_a_deal_that_was_ruled_over_before_the_week_is_picked_no_more(
    tmp_path: Path, week: str, rulings: str, expected: list[str]
) -> None:
    """The last ruling before the Monday counts; one in the week itself leaves the pick as it is."""
    assert of_a_pick(tmp_path, week, rulings) == expected


def test_a_deal_that_was_closed_and_opened_again_after_the_ruling_can_be_picked(tmp_path: Path) -> None:
    lost = "status: lost, closed_on: 2026-11-06"
    assert of_a_pick(tmp_path / "again", "2026-11-16", "2026-11-05 lost", before=lost) == []
    assert of_a_pick(tmp_path / "anew", "2026-11-23", "2026-11-05 lost, 2026-11-17 dead", before=lost) == [
        "picked-when-ruled"
    ]


def test_a_ruling_whose_day_cannot_be_read_makes_no_second_mistake(tmp_path: Path) -> None:
    assert of_a_pick(tmp_path, "2026-11-16", "2026-11-05 lost, 2026-11-31 active") == ["not-a-date"]


def test_what_the_snapshots_hold_in_a_form_that_is_refused_is_known_and_not_judged(tmp_path: Path) -> None:
    """An opportunity with a mistake of its own is there, but nobody can say whose it was, or whether it was open."""
    ruling = "by: olu, on: 2026-11-10, ruling: active"
    assert codes(tmp_path / "old", {"2026-11-09": ("closed_on: never",)}, "", ruling) == ["not-a-date"]
    assert codes(tmp_path / "new", {"2026-11-09": ("",)}, "amount: much", ruling) == ["not-a-number"]
    assert codes(tmp_path / "other", {"2026-11-09": ("", "id: O2, amount: much")}, "", ruling) == [
        "not-their-manager",
        "not-a-number",
    ]
