"""What managers ruled, and what waits for them (D01 to D06)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from scorecards.report.baseline import OldFindings
from scorecards.report.changes import Change, Since
from scorecards.report.deal import Deal
from scorecards.report.figures import Ages, Matrix
from scorecards.report.interventions import Asked, Intervention
from scorecards.report.scorecard import FindingGroup
from scorecards.report.values import Money, Named, Qualified, Sum, Told
from scorecards.report.waivers import WaiverLine
from scorecards.report.week import Pick

Reason = Literal["review", "strategic", "realigned", "commit", "amount", "days"]
"""What brings a case forward among those that wait for the manager, in the order in which that counts."""


@dataclass(frozen=True, slots=True)
class GoalState:
    """One goal of a plan, with its progress in words (D05)."""

    goal: str
    by: date | None
    progress: str | None
    done_on: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan of the account or the territory beside the evidence, or that there is none (D06).

    ``after_the_stall`` is a plan that was written after the stage's limit had passed; ``unknown`` says that no file of
    accounts is kept, or no account is named.  ``review_overdue`` says that the plan's own day for a review has passed.
    """

    state: Literal["on_file", "after_the_stall", "none", "unknown"]
    name: str | None
    written_on: date | None
    aim: str | None
    why_it_matters: str | None
    next_review: date | None
    review_overdue: bool
    goals: tuple[GoalState, ...]

    @property
    def goals_reached(self) -> int:
        """How many of its goals are reached."""
        return sum(goal.done_on is not None for goal in self.goals)

    @property
    def is_missing(self) -> bool:
        """Whether there is known to be no plan."""
        return self.state == "none"

    @property
    def is_unknown(self) -> bool:
        """Whether nothing tells if there is one."""
        return self.state == "unknown"

    @property
    def came_late(self) -> bool:
        """Whether it was written after the stage's limit had passed."""
        return self.state == "after_the_stall"


@dataclass(frozen=True, slots=True)
class Bearing:
    """The evidence on one of the two questions of a ruling: checks by how they came out, the heaviest first (D03)."""

    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no check bears on it."""
        return not (self.speaks_for or self.speaks_against or self.unknown)


@dataclass(frozen=True, slots=True)
class Priority:
    """Why a case stands where it does among those that wait for the manager, in the order in which that counts (D06).

    ``on`` is the day to look again, or our close date.
    """

    reason: Reason
    on: date | None = None


_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class RulingCase:
    """An opportunity that waits for its manager: for a first ruling, or for another look at one.

    ``again`` waits though a ruling stands, one that named no day to look again.  ``days`` counts days past the review
    date, None where there is none.  ``priority`` says why it stands where it does among the others.  ``at_stake`` is
    the amount in the team's currency, None where it is unknown or no rate is on file.  ``reasons`` are the checks that
    say that it hangs.  ``advance`` and ``setback`` are the latest contacts that moved it forward and back, with their
    notes.  ``step_back`` is the setback where nothing moved it forward since, ``turn_back`` the latest other change
    that moved it back, by the same rule.  ``realigned_on`` is set where the territory's borders were redrawn, unless it
    began after that.  ``ready`` is the YAML to add to rulings.yml, ``command`` the command line that adds it: both to
    be completed by the manager.
    """

    opportunity: str
    waits: Literal["overdue", "due", "again", "first"]
    days: int | None
    priority: tuple[Priority, ...]
    at_stake: Money | None
    reasons: tuple[str, ...]
    advance: Told | None
    setback: Told | None
    step_back: Told | None
    turn_back: Change | None
    needs_action: Bearing
    winnable: Bearing
    account_plan: PlanState
    territory_plan: PlanState
    realigned_on: date | None
    realignment: str | None
    ready: str
    command: str

    @property
    def is_review(self) -> bool:
        """Whether a ruling stands, and its day to look again has come."""
        return self.waits in ("overdue", "due")

    @property
    def is_overdue(self) -> bool:
        """Whether the day to look again has passed."""
        return self.waits == "overdue"

    @property
    def was_ruled(self) -> bool:
        """Whether it was ruled on before."""
        return self.waits != "first"

    @property
    def reason(self) -> tuple[str, ...]:
        """The heaviest check that says why it waits; none where it waits because its day has come."""
        return () if self.is_review else self.reasons[:1]

    @property
    def reasons_besides(self) -> tuple[str, ...]:
        """Why it waits, as far as that bears on neither question."""
        said = {*self.needs_action.speaks_for, *self.winnable.speaks_against}
        return tuple(reason for reason in self.reasons if reason not in said)

    @property
    def why(self) -> tuple[str, ...]:
        """Why it waits, as the queue is filtered by it: its day has come, or the checks that say that it hangs."""
        return ("review",) if self.is_review else self.reasons

    def converts(self, amount: Money | None) -> bool:
        """Whether ``at_stake`` is this amount in another currency."""
        return bool(amount and self.at_stake and amount.currency != self.at_stake.currency)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A manager's rulings on one opportunity, the latest first, with the opportunity as it stands now (D04)."""

    of: Named
    interventions: tuple[Intervention, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One rep's open deals in one review: how many, and how many over their stage's limit.

    ``over_limit`` is None where the age of none is known.  What a manager had ruled lost or dead by then is in
    ``open``, and never over its limit.
    """

    as_of: date
    open: int
    over_limit: int | None


@dataclass(frozen=True, slots=True)
class RepLine:
    """One rep in a line of the manager's page: figures of the deals, no score of the person.

    ``waits`` counts what waits for the manager: for a first ruling, or for another look.  ``trend`` is of the last
    reviews, the oldest first.
    """

    rep: str
    open: Sum
    qualified: Qualified
    since: Since | None
    waits: int
    picks: tuple[Pick, ...]
    trend: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class ManagerPage:
    """A manager's page: what waits for a ruling first, then the reps, then what was ruled and what came of it.

    ``reviews_due`` are the rulings whose day to look again has come, ``waiting`` is what waits besides: both with
    strategic accounts and realigned territories first, then by what is committed and soon, then by the amount.
    ``waiting`` is cut: ``waiting_sum`` counts and adds up all of it, ``waiting_rest``
    what is not shown, of which ``rest_ids`` names some.  ``waits`` counts and adds up both, reviews and what waits
    besides.  ``to_close`` names what was ruled lost or dead and is still open, the longest ago first.  ``findings`` are
    the manager's own; that something waits for a ruling is none of them.  ``ended`` is what was won, lost or left
    undecided since the snapshot before.  ``interventions`` are the manager's own, the opportunity with the latest one
    first.  ``ages`` and ``matrix`` are of the open opportunities of the reps.

    ``decided`` names the open deals that the manager ruled on in this review: they wait no more.
    ``follow_ups`` are what the manager asked for and is not done, the overdue ones first, ``follow_ups_done`` what of
    it is, as far as the last rulings asked for it.  ``awaits`` is the check by which a deal waits for a ruling; None
    where the playbook names none.  ``waivers`` are all that the manager approved, the first to end first; ``old``
    counts down the baseline of the reps' deals, None where the team keeps none.
    """

    manager: str
    name: str
    reps: tuple[RepLine, ...]
    open: Sum
    qualified: Qualified
    since: Since | None
    waits: Sum
    reviews_due: tuple[RulingCase, ...]
    reviews_overdue: int
    waiting: tuple[RulingCase, ...]
    awaits: str | None
    waiting_sum: Sum
    waiting_rest: Sum
    rest_ids: tuple[str, ...]
    decided: tuple[str, ...]
    follow_ups: tuple[Asked, ...]
    follow_ups_done: tuple[Asked, ...]
    to_close: tuple[str, ...]
    paused: tuple[str, ...]
    findings: tuple[FindingGroup, ...]
    tells_little: tuple[FindingGroup, ...]
    waivers: tuple[WaiverLine, ...]
    old: OldFindings | None
    ended: tuple[Named, ...]
    interventions: tuple[Ruled, ...]
    ages: Ages
    matrix: Matrix

    @property
    def cases(self) -> tuple[RulingCase, ...]:
        """What waits and is shown, in the order of the page."""
        return (*self.reviews_due, *self.waiting)

    @property
    def decisions(self) -> int:
        """How many decisions this review takes: those that were made in it, and those that are due."""
        return self.waits.count + len(self.decided)

    @property
    def begins_the_file(self) -> bool:
        """Whether a ruling to copy is the whole content of rulings.yml, and no entry to add."""
        return any(case.ready.startswith("rulings:") for case in self.cases)

    def cases_of(self, deals: Mapping[str, Deal], rep: str) -> tuple[RulingCase, ...]:
        """Give the cases of one rep, in the order of the page."""
        return tuple(case for case in self.cases if deals[case.opportunity].owner == rep)

    @property
    def whys(self) -> tuple[str, ...]:
        """Why the cases wait, each reason once, in the order in which the cases come."""
        return tuple(dict.fromkeys(why for case in self.cases for why in case.why))

    @property
    def unknown_everywhere(self) -> tuple[str, ...]:
        """The checks that are unknown for each of many cases: they are listed once, above them."""
        unknown = [(*each.needs_action.unknown, *each.winnable.unknown) for each in self.cases]
        first = unknown[0] if len(unknown) > _FEW else ()
        return tuple(check for check in first if all(check in each for each in unknown))

    @property
    def waivers_to_review(self) -> tuple[WaiverLine, ...]:
        """The waivers that have ended, or that find nothing to silence."""
        return tuple(each for each in self.waivers if each.is_to_review)

    @property
    def waivers_that_hold(self) -> tuple[WaiverLine, ...]:
        """The waivers that silence a check today."""
        return tuple(each for each in self.waivers if not each.is_to_review)

    @property
    def alike(self) -> RulingCase | None:
        """The first of many cases that all wait for the same reason on the same evidence, told once above them."""
        told = [
            (each.reason, each.needs_action, each.winnable, each.was_ruled or each.step_back or each.turn_back)
            for each in self.cases
        ]
        is_alike = len(told) > _FEW and not told[0][-1] and all(each == told[0] for each in told)
        return self.cases[0] if is_alike else None

    @property
    def follow_ups_overdue(self) -> tuple[Asked, ...]:
        """What was asked for and is overdue."""
        return tuple(each for each in self.follow_ups if each.action.is_overdue)

    @property
    def follow_ups_ahead(self) -> tuple[Asked, ...]:
        """What was asked for and is neither done nor overdue."""
        return tuple(each for each in self.follow_ups if not each.action.is_overdue)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with its open opportunities and its plan (D05, D06)."""

    account: str
    name: str
    strategic: bool | None
    territory: str | None
    territory_name: str | None
    open: Sum
    qualified: Qualified
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
    qualified: Qualified
    accounts: tuple[str, ...]
    awaiting: int
    realigned_on: date | None
    realignment: str | None
    plan: PlanState
