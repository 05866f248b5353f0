"""Afterwards: the cold file, and what is started over (D37, D39, D40)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.results.values import Money, Place


@dataclass(frozen=True, slots=True)
class Cold:
    """A closed opportunity that is not final, with what wakes it.

    ``state`` is awake where its day has come or its condition holds; event says that only somebody who knows can tell;
    unset that neither a day nor an event is noted.  ``because`` says what woke it.
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
    state: Literal["awake", "asleep", "event", "unset"]
    because: Literal["day", "person_left", "role_changed"] | None
    wake_on: date | None
    wake_when: str | None
    person: str | None
    cause: str | None
    restarted_as: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class OldAnswer:
    """An answer from before the new start: a thing to ask again, not an answer."""

    question: str
    value: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Restart:
    """The opportunity that this one starts over, with its answers, which count no more (D37)."""

    opportunity: str
    name: str
    status: str
    ended: str | None
    closed_on: date | None
    cause: str | None
    old_answers: tuple[OldAnswer, ...]
