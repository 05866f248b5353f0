"""Facts of the people on their side (D23, D38)."""

from scorecards.model.facts.fact import Fact

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
        "champions",
        "count",
        "People who speak for us on their side.",
        ("contacts",),
        settled_by="Find the person there who speaks for us.",
    ),
    Fact(
        "economic_buyers",
        "count",
        "People known to hold the budget or to decide.",
        ("contacts",),
        settled_by="Find out who decides the money.",
    ),
    Fact(
        "talks_with_economic_buyer",
        "count",
        "Talks with somebody who holds the budget or decides.",
        ("contacts", "activities"),
        settled_by="Talk with the person who decides the money.",
        phrase="talks with them: {number}",
    ),
    Fact(
        "setbacks_without_the_decider",
        "count",
        "Setbacks in the last 90 days that somebody told who does not decide, while nobody who does has talked with us.",
        ("contacts", "activities"),
    ),
    Fact("people_with_rapport", "count", "People on their side who speak openly with us.", ("contacts",)),
)
