"""Facts of the next steps: who does what by when, and whether it is more than waiting (D27, D28)."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from scorecards.derive.counts import certain, filled_in
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
    yield "without_next_step", _is_without(opportunity, index)
    if "next_steps" not in opportunity.model_fields_set:
        return
    steps = [step for step in opportunity.next_steps if step.done_on is None]
    yield "our_next_steps", certain(_counts(step, index) for step in steps if step.side == "us")
    yield "customer_next_steps", certain(_counts(step, index) for step in steps if step.side == "customer")
    yield "our_critical_steps", certain(_is_critical(step, file, index) for step in steps if step.side == "us")
    theirs = [step for step in steps if step.side == "customer"]
    yield "customer_critical_steps", certain(_is_critical(step, file, index) for step in theirs)
    yield "steps_ahead", certain(_is_ahead(step, file.as_of, index) for step in steps)
    yield "next_meeting_booked", _is_booked(steps, file, index)
    yield "open_steps", len(steps)
    yield "undated_steps", certain(_lacks(step, "due") for step in steps)
    yield "steps_without_owner", certain(_lacks(step, "owner") for step in steps)
    yield "steps_without_criterion", certain(_lacks(step, "serves") for step in steps)
    real = [step for step in steps if not index.waiting.search(step.what)]
    yield "our_overdue_steps", certain(_is_overdue(step, file.as_of) for step in real if step.side == "us")
    yield "customer_overdue_steps", certain(_is_overdue(step, file.as_of) for step in real if step.side == "customer")
    yield "waiting_steps", sum(index.waiting.search(step.what) is not None for step in steps)


def _counts(step: NextStep, index: Index) -> bool | None:
    if index.waiting.search(step.what):
        return False
    lacks_date = _lacks(step, "due")
    return None if lacks_date is None else not lacks_date


def _is_without(opportunity: Opportunity, index: Index) -> bool:
    """Tell whether it is known that neither side has a next step."""
    steps = [step for step in opportunity.next_steps if step.done_on is None]
    return "next_steps" in opportunity.model_fields_set and all(_counts(step, index) is False for step in steps)


def _is_critical(step: NextStep, file: OpportunityFile, index: Index) -> bool | None:
    """Tell whether a step that counts serves the stage's way out or the buyer's own plan (D27).

    One of which nobody says what it serves is taken to.
    """
    opportunity = file.opportunity
    serves_nothing = "serves" in step.model_fields_set and not _serves(step, opportunity, index)
    if serves_nothing and folded(step.what) not in {folded(each.step) for each in opportunity.buying_plan}:
        return False
    return _counts(step, index)


def _serves(step: NextStep, opportunity: Opportunity, index: Index) -> bool:
    """Tell whether a step serves an exit criterion, of the present stage or an earlier one, that is not met yet."""
    if step.serves is None or opportunity.stage is None:
        return step.serves is not None
    within = (*index.stages[opportunity.stage].exit_criteria, *index.earlier_criteria[opportunity.stage])
    state = opportunity.exit_criteria.get(step.serves)
    return step.serves in {each.id for each in within} and not (state is not None and state.met == "yes")


def _is_ahead(step: NextStep, as_of: date, index: Index) -> bool | None:
    counts = _counts(step, index)
    return counts and step.due is not None and step.due >= as_of


def _is_booked(steps: list[NextStep], file: OpportunityFile, index: Index) -> bool | None:
    """Tell whether a step in the next 30 days takes one of their people: it is theirs, or it names one of them."""
    soon = [step for step in steps if step.due and 0 <= (step.due - file.as_of).days <= _SOON]
    real = [step for step in soon if not index.waiting.search(step.what)]
    opportunity = file.opportunity
    people = {each.name for each in opportunity.contacts} | {each.contact or "" for each in opportunity.activities}
    if any(step.side == "customer" or _names(step, people - {""}) for step in real):
        return True
    nobody_known = not opportunity.model_fields_set & {"contacts", "activities"}
    undated = any(_lacks(step, "due") is None for step in steps)
    return None if undated or (nobody_known and real) else False


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
