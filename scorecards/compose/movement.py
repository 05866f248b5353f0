"""How opportunities moved since the snapshot before; only the buyer's movement counts (D16)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorecards.derive.movement import contacts_since, movement_state
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.index import Index
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change, Gone, Movement, MovementState, Since
from scorecards.score.case import Case


def movement_of(case: Case, index: Index) -> Movement | None:
    """Tell one opportunity's history so far; None where there is no snapshot before this one."""
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
        history=tuple(change for change in history.changes if change.told_on < as_of),
    )


_WEIGHTIEST = ("signed", *CLOSED, "ended", "verbal_yes", "setback", "criterion_lost", "advance")


def _weightiest_first(change: Change) -> tuple[bool, int, int]:
    """Put what ends it first, then a yes and a setback; what moves nothing comes last, of equals the latest first."""
    rank = _WEIGHTIEST.index(change.kind) if change.kind in _WEIGHTIEST else len(_WEIGHTIEST)
    return (change.moves == "nothing" and rank == len(_WEIGHTIEST), rank, -change.on.toordinal())


_TOLD = ("back", "reopened", "owner", *CLOSED)


@dataclass(frozen=True, slots=True)
class Moved:
    """What one opportunity adds to the count of what moved since the snapshot before.

    ``told`` are the kinds of change that the newest snapshot tells of it; ``opened`` that it is new and open.
    """

    opportunity: str
    is_open: bool
    state: MovementState
    opened: bool
    told: frozenset[str]


def moved_of(history: OpportunityHistory, index: Index) -> Moved:
    """Say what one opportunity adds."""
    as_of, last = index.as_of, history.last
    told: set[str] = {change.kind for change in history.changes if change.told_on == as_of and change.kind in _TOLD}
    if last.status in CLOSED and _closed_when_first_seen(history, index):
        told.add(last.status)
    return Moved(
        opportunity=last.id,
        is_open=last.is_open,
        state=movement_state(history, as_of),
        opened=history.first_seen == as_of and last.is_open,
        told=frozenset(told),
    )


def _closed_when_first_seen(history: OpportunityHistory, index: Index) -> bool:
    """Tell whether it was closed since the snapshot before, though this one is the first to hold it."""
    closed_on = history.last.closed_on
    new = history.first_seen == index.as_of
    return bool(new and closed_on and index.previous and closed_on > index.previous)


def since_of(moved: Sequence[Moved], gone: Iterable[Gone], index: Index) -> Since | None:
    """Count what moved since the snapshot before, in the order in which it is given; None where there is none."""
    previous = index.previous
    if previous is None:
        return None
    still_open = [each for each in moved if each.is_open]
    states = Counter(each.state for each in still_open)
    gone = tuple(gone)

    def told(kind: str) -> tuple[str, ...]:
        return tuple(each.opportunity for each in moved if kind in each.told)

    return Since(
        since=previous,
        forward=states["forward"],
        backward=states["backward"],
        both=states["both"],
        still=states["still"],
        unknown=states["unknown"],
        moved=tuple(each.opportunity for each in still_open if each.state in {"forward", "backward", "both"}),
        opened=tuple(each.opportunity for each in moved if each.opened),
        back=told("back"),
        reopened=told("reopened"),
        handed_over=told("owner"),
        won=told("won"),
        lost=told("lost"),
        no_decision=told("no_decision"),
        gone=tuple(each for each in gone if each.last_seen >= previous),
        gone_before=sum(each.last_seen < previous for each in gone),
    )
