"""Plans of accounts and territories beside the evidence: on file, written after the stall, or none (D06)."""

from datetime import date

from scorecards.index.index import Index
from scorecards.model.accounts import Account
from scorecards.model.team import Territory
from scorecards.report.managers import PlanState
from scorecards.score.case import Case

_NOT_KNOWN = PlanState("unknown", None, None, None, None, None)


def account_plan(account: Account | None, index: Index, *, after_the_stall: bool) -> PlanState:
    """Give the plan of an account; a plan of a later day than the snapshot's was not there yet."""
    if account is None:
        return _NOT_KNOWN
    plan = account.plan
    if plan is None or plan.written_on > index.as_of:
        return PlanState("none", account.name, None, None, None, None)
    return PlanState(
        state="after_the_stall" if after_the_stall else "on_file",
        name=account.name,
        written_on=plan.written_on,
        aim=plan.aim,
        why_it_matters=plan.why_it_matters,
        next_review=plan.next_review,
    )


def account_plan_beside(case: Case, index: Index) -> PlanState:
    """Give the plan of the account of one opportunity."""
    account = index.accounts.get(case.opportunity.account or "")
    return account_plan(account, index, after_the_stall=written_after_stall(case))


def written_after_stall(case: Case) -> bool:
    """Tell whether the account's plan is known to be younger than the day on which this opportunity was late."""
    return case.facts.get("account_plan_written_after_stall") is True


def territory_plan(territory: Territory | None, index: Index, *, late_since: date | None = None) -> PlanState:
    """Give the plan of a territory, held against the day since which an opportunity is late."""
    accounts = index.accounts_file
    if territory is None or not (accounts.accounts or accounts.territory_plans):
        return _NOT_KNOWN
    as_of = index.as_of
    plans = [plan for plan in accounts.territory_plans if plan.territory == territory.id and plan.written_on <= as_of]
    if not plans:
        return PlanState("none", territory.name, None, None, None, None)
    plan = max(plans, key=lambda each: each.written_on)
    return PlanState(
        state="after_the_stall" if late_since and late_since < plan.written_on else "on_file",
        name=territory.name,
        written_on=plan.written_on,
        aim=plan.aim,
        why_it_matters=plan.why_it_matters,
        next_review=None,
    )


def territory_plan_beside(case: Case, index: Index) -> PlanState:
    """Give the plan of the territory of one opportunity."""
    return territory_plan(territory_of(case, index), index, late_since=_late_since(case, index))


def territory_of(case: Case, index: Index) -> Territory | None:
    """Give the territory of an opportunity: its account's, else its rep's."""
    account = index.accounts.get(case.opportunity.account or "")
    of_account = account.territory if account else None
    return index.territories.get(of_account or index.reps[case.opportunity.owner].territory or "")


def realignment_of(case: Case, index: Index) -> tuple[date | None, str | None]:
    """Give the day on which the territory was redrawn and what that means, unless the opportunity began after it."""
    territory = territory_of(case, index)
    redrawn = territory.realigned_on if territory else None
    created = case.opportunity.created_on
    if territory is None or redrawn is None or redrawn > index.as_of or (created and created > redrawn):
        return None, None
    return redrawn, territory.realignment


def _late_since(case: Case, index: Index) -> date | None:
    """Give the day on which the stage's limit passed, None where it has not or is not known."""
    over = case.facts.get("days_over_stage_limit")
    stage, entered = case.opportunity.stage, case.opportunity.stage_entered_on
    if stage is None or entered is None or not isinstance(over, int) or over <= 0:
        return None
    return index.limit_of(index.stages[stage], entered)
