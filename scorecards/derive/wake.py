"""What wakes an opportunity in the cold file: a day, or a change with a person on their side (D39, D40)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from scorecards.history.record import OpportunityRecord
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.snapshot import Contact, Opportunity, Wake


@dataclass(frozen=True, slots=True)
class Woken:
    """What woke an opportunity, and since when; of a new role, the day of the first snapshot that shows it."""

    because: Literal["day", "person_left", "role_changed"]
    since: date


def woken(file: OpportunityFile) -> Woken | None:
    """Say what woke an opportunity, the earliest first; None where nothing that the snapshots show did."""
    wake = file.opportunity.wake
    if wake is None:
        return None
    found = min([*_by_day(wake, file.as_of), *_by_person(wake, file)], key=lambda each: each.since, default=None)
    return replace(found, since=_first_shown(file)) if found and found.because == "role_changed" else found


def rest_of(file: OpportunityFile) -> Literal["unset", "asleep", "event"]:
    """Say how an opportunity rests that nothing woke: one that no build can wake waits for somebody who knows."""
    wake = file.opportunity.wake
    if wake is None or not (wake.on or wake.when or wake.person):
        return "unset"
    return "asleep" if wake.on or is_watched(file) else "event"


def is_watched(file: OpportunityFile) -> bool:
    """Tell whether the snapshot knows the person whose change is waited for."""
    wake = file.opportunity.wake
    return wake is not None and any(_contacts(wake, file))


def _first_shown(file: OpportunityFile) -> date:
    """Give the day of the first snapshot since it was closed in which this opportunity shows the new role."""
    wake, closed = file.opportunity.wake, file.history.closed
    person = folded((wake and wake.person) or "")
    for as_of, record in file.seen:
        watched = (each for each in record.watched if folded(each[0]) == person)
        if closed and as_of >= closed.seen_on and any(_has_new_role(*each, closed.record) for each in watched):
            return as_of
    return file.as_of


def _has_new_role(name: str, title: str, roles: str, then: OpportunityRecord) -> bool:
    """Tell whether a person's title or roles differ from what ``then`` holds; what is blank tells nothing."""
    before = [each for each in then.watched if folded(each[0]) == folded(name)]
    return bool(before) and all(_differ(old[1], title) or _differ(old[2], roles) for old in before)


def _by_day(wake: Wake, as_of: date) -> Iterator[Woken]:
    if wake.on and wake.on <= as_of:
        yield Woken("day", wake.on)


def _by_person(wake: Wake, file: OpportunityFile) -> Iterator[Woken]:
    contacts = _contacts(wake, file)
    left = [each.left_on for _, each in contacts if each.left_on and each.left_on <= file.as_of]
    if left:
        yield Woken("person_left", min(left))
    closed = file.history.closed
    if wake.change != "leaves" and closed and _is_new(contacts, file.opportunity, closed.record):
        yield Woken("role_changed", file.as_of)


def _contacts(wake: Wake, file: OpportunityFile) -> tuple[tuple[str, Contact], ...]:
    """Give the person among the contacts of the opportunity and of the account's others, each with its place."""
    if wake.person is None:
        return ()
    person = folded(wake.person)
    opportunity = file.opportunity
    own = ((opportunity.id, each) for each in opportunity.contacts if folded(each.name) == person)
    return (*own, *file.watched)


def _is_new(contacts: Iterable[tuple[str, Contact]], opportunity: Opportunity, then: OpportunityRecord) -> bool:
    """Compare titles wherever the account's opportunities name the person; roles only on the opportunity itself."""
    return any(
        _has_new_role(each.name, each.title or "", _roles(each) if place == opportunity.id else "", then)
        for place, each in contacts
    )


def _roles(contact: Contact) -> str:
    return " ".join(sorted(contact.roles))


def _differ(old: str, new: str) -> bool:
    return bool(old and new) and folded(old) != folded(new)
