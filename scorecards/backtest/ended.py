"""How a deal ended, and when."""

from dataclasses import dataclass
from datetime import date

from scorecards.history.opportunity_history import History, OpportunityHistory


@dataclass(frozen=True, slots=True)
class Ended:
    """A deal that ended: on which day, and whether it was won."""

    on: date
    won: bool


def ends_of(history: History) -> dict[str, Ended]:
    """Give how each deal that is closed now ended, by id.

    The day is the one that the CRM gives, or that of the first snapshot that shows it closed, whichever came first.
    """
    return {
        deal: Ended(_ended_on(each), each.last.status == "won")
        for deal, each in history.histories.items()
        if not each.last.is_open
    }


def _ended_on(past: OpportunityHistory) -> date:
    seen_on = past.closed.seen_on if past.closed else past.seen_on
    return min(past.last.closed_on or seen_on, seen_on)
