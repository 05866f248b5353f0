"""Facts of money and forecast."""

from collections.abc import Iterator

from scorecards.index.background import Background
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.model.facts.MONEY`; an amount without a rate stays unknown as a number."""
    if "amount" in opportunity.model_fields_set:
        yield "has_amount", bool(opportunity.amount)
    if opportunity.amount is not None:
        currency = opportunity.currency or background.team.currency
        yield "amount", background.team.in_team_currency(opportunity.amount, currency)
    yield "amount_basis", opportunity.amount_basis
    yield "forecast_category", opportunity.forecast_category
