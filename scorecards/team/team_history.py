"""What the team's pages tell of all snapshots, and opportunities by name, also those that no page has a row for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scorecards.history.opportunity_history import History
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile, ended_by, standing
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.model.waivers import Waiver
from scorecards.report.scorecard import Scorecard
from scorecards.report.sums import money_of
from scorecards.report.values import Located, Named


@dataclass(frozen=True, slots=True)
class TeamHistory:
    """The history of all opportunities, the rulings on each with what was said of them, and what left the export.

    ``waivers`` are all that were granted by the day of the review.
    """

    history: History
    rulings: Mapping[str, tuple[Located[Ruling], ...]]
    follow_ups: Mapping[str, tuple[Located[FollowUp], ...]]
    waivers: tuple[Located[Waiver], ...]
    left_the_export: tuple[OpportunityFile, ...]

    def was_ruled_over(self, opportunity: str, on: date) -> bool:
        """Tell whether an opportunity stood ruled lost or dead at the end of a day: no later ruling counts."""
        rulings = self.rulings.get(opportunity, ())
        past = self.history.histories[opportunity]
        return bool(rulings) and ended_by(standing(rulings, past, on + timedelta(days=1)))


def rows_of(cards: Iterable[Scorecard]) -> frozenset[str]:
    """Give the opportunities that have a row on a rep's page: the open ones and what closed lately."""
    return frozenset(
        opportunity
        for card in cards
        for opportunities in (*(stage.opportunities for stage in card.stages), card.closed)
        for opportunity in opportunities
    )


def named(opportunity: str, rows: frozenset[str], history: History, index: Index) -> Named:
    """Name an opportunity as the last snapshot that held it does; ``rows`` are those that a rep's page shows."""
    past = history.histories[opportunity]
    last = past.last
    missing = last.is_open and past.seen_on < index.as_of
    return Named(
        opportunity=last.id,
        name=last.name,
        account_name=index.account_name(last.account),
        owner=last.owner,
        owner_name=index.rep_name(last.owner),
        amount=money_of(last, index.team),
        status="gone" if missing else last.status,
        has_row=opportunity in rows,
    )
