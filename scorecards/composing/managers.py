"""A manager's page: what waits for a ruling, the reps, and what came of earlier rulings (D01 to D06)."""

from collections.abc import Sequence

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.results import Gone, ManagerPage, Scorecard


def manager_pages(
    cases: Sequence[Case], cards: Sequence[Scorecard], gone: Sequence[Gone], material: Material
) -> tuple[ManagerPage, ...]:
    """Put the page of each manager together, in the order of team.yml."""
    return ()
