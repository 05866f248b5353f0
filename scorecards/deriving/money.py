"""Facts of money and forecast."""

from collections.abc import Iterator

from scorecards.deriving.background import Background
from scorecards.results import Value
from scorecards.snapshot import Opportunity


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.facts.MONEY`; an amount without a rate stays unknown as a number."""
    if "amount" in opportunity.model_fields_set:
        yield "has_amount", bool(opportunity.amount)
    if opportunity.amount is not None:
        currency = opportunity.currency or background.team.currency
        yield "amount", background.team.in_team_currency(opportunity.amount, currency)
    yield "amount_basis", opportunity.amount_basis
    yield "forecast_category", opportunity.forecast_category
