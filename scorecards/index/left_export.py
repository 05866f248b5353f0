"""Closed opportunities that left the CRM's export and still wait to wake, as they were last told (D39, D40)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.history.record import OpportunityRecord, Waiting
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Contact, LossReason, Opportunity, Wake
from scorecards.model.vocabulary import RULINGS
from scorecards.report.values import Located


def left_the_export(
    histories: Mapping[str, OpportunityHistory],
    restarted: Collection[str],
    rulings: Mapping[str, tuple[Located[Ruling], ...]],
    as_of: date,
) -> tuple[Opportunity, ...]:
    """Give what the snapshot of ``as_of`` leaves out and the cold file goes on holding, in the order of the ids.

    It stays until it starts over, or until its manager rules it dead.
    """
    left = (each for each in histories.values() if each.last.waiting and each.seen_on < as_of)
    gone = (each for each in left if each.last.id not in restarted)
    kept = (each for each in gone if not _is_dead(each, rulings.get(each.last.id, ())))
    return tuple(sorted(map(_as_last_seen, kept), key=lambda each: each.id))


def _is_dead(history: OpportunityHistory, rulings: tuple[Located[Ruling], ...]) -> bool:
    """Tell whether the manager's last word, since a snapshot held it, is that there is no sale here."""
    last = rulings[-1].value if rulings else None
    return last is not None and RULINGS[last.ruling].ends_waiting and last.on > history.seen_on


def _as_last_seen(history: OpportunityHistory) -> Opportunity:
    """Give an opportunity with what the cold file shows of it; all else is not kept."""
    last = history.last
    return Opportunity.model_validate(
        {
            "id": last.id,
            "name": last.name,
            "owner": last.owner,
            "account": last.account,
            "status": last.status,
            "ended": last.ended,
            "closed_on": last.closed_on,
            "amount": last.amount,
            "currency": last.currency,
            "loss_reason": _loss_reason(last),
            "wake": _wake(last.waiting) if last.waiting else None,
            "contacts": tuple(_contacts(last)),
        }
    )


def _loss_reason(last: OpportunityRecord) -> LossReason:
    cause = last.waiting.cause if last.waiting else None
    return LossReason.model_validate({"cause": cause, "reason": last.loss_reason, "said_by": last.loss_said_by})


def _wake(waiting: Waiting) -> Wake:
    return Wake.model_validate(
        {"on": waiting.on, "when": waiting.when, "person": waiting.person, "change": waiting.change}
    )


def _contacts(last: OpportunityRecord) -> Iterator[Contact]:
    for name, title, roles in last.watched:
        yield Contact.model_validate({"name": name, "title": title or None, "roles": roles.split()})
    for name, left_on in last.waiting.left if last.waiting else ():
        yield Contact(name=name, left_on=left_on)
