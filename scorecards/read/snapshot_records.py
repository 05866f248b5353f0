"""The records of all snapshots, and how an opportunity stood on a day, as far as they can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scorecards.history.record import OpportunityRecord, SnapshotRecord
from scorecards.problems.problem import Problem
from scorecards.read.references import KnownIds
from scorecards.yaml_files.document import YamlMapping

_AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class SnapshotRecords:
    """Those of the snapshots up to the one that is shown, oldest first, and the day ``until`` of the one after it.

    ``unread`` are the ids of opportunities that some snapshot holds in a form that is refused, so that nobody can say
    how they stood; None where a snapshot does not even tell its ids.  ``digest`` is of the content of all but the last.
    """

    snapshots: tuple[SnapshotRecord, ...] = ()
    unread: frozenset[str] | None = None
    until: date | None = None
    digest: bytes = b""

    @property
    def known_ids(self) -> KnownIds:
        """The ids of all opportunities, valid or not."""
        seen = frozenset(opportunity for snapshot in self.snapshots for opportunity in snapshot.records)
        return KnownIds("an opportunity", "the snapshots", None if self.unread is None else seen | self.unread)

    def has_read(self, opportunity: object) -> bool:
        """Tell whether all that the snapshots hold of an opportunity could be read."""
        return self.unread is not None and opportunity not in self.unread

    def on_day(self, opportunity: object, day: date) -> OpportunityRecord | None:
        """Give an opportunity as it was last seen on a day, or as it was first seen after it; None where it never was.

        None too where the snapshots hold more of it than could be read.
        """
        if not self.has_read(opportunity):
            return None
        found = self._all_of(opportunity)
        by_then = [record for as_of, record in found if as_of <= day]
        return by_then[-1] if by_then else found[0][1] if found else None

    def closed_by(self, opportunity: str, day: date) -> OpportunityRecord | None:
        """Give an opportunity as it stood closed on a day; None where it was open, or where no snapshot tells.

        The snapshot before the day tells, or the one after it, where that says on which earlier day it was closed.
        """
        found = self._all_of(opportunity)
        before = [record for as_of, record in found if as_of <= day]
        after = [record for as_of, record in found if as_of > day]
        if before and not before[-1].is_open:
            return before[-1]
        later = after[0] if after and not after[0].is_open else None
        return later if later and later.closed_on and later.closed_on < day else None

    def left_while_waiting(self, closed: OpportunityRecord, day: date) -> bool:
        """Tell whether the export of that day lacks one that waits to wake, so that only a ruling ends the waiting."""
        by_then = [snapshot for snapshot in self.snapshots if snapshot.as_of <= day]
        return closed.waiting is not None and bool(by_then) and closed.id not in by_then[-1].records

    def reopened_on(self, opportunity: str, day: date) -> date:
        """Give the day of the last snapshot up to a day that shows an opportunity open again; the first day if none."""
        pairs = pairwise(self._all_of(opportunity))
        again = (as_of for (_, before), (as_of, now) in pairs if now.is_open and not before.is_open and as_of <= day)
        return max(again, default=date.min)

    def not_far_ahead(self, path: str, row: YamlMapping, key: str, day: date) -> Iterator[Problem]:
        """Look whether a day lies about a month after the newest snapshot at most."""
        newest = self.snapshots[-1].as_of
        if day > newest + _AHEAD:
            message = f"read {day}, expected {newest + _AHEAD} or earlier: the newest snapshot is of {newest}"
            yield Problem(path, *row.value_at(key), "impossible-date", message)

    def _all_of(self, opportunity: object) -> list[tuple[date, OpportunityRecord]]:
        return [(each.as_of, each.records[opportunity]) for each in self.snapshots if opportunity in each.records]
