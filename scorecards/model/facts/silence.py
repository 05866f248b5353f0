"""Facts of silence: how it stands with the person who does not answer us (D12, D34)."""

from scorecards.model.facts.fact import Fact

FACTS = (
    Fact(
        "unanswered_attempts",
        "count",
        "Attempts to reach the silent person since their last reply. Of those who didn't answer, that's "
        "the decision maker, or else whoever we tried most. If no unanswered attempt names anybody, all "
        "attempts since anybody's last reply count.",
        ("activities",),
        beside=("contacts",),
        phrase="unanswered attempts: {number}",
        compared="there [is|are] {count} unanswered [attempt|attempts]",
    ),
    Fact(
        "somebody_else_answers",
        "flag",
        "The silent person isn't a decision maker, and a decision maker or champion talked with us in "
        "the last 60 days and hasn't left an attempt unanswered since.",
        ("activities",),
        beside=("contacts",),
        when_true="somebody else there still answers",
    ),
    Fact(
        "days_since_persons_last_reply",
        "days",
        "Days since the silent person last said anything to us; unknown if no reply is on file.",
        ("activities",),
        beside=("contacts",),
        phrase="their last reply {days} ago",
        compared="the silent person last replied {days} ago",
    ),
    Fact(
        "working_days_since_persons_last_reply",
        "days",
        "Working days since the silent person last said anything to us.",
        ("activities",),
        beside=("contacts",),
        phrase="working days since their last reply: {number}",
        compared="the silent person last replied {days} ago",
    ),
    Fact(
        "working_days_since_first_attempt",
        "days",
        "Working days since the first attempt the silent person hasn't answered.",
        ("activities",),
        beside=("contacts",),
        phrase="working days since our first attempt: {number}",
        compared="our first unanswered attempt was {days} ago",
    ),
)
