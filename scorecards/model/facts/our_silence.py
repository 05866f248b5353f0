"""Facts of our own silence: what they wrote or asked, and we have not answered (D25)."""

from scorecards.model.facts.fact import Fact

FACTS = (
    Fact(
        "days_they_wait_for_us",
        "days",
        "Days since they last wrote to us (with a question, or with no outcome noted) and heard nothing "
        "back; otherwise 0.",
        ("activities",),
        settled_by="Answer what they asked.",
        phrase="waiting for us for {days}",
        compared="they've been waiting for us for {days}",
    ),
)
