"""A replay knows nothing of a later day: the future may be scrambled, and the outcomes are the same bytes."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from scorecards.backtest import known_then as at_then
from scorecards.backtest.known_then import PastSnapshot, known_then
from scorecards.backtest.observing import Replaying, outcomes_then
from scorecards.history.opportunity_history import History
from scorecards.problems.problem import Problems, ProblemsFound
from scorecards.read.former_ids import FormerIds
from scorecards.read.input import Input
from scorecards.read.snapshot_files import files_of, snapshots
from tests.support.project import ROOT
from tests.support.reviews import input_in

if TYPE_CHECKING:
    from scorecards.report.values import OutcomeName

DAY = date(2026, 10, 19)
"""A review amid those of the sample."""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    for part in ("playbook", "pipeline"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def outcomes(folder: Path, until: date = DAY) -> bytes:
    """Replay up to a day, with the end of every deal far ahead, and give all outcomes as JSON."""
    given = input_in(folder)
    ends = {deal: date.max for snapshot in given.snapshots for deal in snapshot.records}
    replaying = Replaying(given, FormerIds(), ends)
    found: dict[str, dict[str, dict[str, OutcomeName]]] = {}
    history = History()
    for path in snapshots(folder / "pipeline"):
        if path.stem <= until.isoformat():
            past = PastSnapshot(files_of(path, Problems()), path.name)
            known = known_then(past, history, given, FormerIds())
            history = known.history
            found[path.stem] = outcomes_then(known, replaying)
    return orjson.dumps(found, option=orjson.OPT_SORT_KEYS)


def later_entries(deals: Iterator[str]) -> tuple[str, str]:
    """Make rulings of a day after the last one that counts, and what was said of them."""
    rulings, follow_ups = [], []
    for deal, manager in zip(deals, ("maeve-corrigan", "idris-fontaine"), strict=True):
        rulings.append(
            f"\n  - {{opportunity: {deal}, by: {manager}, on: 2026-10-20, ruling: stalled, reason: It will move,"
            " course_of_action: Call the board, review_on: 2026-12-01}\n"
        )
        follow_ups.append(
            f"\n  - {{opportunity: {deal}, action: 2026-10-20, on: 2026-10-22, outcome: Nobody called back.}}\n"
        )
    return "".join(rulings), "".join(follow_ups)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text, "utf-8")


def scramble(folder: Path) -> None:
    """Change all that the files say of days after the last one that counts, or say without a day."""
    pipeline = folder / "pipeline"
    for path in snapshots(pipeline):
        if path.stem > DAY.isoformat():
            text = path.read_text("utf-8")
            text = re.sub(r"(?m)^    forecast_category: \w+$", "    forecast_category: commit", text)
            text = re.sub(r"(?m)^    close_date: .+$", "    close_date: 2027-11-30", text)
            text = re.sub(r"(?m)^    amount: .+$", "    amount: 7", text)
            path.write_text(text, "utf-8")
    accounts = (pipeline / "accounts.yml").read_text("utf-8")
    accounts = accounts.replace("strategic: false", "strategic: maybe").replace("strategic: true", "strategic: false")
    accounts = accounts.replace("strategic: maybe", "strategic: true")
    accounts = re.sub(
        r"(?m)^(    strategic: true\n    territory: \S+\n)(?!    plan:)",
        r"\1    plan: {written_on: 2026-11-02, aim: Hold our place there.}\n",
        accounts,
    )
    accounts = re.sub(r"next_review: \S+", "next_review: 2026-10-01", accounts)
    (pipeline / "accounts.yml").write_text(accounts, "utf-8")
    rulings, follow_ups = later_entries(iter(("OPP-1001", "OPP-1007")))
    append(pipeline / "rulings.yml", rulings)
    append(pipeline / "follow_ups.yml", follow_ups)
    team = (pipeline / "team.yml").read_text("utf-8").replace("GBP: 1.15", "GBP: 9000")
    (pipeline / "team.yml").write_text(team, "utf-8")


@pytest.fixture(scope="module")
def known() -> bytes:
    """Replay the sample as it is."""
    return outcomes(ROOT)


def test_a_scrambled_future_changes_no_outcome_of_a_past_review(team: Path, known: bytes) -> None:
    scramble(team)
    assert outcomes(team) == known


def test_a_planted_look_ahead_is_found_by_the_scrambled_future(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a replay take the rulings and accounts of today: now what is scrambled shows."""
    honest = at_then.input_then

    def looks_ahead(given: Input, *then: Any) -> Input:
        return replace(honest(given, *then), accounts=given.accounts, rulings=given.rulings, team=given.team)

    monkeypatch.setattr(at_then, "input_then", looks_ahead)
    before = outcomes(team)
    scramble(team)
    assert outcomes(team) != before


def test_later_snapshots_may_be_missing(team: Path, known: bytes) -> None:
    days = [path for path in snapshots(team / "pipeline") if path.stem > DAY.isoformat()]
    for path in days[1:-1]:
        path.unlink()
    assert outcomes(team) == known


def test_a_day_after_that_of_its_snapshot_is_refused(team: Path) -> None:
    path = team / "pipeline" / "snapshots" / f"{DAY}.yml"
    text = path.read_text("utf-8")
    found = re.search(r"(?m)^    stage_entered_on: .+$", text)
    assert found
    path.write_text(text.replace(found[0], "    stage_entered_on: 2026-11-02", 1), "utf-8")
    with pytest.raises(ProblemsFound) as refused:
        outcomes(team)
    assert {each.code for each in refused.value.problems} == {"impossible-date"}
