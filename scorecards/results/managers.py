"""What managers ruled, and what waits for them (D01 to D06)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.results.cards import FindingGroup
from scorecards.results.changes import Change, Since
from scorecards.results.values import Place, Sum
from scorecards.results.week import Pick


@dataclass(frozen=True, slots=True)
class Intervention:
    """One ruling of a manager, the ``number``-th of ``of`` on this opportunity, with what moved until the next one.

    ``moved`` holds only movement of the buyer and how it ended; it is empty where nothing moved.
    """

    opportunity: str
    number: int
    of: int
    ruling: Literal["active", "stalled", "lost", "dead"]
    by: str
    by_name: str
    on: date
    reason: str | None
    course_of_action: str | None
    review_on: date | None
    place: Place
    moved: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that a manager approved: until when, and why (D02).  It silences findings until then."""

    until: date
    reason: str
    by_name: str
    place: Place


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan of the account or the territory beside the evidence, or that there is none (D06).

    ``after_the_stall`` is a plan that was written after the stage's limit had passed; ``unknown`` says that no file of
    accounts is kept, or no account is named.
    """

    state: Literal["on_file", "after_the_stall", "none", "unknown"]
    name: str | None
    written_on: date | None
    aim: str | None
    why_it_matters: str | None
    next_review: date | None


@dataclass(frozen=True, slots=True)
class Bearing:
    """The evidence on one of the two questions of a ruling: checks by how they came out (D03)."""

    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulingCase:
    """An opportunity that waits for its manager: for a first ruling, or for another look at one.

    ``days`` counts days past the review date, None where no ruling stands.  ``ready`` is the YAML to add to
    rulings.yml, to be completed by the manager.
    """

    opportunity: str
    waits: Literal["overdue", "due", "first"]
    days: int | None
    reasons: tuple[str, ...]
    needs_action: Bearing
    winnable: Bearing
    account_plan: PlanState
    territory_plan: PlanState
    realignment: str | None
    ready: str


@dataclass(frozen=True, slots=True)
class RepLine:
    """One rep in a line of the manager's page: figures of the deals, no score of the person."""

    rep: str
    open: Sum
    since: Since | None
    waits: int
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class ManagerPage:
    """A manager's page: what waits for a ruling first, then the reps, then what was ruled and what came of it.

    ``waiting`` is cut: ``waiting_rest`` counts the others, of which ``rest_ids`` names some.
    """

    manager: str
    name: str
    reps: tuple[RepLine, ...]
    open: Sum
    since: Since | None
    reviews_due: tuple[RulingCase, ...]
    waiting: tuple[RulingCase, ...]
    waiting_count: int
    waiting_sum: Sum
    waiting_rest: int
    rest_ids: tuple[str, ...]
    paused: tuple[str, ...]
    findings: tuple[FindingGroup, ...]
    tells_little: tuple[FindingGroup, ...]
    interventions: tuple[Intervention, ...]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with its open opportunities and its plan (D05, D06)."""

    account: str
    name: str
    strategic: bool | None
    territory: str | None
    territory_name: str | None
    open: Sum
    opportunities: tuple[str, ...]
    awaiting: int
    plan: PlanState


@dataclass(frozen=True, slots=True)
class TerritoryLine:
    """A territory with its open opportunities, its accounts and its plan (D05, D06)."""

    territory: str
    name: str
    reps: tuple[str, ...]
    open: Sum
    accounts: tuple[str, ...]
    awaiting: int
    realigned_on: date | None
    realignment: str | None
    plan: PlanState
