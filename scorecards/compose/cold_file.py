"""The cold file: closed opportunities that may still become a sale, and what wakes them (D39, D40)."""

from collections.abc import Iterable
from datetime import date

from scorecards.compose.restart import known_cause
from scorecards.compose.statements import carried_of
from scorecards.derive.wake import rest_of, woken
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.vocabulary import WITHOUT_A_SALE
from scorecards.report.cold_file import Cold, ColdState
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
