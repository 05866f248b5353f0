"""The limit of a stage that the team's own wins suggest: won deals and open ones, never lost ones."""

from datetime import timedelta
from typing import Any

from scorecards.backtest.stage_limits import stage_limits
from scorecards.history.replay import replay
from scorecards.index.index import Index
from scorecards.report.backtest import StageLimit
from tests.support.findings import input_of, playbook
from tests.support.records import FIRST, TERMS, snapshot_record

RULES = playbook()
INDEX = Index.of(input_of(rules=RULES))
STAGE = RULES.stages[0].id


def deal(name: str, week: int, days: int, status: str) -> dict[str, Any]:
    """Give a deal in the weeks of its stay: in the stage from the first Monday on, for so many days."""
    ended = FIRST + timedelta(days=days)
    is_over = ended <= FIRST + timedelta(weeks=week) and status != "open"
    closed = {"status": status, "closed_on": ended} if is_over else {"status": "open"}
    return {"id": name, "stage": STAGE, "created_on": FIRST, "stage_entered_on": FIRST, **closed}


def limit_of(*deals: tuple[str, int, str]) -> StageLimit:
    weeks = [
        snapshot_record(week, *(deal(name, week, days, status) for name, days, status in deals)) for week in range(12)
    ]
    return next(each for each in stage_limits(replay(weeks, TERMS), INDEX) if each.stage == STAGE)


WINS = [(f"W{at}", 3 * at + 3, "won") for at in range(12)]
"""Twelve deals that were won after 3, 6, ... 36 days."""


def test_three_in_four_wins_have_left_by_the_suggested_day() -> None:
    found = limit_of(*WINS)
    assert (found.visits, found.still_there) == (12, 0)
    assert (found.median, found.suggested) == (18, 27)


def test_lost_deals_change_nothing() -> None:
    lost = [(f"L{at}", 70, "lost") for at in range(12)]
    assert limit_of(*WINS, *lost) == limit_of(*WINS)


def test_open_deals_count_for_as_long_as_they_were_watched() -> None:
    still = [(f"O{at}", 0, "open") for at in range(4)]
    found = limit_of(*WINS, *still)
    assert (found.visits, found.still_there) == (12, 4)
    assert (found.median, found.suggested) == (24, 36)


def test_few_wins_suggest_nothing() -> None:
    assert limit_of(*WINS[:4]).suggested is None
