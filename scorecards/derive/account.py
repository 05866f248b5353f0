"""Facts of the account and its territory: the plans that bring strategy in (D06)."""

from collections.abc import Iterator

from scorecards.index.background import Background
from scorecards.model.accounts import Account
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.model.facts.ACCOUNT`.

    Plans are kept by hand, so an account that is on file without one is known to have none.  A plan that was
    written after the snapshot's day was not there yet.
    """
    if "account" in opportunity.model_fields_set:
        yield "has_account", opportunity.account is not None
    account = background.accounts.get(opportunity.account or "")
    if account is None:
        return
    yield "account_is_strategic", account.strategic
    yield "has_account_plan", account.plan is not None and account.plan.written_on <= background.as_of
    yield "account_plan_written_after_stall", _written_after_stall(account, opportunity, background)
    territory = account.territory or background.reps[opportunity.owner].territory
    if territory is None:
        return
    yield "has_territory_plan", territory in background.territory_plans
    realigned_on = background.territories[territory].realigned_on
    if realigned_on is None:
        yield "territory_is_realigned", False
    elif opportunity.created_on:
        yield "territory_is_realigned", opportunity.created_on <= realigned_on <= background.as_of


def _written_after_stall(account: Account, opportunity: Opportunity, background: Background) -> bool | None:
    if account.plan is None or opportunity.stage is None or opportunity.stage_entered_on is None:
        return None
    stage = background.stages[opportunity.stage]
    return background.time_in(stage, opportunity.stage_entered_on, account.plan.written_on) > stage.max_days
