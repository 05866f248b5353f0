"""The team at a glance: managers with their reps, stages with their opportunities."""

from collections import Counter
from collections.abc import Sequence

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.team import Team
from scorecards.report.review import CrmStageLine, ManagerLine, StageLine
from scorecards.report.sums import total_of


def manager_lines(team: Team) -> tuple[ManagerLine, ...]:
    """Give each manager with the reps whose own manager that is, in the order of team.yml."""
    return tuple(
        ManagerLine(
            manager=manager.id,
            name=manager.name,
            reps=tuple(rep.id for rep in team.reps if rep.manager == manager.id),
        )
        for manager in team.managers
    )


def stage_lines(cases: Sequence[DealSummary], index: Index) -> tuple[StageLine, ...]:
    """Count the open opportunities of each stage, and how many of them are over the stage's limit."""
    lines = []
    for stage in index.playbook.stages:
        inside = [case for case in cases if case.stage == stage.id]
        known = [case for case in inside if case.is_age_known]
        over = [case.days_over_stage_limit or 0 for case in known if not case.is_over]
        lines.append(
            StageLine(
                stage=stage.id,
                total=total_of(inside, index.team),
                over_limit=sum(days > 0 for days in over),
                age_known=len(known),
            )
        )
    return tuple(lines)


def crm_stage_lines(cases: Sequence[DealSummary], index: Index) -> tuple[CrmStageLine, ...]:
    """Count the open opportunities by the CRM's own word for the stage, where the snapshot keeps it."""
    counts = Counter((case.stage, case.crm_stage) for case in cases if case.crm_stage and case.stage)
    ordered = sorted(counts.items(), key=lambda item: (index.playbook.stage_order[item[0][0] or ""], item[0][1] or ""))
    return tuple(CrmStageLine(crm_stage=word or "", stage=stage or "", count=count) for (stage, word), count in ordered)
