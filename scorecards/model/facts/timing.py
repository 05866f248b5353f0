"""Facts of time: ages, limits and our close date.  Days are calendar days where nothing else is said."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact("days_open", "days", "Days from its opening until now, or until it was closed.", ("created_on",)),
    Fact(
        "days_in_stage",
        "days",
        "Days since it entered its present stage, until now or until it was closed.",
        ("stage_entered_on",),
        phrase="{days} in this stage",
    ),
    Fact(
        "working_days_in_stage",
        "days",
        "Working days since it entered its present stage, until now or until it was closed.",
        ("stage_entered_on",),
    ),
    Fact(
        "days_over_stage_limit",
        "days",
        "Days in the stage beyond the stage's limit, working days where the limit counts these; below zero while "
        "within it.",
        ("stage", "stage_entered_on"),
        phrase="{days} over the limit",
        since="the stage's limit",
    ),
    Fact(
        "days_to_close_date",
        "days",
        "Days until our close date; below zero once it has passed.",
        ("close_date",),
        settled_by="Set our close date anew, counted back from their date.",
        phrase="close date in {days}",
        phrase_below_zero="close date {days} ago",
        until="our close date",
    ),
    Fact(
        "close_date",
        "date",
        "The day by which we expect it to close.",
        ("close_date",),
        settled_by="Set our close date anew, counted back from their date.",
    ),
    Fact("created_on", "date", "The day on which the opportunity was opened.", ("created_on",)),
    flag(
        "close_date_is_month_end",
        "our close date is the last day of a month, which CRMs set by default",
        ("close_date",),
        settled_by="Take our close date from theirs, whatever day of the month it is.",
    ),
    flag(
        "has_close_date",
        "a close date is given",
        ("close_date",),
        settled_by="Enter our close date, counted back from theirs.",
    ),
    Fact(
        "push_count",
        "count",
        "How often our close date has been moved out.",
        ("push_count",),
        phrase="times moved out: {number}",
    ),
)
