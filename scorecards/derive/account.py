"""Facts of the account and its territory: the plans that bring strategy in (D06)."""

from collections.abc import Iterator
from datetime import date

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.accounts import Account, AccountPlan, TerritoryPlan
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.account.FACTS`.

    Plans are kept by hand, so an account that is on file without one is known to have none.  A plan that was
    written after the snapshot's day was not there yet.
    """
    opportunity = file.opportunity
    if "account" in opportunity.model_fields_set:
        yield "has_account", opportunity.account is not None
    account = index.accounts.get(opportunity.account or "")
    if account is None:
        return
    yield "account_is_strategic", account.strategic
    yield "has_account_plan", account.plan is not None and account.plan.written_on <= file.as_of
    yield "account_plan_review_overdue", _review_overdue(account.plan, file.as_of)
    yield "account_plan_written_after_stall", _written_after_stall(account, opportunity, index)
    territory = account.territory or index.reps[opportunity.owner].territory
    if territory is None:
        return
    yield "has_territory_plan", territory in index.territory_plans
    yield "territory_plan_review_overdue", _review_overdue(index.territory_plans.get(territory), file.as_of)
    realigned_on = index.territories[territory].realigned_on
    if realigned_on is None:
        yield "territory_is_realigned", False
    elif opportunity.created_on:
        yield "territory_is_realigned", opportunity.created_on <= realigned_on <= file.as_of


def _review_overdue(plan: AccountPlan | TerritoryPlan | None, as_of: date) -> bool | None:
    """Tell whether the plan's own day for a review has passed; None where there is no plan, or no such day."""
    if plan is None or plan.written_on > as_of or plan.next_review is None:
        return None
    return plan.next_review < as_of


def _written_after_stall(account: Account, opportunity: Opportunity, index: Index) -> bool | None:
    if account.plan is None or opportunity.stage is None or opportunity.stage_entered_on is None:
        return None
    stage = index.stages[opportunity.stage]
    return index.time_in(stage, opportunity.stage_entered_on, account.plan.written_on) > stage.max_days
