"""Facts of money and forecast."""

from collections.abc import Iterator

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.money.FACTS`; an amount without a rate stays unknown as a number."""
    opportunity = file.opportunity
    if "amount" in opportunity.model_fields_set:
        yield "has_amount", bool(opportunity.amount)
    if opportunity.amount is not None:
        currency = opportunity.currency or index.team.currency
        yield "amount", index.team.in_team_currency(opportunity.amount, currency)
    yield "amount_basis", opportunity.amount_basis
    yield "forecast_category", opportunity.forecast_category
