"""What moved, ended and went among a set of opportunities since the snapshot before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorecards.derive.movement import movement_state
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.index import Index
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Gone, MovementState, Since

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
