"""How one opportunity moved, from its first snapshot on; only the buyer's movement counts (D16)."""

from scorecards.derive.movement import contacts_since, movement_state
from scorecards.index.index import Index
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import TALKS, Change, Movement
from scorecards.score.case import Case


def movement_of(case: Case, index: Index) -> Movement | None:
    """Tell how one opportunity moved; None where there is no snapshot before this one."""
    history = case.file.history
    if index.previous is None:
        return None
    as_of = index.as_of
    return Movement(
        state=movement_state(history, as_of),
        since=history.before,
        contacts=contacts_since(case.opportunity, history.before),
        contacts_since_move=case.days("contacts_since_their_last_move"),
        last_move_on=history.last_move_on,
        last_setback_on=history.last_setback_on,
        pushes=history.pushes,
        pulls=history.pulls,
        first_seen=history.first_seen,
        weeks_missing=history.missing,
        gap_ratings=history.gap_ratings,
        changes=tuple(sorted((each for each in history.changes if each.told_on == as_of), key=_weightiest_first)),
        turns_back=tuple(
            change
            for change in history.changes
            if change.told_on < as_of and change.moves == "backward" and change.kind not in TALKS
        ),
    )


_WEIGHTIEST = ("signed", *CLOSED, "ended", "verbal_yes", "setback", "criterion_lost", "advance")


def _weightiest_first(change: Change) -> tuple[bool, int, int]:
    """Put what ends it first, then a yes and a setback; what moves nothing comes last, of equals the latest first."""
    rank = _WEIGHTIEST.index(change.kind) if change.kind in _WEIGHTIEST else len(_WEIGHTIEST)
    return (change.moves == "nothing" and rank == len(_WEIGHTIEST), rank, -change.on.toordinal())
