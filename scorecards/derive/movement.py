"""Facts of movement: what the snapshots before this one show of the buyer, and of what we changed (D16)."""

from collections.abc import Iterator
from datetime import date

from scorecards.derive.counts import between
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.report.changes import MovementState
from scorecards.report.values import AtLeast, Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:  # noqa: ARG001 - all parts take the same
    """Derive :data:`scorecards.model.facts.movement.FACTS`; without an earlier snapshot most are unknown."""
    opportunity, history, as_of = file.opportunity, file.history, file.as_of
    yield "seen_moving_forward", movement_state(history, as_of) in {"forward", "both"}
    last_move = history.last_move_on
    untold = history.last.untold_on
    may_have_moved = untold is not None and (last_move is None or untold > last_move)
    yield "contacts_since_their_last_move", _contacts(opportunity, last_move, untold if may_have_moved else last_move)
    if last_move and not may_have_moved:
        yield "days_since_their_last_move", (as_of - last_move).days
    yield "pushes_seen", history.pushes
    yield "pulls_seen", history.pulls
    if history.before is None:
        return
    state = movement_state(history, as_of)
    yield "movement", None if state == "unknown" else state
    yield "stage_moves_back", sum(change.kind == "stage" and change.moves == "backward" for change in history.changes)
    yield "owner_changes", sum(change.kind == "owner" for change in history.changes)
    yield "times_reopened", sum(change.kind == "reopened" for change in history.changes)


def movement_state(history: OpportunityHistory, as_of: date) -> MovementState:
    """Say which way the buyer moved since the last snapshot that held it.

    It is unknown where nothing moved and the snapshot holds no field that would show it, or a contact since then that
    does not say what came of it.
    """
    if history.before is None:
        return "new"
    moves = {change.moves for change in history.changes if change.told_on == as_of}
    if {"forward", "backward"} <= moves:
        return "both"
    if "forward" in moves:
        return "forward"
    if "backward" in moves:
        return "backward"
    untold = history.last.untold_on
    return "still" if history.last.tells and not (untold and untold > history.before) else "unknown"


def _contacts(opportunity: Opportunity, last_move: date | None, last_maybe: date | None) -> int | AtLeast | None:
    """Count contacts since their last move: those after what may have been one surely, all others possibly."""
    surely, possibly = contacts_since(opportunity, last_maybe), contacts_since(opportunity, last_move)
    return None if surely is None or possibly is None else between(surely, possibly)


def contacts_since(opportunity: Opportunity, day: date | None) -> int | None:
    """Count contacts of either side after a day, or all where there is none; None where none are told."""
    if "activities" not in opportunity.model_fields_set:
        return None
    return sum(day is None or activity.on > day for activity in opportunity.activities)
