"""The timeline of one opportunity: every thing on record that has a day, with its words (D04, D16, D34)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.report.values import Money, Place

Moves = Literal["forward", "backward", "nothing"]

EntryKind = Literal[
    "talk",
    "try",
    "contact",
    "ruling",
    "pick",
    "answer",
    "need",
    "rating",
    "deadline",
    "criterion_met",
    "criterion_lost",
    "step_done",
    "step_overdue",
    "verbal_yes",
    "yes_withdrawn",
    "signed",
    "blocker",
    "claim",
    "left",
    "opened",
    "closed",
    "reopened",
    "ended",
    "stage",
    "push",
    "pull",
    "close_date",
    "amount",
    "forecast",
    "owner",
    "renamed",
    "first_seen",
    "back",
]
"""A talk is a contact in which they spoke, a try one that nobody answered; a contact does not say what came of it."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened on an opportunity, or that was said or decided.

    ``on`` is its day, None where nobody noted one.  What only comparing two snapshots shows has the day of the later
    one where it has none of its own; ``seen_on`` names that snapshot.  ``moves`` says what it tells of the buyer's
    movement.  ``title`` says in two or three words what it is, ``before`` and ``after`` what was and what is, ``words``
    how somebody noted it, and ``to_do`` what a manager asked for.  ``who`` is a person, or whose word it is: buyer, rep
    or inferred.  ``days`` are those by which the close date was moved, below zero where it was pulled in.
    """

    kind: EntryKind
    on: date | None
    title: str
    words: str | None = None
    who: str | None = None
    before: date | Money | str | None = None
    after: date | Money | str | None = None
    days: int | None = None
    to_do: str | None = None
    moves: Moves = "nothing"
    seen_on: date | None = None
    place: Place | None = None
