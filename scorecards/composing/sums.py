"""Adding up amounts; never across currencies unless the team gives a rate."""

from collections.abc import Iterable
from decimal import Decimal

from scorecards.composing.cases import Case
from scorecards.results import Money, Sum
from scorecards.team import Team


def total(cases: Iterable[Case], team: Team) -> Sum:
    """Add up the amounts of cases: in the team's currency where every rate is on file, else apart by currency."""
    opportunities = [case.opportunity for case in cases]
    by_currency: dict[str, Decimal] = {}
    for opportunity in opportunities:
        if opportunity.amount is not None:
            currency = opportunity.currency or team.currency
            by_currency[currency] = by_currency.get(currency, Decimal(0)) + opportunity.amount
    converted = [team.in_team_currency(amount, currency) for currency, amount in by_currency.items()]
    known = [amount for amount in converted if amount is not None]
    if by_currency and len(known) == len(converted):
        amounts: tuple[Money, ...] = (Money(sum(known, Decimal(0)), team.currency),)
    else:
        amounts = tuple(Money(amount, currency) for currency, amount in sorted(by_currency.items()))
    return Sum(
        amounts=amounts,
        count=len(opportunities),
        without=sum(each.amount is None for each in opportunities),
        at_list_price=sum(each.amount is not None and each.amount_basis == "list_price" for each in opportunities),
    )
