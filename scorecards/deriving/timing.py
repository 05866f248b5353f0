"""Facts of time: ages, limits and our close date.  Days are calendar days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from scorecards.deriving.background import Background
from scorecards.results import Value
from scorecards.snapshot import Opportunity


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.facts.TIME`."""
    if opportunity.created_on:
        yield "created_on", opportunity.created_on
        yield "days_open", (background.as_of - opportunity.created_on).days
    if opportunity.stage_entered_on:
        in_stage = (background.as_of - opportunity.stage_entered_on).days
        yield "days_in_stage", in_stage
        if opportunity.stage:
            yield "days_over_stage_limit", in_stage - background.stages[opportunity.stage].max_days
    if "close_date" in opportunity.model_fields_set:
        yield "has_close_date", opportunity.close_date is not None
    if opportunity.close_date:
        yield "close_date", opportunity.close_date
        yield "days_to_close_date", (opportunity.close_date - background.as_of).days
        yield "close_date_is_month_end", _is_month_end(opportunity.close_date)
    yield "push_count", opportunity.push_count


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
