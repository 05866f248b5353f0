"""What the team's pages need of one opportunity, once its rep's page is made."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from scorecards.compose.plans import is_strategic, realignment_of, territory_of, written_after_stall
from scorecards.compose.since import Moved, moved_of
from scorecards.evaluate.findings import NO_FINDINGS, Findings
from scorecards.index.index import Index
from scorecards.model.snapshot import ForecastCategory, LossReason, Opportunity
from scorecards.report.values import AtLeast, Value
from scorecards.report.waivers import DealWaiver
from scorecards.score.case import Case


class DealSummary(NamedTuple):
    """One opportunity in the sums, groups and lists of the team.

    ``urgency`` is the key by which opportunities are sorted.  ``worth`` is the amount in the team's currency, None
    where it is unknown or no rate is on file.  ``territory`` is its account's, else its rep's; ``is_realigned`` says
    that this was redrawn since the opportunity began.  ``qualified`` is None where nobody knows.  ``is_over`` says that
    the manager ruled it lost or dead, ``was_over`` that this had been ruled by the day of the snapshot, which its
    figures go by.  ``paused_until`` ends a pause that the manager approved.
    ``overdue_promises`` counts the steps that we promised them and are surely late with, None where nobody knows.
    ``questions_due`` are all questions that are due, answered or not.  ``present`` are the fields that the snapshot
    holds of an open one, blank or not, ``given`` those that say something; of a closed one no findings are kept.
    ``in_baseline`` counts its findings of the baseline, ``old`` those that are not cleared yet.
    ``moved`` is None where there is no snapshot before.
    """

    id: str
    owner: str
    status: str
    stage: str | None
    crm_stage: str | None
    account: str | None
    territory: str | None
    urgency: tuple[object, ...]
    amount: Decimal | None
    currency: str | None
    amount_basis: str | None
    worth: Decimal | None
    created_on: date | None
    closed_on: date | None
    ended: str | None
    loss_reason: LossReason | None
    is_signed: bool
    qualified: bool | None
    findings: Findings
    waivers: tuple[DealWaiver, ...]
    old: int
    in_baseline: int
    is_over: bool
    was_over: bool
    awaits_ruling: bool
    days_past_review: int | None
    is_strategic: bool
    is_realigned: bool
    is_committed: bool
    forecast_category: ForecastCategory | None
    overdue_promises: int | None
    close_date: date | None
    paused_until: date | None
    days_in_stage: int | None
    days_over_stage_limit: int | None
    is_age_known: bool
    plan_written_after_stall: bool
    questions_due: tuple[str, ...]
    stories_told: tuple[str, ...]
    present: frozenset[str]
    given: frozenset[str]
    moved: Moved | None

    @property
    def is_open(self) -> bool:
        """Whether the opportunity is open."""
        return self.status == "open"


def summary_of(case: Case, index: Index) -> DealSummary:
    """Keep of a case what the team's pages need."""
    opportunity = case.opportunity
    territory = territory_of(case, index)
    return DealSummary(
        id=opportunity.id,
        owner=opportunity.owner,
        status=opportunity.status,
        stage=opportunity.stage,
        crm_stage=opportunity.crm_stage,
        account=opportunity.account,
        territory=territory.id if territory else None,
        urgency=case.urgency,
        amount=opportunity.amount,
        currency=opportunity.currency,
        amount_basis=opportunity.amount_basis,
        worth=case.worth,
        created_on=opportunity.created_on,
        closed_on=opportunity.closed_on,
        ended=opportunity.ended,
        loss_reason=opportunity.loss_reason,
        is_signed=case.facts.get("signed") is True,
        qualified=case.qualified,
        findings=case.findings if case.is_open else NO_FINDINGS,
        waivers=case.waivers,
        old=len(case.old),
        in_baseline=len(case.file.baseline),
        is_over=case.is_over,
        was_over=case.file.was_ruled_over(index.as_of),
        awaits_ruling=case.awaits_ruling,
        days_past_review=case.days_past_review,
        is_strategic=is_strategic(opportunity.account, index),
        is_realigned=realignment_of(case, index)[0] is not None,
        is_committed=opportunity.forecast_category == "commit",
        forecast_category=opportunity.forecast_category,
        overdue_promises=_least(case.facts.get("our_overdue_promises")),
        close_date=opportunity.close_date,
        paused_until=case.pause.until if case.pause else None,
        days_in_stage=case.days("days_in_stage"),
        days_over_stage_limit=case.days("days_over_stage_limit"),
        is_age_known="days_over_stage_limit" in case.facts,
        plan_written_after_stall=written_after_stall(case),
        questions_due=tuple(answer.question for answer in case.answers),
        stories_told=opportunity.stories_told,
        present=_shared(frozenset(opportunity.model_fields_set)) if case.is_open else frozenset(),
        given=_shared(_given(opportunity)) if case.is_open else frozenset(),
        moved=moved_of(case.file.history, index) if index.previous else None,
    )


def _least(count: Value | None) -> int | None:
    """Give how many there are for certain."""
    least = count.certain if isinstance(count, AtLeast) else count
    return least if isinstance(least, int) else None


def _given(opportunity: Opportunity) -> frozenset[str]:
    """Name the fields that hold something."""
    return frozenset(name for name, value in opportunity if value not in (None, (), {}))


@cache
def _shared(fields: frozenset[str]) -> frozenset[str]:
    """Give one set for all opportunities that hold the same fields: an export has few kinds."""
    return fields
