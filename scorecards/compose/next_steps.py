"""The open next steps of an opportunity: which two count, what each one serves, and which only wait (D17, D18, D27)."""

from dataclasses import replace
from datetime import date
from typing import Literal

from scorecards.compose.material import Material
from scorecards.compose.quoted_phrases import quoted_in_step
from scorecards.model.snapshot import NextStep, Opportunity
from scorecards.report.deal import CriterionLine
from scorecards.report.values import StepState

_STATES = ("ahead", "overdue", "undated")
_Served = Literal["serves", "met", "other_stage", "nothing"]
_CRITERION: dict[str, Literal["met", "unmet", "unclear"]] = {"yes": "met", "no": "unmet", "unknown": "unclear"}


def next_steps_of(opportunity: Opportunity, material: Material) -> tuple[StepState, ...] | None:
    """Give the open steps, the next real one first; those that only wait come last.

    None where the snapshot does not say whether there are any.
    """
    if "next_steps" not in opportunity.model_fields_set:
        return None
    steps = [
        _step(place, step, opportunity, material)
        for place, step in enumerate(opportunity.next_steps)
        if step.done_on is None
    ]
    soonest = [_soonest(side, steps) for side in ("us", "customer")]
    marked = [replace(step, is_next=True) if any(step is each for each in soonest) else step for step in steps]
    return tuple(sorted(marked, key=_soonest_first))


def criteria_of(opportunity: Opportunity, material: Material) -> tuple[CriterionLine, ...]:
    """Give the exit criteria of the present stage as they stand; none where the snapshot says nothing of any."""
    stage = material.background.stages.get(opportunity.stage or "")
    if stage is None or opportunity.status != "open" or "exit_criteria" not in opportunity.model_fields_set:
        return ()
    lines = []
    for criterion in stage.exit_criteria:
        state = opportunity.exit_criteria.get(criterion.id)
        lines.append(
            CriterionLine(
                criterion=criterion.id,
                text=criterion.criterion,
                state=_CRITERION[state.met] if state else "unclear",
                evidence=state.evidence if state else None,
                on=state.on if state else None,
                line=material.places.line(opportunity.id, "exit_criteria", criterion.id),
            )
        )
    return tuple(lines)


def next_stage_of(opportunity: Opportunity, material: Material) -> str | None:
    """Name the stage that follows the present one; None for the last, and where there is no stage."""
    if opportunity.stage is None:
        return None
    following = material.stage_order[opportunity.stage] + 1
    stages = material.playbook.stages
    return stages[following].id if following < len(stages) else None


def _soonest(side: str, steps: list[StepState]) -> StepState | None:
    real = [step for step in steps if step.side == side and step.due and step.waiting_phrase is None]
    return min(real, key=lambda step: step.due or date.max, default=None)


def _soonest_first(step: StepState) -> tuple[bool, int, date]:
    return (step.waiting_phrase is not None, _STATES.index(step.state), step.due or date.max)


def _step(place: int, step: NextStep, opportunity: Opportunity, material: Material) -> StepState:
    waiting = material.background.waiting.search(step.what)
    line = material.places.line(opportunity.id, "next_steps", place)
    return StepState(
        what=step.what,
        side=step.side,
        owner=material.reps[step.owner].name if step.owner in material.reps else step.owner,
        rep=_rep(step, opportunity, material),
        due=step.due,
        state=_state(step, material),
        waiting_phrase=waiting.group() if waiting else None,
        is_next=False,
        serves=step.serves,
        serves_name=material.criteria[step.serves].criterion if step.serves else None,
        serves_state=_served(step, opportunity, material),
        quoted=quoted_in_step(step.what, line, material),
        line=line,
    )


def _rep(step: NextStep, opportunity: Opportunity, material: Material) -> str | None:
    """Name the rep who does a step of ours: whoever it names, and the opportunity's owner where that is no rep."""
    if step.side == "customer":
        return None
    return material.rep_called(step.owner or "") or opportunity.owner


def _state(step: NextStep, material: Material) -> Literal["ahead", "overdue", "undated"]:
    if step.due is None:
        return "undated"
    return "overdue" if step.due < material.background.as_of else "ahead"


def _served(step: NextStep, opportunity: Opportunity, material: Material) -> _Served | None:
    """Say whether the present stage still needs what a step serves; None where nobody says what it is for (D18)."""
    if "serves" not in step.model_fields_set:
        return None
    if step.serves is None:
        return "nothing"
    stage = material.background.stages.get(opportunity.stage or "")
    if stage is None:
        return None
    if step.serves not in {criterion.id for criterion in stage.exit_criteria}:
        return "other_stage"
    state = opportunity.exit_criteria.get(step.serves)
    return "met" if state and state.met == "yes" else "serves"
