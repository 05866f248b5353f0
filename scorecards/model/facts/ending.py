"""Facts of how it ended or seems to end, and of another look later (D35, D36, D40)."""

from typing import get_args

from scorecards.model.facts.fact import Fact, flag
from scorecards.model.snapshot import Claimed, Ending

FACTS = (
    Fact(
        "ended",
        "word",
        "How it ended, or seems to have ended.",
        ("ended",),
        words=get_args(Ending),
        compared="its outcome is {number}",
    ),
    Fact(
        "claim",
        "word",
        "What the rep calls it.",
        ("claim",),
        words=get_args(Claimed),
        compared="the rep calls it {number}",
    ),
    flag(
        "said_to_have_gone",
        "the CRM or the rep says they went silent or called it off",
        ("ended", "claim"),
        more=". Always known: with nothing on file, nobody says so",
    ),
    flag(
        "vanished_on_record",
        "they're said to have gone silent, and nothing on record says otherwise",
        ("ended", "claim", "activities"),
        more=". Always known",
    ),
    flag(
        "said_to_stall",
        "the rep calls it stalled",
        ("claim",),
        more=". Always known: with no rep view on file, the rep doesn't",
    ),
    flag(
        "said_to_be_lost",
        "the rep calls it lost",
        ("claim",),
        more=". Always known: with no rep view on file, the rep doesn't",
    ),
    flag(
        "forecast_though_gone",
        "it's marked lost or gone dark, but it's still in the forecast with a future close date",
        ("ended", "claim", "forecast_category", "close_date"),
        more=". False if nobody has marked it so",
        settled_by="Take it out of the forecast.",
    ),
    flag(
        "yes_on_file",
        "the date of a yes is on file",
        ("verbal_yes_on",),
        more=". Always known: with no date, there's none",
    ),
    flag("has_verbal_yes", "they have said yes", ("verbal_yes_on",)),
    Fact(
        "days_since_verbal_yes",
        "days",
        "Days since they said yes without signing.",
        ("verbal_yes_on",),
        phrase="their yes {days} ago",
        compared="their yes was {days} ago",
    ),
    flag(
        "signed",
        "the signing date is on file",
        ("signed_on",),
        settled_by="Get the signature, and enter its date.",
    ),
    flag(
        "has_loss_reason",
        "a reason for the outcome is on file",
        ("loss_reason",),
        settled_by="Ask them what decided it.",
    ),
    flag(
        "has_loss_cause",
        "one of the playbook's causes is named for the outcome",
        ("loss_reason",),
        settled_by="Ask a telling question, and name the cause once there's a sign of it.",
    ),
    flag(
        "loss_reason_from_buyer",
        "the buyer gave the reason",
        ("loss_reason",),
        settled_by="Ask them for the reason, without selling anything.",
    ),
    flag(
        "has_wake",
        "a date, an event or a person's move is named for re-engaging",
        ("wake",),
        settled_by="Set a date or an event for re-engaging.",
    ),
    Fact(
        "days_past_wake",
        "days",
        "Days since the re-engage date; negative until it comes.",
        ("wake",),
        settled_by="Check back in, and set a new date if it's still too early.",
        since="the re-engage date",
    ),
    flag(
        "time_to_wake",
        "the re-engage date has come, or the person you're watching has left or changed roles",
        ("wake", "contacts"),
        more="; unknown if only an event is named",
        settled_by="Check back in, and set a new date if it's still too early.",
    ),
    flag(
        "was_restarted",
        "another opportunity restarts this one",
        ("restarted_from",),
        more=". Always known: unless one says so, none does",
    ),
    flag("final", "this company can never become a customer", ("final",), settled_by="Say whether it's final."),
)
