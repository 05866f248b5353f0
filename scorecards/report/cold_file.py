"""the cold file, and what is started over (D37, D39, D40)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.report.values import Carried, Money, Place

ColdState = Literal["awake", "asleep", "event", "unset", "restarted"]


@dataclass(frozen=True, slots=True)
class Cold:
    """A closed opportunity that is not final, with what wakes it.

    ``state`` is awake where its day or the change with ``person`` has come; asleep while they lie ahead.  event says
    that only somebody who knows can tell, unset that nothing is noted, and restarted that it went on as
    ``restarted_as``, so nothing more wakes it.  ``because`` says what woke it, ``awake_since`` when that happened.
    ``cause`` is the playbook's cause for the end, ``reason`` the reason in words, and ``said_by`` who gave it.
    ``last_seen`` is the day of the last snapshot that held it, where this one does not: all is as it was told then.
    """

    opportunity: str
    name: str
    account_name: str | None
    owner: str
    owner_name: str
    status: str
    ended: str | None
    closed_on: date | None
    amount: Money | None
    state: ColdState
    because: Literal["day", "person_left", "role_changed"] | None
    awake_since: date | None
    wake_on: date | None
    wake_when: str | None
    person: str | None
    change: Literal["leaves", "changes_role"] | None
    cause: str | None
    reason: str | None
    said_by: str | None
    restarted_as: str | None
    last_seen: date | None
    carried: tuple[Carried, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class OldAnswer:
    """An answer from before the new start: a thing to ask again, not an answer.

    ``carried_from`` is the day of the snapshot from which it was carried on.
    """

    question: str
    value: str
    on: date | None
    carried_from: date | None


@dataclass(frozen=True, slots=True)
class Restart:
    """The opportunity that this one starts over, with its answers, which count no more (D37)."""

    opportunity: str
    name: str
    status: str
    ended: str | None
    closed_on: date | None
    cause: str | None
    reason: str | None
    old_answers: tuple[OldAnswer, ...]
