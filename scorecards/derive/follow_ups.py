"""Whether what a manager asked for is done: by exact links alone, never by likeness (D04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scorecards.index.index import Index
from scorecards.model.rulings import Action, FollowUp, Ruling
from scorecards.model.snapshot import NextStep, Opportunity
from scorecards.report.interventions import ActionState
from scorecards.report.values import Located, Place, Told


@dataclass(frozen=True, slots=True)
class Deed:
    """What may tell that something was done: the deal as a snapshot holds it at ``place``, and what was said of it.

    ``opportunity`` is None where the snapshot is not at hand: then only ``follow_ups`` can tell.
    """

    opportunity: Opportunity | None
    place: Place | None
    follow_ups: Sequence[Located[FollowUp]]


def action_states(
    ruling: Ruling, deed: Deed, index: Index, *, until: date = date.max, stands: bool = True
) -> tuple[ActionState, ...]:
    """Give what a ruling asks for, each with whether it is done.

    ``until`` is the day of the next ruling.  What a ruling asked for that does not stand any more is not due any more.
    """
    return tuple(_state(key, action, ruling, deed, index, until, stands=stands) for key, action in ruling.actions())


def _state(  # noqa: PLR0913, PLR0917 - one action among what it is held against
    key: str, action: Action, ruling: Ruling, deed: Deed, index: Index, until: date, *, stands: bool
) -> ActionState:
    word = next((each for each in reversed(deed.follow_ups) if each.value.action == key), None)
    done_on, told_by = (word.value.done_on, word.place) if word else (None, None)
    step = _done_step(key, deed.opportunity)
    if step and done_on is None and (word is None or word.value.on <= step):
        done_on, told_by = step, deed.place
    is_due = stands and deed.opportunity is not None and deed.opportunity.status == "open"
    late = _days_late(action, index.as_of) if is_due and not done_on else None
    return ActionState(
        key=key,
        what=action.what,
        who=action.who,
        who_name=_name(action, ruling, deed.opportunity, index),
        by=action.by,
        days_overdue=late,
        state="done" if done_on else "untold" if not is_due else "overdue" if late else "open",
        done_on=done_on,
        outcome=word.value.outcome if word and told_by is word.place else None,
        told_by=told_by,
        since=None if done_on else _last_contact(deed.opportunity, ruling.on, until),
    )


def _done_step(key: str, opportunity: Opportunity | None) -> date | None:
    """Give the last day on which a step was done that names the action."""
    steps: tuple[NextStep, ...] = opportunity.next_steps if opportunity else ()
    return max((each.done_on for each in steps if each.serves_action == key and each.done_on), default=None)


def _days_late(action: Action, as_of: date) -> int | None:
    return (as_of - action.by).days if action.by and action.by < as_of else None


def _name(action: Action, ruling: Ruling, opportunity: Opportunity | None, index: Index) -> str | None:
    if action.who == "manager":
        return index.managers[ruling.by].name
    if action.who == "colleague":
        return "a colleague"
    return index.rep_name(opportunity.owner) if action.who and opportunity else action.who


def _last_contact(opportunity: Opportunity | None, after: date, until: date) -> Told | None:
    """Give the last contact after a ruling, up to the day of the next one."""
    talks = opportunity.activities if opportunity else ()
    last = max((each for each in talks if after < each.on <= until), key=lambda each: each.on, default=None)
    return Told("activities", last.kind, last.note, last.contact, last.on, None) if last else None
