"""The forecast by category, in the order in which sales commits: commit, best case, pipeline, omitted, none."""

from collections.abc import Sequence
from typing import Final

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.snapshot import ForecastCategory
from scorecards.report.forecast import ForecastLine
from scorecards.report.sums import total_of

CATEGORIES: Final[tuple[ForecastCategory | None, ...]] = ("commit", "best_case", "pipeline", "omitted", None)


def forecast_lines(deals: Sequence[DealSummary], index: Index) -> tuple[ForecastLine, ...]:
    """Add up open deals by forecast category, those that have any; none at all where nobody forecasts."""
    if not any(deal.forecast_category for deal in deals):
        return ()
    on_forecast = frozenset(check for check, facts in index.playbook.facts_read.items() if "forecast_category" in facts)
    lines = (_line(category, deals, on_forecast, index) for category in CATEGORIES)
    return tuple(line for line in lines if line.total.count)


def _line(
    category: ForecastCategory | None, deals: Sequence[DealSummary], on_forecast: frozenset[str], index: Index
) -> ForecastLine:
    inside = [deal for deal in deals if deal.forecast_category == category]
    earned: dict[bool | None, list[DealSummary]] = {True: [], False: [], None: []}
    for deal in inside:
        earned[_has_earned(deal, on_forecast)].append(deal)
    return ForecastLine(
        category=category,
        total=total_of(inside, index.team),
        earned=total_of(earned[True], index.team),
        not_earned=total_of(earned[False], index.team),
        unknown=total_of(earned[None], index.team),
    )


def _has_earned(deal: DealSummary, on_forecast: frozenset[str]) -> bool | None:
    """Tell whether a deal has earned its category; None where nobody knows.

    What its manager waives is not earned: it is let pass, and the evidence is still missing.
    """
    if deal.qualified is False or on_forecast.intersection((*deal.findings.failed, *deal.findings.waived)):
        return False
    return None if deal.qualified is None or on_forecast.intersection(deal.findings.unknown) else True
