"""The open next steps of an opportunity: which two count, what each one serves, and which only wait (D17, D18, D27)."""

from dataclasses import replace
from datetime import date
from typing import Literal

from scorecards.derive.quoted_phrases import quoted_in_step
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import NextStep, Opportunity
from scorecards.report.values import StepState

_STATES = ("ahead", "overdue", "undated")
_Served = Literal["serves", "met", "other_stage", "nothing"]


def open_steps_of(file: OpportunityFile, index: Index) -> tuple[StepState, ...] | None:
    """Give the open steps, the next real one first; those that only wait come last.

    None where the snapshot does not say whether there are any.
    """
    opportunity = file.opportunity
    if "next_steps" not in opportunity.model_fields_set:
        return None
    steps = [
        _step(place, step, file, index) for place, step in enumerate(opportunity.next_steps) if step.done_on is None
    ]
    soonest = [_soonest(side, steps) for side in ("us", "customer")]
    marked = [replace(step, is_next=True) if any(step is each for each in soonest) else step for step in steps]
    return tuple(sorted(marked, key=_soonest_first))


def _soonest(side: str, steps: list[StepState]) -> StepState | None:
    real = [step for step in steps if step.side == side and step.due and step.waiting_phrase is None]
    return min(real, key=lambda step: step.due or date.max, default=None)


def _soonest_first(step: StepState) -> tuple[bool, int, date]:
    return (step.waiting_phrase is not None, _STATES.index(step.state), step.due or date.max)


def _step(place: int, step: NextStep, file: OpportunityFile, index: Index) -> StepState:
    waiting = index.waiting.search(step.what)
    line = file.line("next_steps", place)
    return StepState(
        what=step.what,
        side=step.side,
        owner=step.owner and index.rep_name(step.owner),
        rep=_rep(step, file.opportunity, index),
        due=step.due,
        state=_state(step, file.as_of),
        waiting_phrase=waiting.group() if waiting else None,
        is_next=False,
        serves=step.serves,
        serves_name=index.playbook.criteria[step.serves].criterion if step.serves else None,
        serves_state=_served(step, file.opportunity, index),
        quoted=quoted_in_step(step.what, line, index),
        line=line,
    )


def _rep(step: NextStep, opportunity: Opportunity, index: Index) -> str | None:
    """Name the rep who does a step of ours: whoever it names, and the opportunity's owner where that is no rep."""
    if step.side == "customer":
        return None
    return index.rep_called(step.owner or "") or opportunity.owner


def _state(step: NextStep, as_of: date) -> Literal["ahead", "overdue", "undated"]:
    if step.due is None:
        return "undated"
    return "overdue" if step.due < as_of else "ahead"


def _served(step: NextStep, opportunity: Opportunity, index: Index) -> _Served | None:
    """Say whether the present stage still needs what a step serves; None where nobody says what it is for (D18)."""
    if "serves" not in step.model_fields_set:
        return None
    if step.serves is None:
        return "nothing"
    stage = index.stages.get(opportunity.stage or "")
    if stage is None:
        return None
    if step.serves not in {criterion.id for criterion in stage.exit_criteria}:
        return "other_stage"
    state = opportunity.exit_criteria.get(step.serves)
    return "met" if state and state.met == "yes" else "serves"
