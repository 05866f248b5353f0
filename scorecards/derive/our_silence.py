"""Facts of our own silence: what they wrote or asked, and we have not answered (D25)."""

from collections.abc import Iterator
from typing import Final

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Activity
from scorecards.report.values import Value

_WRITTEN: Final = frozenset({"email", "message", "other"})


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:  # noqa: ARG001 - all parts take the same
    """Derive :data:`scorecards.model.facts.our_silence.FACTS`; a call or a meeting was a talk already."""
    opportunity = file.opportunity
    if "activities" not in opportunity.model_fields_set:
        return
    contacts = [each for each in opportunity.activities if each.on <= file.as_of]
    asked = [each.on for each in contacts if _waits_for_an_answer(each)]
    ours = [each.on for each in contacts if each.direction != "inbound" or each.kind not in _WRITTEN]
    last = max(asked, default=None)
    waits = last is not None and last > max(ours, default=last.min)
    yield "days_they_wait_for_us", (file.as_of - last).days if last and waits else 0


def _waits_for_an_answer(contact: Activity) -> bool:
    """Tell whether they asked something: a written contact of theirs with a question, or of which nothing is noted."""
    is_theirs = contact.direction == "inbound" and contact.kind in _WRITTEN and contact.outcome != "setback"
    return is_theirs and (contact.note is None or "?" in contact.note)
