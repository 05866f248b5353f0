"""The exit criteria of the present stage as they stand, and the stage that follows (D17)."""

from typing import Literal

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.report.deal import CriterionLine

_STATES: dict[str, Literal["met", "unmet", "unclear"]] = {"yes": "met", "no": "unmet", "unknown": "unclear"}


def criteria_of(file: OpportunityFile, index: Index) -> tuple[CriterionLine, ...]:
    """Give the exit criteria of the present stage as they stand; none where the snapshot says nothing of any."""
    opportunity = file.opportunity
    stage = index.stages.get(opportunity.stage or "")
    if stage is None or opportunity.status != "open" or "exit_criteria" not in opportunity.model_fields_set:
        return ()
    lines = []
    for criterion in stage.exit_criteria:
        state = opportunity.exit_criteria.get(criterion.id)
        lines.append(
            CriterionLine(
                criterion=criterion.id,
                text=criterion.criterion,
                state=_STATES[state.met] if state else "unclear",
                evidence=state.evidence if state else None,
                on=state.on if state else None,
                line=file.line("exit_criteria", criterion.id),
            )
        )
    return tuple(lines)


def next_stage_of(opportunity: Opportunity, index: Index) -> str | None:
    """Name the stage that follows the present one; None for the last, and where there is no stage."""
    if opportunity.stage is None:
        return None
    following = index.playbook.stage_order[opportunity.stage] + 1
    stages = index.playbook.stages
    return stages[following].id if following < len(stages) else None
