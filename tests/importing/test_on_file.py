"""What an older snapshot holds of an opportunity that was missing for a while is found again."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.reconcile.carry_forward import carry
from scorecards.importing.reconcile.earlier_values import EarlierSnapshots
from scorecards.importing.task import on_file as on_file_module
from scorecards.importing.task.on_file import OnFile, read_on_file
from scorecards.problems.problem import Problems

DAYS = ("2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09")
TODAY = date(2026, 11, 16)
RULES = CrmMapping.model_validate(
    {"opportunities": {name: {"column": name} for name in ("id", "name", "owner", "status")}}
)


def opportunity(id_: str, notes: str) -> str:
    return f"  - {{id: {id_}, name: A, owner: ana, status: open, stage: meet, notes: {notes}}}\n"


def write(into: Path, day: str, *opportunities: str) -> Path:
    path = into / "snapshots" / f"{day}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"as_of: {day}\nopportunities:\n{''.join(opportunities)}", encoding="utf-8")
    return path


def looked_back(into: Path, *ids: str) -> OnFile:
    problems = Problems()
    found = read_on_file(into, TODAY, problems).look_back(ids, problems)
    assert not problems
    return found


def on_file(found: OnFile, id_: str) -> list[tuple[str, str]]:
    """Give the days of the snapshots that are known to hold an opportunity, each with its notes."""
    return [
        (each.day.isoformat(), each.opportunities[id_]["notes"])
        for each in found.snapshots
        if id_ in each.opportunities
    ]


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Give a pipeline of four weeks, of which the first two held an opportunity that came back."""
    for number, day in enumerate(DAYS):
        back = [opportunity("'0061'", f"back {number}")] if number < 2 else []
        write(tmp_path, day, opportunity("'0060'", f"always {number}"), *back)
    return tmp_path


def test_the_newest_snapshot_that_holds_it_counts(into: Path) -> None:
    found = looked_back(into, "0060", "0061")
    assert on_file(found, "0061") == [("2026-10-26", "back 1")]
    assert on_file(found, "0060") == [("2026-11-09", "always 3"), ("2026-11-02", "always 2")]
    assert found.before() == found.snapshots[0]
    assert found.earlier_ids() is None
    path = str(into / "snapshots" / "2026-10-26.yml")
    assert found.file_of("0061", date(2026, 10, 26)).endswith(path)


def test_what_was_written_by_hand_is_carried_on_from_there_also_by_the_next_import_of_the_day(into: Path) -> None:
    now: dict[str, Any] = {"0061": {"id": "0061", "name": "A", "owner": "ana", "status": "open", "stage": "meet"}}
    first = carry(now, EarlierSnapshots(looked_back(into, *now).snapshots), RULES, TODAY)
    assert first.trees["0061"] == {**now["0061"], "notes": "back 1", "carried_from": {"notes": "2026-10-26"}}
    tree = opportunity("'0061'", "back 1").replace("}", ", carried_from: {notes: 2026-10-26}}")
    write(into, TODAY.isoformat(), tree)
    again = carry(now, EarlierSnapshots(looked_back(into, *now).snapshots), RULES, TODAY)
    assert again.trees == first.trees


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("'006-1'", "006-1"),
        ('"006-1"', "006-1"),
        ("006-1", "006-1"),
        ("A.1_b:c", "A.1_b:c"),
        ('"A.1_b:c"', "A.1_b:c"),
    ],
)
def test_an_id_is_found_however_it_is_written(into: Path, written: str, id_: str) -> None:
    write(into, DAYS[0], opportunity(written, "found"))
    assert on_file(looked_back(into, id_), id_) == [(DAYS[0], "found")]


def test_an_id_in_a_block_is_found_and_so_is_one_in_a_folder_of_parts(tmp_path: Path) -> None:
    for day in DAYS[2:]:
        write(tmp_path, day, opportunity("x", "y"))
    folder = tmp_path / "snapshots" / DAYS[1]
    folder.mkdir()
    block = "  - name: A\n    id:   '0061'\n    owner: ana\n    status: open\n    stage: meet\n    notes: found\n"
    (folder / "north.yml").write_text(f"as_of: {DAYS[1]}\nopportunities:\n{block}", encoding="utf-8")
    assert on_file(looked_back(tmp_path, "0061"), "0061") == [(DAYS[1], "found")]


def test_snapshots_that_cannot_hold_it_are_not_read_as_yaml(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New opportunities come every week: for them a year of snapshots is only searched."""

    def refuse(*_: Any) -> None:
        pytest.fail("read")

    problems = Problems()
    found = read_on_file(into, TODAY, problems)
    monkeypatch.setattr(on_file_module, "snapshot_of", refuse)
    assert found.look_back(["0062", "006", "00601", "always"], problems) == found
    assert found.look_back(["0060"], problems) == found


def test_what_is_wrong_with_the_snapshot_that_holds_it_is_told(into: Path) -> None:
    write(into, DAYS[1], opportunity("'0061'", "back").replace("status: open", "status: perhaps"))
    problems = Problems()
    read_on_file(into, TODAY, problems).look_back(["0061"], problems)
    assert [problem.path.rpartition("/")[2] for problem in problems] == [f"{DAYS[1]}.yml"]
