"""Facts of exit criteria, of the present stage and of those before, and of what is in the way (D17, D18)."""

from collections.abc import Iterator, Mapping
from typing import Literal

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.playbook.stages import Criterion
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value

Met = Literal["yes", "no", "unknown"]


def facts(file: OpportunityFile, others: Mapping[str, Value], index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.criteria.FACTS`; ``others`` are the facts of all other parts."""
    opportunity = file.opportunity
    if "blocker" in opportunity.model_fields_set:
        yield "has_blocker", opportunity.blocker is not None
    if opportunity.blocker and opportunity.blocker.whose:
        yield "blocker_is_ours", opportunity.blocker.whose == "us"
    if opportunity.stage is None or "exit_criteria" not in opportunity.model_fields_set:
        return
    states = [met(each, opportunity, others) for each in index.stages[opportunity.stage].exit_criteria]
    yield "unmet_criteria", states.count("no")
    yield "unclear_criteria", states.count("unknown")
    earlier = index.earlier_criteria[opportunity.stage]
    yield "earlier_criteria_unmet", sum(met(each, opportunity, others) == "no" for each in earlier)


def met(criterion: Criterion, opportunity: Opportunity, known: Mapping[str, Value]) -> Met:
    """Say whether an exit criterion is met: as the opportunity says, else as the fact does that tells it."""
    state = opportunity.exit_criteria.get(criterion.id)
    if state is not None and state.met != "unknown":
        return state.met
    if criterion.told_by is None or criterion.told_by not in known:
        return "unknown"
    return "yes" if known[criterion.told_by] else "no"


def denied_by_criteria(opportunity: Opportunity, known: Mapping[str, Value], index: Index) -> dict[str, Value]:
    """Give the flags that no field tells and that cannot be true, since a criterion is known not to be met."""
    states = opportunity.exit_criteria
    unmet = [each for each in index.needed_criteria if each.id in states and states[each.id].met == "no"]
    return {fact: False for each in unmet for fact in each.needed_for if fact not in known}
