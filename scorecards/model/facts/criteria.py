"""Facts of exit criteria, of the present stage and of those before, and of what is in the way (D17, D18)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "unmet_criteria",
        "count",
        "Exit criteria of the present stage that are known not to be met.",
        ("stage", "exit_criteria"),
        settled_by="Bring about what the stage still needs.",
    ),
    Fact(
        "unclear_criteria",
        "count",
        "Exit criteria of the present stage of which nobody has said whether they are met.",
        ("stage", "exit_criteria"),
        settled_by="Ask which exit criteria of the stage are met.",
        phrase="criteria not clear: {number}",
    ),
    Fact(
        "earlier_criteria_unmet",
        "count",
        "Exit criteria of earlier stages that are known not to be met.",
        ("stage", "exit_criteria"),
        settled_by="Bring about what an earlier stage still needs.",
        phrase="earlier criteria not met: {number}",
    ),
    flag(
        "blocker_is_ours",
        "what keeps the customer from the next step lies with us",
        ("blocker",),
        settled_by="Clear what is in the way on our side.",
    ),
    flag(
        "has_blocker",
        "it is said what keeps the customer from the next step",
        ("blocker",),
        settled_by="Ask what keeps them from the next step.",
    ),
)
