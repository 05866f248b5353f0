"""The back-test that a team keeps in its pipeline, so that each check's page can say whether it ever told anything."""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from scorecards.problems.problem import Problem, Problems
from scorecards.read.sources import bytes_of, is_there, shown
from scorecards.report.backtest import FORMAT, Replay

BACKTEST_FILE: Final = "backtest.json"


def kept_backtest(pipeline: Path, problems: Problems) -> Replay | None:
    """Read it; None where there is none, or, with a problem added, where it is not what `backtest --keep` writes."""
    path = pipeline / BACKTEST_FILE
    if not is_there(path):
        return None
    data = bytes_of(path, problems)
    if data is None:
        return None
    try:
        found = _replays().validate_json(data)
    except ValidationError:
        found = None
    if found is None or found.format != FORMAT:
        message = "read another form, expected what this version writes; run backtest --keep again, or remove the file"
        problems.add(Problem(shown(path), 1, 1, "backtest-form", message))
        return None
    return found


@cache
def _replays() -> TypeAdapter[Replay]:
    return TypeAdapter(Replay)
