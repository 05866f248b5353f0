"""Facts of time: ages, limits and our close date.  Days are calendar days where nothing else is said."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "days_open",
        "days",
        "Days since it was opened, up to now or its close.",
        ("created_on",),
        compared="it has been open for {days}",
    ),
    Fact(
        "days_in_stage",
        "days",
        "Days since it entered its current stage, up to now or its close.",
        ("stage_entered_on",),
        phrase="{days} in this stage",
        compared="it has been in its stage for {days}",
    ),
    Fact(
        "working_days_in_stage",
        "days",
        "Working days since it entered its current stage, up to now or its close.",
        ("stage_entered_on",),
        compared="it has been in its stage for {days}",
    ),
    Fact(
        "days_over_stage_limit",
        "days",
        "Days over the stage's limit, in working days if the limit is; negative while under it.",
        ("stage", "stage_entered_on"),
        phrase="{days} over the limit",
        since="the stage's limit",
    ),
    Fact(
        "days_to_close_date",
        "days",
        "Days until our close date; negative once it has passed.",
        ("close_date",),
        settled_by="Reset our close date, counting back from their date.",
        phrase="close date in {days}",
        phrase_below_zero="close date {days} ago",
        until="our close date",
    ),
    Fact(
        "close_date",
        "date",
        "The date we expect it to close.",
        ("close_date",),
        settled_by="Reset our close date, counting back from their date.",
    ),
    Fact("created_on", "date", "The date the opportunity was opened.", ("created_on",)),
    flag(
        "close_date_is_month_end",
        "our close date is the last day of a month, which CRMs set by default",
        ("close_date",),
        settled_by="Base our close date on theirs, whatever day of the month it is.",
    ),
    flag(
        "has_close_date",
        "a close date is on file",
        ("close_date",),
        settled_by="Enter our close date, counting back from theirs.",
    ),
    Fact(
        "push_count",
        "count",
        "How often our close date was pushed.",
        ("push_count",),
        phrase="pushes: {number}",
        compared="our close date has{never} been pushed{times}",
    ),
)
