"""The cold file, and opportunities that start over: what may still become a sale, what wakes it (D37, D39, D40)."""

from collections.abc import Iterable
from datetime import date

from scorecards.compose.statements import carried_of
from scorecards.derive.wake import rest_of, woken
from scorecards.history.record import OpportunityRecord
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.model.vocabulary import WITHOUT_A_SALE
from scorecards.report.cold_file import Cold, ColdState, OldAnswer, Restart
from scorecards.report.sums import money_of

_ORDER: tuple[ColdState, ...] = ("awake", "asleep", "event", "unset", "restarted")


def cold_file(files: Iterable[OpportunityFile], index: Index) -> tuple[Cold, ...]:
    """Give every closed opportunity that may still become a sale: the longest awake first, then by the next day.

    Only the buyer's world wakes one: its day, or a person on their side who left or has a new role.  One that left the
    CRM's export stays for as long as it waits for something, as it was last seen.
    """
    not_final = (each for each in files if each.opportunity.status in WITHOUT_A_SALE)
    cold = (_cold(each, index) for each in not_final if not each.opportunity.final)
    return in_cold_order(cold)


def in_cold_order(cold: Iterable[Cold]) -> tuple[Cold, ...]:
    """Sort entries of the cold file: the longest awake first, then by the next day."""
    return tuple(sorted(cold, key=_order))


def _order(cold: Cold) -> tuple[int, date, str]:
    return (_ORDER.index(cold.state), cold.awake_since or cold.wake_on or cold.closed_on or date.max, cold.opportunity)


def _cold(file: OpportunityFile, index: Index) -> Cold:
    opportunity, history, restarted_as = file.opportunity, file.history, file.restarted_as
    wake, reason = opportunity.wake, opportunity.loss_reason
    found = None if restarted_as else woken(file)
    return Cold(
        opportunity=opportunity.id,
        name=opportunity.name,
        account_name=index.account_name(opportunity.account),
        owner=opportunity.owner,
        owner_name=index.rep_name(opportunity.owner),
        status=opportunity.status,
        ended=opportunity.ended,
        closed_on=opportunity.closed_on,
        amount=money_of(opportunity, index.team),
        state="restarted" if restarted_as else "awake" if found else rest_of(file),
        because=found.because if found else None,
        awake_since=found.since if found else None,
        wake_on=wake.on if wake else None,
        wake_when=wake.when if wake else None,
        person=wake.person if wake else None,
        change=wake.change if wake else None,
        cause=known_cause(reason.cause if reason else None, index),
        reason=reason.reason if reason else None,
        said_by=reason.said_by if reason else None,
        restarted_as=restarted_as,
        last_seen=history.seen_on if history.seen_on < index.as_of else None,
        carried=carried_of(opportunity),
        place=history.place,
    )


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
