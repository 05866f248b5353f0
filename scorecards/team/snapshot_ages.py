"""Which of the deals that were open in a snapshot were over their stage's limit on that day (D14)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from scorecards.history.record import OpportunityRecord
from scorecards.index.index import Index
from scorecards.team.team_history import TeamHistory


class AgesThen(NamedTuple):
    """Open deals by what is known of their age; ``ruled_over`` counts those that a manager had ended."""

    known: list[OpportunityRecord]
    over_limit: list[OpportunityRecord]
    ruled_over: int


def ages_then(open_then: Sequence[OpportunityRecord], as_of: date, so_far: TeamHistory, index: Index) -> AgesThen:
    """Sort the deals that were open on a day; what was ruled after it changes nothing of it."""
    ruled_over = {each.id for each in open_then if so_far.was_ruled_over(each.id, as_of)}
    known = [
        each for each in open_then if each.id not in ruled_over and each.stage in index.stages and each.stage_entered_on
    ]
    over = _over_limit(known, as_of, index)
    return AgesThen(known, [each for each in known if _entry(each) in over], len(ruled_over))


def _over_limit(records: Iterable[OpportunityRecord], as_of: date, index: Index) -> set[tuple[str, date]]:
    """Give the stages, each with the day of entering it, whose limit has passed; many deals share them."""
    entries = {_entry(each) for each in records}
    return {
        (stage, entered)
        for stage, entered in entries
        if index.time_in(index.stages[stage], entered, as_of) > index.stages[stage].max_days
    }


def _entry(record: OpportunityRecord) -> tuple[str, date]:
    return (record.stage or "", record.stage_entered_on or date.max)
