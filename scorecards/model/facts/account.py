"""Facts of the account and its territory: the plans that bring strategy in (D06)."""

from scorecards.model.facts.fact import flag

FACTS = (
    flag("has_account", "the company is named", ("account",), settled_by="Enter the company."),
    flag("account_is_strategic", "the account is a strategic one", ("account",)),
    flag(
        "has_account_plan",
        "an account plan is on file",
        ("account",),
        settled_by="Write half a page on what we want in this account.",
    ),
    flag(
        "account_plan_written_after_stall",
        "the account plan was written after the stage's limit had passed",
        ("account", "stage_entered_on"),
    ),
    flag(
        "account_plan_review_overdue",
        "the day for a review of the account plan has passed",
        ("account",),
        settled_by="Give the account plan a day for its next review.",
    ),
    flag(
        "has_territory_plan",
        "a plan for the account's territory is on file",
        ("account",),
        settled_by="Write down what we want in this territory.",
    ),
    flag(
        "territory_plan_review_overdue",
        "the day for a review of the plan for the account's territory has passed",
        ("account",),
        settled_by="Give the territory plan a day for its next review.",
    ),
    flag(
        "territory_is_realigned",
        "the account's territory has been redrawn since the opportunity was opened",
        ("account", "created_on"),
    ),
)
