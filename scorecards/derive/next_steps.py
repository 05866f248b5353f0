"""Facts of the next steps: who does what by when, and whether it is more than waiting (D27, D28)."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from scorecards.derive.counts import certain, filled_in
from scorecards.derive.named_people import is_among_us
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.snapshot import NextStep, Opportunity
from scorecards.report.values import Value

_SOON = 30
"""Days within which the next meeting is to be."""
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})
"""What may stand before a name, and names nobody."""
_NO_LETTERS = re.compile(r"[^\w]+")


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.next_steps.FACTS`."""
    opportunity = file.opportunity
    yield from _phrases(opportunity, index)
    if "next_steps" not in opportunity.model_fields_set:
        yield "without_next_step", False
        return
    steps = [step for step in opportunity.next_steps if step.done_on is None]
    real = [step for step in steps if not index.waiting.search(step.what)]
    ours = [step for step in real if step.side == "us"]
    theirs = [step for step in real if step.side == "customer"]
    yield "without_next_step", all(_has_day(step) is False for step in real)
    yield "our_next_steps", certain(map(_has_day, ours))
    yield "customer_next_steps", certain(map(_has_day, theirs))
    yield "our_critical_steps", certain(_is_critical(step, opportunity, index) for step in ours)
    yield "customer_critical_steps", certain(_is_critical(step, opportunity, index) for step in theirs)
    late = [(file.as_of - step.due).days for step in ours if step.due and step.due < file.as_of]
    yield "days_our_step_is_late", max(late, default=0)
    yield "days_to_next_step", min(((step.due - file.as_of).days for step in real if step.due), default=None)
    yield "steps_ahead", certain(_is_ahead(step, file.as_of) for step in real)
    yield "next_meeting_booked", _is_booked(real, file)
    yield "open_steps", len(steps)
    yield "undated_steps", certain(_lacks(step, "due") for step in steps)
    yield "steps_without_owner", certain(_lacks(step, "owner") for step in steps)
    yield "steps_without_criterion", certain(_lacks(step, "serves") for step in steps)
    yield "our_overdue_steps", certain(_is_overdue(step, file.as_of) for step in ours)
    promised = [step for step in ours if not is_among_us(step.what, opportunity, index)]
    yield "our_overdue_promises", certain(_is_overdue(step, file.as_of) for step in promised)
    yield "customer_overdue_steps", certain(_is_overdue(step, file.as_of) for step in theirs)
    yield "waiting_steps", len(steps) - len(real)


def _has_day(step: NextStep) -> bool | None:
    """Tell whether a step has a day; None where nobody says."""
    return filled_in(step, "due")


def _is_critical(step: NextStep, opportunity: Opportunity, index: Index) -> bool | None:
    """Tell whether a step with a day serves the stage's way out or the buyer's own plan (D27).

    One of which nobody says what it serves is taken to.
    """
    serves_nothing = "serves" in step.model_fields_set and not _serves(step, opportunity, index)
    if serves_nothing and folded(step.what) not in {folded(each.step) for each in opportunity.buying_plan}:
        return False
    return _has_day(step)


def _serves(step: NextStep, opportunity: Opportunity, index: Index) -> bool:
    """Tell whether a step serves an exit criterion, of the present stage or an earlier one, that is not met yet."""
    if step.serves is None or opportunity.stage is None:
        return step.serves is not None
    within = (*index.stages[opportunity.stage].exit_criteria, *index.earlier_criteria[opportunity.stage])
    state = opportunity.exit_criteria.get(step.serves)
    return step.serves in {each.id for each in within} and not (state is not None and state.met == "yes")


def _is_ahead(step: NextStep, as_of: date) -> bool | None:
    return step.due >= as_of if step.due else filled_in(step, "due")


def _is_booked(steps: list[NextStep], file: OpportunityFile) -> bool | None:
    """Tell whether a step in the next 30 days takes one of their people: it is theirs, or it names one of them."""
    opportunity = file.opportunity
    soon = [step for step in steps if step.due and 0 <= (step.due - file.as_of).days <= _SOON]
    if any(step.side == "customer" for step in soon):
        return True
    if soon and any(_names(step, _people_on(opportunity)) for step in soon):
        return True
    nobody_known = not opportunity.model_fields_set & {"contacts", "activities"}
    undated = any(_has_day(step) is None for step in steps)
    return None if undated or (nobody_known and soon) else False


def _people_on(opportunity: Opportunity) -> set[str]:
    talked_with = {each.contact for each in opportunity.activities if each.contact}
    return {each.name for each in opportunity.contacts} | talked_with


def _names(step: NextStep, people: Collection[str]) -> bool:
    words = _spaced(step.what)
    return any(name in words for person in people for name in _called(person))


def _called(person: str) -> Iterator[str]:
    """Give what a person may be called in a step: the whole name, or the first part of it that is more than a title."""
    whole = _spaced(person)
    yield whole
    yield from (f" {part} " for part in [part for part in whole.split() if part not in _TITLES][:1])


def _spaced(text: str) -> str:
    return f" {_NO_LETTERS.sub(' ', folded(text)).strip()} "


def _lacks(step: NextStep, field: str) -> bool | None:
    known = filled_in(step, field)
    return None if known is None else not known


def _is_overdue(step: NextStep, as_of: date) -> bool | None:
    """Tell whether its day has passed; a step that is known to have no day is not late, it is undated."""
    return step.due < as_of if step.due else filled_in(step, "due")


def _phrases(opportunity: Opportunity, index: Index) -> Iterator[tuple[str, Value | None]]:
    if not opportunity.model_fields_set & {"next_steps", "blocker", "claim", "notes"}:
        return
    texts = [step.what for step in opportunity.next_steps if step.done_on is None]
    texts += [opportunity.blocker.what] if opportunity.blocker else []
    texts += [opportunity.claim.words] if opportunity.claim and opportunity.claim.words else []
    texts += [opportunity.notes] if opportunity.notes else []
    if texts:
        yield "blame_phrases", sum(len(index.blame.findall(text)) for text in texts)
