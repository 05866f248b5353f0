"""A rep's page."""

from dataclasses import dataclass
from typing import Literal

from scorecards.results.afterwards import Cold
from scorecards.results.changes import Since
from scorecards.results.values import Sum, Tally, Words
from scorecards.results.week import Due, FollowUp, Pick


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All opportunities of a page on which one check fails, the ones to begin with first."""

    check: str
    tally: Tally
    tells_little: bool
    begin_with: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to ask, and where: about a qualification question, or a check whose outcome is unknown.

    ``contact`` is the person to talk to, where one opportunity alone waits for an answer of the buyer's.
    """

    question: str | None
    checks: tuple[str, ...]
    whom: Literal["buyer", "rep"]
    opportunities: int
    begin_with: tuple[str, ...]
    rest: int
    contact: str | None


@dataclass(frozen=True, slots=True)
class Action:
    """An opportunity to bring to an end this week: a yes or an honest no (D08, D09).

    ``stands_out`` is false where all that says so is true of nearly all open opportunities.
    """

    opportunity: str
    stands_out: bool
    reasons: tuple[str, ...]
    play: str | None
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The opportunities of one rep in one stage, the ones with most to mend first.

    ``unknown_everywhere`` names the checks that are unknown for all of them, but not for all of the rep's.
    """

    stage: str
    total: Sum
    unknown_everywhere: tuple[str, ...]
    opportunities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One rep's page.

    ``won_not_signed`` counts the won ones of which the snapshot does not say that they are signed (D35), ``nearest``
    names the ones nearest to a signature, where none hangs.  ``waits`` names those that wait for the manager's ruling,
    ``they_owe`` their steps that are overdue, ``picks`` the picks of this week, or of one to come, and ``last_picks``
    those of the week before that has any, ``awake`` what the cold file says to look at again.  ``follow_up`` is None
    where no blocks are kept.
    """

    rep: str
    name: str
    manager: str
    manager_name: str
    territory: str | None
    territory_name: str | None
    open: Sum
    qualified: int
    qualification_known: int
    won: Sum
    won_not_signed: int
    lost: int
    no_decision: int
    unknown_everywhere: tuple[str, ...]
    due: tuple[Due, ...]
    actions: tuple[Action, ...]
    nearest: tuple[str, ...]
    asks: tuple[Ask, ...]
    groups: tuple[FindingGroup, ...]
    stages: tuple[StageGroup, ...]
    closed: tuple[str, ...]
    closed_rest: int
    closed_asks: tuple[Ask, ...]
    since: Since | None
    waits: tuple[str, ...]
    they_owe: tuple[Due, ...]
    picks: tuple[Pick, ...]
    last_picks: tuple[Pick, ...]
    follow_up: FollowUp | None
    awake: tuple[Cold, ...]
