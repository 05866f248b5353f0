"""Opportunities by their names, also those that no page has a row for."""

from collections.abc import Iterable

from scorecards.compose.material import Material
from scorecards.compose.sums import money_of
from scorecards.report.managers import Named
from scorecards.report.scorecard import Scorecard


def rows_of(cards: Iterable[Scorecard]) -> frozenset[str]:
    """Give the opportunities that have a row on a rep's page: the open ones and what closed lately."""
    return frozenset(
        opportunity
        for card in cards
        for opportunities in (*(stage.opportunities for stage in card.stages), card.closed)
        for opportunity in opportunities
    )


def named(opportunity: str, rows: frozenset[str], material: Material) -> Named:
    """Name an opportunity as the last snapshot that held it does; ``rows`` are those that a rep's page shows."""
    story = material.history.stories[opportunity]
    last = story.last
    missing = last.is_open and story.seen_on < material.snapshot.as_of
    return Named(
        opportunity=last.id,
        name=last.name,
        account_name=material.account_name(last.account),
        owner=last.owner,
        owner_name=material.rep_name(last.owner),
        amount=money_of(last, material.team),
        status="gone" if missing else last.status,
        has_row=opportunity in rows,
    )
