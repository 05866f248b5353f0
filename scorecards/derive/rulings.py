"""Facts of rulings: what the manager decided, and whether it is due for another look (D01, D02)."""

from collections.abc import Iterator

from scorecards.index.background import Background
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.model.facts.RULED`.

    Rulings are kept by hand, so an opportunity without one is known to have none.
    """
    rulings = background.standing_rulings(opportunity.id)
    yield "rulings", len(rulings)
    last = rulings[-1] if rulings else None
    yield "review_due", last is not None and last.review_on is not None and last.review_on <= background.as_of
    if last is None:
        return
    yield "ruling", last.ruling
    yield "days_since_ruling", max(0, (background.as_of - last.on).days)
    if last.review_on:
        yield "days_past_review", (background.as_of - last.review_on).days
