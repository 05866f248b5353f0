"""What last went back on their side, where nothing has moved forward since (D16)."""

from datetime import date

from scorecards.compose.material import Material
from scorecards.compose.statements import latest_talk
from scorecards.model.snapshot import Opportunity
from scorecards.report.changes import Change
from scorecards.report.values import Told


def step_back(opportunity: Opportunity, material: Material) -> Told | None:
    """Give the latest talk that moved it back; None where none did, or where anything moved it forward since.

    What moved it forward on the same day counts as since: nobody knows which came first.
    """
    setback = latest_talk(opportunity, "setback")
    return setback if setback and _is_last(setback.on, opportunity, material) else None


def turn_back(opportunity: Opportunity, material: Material) -> Change | None:
    """Give the latest other change that moved it back, such as a yes that was called off, by the same rule."""
    back = [
        change
        for change in _changes(opportunity, material)
        if change.moves == "backward" and change.kind != "setback" and _is_last(change.on, opportunity, material)
    ]
    return max(back, key=lambda change: change.on, default=None)


def _is_last(on: date | None, opportunity: Opportunity, material: Material) -> bool:
    """Tell whether all that moved it forward lies before a day."""
    advance = latest_talk(opportunity, "advance")
    days = [change.on for change in _changes(opportunity, material) if change.moves == "forward"]
    days += [advance.on] if advance and advance.on else []
    return on is not None and all(day < on for day in days)


def _changes(opportunity: Opportunity, material: Material) -> tuple[Change, ...]:
    story = material.history.stories.get(opportunity.id)
    return tuple(story.changes) if story else ()
