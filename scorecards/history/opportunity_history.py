"""The history of each opportunity in all snapshots so far."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from scorecards.history.record import Act, OpportunityRecord, SnapshotRecord
from scorecards.report.changes import Change, GapPoint
from scorecards.report.values import Place


class Closed(NamedTuple):
    """How an opportunity stood once it was closed, and the day of the snapshot that showed it so."""

    record: OpportunityRecord
    seen_on: date


class OpportunityHistory(NamedTuple):
    """One opportunity in all snapshots so far.

    ``last`` is how the last snapshot that held it showed it, ``place`` where, ``seen_on`` that snapshot's day.
    ``acts`` are the buyer's acts that any snapshot told; ``missing`` the days of the snapshots that left it out before
    it came back.
    ``closed`` is how the first snapshot since it ended that watches a person showed it, else the last; None while open.
    """

    last: OpportunityRecord
    closed: Closed | None
    place: Place
    first_seen: date
    seen_on: date
    before: date | None
    missing: tuple[date, ...]
    acts: frozenset[Act]
    changes: tuple[Change, ...]
    gap_ratings: tuple[GapPoint, ...]
    pushes: int
    pulls: int

    @property
    def last_move_on(self) -> date | None:
        """The day of the buyer's last act that moved it forward, as far as any snapshot tells."""
        forward = [act.on for act in self.acts if act.kind != "setback"]
        dated = {act.text for act in self.acts if act.kind == "criterion_met"}
        undated = [
            change.on
            for change in self.changes
            if change.kind == "criterion_met" and change.text not in dated and change.text in self.last.met
        ]
        return max(forward + undated, default=None)

    @property
    def last_setback_on(self) -> date | None:
        """The day on which it last went backward, as far as any snapshot tells."""
        setbacks = [act.on for act in self.acts if act.kind == "setback"]
        others = [change.on for change in self.changes if change.moves == "backward" and change.kind != "setback"]
        return max(setbacks + others, default=None)


@dataclass(frozen=True, slots=True)
class History:
    """All histories by opportunity, and the snapshots that they were made from, oldest first."""

    snapshots: tuple[SnapshotRecord, ...] = ()
    histories: dict[str, OpportunityHistory] = field(default_factory=dict)

    @property
    def marks_no_decision(self) -> bool:
        """Whether any deal was ever closed in no decision, or none is lost: else the CRM may call both lost (D32)."""
        ends = {each.last.status for each in self.histories.values()}
        told = {change.kind for each in self.histories.values() for change in each.changes}
        return "no_decision" in ends | told or "lost" not in ends
