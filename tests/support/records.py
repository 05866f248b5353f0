"""Snapshots that a test writes down as mappings, and the records that history keeps of them."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scorecards.history.changes import Terms
from scorecards.history.record import SnapshotRecord
from scorecards.problems.problem import Problems
from scorecards.read.older_snapshots import record_of_snapshot
from scorecards.read.snapshot_files import SnapshotFiles, SnapshotSource, snapshot_of

TERMS = Terms(
    stages={"meet": 0, "scope": 1, "sign": 2},
    waiting=re.compile("check in", re.IGNORECASE),
    people={"ana": "Ana Lima", "ben": "Ben Ode"},
    currency="EUR",
)
FIRST = date(2026, 9, 7)


def source(as_of: date, opportunities: list[dict[str, Any]]) -> SnapshotSource:
    """Give a snapshot as it is read from a file that holds these opportunities."""
    text = json.dumps({"as_of": as_of, "opportunities": opportunities}, default=str, indent=1)
    problems = Problems()
    read = snapshot_of(SnapshotFiles(Path(f"{as_of}.yml"), ((Path(f"{as_of}.yml"), text.encode()),)), problems)
    assert not problems
    return read


def snapshot_record(number: int, *opportunities: dict[str, Any]) -> SnapshotRecord:
    """Give the record of the snapshot of the ``number``-th Monday, from 0."""
    as_of = FIRST + timedelta(weeks=number)
    base = {"id": "O1", "name": "Rota", "owner": "ana", "status": "open", "stage": "scope", "activities": []}
    made = record_of_snapshot(source(as_of, [{**base, **each} for each in opportunities]), f"{as_of}.yml")
    assert made
    return made
