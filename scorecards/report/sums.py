"""Adding up amounts; never across currencies unless the team gives a rate."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from scorecards.model.team import Team
from scorecards.report.values import Money, Qualified, Sum


class Priced(Protocol):
    """What may have an amount: an opportunity, or how a snapshot showed one."""

    @property
    def amount(self) -> Decimal | None:
        """What it is worth, in its currency."""

    @property
    def currency(self) -> str | None:
        """Its currency; the team's where there is none."""

    @property
    def amount_basis(self) -> str | None:
        """Where the amount comes from."""


class MayQualify(Priced, Protocol):
    """An opportunity that is qualified, or not, or of which nobody knows."""

    @property
    def qualified(self) -> bool | None:
        """Whether all its questions that are due are answered; None where nobody knows."""


def qualified_of(opportunities: Iterable[MayQualify], team: Team) -> Qualified:
    """Add up what is qualified, and count what is known (D10, D11)."""
    told = list(opportunities)
    known = [each for each in told if each.qualified is not None]
    return Qualified(
        total=total_of((each for each in known if each.qualified), team),
        known=len(known),
        unknown=len(told) - len(known),
    )


def money_of(priced: Priced, team: Team) -> Money | None:
    """Give an amount in its own currency; None where there is none."""
    return None if priced.amount is None else Money(priced.amount, priced.currency or team.currency)


def worth_of(priced: Priced, team: Team) -> Decimal | None:
    """Give an amount in the team's currency; None where there is none, or no rate is on file."""
    return None if priced.amount is None else team.in_team_currency(priced.amount, priced.currency or team.currency)


def total_of(priced: Iterable[Priced], team: Team) -> Sum:
    """Add up amounts: in the team's currency where every rate is on file, else apart by currency."""
    opportunities = list(priced)
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
        without=sum(not each.amount for each in opportunities),
        at_list_price=sum(bool(each.amount) and each.amount_basis == "list_price" for each in opportunities),
    )
