"""Facts of exit criteria, of the present stage and of those before, and of what is in the way (D17, D18)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "unmet_criteria",
        "count",
        "Exit criteria of the current stage known to be unmet.",
        ("stage", "exit_criteria"),
        settled_by="Get done what the stage still needs.",
        compared="{count} exit [criterion|criteria] of this stage [is|are] unmet",
    ),
    Fact(
        "unclear_criteria",
        "count",
        "Exit criteria of the current stage where nobody has said whether they're met.",
        ("stage", "exit_criteria"),
        settled_by="Ask which exit criteria of the stage are met.",
        phrase="unclear criteria: {number}",
        compared="{count} exit [criterion|criteria] of this stage [is|are] unclear",
    ),
    Fact(
        "earlier_criteria_unmet",
        "count",
        "Exit criteria of earlier stages known to be unmet.",
        ("stage", "exit_criteria"),
        settled_by="Get done what an earlier stage still needs.",
        phrase="earlier criteria unmet: {number}",
        compared="{count} exit [criterion|criteria] of earlier stages [is|are] unmet",
    ),
    flag(
        "blocker_is_ours",
        "what holds up the customer's next step is on our side",
        ("blocker",),
        settled_by="Clear the blocker on our side.",
    ),
    flag(
        "has_blocker",
        "the record shows what holds up the customer's next step",
        ("blocker",),
        settled_by="Ask what's holding up their next step.",
    ),
)
