"""The open opportunities by stage and age, against the limit of the stage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.playbook import Stage
from scorecards.results import Ages, StageAges

_NAMED = 150
"""Up to so many opportunities are named one by one; more would be no picture but a cloud."""

_HALVES = 7
"""Up to three times the limit in halves, and all beyond."""


class _Aged(NamedTuple):
    opportunity: str
    days: int
    is_over: bool


def ages_of(cases: Sequence[Case], material: Material) -> Ages:
    """Tell the ages of open cases by stage; one that was ruled lost or dead is over no limit any more (D14)."""
    by_stage: dict[str, list[Case]] = {stage.id: [] for stage in material.playbook.stages}
    for case in cases:
        by_stage.get(case.opportunity.stage or "", []).append(case)
    aged = {stage.id: _aged(stage, by_stage[stage.id]) for stage in material.playbook.stages}
    known = sum(map(len, aged.values()))
    stages = (_stage(stage, len(by_stage[stage.id]), aged[stage.id]) for stage in material.playbook.stages)
    return Ages(
        too_many=known > _NAMED,
        known=known,
        without_stage=sum(case.opportunity.stage not in by_stage for case in cases),
        stages=tuple(stages if known <= _NAMED else map(_unnamed, stages)),
    )


def _aged(stage: Stage, cases: Sequence[Case]) -> list[_Aged]:
    """Give the cases of a stage whose age is known, the longest there first."""
    found = []
    for case in cases:
        beyond = case.facts.get("days_over_stage_limit")
        if isinstance(beyond, int):
            found.append(_Aged(case.opportunity.id, stage.max_days + beyond, beyond > 0 and not case.is_over))
    return sorted(found, key=lambda each: (-each.days, each.opportunity))


def _stage(stage: Stage, count: int, aged: Sequence[_Aged]) -> StageAges:
    over = tuple(each.opportunity for each in aged if each.is_over)
    within = tuple(each.opportunity for each in aged if not each.is_over)
    halves = Counter(min(_HALVES, max(1, -(-2 * each.days // stage.max_days))) for each in aged)
    return StageAges(
        stage=stage.id,
        limit=stage.max_days,
        in_working_days=stage.in_working_days,
        over=len(over),
        within=len(within),
        unknown=count - len(aged),
        halves=tuple(halves[number] for number in range(1, _HALVES + 1)),
        over_ids=over,
        within_ids=within,
    )


def _unnamed(stage: StageAges) -> StageAges:
    return replace(stage, over_ids=(), within_ids=())
