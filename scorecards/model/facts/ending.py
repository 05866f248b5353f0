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
    ),
    Fact(
        "claim",
        "word",
        "What the rep calls it.",
        ("claim",),
        words=get_args(Claimed),
    ),
    flag(
        "said_to_have_gone",
        "the CRM or the rep says that they vanished or called it off",
        ("ended", "claim"),
        more=". Always known: nobody says so where both are silent",
    ),
    flag(
        "vanished_on_record",
        "they are said to have vanished, and the record does not say otherwise",
        ("ended", "claim", "activities"),
        more=". Always known",
    ),
    flag(
        "said_to_stall",
        "the rep calls it stalled",
        ("claim",),
        more=". Always known: the rep does not where there is no claim",
    ),
    flag(
        "said_to_be_lost",
        "the rep calls it lost",
        ("claim",),
        more=". Always known: the rep does not where there is no claim",
    ),
    flag(
        "forecast_though_gone",
        "it is said to have gone or to be lost, and still counts in the forecast of a day that lies ahead",
        ("ended", "claim", "forecast_category", "close_date"),
        more=". Known not to be where nobody says that it has gone",
        settled_by="Take it out of the forecast.",
    ),
    flag(
        "yes_on_file",
        "the day of a yes is on file",
        ("verbal_yes_on",),
        more=". Always known: none is where there is no day",
    ),
    flag("has_verbal_yes", "they have said yes", ("verbal_yes_on",)),
    Fact(
        "days_since_verbal_yes",
        "days",
        "Days since they said yes without signing.",
        ("verbal_yes_on",),
        phrase="their yes {days} ago",
    ),
    flag(
        "signed",
        "the day of the signature is given",
        ("signed_on",),
        settled_by="Get the signature, and enter its day.",
    ),
    flag("has_loss_reason", "a reason for the end is given", ("loss_reason",), settled_by="Ask them what decided it."),
    flag(
        "has_loss_cause",
        "one of the playbook's causes is named for the end",
        ("loss_reason",),
        settled_by="Ask a telling question, and name the cause once something shows it.",
    ),
    flag(
        "loss_reason_from_buyer",
        "the buyer gave the reason",
        ("loss_reason",),
        settled_by="Ask them for the reason, with nothing to sell.",
    ),
    flag(
        "has_wake",
        "a day, an event or a person's change is named for another look",
        ("wake",),
        settled_by="Set a day or an event for another look.",
    ),
    Fact(
        "days_past_wake",
        "days",
        "Days since the day for another look; below zero while it lies ahead.",
        ("wake",),
        settled_by="Look again, and set a new day if it is still too early.",
        since="the day for another look",
    ),
    flag(
        "time_to_wake",
        "the day for another look has come, or the person who is watched has left or changed role",
        ("wake", "contacts"),
        more="; unknown where only an event in words is named",
        settled_by="Look again, and set a new day if it is still too early.",
    ),
    flag(
        "was_restarted",
        "another opportunity starts this one over",
        ("restarted_from",),
        more=". Always known: none does where none says so",
    ),
    flag("final", "this customer can never become one", ("final",), settled_by="Say whether it is final."),
)
