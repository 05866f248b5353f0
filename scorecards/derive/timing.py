"""Facts of time: ages, limits and our close date.  Days are calendar days where nothing else is said."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from scorecards.index.background import Background
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.model.facts.TIME`; what is closed has not aged since."""
    end = background.as_of if opportunity.status == "open" else opportunity.closed_on
    if opportunity.created_on:
        yield "created_on", opportunity.created_on
        yield "days_open", (end - opportunity.created_on).days if end else None
    if opportunity.stage_entered_on and end:
        entered = opportunity.stage_entered_on
        yield "days_in_stage", (end - entered).days
        yield "working_days_in_stage", background.workdays.between(entered, end)
        if opportunity.stage:
            stage = background.stages[opportunity.stage]
            yield "days_over_stage_limit", background.time_in(stage, entered, end) - stage.max_days
    if "close_date" in opportunity.model_fields_set:
        yield "has_close_date", opportunity.close_date is not None
    if opportunity.close_date:
        yield "close_date", opportunity.close_date
        yield "days_to_close_date", (opportunity.close_date - background.as_of).days
        yield "close_date_is_month_end", _is_month_end(opportunity.close_date)
    yield "push_count", opportunity.push_count


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
