"""Facts of rulings: what the manager decided, and whether it is due for another look (D01, D02)."""

from scorecards.model.facts.fact import Fact, flag
from scorecards.model.vocabulary import RULINGS

FACTS = (
    Fact(
        "rulings",
        "count",
        "Rulings of the manager that stand: made since it was last opened. Always known: none on file is none.",
        (),
        settled_by="Bring it to the manager for a ruling.",
    ),
    Fact(
        "ruling",
        "word",
        "The manager's last ruling; unknown where there is none.",
        (),
        words=tuple(RULINGS),
        settled_by="Bring it to the manager for a ruling.",
    ),
    flag(
        "review_due",
        "the day to look at the last ruling again has come",
        (),
        more=". Always known",
        settled_by="Bring it to the manager for a new ruling.",
    ),
    flag(
        "ruling_says_what_to_do",
        "the manager's last ruling says what is to be done, or on purpose that nothing is",
        (),
        settled_by="Say what is to be done, by whom and by when, or that nothing is.",
    ),
    flag(
        "ruling_names_plan",
        "the manager's last ruling says which plan it weighed, or that it weighed none",
        (),
        settled_by="Say which plan you weighed.",
    ),
    Fact(
        "actions_due",
        "count",
        "What the manager's last ruling asks for and nothing says is done.",
        (),
        settled_by="Do it, and say so in follow_ups.yml.",
        phrase="asked for and not done: {number}",
    ),
    Fact(
        "actions_overdue",
        "count",
        "Of what the manager's last ruling asks for, what is not said to be done and whose day has passed.",
        (),
        settled_by="Do it, and say so in follow_ups.yml.",
        phrase="overdue: {number}",
    ),
    Fact(
        "actions_without_owner_or_day",
        "count",
        "Of what the manager's last ruling asks for and is not done, what does not say whose it is, or by when.",
        (),
        settled_by="Say whose it is and by when.",
    ),
    Fact(
        "days_since_ruling",
        "days",
        "Days since the manager's last ruling.",
        (),
        settled_by="Bring it to the manager for a new ruling.",
        phrase="ruled {days} ago",
    ),
    Fact(
        "days_past_review",
        "days",
        "Days since the day on which the manager was to look again; below zero while ahead.",
        (),
        settled_by="Bring it to the manager for a new ruling.",
        phrase="review {days} overdue",
        phrase_below_zero="review in {days}",
        since="the day to look at the ruling again",
    ),
)
