"""Facts of silence: how it stands with the person who does not answer us (D12, D34)."""

from scorecards.model.facts.fact import Fact

FACTS = (
    Fact(
        "unanswered_attempts",
        "count",
        "Attempts to reach the person who is silent, since that person's last reply: of those tried in vain, whoever "
        "decides, else whoever was tried most. Where no attempt in vain names anybody, all attempts since anybody's "
        "last reply.",
        ("activities",),
        beside=("contacts",),
        phrase="attempts without a reply: {number}",
    ),
    Fact(
        "somebody_else_answers",
        "flag",
        "The person who is silent does not decide, and somebody who decides or speaks for us talked with us in the "
        "last 60 days and has not been tried in vain since.",
        ("activities",),
        beside=("contacts",),
        when_true="somebody else there still answers",
    ),
    Fact(
        "days_since_persons_last_reply",
        "days",
        "Days since the person who is silent last said anything to us; unknown where no reply of theirs is on file.",
        ("activities",),
        beside=("contacts",),
        phrase="their last reply {days} ago",
    ),
    Fact(
        "working_days_since_persons_last_reply",
        "days",
        "Working days since the person who is silent last said anything to us.",
        ("activities",),
        beside=("contacts",),
        phrase="working days since their last reply: {number}",
    ),
    Fact(
        "working_days_since_first_attempt",
        "days",
        "Working days since the first of the attempts that the person who is silent has not answered.",
        ("activities",),
        beside=("contacts",),
        phrase="working days since our first attempt: {number}",
    ),
)
