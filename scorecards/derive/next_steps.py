"""Facts of the next steps: who does what by when, and whether it is more than waiting (D27, D28)."""

from collections.abc import Iterator
from datetime import date

from scorecards.derive.counts import certain, filled_in
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import NextStep, Opportunity
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.next_steps.FACTS`."""
    opportunity = file.opportunity
    yield from _phrases(opportunity, index)
    if "next_steps" not in opportunity.model_fields_set:
        return
    steps = [step for step in opportunity.next_steps if step.done_on is None]
    yield "our_next_steps", certain(_counts(step, index) for step in steps if step.side == "us")
    yield "customer_next_steps", certain(_counts(step, index) for step in steps if step.side == "customer")
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
