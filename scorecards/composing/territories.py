"""Accounts and territories, each with its opportunities and its plan (D05, D06)."""

from collections.abc import Sequence

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.results import AccountLine, TerritoryLine


def account_lines(cases: Sequence[Case], material: Material) -> tuple[AccountLine, ...]:
    """Give each account that has an open opportunity or a plan, the strategic ones first."""
    return ()


def territory_lines(cases: Sequence[Case], material: Material) -> tuple[TerritoryLine, ...]:
    """Give each territory with its open opportunities."""
    return ()
