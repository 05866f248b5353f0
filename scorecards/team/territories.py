"""Accounts and territories, each with its opportunities and its plan (D05, D06)."""

from collections.abc import Sequence

from scorecards.compose.deal_summary import DealSummary
from scorecards.compose.plans import account_plan, territory_plan
from scorecards.compose.ruling_case import waits
from scorecards.index.index import Index
from scorecards.model.accounts import Account
from scorecards.model.team import Territory
from scorecards.report.managers import AccountLine, TerritoryLine
from scorecards.report.sums import qualified_of, total_of


def account_lines(deals: Sequence[DealSummary], index: Index) -> tuple[AccountLine, ...]:
    """Give each account that has an open opportunity or a plan, the strategic ones first, then by name."""
    by_account: dict[str, list[DealSummary]] = {}
    for deal in deals:
        if deal.account:
            by_account.setdefault(deal.account, []).append(deal)
    accounts = index.accounts
    planned = {account.id for account in accounts.values() if account.plan}
    lines = [
        _account(account, accounts.get(account), by_account.get(account, []), index)
        for account in sorted(by_account.keys() | planned)
    ]
    return tuple(sorted(lines, key=lambda line: (line.strategic is not True, line.name.casefold(), line.account)))


def _account(account_id: str, account: Account | None, deals: Sequence[DealSummary], index: Index) -> AccountLine:
    territory = index.territories.get((account.territory if account else None) or "")
    return AccountLine(
        account=account_id,
        name=account.name if account else account_id,
        strategic=account.strategic if account else None,
        territory=territory.id if territory else None,
        territory_name=territory.name if territory else None,
        open=total_of(deals, index.team),
        qualified=qualified_of(deals, index.team),
        opportunities=tuple(deal.id for deal in deals),
        awaiting=sum(waits(deal) for deal in deals),
        plan=account_plan(account, index, after_the_stall=any(deal.plan_written_after_stall for deal in deals)),
    )


def territory_lines(deals: Sequence[DealSummary], index: Index) -> tuple[TerritoryLine, ...]:
    """Give each territory with its open opportunities, in the order of team.yml.

    An opportunity lies where its account lies, else where its rep works.
    """
    inside: dict[str, list[DealSummary]] = {territory.id: [] for territory in index.team.territories}
    for deal in deals:
        if deal.territory:
            inside[deal.territory].append(deal)
    return tuple(_territory(territory, inside[territory.id], index) for territory in index.team.territories)


def _territory(territory: Territory, deals: Sequence[DealSummary], index: Index) -> TerritoryLine:
    redrawn = territory.realigned_on is not None and territory.realigned_on <= index.as_of
    return TerritoryLine(
        territory=territory.id,
        name=territory.name,
        reps=tuple(rep.id for rep in index.team.reps if rep.territory == territory.id),
        open=total_of(deals, index.team),
        qualified=qualified_of(deals, index.team),
        accounts=tuple(sorted({deal.account for deal in deals if deal.account})),
        awaiting=sum(waits(deal) for deal in deals),
        realigned_on=territory.realigned_on if redrawn else None,
        realignment=territory.realignment if redrawn else None,
        plan=territory_plan(territory, index),
    )
