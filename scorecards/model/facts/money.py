"""Facts of money and forecast."""

from typing import get_args

from scorecards.model.facts.fact import Fact, flag
from scorecards.model.snapshot import AmountBasis, ForecastCategory

FACTS = (
    Fact(
        "amount",
        "money",
        "The deal's amount, in the team's currency if a rate is on file.",
        ("amount", "currency"),
        settled_by="Find out the amount, and enter it.",
    ),
    flag(
        "has_amount",
        "an amount above zero is given",
        ("amount",),
        settled_by="Find out the amount, and enter it.",
    ),
    Fact(
        "amount_basis",
        "word",
        "Where the amount comes from.",
        ("amount_basis",),
        words=get_args(AmountBasis),
        settled_by="Say where the amount comes from.",
        compared="the amount is {number}",
    ),
    Fact(
        "forecast_category",
        "word",
        "The deal's forecast category.",
        ("forecast_category",),
        words=get_args(ForecastCategory),
        settled_by="Move it to the forecast category it has earned.",
        compared="its forecast category is {number}",
    ),
)
