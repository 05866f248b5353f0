"""Facts of the people on their side (D23, D38)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "people_known",
        "count",
        "People known on their side.",
        ("contacts",),
        settled_by="Get to know one more person there.",
        phrase="people known: {number}",
    ),
    Fact(
        "people_known_in_account",
        "count",
        "People known at the account, on this deal or on others of it.",
        ("contacts",),
        beside=("account",),
        settled_by="Get to know one more person there.",
        phrase="people known at the account: {number}",
    ),
    flag(
        "said_no_before",
        "somebody on their side turned us down on another deal of the account",
        ("contacts", "account"),
        more=": they declined it, or gave the reason why it was lost",
    ),
    Fact(
        "champions",
        "count",
        "People who speak for us on their side.",
        ("contacts",),
        beside=("answers",),
        settled_by="Find the person there who speaks for us.",
    ),
    Fact(
        "economic_buyers",
        "count",
        "People known to say yes to the money: those with that role, or, where nobody has it, those who decide.",
        ("contacts",),
        beside=("answers",),
        settled_by="Find out who the economic buyer is.",
    ),
    Fact(
        "talks_with_economic_buyer",
        "count",
        "Talks with somebody who holds the budget or decides.",
        ("contacts", "activities"),
        settled_by="Talk with the economic buyer.",
        phrase="talks with them: {number}",
    ),
    Fact(
        "setbacks_without_the_decider",
        "count",
        "Setbacks of the last 90 days told by somebody who does not decide, while nobody who does has talked with us.",
        ("contacts", "activities"),
    ),
    Fact(
        "champion_deeds",
        "count",
        "What those who speak for us did in the last 60 days: they came to us, agreed something that moved it, or did "
        "a step of theirs; unknown where nobody is known to speak for us.",
        ("contacts", "activities"),
        beside=("next_steps", "buying_plan", "answers"),
        settled_by="Ask the person who speaks for us for something that only they can do.",
        phrase="what they did for us: {number}",
    ),
    flag(
        "sponsor_left",
        "the person who spoke for us, or who decides, is noted as having left, and nobody else there has that part",
        ("contacts",),
        settled_by="Find out who has taken that part over.",
    ),
    Fact("people_with_rapport", "count", "People on their side who speak openly with us.", ("contacts",)),
)
