"""Facts of time: ages, limits and our close date.  Days are calendar days where nothing else is said."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.timing.FACTS`; what is closed has not aged since."""
    opportunity = file.opportunity
    end = file.as_of if opportunity.status == "open" else opportunity.closed_on
    if opportunity.created_on:
        yield "created_on", opportunity.created_on
        yield "days_open", (end - opportunity.created_on).days if end else None
    if opportunity.stage_entered_on and end:
        entered = opportunity.stage_entered_on
        yield "days_in_stage", (end - entered).days
        yield "working_days_in_stage", index.workdays.between(entered, end)
        if opportunity.stage:
            stage = index.stages[opportunity.stage]
            yield "days_over_stage_limit", index.time_in(stage, entered, end) - stage.max_days
    if "close_date" in opportunity.model_fields_set:
        yield "has_close_date", opportunity.close_date is not None
    if opportunity.close_date:
        yield "close_date", opportunity.close_date
        yield "days_to_close_date", (opportunity.close_date - file.as_of).days
        yield "close_date_is_month_end", _is_month_end(opportunity.close_date)
    yield "push_count", opportunity.push_count


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
