"""Opportunities that start over: what they start over, with the answers that count no more (D37)."""

from scorecards.history.record import OpportunityRecord
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.report.cold_file import OldAnswer, Restart


def restart_of(file: OpportunityFile, index: Index) -> Restart | None:
    """Give the opportunity that this one starts over; None where it starts none over."""
    old = file.starts_over
    if old is None:
        return None
    if isinstance(old, OpportunityRecord):
        return _no_longer_held(old, index)
    return Restart(
        opportunity=old.id,
        name=old.name,
        status=old.status,
        ended=old.ended,
        closed_on=old.closed_on,
        cause=old.loss_reason.cause if old.loss_reason else None,
        reason=old.loss_reason.reason if old.loss_reason else None,
        old_answers=_old_answers(old, index),
    )


def known_cause(cause: str | None, index: Index) -> str | None:
    """Give a cause, or None where the playbook of today does not have it."""
    return cause if cause in {each.id for each in index.playbook.causes} else None


def _no_longer_held(last: OpportunityRecord, index: Index) -> Restart:
    """Tell of an opportunity that left the export as its last snapshot showed it; its answers are not kept."""
    cause = known_cause(last.waiting.cause if last.waiting else None, index)
    return Restart(last.id, last.name, last.status, last.ended, last.closed_on, cause, last.loss_reason, ())


def _old_answers(old: Opportunity, index: Index) -> tuple[OldAnswer, ...]:
    """Give the answers that said something, in the playbook's order."""
    said = {each: answer for each, answer in old.answers.items() if index.says_something(answer)}
    return tuple(
        OldAnswer(question, said[question].value or "", said[question].on, old.carried_on("answers", question))
        for question in index.playbook.question_order
        if question in said
    )
