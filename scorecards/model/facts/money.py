"""Facts of money and forecast."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "amount",
        "money",
        "What it is worth, in the team's currency where a rate is on file.",
        ("amount", "currency"),
        settled_by="Find out what it is worth, and enter it.",
    ),
    flag(
        "has_amount",
        "an amount above zero is given",
        ("amount",),
        settled_by="Find out what it is worth, and enter it.",
    ),
    Fact(
        "amount_basis",
        "word",
        "Where the amount comes from.",
        ("amount_basis",),
        words=("quoted", "estimate", "list_price"),
        settled_by="Say where the amount comes from.",
    ),
    Fact(
        "forecast_category",
        "word",
        "The forecast that it stands in.",
        ("forecast_category",),
        words=("pipeline", "best_case", "commit", "omitted"),
        settled_by="Move it to the forecast that it has earned.",
    ),
)
