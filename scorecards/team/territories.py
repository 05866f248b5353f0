"""Accounts and territories, each with its opportunities and its plan (D05, D06)."""

from collections.abc import Sequence

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.compose.plans import account_plan, territory_of, territory_plan, written_after_stall
from scorecards.compose.ruling_case import waits
from scorecards.compose.sums import total
from scorecards.model.accounts import Account
from scorecards.model.team import Territory
from scorecards.report.managers import AccountLine, TerritoryLine


def account_lines(cases: Sequence[Case], material: Material) -> tuple[AccountLine, ...]:
    """Give each account that has an open opportunity or a plan, the strategic ones first, then by name."""
    by_account: dict[str, list[Case]] = {}
    for case in cases:
        if case.opportunity.account:
            by_account.setdefault(case.opportunity.account, []).append(case)
    accounts = material.background.accounts
    planned = {account.id for account in accounts.values() if account.plan}
    lines = [
        _account(account, accounts.get(account), by_account.get(account, []), material)
        for account in sorted(by_account.keys() | planned)
    ]
    return tuple(sorted(lines, key=lambda line: (line.strategic is not True, line.name.casefold(), line.account)))


def _account(account_id: str, account: Account | None, cases: Sequence[Case], material: Material) -> AccountLine:
    territory = material.background.territories.get((account.territory if account else None) or "")
    return AccountLine(
        account=account_id,
        name=account.name if account else account_id,
        strategic=account.strategic if account else None,
        territory=territory.id if territory else None,
        territory_name=territory.name if territory else None,
        open=total(cases, material.team),
        opportunities=tuple(case.opportunity.id for case in cases),
        awaiting=sum(waits(case, material) for case in cases),
        plan=account_plan(account, material, after_the_stall=any(written_after_stall(case) for case in cases)),
    )


def territory_lines(cases: Sequence[Case], material: Material) -> tuple[TerritoryLine, ...]:
    """Give each territory with its open opportunities, in the order of team.yml.

    An opportunity lies where its account lies, else where its rep works.
    """
    inside: dict[str, list[Case]] = {territory.id: [] for territory in material.team.territories}
    for case in cases:
        if territory := territory_of(case, material):
            inside[territory.id].append(case)
    return tuple(_territory(territory, inside[territory.id], material) for territory in material.team.territories)


def _territory(territory: Territory, cases: Sequence[Case], material: Material) -> TerritoryLine:
    redrawn = territory.realigned_on is not None and territory.realigned_on <= material.snapshot.as_of
    return TerritoryLine(
        territory=territory.id,
        name=territory.name,
        reps=tuple(rep.id for rep in material.team.reps if rep.territory == territory.id),
        open=total(cases, material.team),
        accounts=tuple(sorted({case.opportunity.account for case in cases if case.opportunity.account})),
        awaiting=sum(waits(case, material) for case in cases),
        realigned_on=territory.realigned_on if redrawn else None,
        realignment=territory.realignment if redrawn else None,
        plan=territory_plan(territory, material),
    )
