"""Facts of the account and its territory: the plans that bring strategy in (D06)."""

from scorecards.model.facts.fact import flag

FACTS = (
    flag("has_account", "the account is named", ("account",), settled_by="Enter the account."),
    flag("account_is_strategic", "the account is strategic", ("account",)),
    flag(
        "has_account_plan",
        "an account plan is on file",
        ("account",),
        settled_by="Write half a page on what you want in this account.",
    ),
    flag(
        "account_plan_written_after_stall",
        "the account plan was written after the deal passed its stage limit",
        ("account", "stage_entered_on"),
    ),
    flag(
        "account_plan_review_overdue",
        "the account plan is overdue for review",
        ("account",),
        settled_by="Set the account plan's next review date.",
    ),
    flag(
        "has_territory_plan",
        "a territory plan for this account is on file",
        ("account",),
        settled_by="Write down what you want in this territory.",
    ),
    flag(
        "territory_plan_review_overdue",
        "the account's territory plan is overdue for review",
        ("account",),
        settled_by="Set the territory plan's next review date.",
    ),
    flag(
        "territory_is_realigned",
        "the account's territory was redrawn after the opportunity was opened",
        ("account", "created_on"),
    ),
)
