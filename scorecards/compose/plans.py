"""Plans of accounts and territories beside the evidence: on file, written after the stall, or none (D06)."""

from datetime import date
from typing import Literal

from scorecards.index.index import Index
from scorecards.model.accounts import Account, AccountPlan, TerritoryPlan
from scorecards.model.team import Territory
from scorecards.report.managers import GoalState, PlanState
from scorecards.score.case import Case


def _none(state: Literal["none", "unknown"], name: str | None = None) -> PlanState:
    """Say that there is no plan, or that nothing tells."""
    return PlanState(state, name, None, None, None, None, review_overdue=False, goals=())


def _plan(plan: AccountPlan | TerritoryPlan, name: str, index: Index, *, late: bool) -> PlanState:
    as_of, review = index.as_of, plan.next_review
    return PlanState(
        state="after_the_stall" if late else "on_file",
        name=name,
        written_on=plan.written_on,
        aim=plan.aim,
        why_it_matters=plan.why_it_matters,
        next_review=review,
        review_overdue=review is not None and review < as_of,
        goals=tuple(
            GoalState(
                goal=each.goal,
                by=each.by,
                progress=each.progress,
                done_on=each.done_on,
                is_overdue=each.done_on is None and each.by is not None and each.by < as_of,
            )
            for each in plan.goals
        ),
    )


def account_plan(account: Account | None, index: Index, *, after_the_stall: bool) -> PlanState:
    """Give the plan of an account; a plan of a later day than the snapshot's was not there yet."""
    if account is None:
        return _none("unknown")
    plan = account.plan
    if plan is None or plan.written_on > index.as_of:
        return _none("none", account.name)
    return _plan(plan, account.name, index, late=after_the_stall)


def is_strategic(account: str | None, index: Index) -> bool:
    """Tell whether an account is known to be a strategic one."""
    known = index.accounts.get(account or "")
    return bool(known and known.strategic)


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
        return _none("unknown")
    plan = index.territory_plans.get(territory.id)
    if plan is None:
        return _none("none", territory.name)
    return _plan(plan, territory.name, index, late=late_since is not None and late_since < plan.written_on)


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
