"""Small values that many parts of a review hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

FORMAT = 8
"""Version of the format of the published JSON files; a change that breaks readers raises it.

1 (2026-11-21): what one snapshot holds, and how each check comes out on it.
2 (2026-11-22): what all snapshots, the rulings and the picks tell besides.
3 (2026-11-22): a question has ``today`` in place of ``open_in``, the ages of a stage ``bands`` in place of ``halves``.
4 (2026-11-30): ``playbook``, ``facts`` and ``practices`` as they are, ``rules`` what a review adds to them, by id.
5 (2026-11-30): scorecards.json is an index; ``scorecards``, ``opportunities``, ``cold``, ``manager_pages``,
``accounts``, ``territories`` and ``wins`` stand in the files that it names.
6 (2026-12-01): a deal has ``conclusion`` and ``timeline``; a sign of its diagnosis is told with its strength, facts and
words in place of a check's id; a ruling has ``actions``, each with what became of it, in place of a text.  In figures,
``qualified`` is a sum with what is known, shares have their percent and interval, and ``stay`` and ``where_to`` of a
stage take the place of ``days``.  ``rules`` holds situations, and what shows each sign of a cause.
The themes of ``playbook`` are left out: they stand in playbook/themes.yml alone.
7 (2026-12-01): the ``manager`` of a scorecard is null where nobody knows who leads somebody who leads others; whoever
is rep and manager has a file of each.  New are ``forecast``, ``decisions_due`` and ``overdue_promises`` of the team,
``forecast`` and ``people`` of a deal, the ``trend`` of a rep on a manager's page, and the ``name`` of a check.
``no_decision`` of the team and of a scorecard, and its share, are null where deals are lost and none is marked so.
8 (2026-12-01): a check that a manager waives is neither failed, unknown nor passed: it is ``waived`` of a deal, of a
score and of a tally.  New are ``waivers`` of a deal and of a manager's page, and ``old``, the baseline.
"""

T = TypeVar("T")

OutcomeName = Literal["pass", "fail", "unknown", "waived", "not_applicable"]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A count of which some items do not say whether they count: so many certainly do, so many possibly."""

    certain: int
    possible: int

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.certain} or more, at most {self.possible}"


Value = bool | int | Decimal | date | str | AtLeast


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and a line."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """Something that a file holds, with the place where it stands."""

    value: T
    place: Place


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up, per currency where no rate is on file.

    ``without`` counts the opportunities that have no amount above zero, ``at_list_price`` those whose amount is only
    the price of a product and nothing that anybody has offered or agreed.
    """

    amounts: tuple[Money, ...]
    count: int
    without: int
    at_list_price: int

    def amount_in(self, currency: str) -> Decimal | None:
        """Give the amount in one currency; None where nothing is in it."""
        return next((each.amount for each in self.amounts if each.currency == currency), None)


@dataclass(frozen=True, slots=True)
class Qualified:
    """The part of a pipeline that is real: what is qualified, beside what is not and what nobody knows of (D10, D11).

    ``total`` adds up the qualified ones, ``known`` counts all of which it is known whether they are, ``unknown`` the
    rest.
    """

    total: Sum
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a check came out each way; ``known`` is passed and failed, ``applicable`` is known and unknown.

    ``waived`` counts what a manager lets pass unmet: it is in none of the others.
    """

    passed: int
    failed: int
    known: int
    unknown: int
    applicable: int
    not_applicable: int
    waived: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Weight of what passes in the weight of what is known, 0 to 100; None where too little is known.

    ``waived`` counts the checks that the manager waives: they are neither known nor applicable.
    """

    value: int | None
    known: int
    applicable: int
    waived: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A field that was read: its name, its line, and what stands there (None where it holds more than one value)."""

    field: str
    line: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place outside the snapshot from which facts come: a ruling with its day, the account, the snapshot before."""

    facts: tuple[str, ...]
    told_by: str
    on: date | None
    place: Place

    def tells(self, facts: Iterable[str]) -> bool:
        """Whether one of these facts comes from here."""
        return any(fact in self.facts for fact in facts)


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact that is known for an opportunity."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Words:
    """A talk track filled in for one opportunity."""

    title: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A phrase of ours that waits or hands control away, quoted back with what to write in its place (D26, D28).

    ``text`` is what it stands in, ``field`` and ``line`` where.
    """

    kind: Literal["waiting", "blame"]
    phrase: str
    text: str
    instead: str
    field: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words on record that speak of a theme: who said them and when, where that is noted, and where they stand."""

    text: str
    who: str | None
    on: date | None
    field: str
    line: int | None


@dataclass(frozen=True, slots=True)
class StepState:
    """An open next step, and whether it counts as one.

    ``rep`` is the rep who does a step of ours: its ``owner`` where that is one of the team, else the opportunity's
    owner; None for a step of the customer's.  ``is_next`` marks the soonest step of its side that has a date and does
    more than wait (D27).  ``serves`` is the exit criterion that it names, ``serves_name`` its words, ``serves_state``
    what that is worth in the present stage (D18): None where the snapshot does not say what the step is for.
    ``quoted`` are its phrases that give something away.
    """

    what: str
    side: str
    owner: str | None
    rep: str | None
    due: date | None
    state: Literal["ahead", "overdue", "undated"]
    waiting_phrase: str | None
    is_next: bool
    serves: str | None
    serves_name: str | None
    serves_state: Literal["serves", "met", "other_stage", "nothing"] | None
    quoted: tuple[Quoted, ...]
    line: int | None

    @property
    def is_ours(self) -> bool:
        """Whether we do it, and not the customer."""
        return self.side == "us"

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.state == "overdue"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said or noted, to be read back: ``field`` is where it stands, ``value`` a word or a figure."""

    field: str
    value: str | None
    text: str | None
    who: str | None
    on: date | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Carried:
    """What people wrote by hand and the import carried on, with the day of the snapshot from which it comes.

    ``field`` is a field of the opportunity, or ``answers.`` or ``exit_criteria.`` with an id.
    """

    field: str
    on: date


@dataclass(frozen=True, slots=True)
class Named:
    """An opportunity by its name, also where no page has a row for it: closed long ago, or gone from the export.

    ``status`` is as the last snapshot that held it says, or ``gone`` where it was open then and is missing now.
    ``has_row`` says whether its rep's page shows it.
    """

    opportunity: str
    name: str
    account_name: str | None
    owner: str
    owner_name: str
    amount: Money | None
    status: str
    has_row: bool

    @property
    def is_open(self) -> bool:
        """Whether it is open in the newest snapshot."""
        return self.status == "open"
