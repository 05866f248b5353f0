"""The open opportunities by stage and age, against the limit of the stage."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, NamedTuple

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.playbook.stages import Stage
from scorecards.report.figures import AgeBand, Ages, StageAges

_NAMED = 150
"""Up to so many opportunities are named one by one; more would be no picture but a cloud."""

_EDGES = tuple(map(Decimal, ("0.5", "1", "1.5", "2", "2.5", "3")))
"""They are counted by halves of the limit; all beyond three times the limit stand together."""


class _Aged(NamedTuple):
    opportunity: str
    days: int
    state: Literal["over", "within", "ruled_over"]


def ages_of(deals: Sequence[DealSummary], index: Index) -> Ages:
    """Tell the ages of open deals by stage; one that was ruled lost or dead is neither over the limit nor within (D14).

    Rulings count up to the day of the snapshot, as the ages do.
    """
    by_stage: dict[str, list[DealSummary]] = {stage.id: [] for stage in index.playbook.stages}
    placed = [deal for deal in deals if deal.stage in by_stage]
    for deal in placed:
        by_stage[deal.stage or ""].append(deal)
    aged = {stage.id: _aged(stage, by_stage[stage.id]) for stage in index.playbook.stages}
    named = sum(map(len, aged.values()))
    known = sum(each.state != "ruled_over" for of_stage in aged.values() for each in of_stage)
    stages = (_stage(stage, by_stage[stage.id], aged[stage.id]) for stage in index.playbook.stages)
    return Ages(
        too_many=named > _NAMED,
        open=len(deals),
        known=known,
        ruled_over=sum(deal.was_over for deal in deals),
        edges=_EDGES,
        without_stage=len(deals) - len(placed),
        stages=tuple(stages if named <= _NAMED else map(_unnamed, stages)),
    )


def _aged(stage: Stage, deals: Sequence[DealSummary]) -> list[_Aged]:
    """Give the deals of a stage whose age is known, the longest there first."""
    found = []
    for deal in deals:
        beyond = deal.days_over_stage_limit
        if beyond is not None:
            state: Literal["over", "within", "ruled_over"] = "over" if beyond > 0 else "within"
            found.append(_Aged(deal.id, stage.max_days + beyond, "ruled_over" if deal.was_over else state))
    return sorted(found, key=lambda each: (-each.days, each.opportunity))


def _stage(stage: Stage, deals: Sequence[DealSummary], aged: Sequence[_Aged]) -> StageAges:
    over, within, ruled_over = (
        tuple(each.opportunity for each in aged if each.state == state) for state in ("over", "within", "ruled_over")
    )
    all_ruled_over = sum(deal.was_over for deal in deals)
    return StageAges(
        stage=stage.id,
        limit=stage.max_days,
        in_working_days=stage.in_working_days,
        over=len(over),
        within=len(within),
        unknown=len(deals) - len(over) - len(within) - all_ruled_over,
        ruled_over=all_ruled_over,
        bands=tuple(_bands(stage, aged)),
        over_ids=over,
        within_ids=within,
        ruled_over_ids=ruled_over,
    )


def _bands(stage: Stage, aged: Sequence[_Aged]) -> Iterator[AgeBand]:
    """Count up to each edge, without those before it, and beyond the last one."""
    counted = [each for each in aged if each.state != "ruled_over"]
    limits = [(Decimal(each.days) / stage.max_days, each.state == "over") for each in counted]
    for after, to in zip((None, *_EDGES), (*_EDGES, None), strict=True):
        found = [over for age, over in limits if (after is None or age > after) and (to is None or age <= to)]
        yield AgeBand(over=found.count(True), others=found.count(False))


def _unnamed(stage: StageAges) -> StageAges:
    return replace(stage, over_ids=(), within_ids=(), ruled_over_ids=())
