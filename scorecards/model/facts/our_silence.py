"""Facts of our own silence: what they wrote or asked, and we have not answered (D25)."""

from scorecards.model.facts.fact import Fact

FACTS = (
    Fact(
        "days_they_wait_for_us",
        "days",
        "Days since they last wrote of their own accord, where no contact of ours followed; 0 where one did.",
        ("activities",),
        settled_by="Answer what they asked.",
        phrase="they have waited {days}",
    ),
)
