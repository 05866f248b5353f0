"""Who has stopped answering: silence belongs to a person, and the deal's own is told beside it (D12, D34)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scorecards.derive.activities import they_spoke
from scorecards.model.names import folded
from scorecards.model.snapshot import Activity, Opportunity

_DECIDING = {"economic_buyer", "decision_maker"}


@dataclass(frozen=True, slots=True)
class Silence:
    """A person who has not answered since we tried; ``last_reply_on`` is None where no reply is on record."""

    name: str
    attempts: int
    last_reply_on: date | None
    last_try: date


def silent_person(opportunity: Opportunity, as_of: date) -> Silence | None:
    """Give the person who is silent, of several one who decides, else the one whom we tried most."""
    by_person: defaultdict[str, list[Activity]] = defaultdict(list)
    for each in opportunity.activities:
        if each.contact and each.on <= as_of:
            by_person[folded(each.contact)].append(each)
    gone = {folded(each.name) for each in opportunity.contacts if each.left_on and each.left_on <= as_of}
    found = [
        silence
        for person, contacts in by_person.items()
        if person not in gone and (silence := _silence(contacts)) is not None
    ]
    deciders = {folded(each.name) for each in opportunity.contacts if _DECIDING & set(each.roles)}
    return min(
        found,
        key=lambda each: (folded(each.name) not in deciders, -each.attempts, -each.last_try.toordinal()),
        default=None,
    )


def _silence(contacts: Sequence[Activity]) -> Silence | None:
    replies = [each.on for each in contacts if they_spoke(each) is not False]
    last = max(replies, default=None)
    tries = [each for each in contacts if they_spoke(each) is False and (last is None or each.on > last)]
    if not tries:
        return None
    latest = max(tries, key=lambda each: each.on)
    return Silence(latest.contact or "", len(tries), last, latest.on)
