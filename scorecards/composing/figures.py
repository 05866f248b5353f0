"""The team's figures, from all snapshots: of deals and stages, never of a person (D14, D19)."""

from collections.abc import Sequence

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.results import Figures, Pick, PickFigure, Spread


def figures_of(cases: Sequence[Case], picks: Sequence[Pick], material: Material) -> Figures:
    """Count what became of opportunities, and how long it took."""
    nobody = Spread(0, None, None, None)
    return Figures(
        material.playbook.scoring.figures_need, (), (), (), 0, PickFigure(0, 0, 0, 0, 0, 0, 0, 0), (0, 0), nobody
    )
