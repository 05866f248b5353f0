"""The forecast: what stands in each category, and how much of it has been earned."""

from dataclasses import dataclass

from scorecards.model.snapshot import ForecastCategory
from scorecards.report.values import Sum


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """The open opportunities of one forecast category; ``category`` is None for those that stand in none.

    ``earned`` are those that are qualified and pass every check on the forecast that applies to them, ``not_earned``
    those that are not, or that fail one or have it waived (D10, D11); of the rest, ``unknown``, the snapshot does not
    say.
    """

    category: ForecastCategory | None
    total: Sum
    earned: Sum
    not_earned: Sum
    unknown: Sum
