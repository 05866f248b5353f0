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
        phrase="to be looked at {days} ago",
        phrase_below_zero="to be looked at in {days}",
        since="the day to look at the ruling again",
    ),
)
