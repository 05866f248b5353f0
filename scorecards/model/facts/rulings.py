"""Facts of rulings: what the manager decided, and whether it is due for another look (D01, D02)."""

from scorecards.model.facts.fact import Fact, flag
from scorecards.model.vocabulary import RULINGS

FACTS = (
    Fact(
        "rulings",
        "count",
        "Manager decisions in force: those made since the deal was last opened. Always known: with none "
        "on file, it's 0.",
        (),
        settled_by="Bring it to the manager for a decision.",
        compared="there [is|are] {count} manager [decision|decisions]",
    ),
    Fact(
        "ruling",
        "word",
        "The manager's latest decision; unknown if there's none.",
        (),
        words=tuple(RULINGS),
        settled_by="Bring it to the manager for a decision.",
        compared="the latest manager decision is {number}",
    ),
    flag(
        "review_due",
        "the latest manager decision is due for review",
        (),
        more=". Always known",
        settled_by="Bring it to the manager for a new decision.",
    ),
    flag(
        "ruling_says_what_to_do",
        "the latest manager decision says what to do, or that there's nothing to do",
        (),
        settled_by="Say what to do, who does it and by when, or that there's nothing to do.",
    ),
    flag(
        "ruling_names_plan",
        "the latest manager decision says which plan was weighed, or that none was",
        (),
        settled_by="Say which plan you weighed.",
    ),
    Fact(
        "actions_due",
        "count",
        "Actions from the latest manager decision not recorded as done.",
        (),
        settled_by="Do it, and record it in follow_ups.yml.",
        phrase="actions not done: {number}",
        compared="{count} of the manager's actions [is|are] not done",
    ),
    Fact(
        "actions_overdue",
        "count",
        "Overdue actions from the latest manager decision not recorded as done.",
        (),
        settled_by="Do it, and record it in follow_ups.yml.",
        phrase="overdue: {number}",
        compared="{count} of the manager's actions [is|are] overdue",
    ),
    Fact(
        "actions_without_owner_or_day",
        "count",
        "Open actions from the latest manager decision with no owner or no due date.",
        (),
        settled_by="Say who does it and by when.",
        compared="there [is|are] {count} manager [action|actions] without an owner or a date",
    ),
    Fact(
        "days_since_ruling",
        "days",
        "Days since the latest manager decision.",
        (),
        settled_by="Bring it to the manager for a new decision.",
        phrase="decided {days} ago",
        compared="the latest decision was {days} ago",
    ),
    Fact(
        "days_past_review",
        "days",
        "Days since the review date; negative until it comes.",
        (),
        settled_by="Bring it to the manager for a new decision.",
        phrase="review {days} overdue",
        phrase_below_zero="review in {days}",
        since="the review date",
    ),
)
