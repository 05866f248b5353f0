"""Facts of the present stage's exit criteria and of what is in the way (D17)."""

from collections.abc import Iterator

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.criteria.FACTS`."""
    opportunity = file.opportunity
    if "blocker" in opportunity.model_fields_set:
        yield "has_blocker", opportunity.blocker is not None
    if opportunity.stage is None or "exit_criteria" not in opportunity.model_fields_set:
        return
    criteria = index.stages[opportunity.stage].exit_criteria
    states = [opportunity.exit_criteria.get(criterion.id) for criterion in criteria]
    yield "unmet_criteria", sum(state is not None and state.met == "no" for state in states)
    yield "unclear_criteria", sum(state is None or state.met == "unknown" for state in states)
