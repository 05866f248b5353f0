"""Findings by check and by whose opportunities they are on: where many have the same to mend."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from scorecards.compose.deal_summary import DealSummary
from scorecards.compose.finding_groups import finding_groups
from scorecards.index.index import Index
from scorecards.report.figures import Matrix, MatrixCell, MatrixRow
from scorecards.report.scorecard import FindingGroup

_ROWS = 12


def matrix_by_rep(deals: Sequence[DealSummary], reps: Mapping[str, str], index: Index) -> Matrix:
    """Count the findings on open deals by rep; ``reps`` are the names of those who have a column, by id."""
    return _matrix("rep", _columns(deals, {rep: rep for rep in reps}), reps, index)


def matrix_by_manager(deals: Sequence[DealSummary], index: Index) -> Matrix:
    """Count the findings on open deals by the manager whose reps they are of: the team's figures name no rep."""
    team = index.team
    names = {manager.id: manager.name for manager in team.managers}
    led_by = {rep.id: rep.manager for rep in team.reps if rep.manager}
    return _matrix("manager", _columns(deals, led_by), names, index)


def _columns(deals: Sequence[DealSummary], column_of: Mapping[str, str]) -> dict[str, list[DealSummary]]:
    """Put deals into the columns of their owners; those of nobody who has one are left out."""
    found: dict[str, list[DealSummary]] = {column: [] for column in column_of.values()}
    for deal in deals:
        if deal.owner in column_of:
            found[column_of[deal.owner]].append(deal)
    return found


def _matrix(
    by: Literal["rep", "manager"], columns: Mapping[str, list[DealSummary]], names: Mapping[str, str], index: Index
) -> Matrix:
    """Put the matrix together: what fails most first, of equals the heaviest, and what tells little last."""
    groups = finding_groups([deal for column in columns.values() for deal in column], index)
    shown = sorted(groups, key=lambda group: (group.tells_little, -group.tally.failed))
    ordered = sorted(names, key=lambda column: (names[column].casefold(), column))
    return Matrix(
        by=by,
        columns=tuple(ordered),
        rows=tuple(_row(group, ordered, columns) for group in shown[:_ROWS]),
        rest=len(shown[_ROWS:]),
    )


def _row(group: FindingGroup, ordered: Sequence[str], columns: Mapping[str, list[DealSummary]]) -> MatrixRow:
    return MatrixRow(
        check=group.check,
        failed=group.tally.failed,
        known=group.tally.known,
        unknown=group.tally.unknown,
        cells=tuple(_cell(group.check, column, columns.get(column, [])) for column in ordered),
    )


def _cell(check: str, column: str, deals: Sequence[DealSummary]) -> MatrixCell:
    outcomes = list(_outcomes(check, deals))
    failed, unknown = outcomes.count("fail"), outcomes.count("unknown")
    return MatrixCell(column, failed, failed + outcomes.count("pass"), unknown)


def _outcomes(check: str, deals: Sequence[DealSummary]) -> Iterator[str]:
    """Give how a check comes out, but where it rests."""
    return (deal.findings.outcomes.get(check, "not_applicable") for deal in deals if check not in deal.findings.resting)
