"""Each rep's open deals in the last reviews: how many, and how many over their stage's limit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from scorecards.history.record import OpportunityRecord
from scorecards.index.index import Index
from scorecards.report.managers import TrendPoint
from scorecards.team.snapshot_ages import ages_then
from scorecards.team.team_history import TeamHistory

REVIEWS: Final = 8
"""So many reviews back a trend goes: two months of weeks."""


def rep_trends(so_far: TeamHistory, index: Index) -> Mapping[str, tuple[TrendPoint, ...]]:
    """Give the trend of each rep of the team by id, the oldest review first; a deal counts for who had it then."""
    trends: dict[str, list[TrendPoint]] = {rep.id: [] for rep in index.team.reps}
    for snapshot in so_far.history.snapshots[-REVIEWS:]:
        by_owner = _open_by_owner(snapshot.records.values())
        for rep, points in trends.items():
            open_then = by_owner.get(rep, [])
            ages = ages_then(open_then, snapshot.as_of, so_far, index)
            over_limit = len(ages.over_limit) if ages.known or len(open_then) == ages.ruled_over else None
            points.append(TrendPoint(snapshot.as_of, len(open_then), over_limit))
    return {rep: tuple(points) for rep, points in trends.items()}


def _open_by_owner(records: Iterable[OpportunityRecord]) -> Mapping[str, list[OpportunityRecord]]:
    found: defaultdict[str, list[OpportunityRecord]] = defaultdict(list)
    for record in records:
        if record.is_open:
            found[record.owner].append(record)
    return found
