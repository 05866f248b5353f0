"""What last went back on their side, where nothing has moved forward since (D16)."""

from datetime import date

from scorecards.compose.statements import latest_talk
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.changes import Change
from scorecards.report.values import Told


def step_back(file: OpportunityFile) -> Told | None:
    """Give the latest talk that moved it back; None where none did, or where anything moved it forward since.

    What moved it forward on the same day counts as since: nobody knows which came first.
    """
    setback = latest_talk(file.opportunity, "setback")
    return setback if setback and _is_last(setback.on, file) else None


def turn_back(file: OpportunityFile) -> Change | None:
    """Give the latest other change that moved it back, such as a yes that was called off, by the same rule."""
    back = [
        change
        for change in _changes(file)
        if change.moves == "backward" and change.kind != "setback" and _is_last(change.on, file)
    ]
    return max(back, key=lambda change: change.on, default=None)


def _is_last(on: date | None, file: OpportunityFile) -> bool:
    """Tell whether all that moved it forward lies before a day."""
    advance = latest_talk(file.opportunity, "advance")
    days = [change.on for change in _changes(file) if change.moves == "forward"]
    days += [advance.on] if advance and advance.on else []
    return on is not None and all(day < on for day in days)


def _changes(file: OpportunityFile) -> tuple[Change, ...]:
    return file.history.changes
