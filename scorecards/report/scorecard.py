"""A rep's page."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.report.baseline import OldFindings
from scorecards.report.changes import Since
from scorecards.report.cold_file import Cold
from scorecards.report.interventions import Asked, Intervention
from scorecards.report.values import Qualified, StepState, Sum, Tally, Words
from scorecards.report.week import Due, FollowUp, Pick


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
class Call:
    """A call of this week.

    ``because`` says why it is one of this week: the rep picked the opportunity, the page suggests it, or ``step``, a
    step of ours, is overdue or due within a week.  ``contact`` is whom to ask, None where nobody is listed.
    """

    opportunity: str
    because: Literal["picked", "suggested", "due"]
    step: StepState | None
    contact: str | None


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Calls of this week on which the same questions are the ones to ask (D10).

    ``first`` is the first question, as it is said.  ``play`` is the one that asks for the end on them: then ``asks``
    wait for the answer (D12).  ``telling`` is what else tells why they have gone; where they have, nothing else is
    asked (D36).
    """

    calls: tuple[Call, ...]
    play: str | None
    first: str | None
    telling: tuple[str, ...]
    asks: tuple[Ask, ...]

    @property
    def stands_above(self) -> bool:
        """Whether the page says elsewhere what to do on it: it is picked or suggested."""
        return self.calls[0].because != "due"

    @property
    def is_long(self) -> bool:
        """Whether it has questions enough for one view."""
        return len(self.asks) + len(self.telling) > 1


@dataclass(frozen=True, slots=True)
class Try:
    """A contact of ours to which no answer is noted; ``kind`` is how it took place."""

    on: date
    kind: str
    contact: str | None
    note: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Action:
    """An opportunity to bring to an end this week: a yes or an honest no (D08, D09).

    What to do on it is its conclusion, said in ``do`` with ``contact``; None where no situation applies.
    ``stands_out`` is false where nearly all open opportunities are in the same situation; ``waited_known`` tells
    whether anything says how long it has waited.  ``late`` are our own overdue steps (D25).  ``last_try`` is our last
    try since their last word, None where there is none.  ``words`` are for ``contact``; where they are the words of
    the action ``same_words_as`` but for the names, only the first are repeated, with the names of this one.
    """

    opportunity: str
    stands_out: bool
    waited_known: bool
    do: str | None
    reasons: tuple[str, ...]
    late: tuple[StepState, ...]
    last_try: Try | None
    play: str | None
    contact: str | None
    words: tuple[Words, ...]
    same_words_as: str | None

    def says(self, step: StepState) -> bool:
        """Whether what to do names a step in its own words."""
        return self.do is not None and step.what in self.do

    def asks_in_words(self, question: str) -> bool:
        """Whether the words to say ask a question as it stands."""
        return any(question in each.text for each in self.words[:1])


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
    """One rep's page, or where the rep ``leads`` others, the part of their page that has their own deals.

    ``manager`` is None where nobody is known who leads the rep; nobody can rule on the rep's deals then (D01).
    ``won_not_signed`` counts the won ones of which the snapshot does not say that they are signed (D35), ``nearest``
    names the ones nearest to a signature, where none hangs.  Then ``untold`` names those of which too little is known
    to tell whether they hang, ``find_out`` is what to find out on them first, and ``told`` counts the others.
    ``ruled`` are the manager's new rulings, and those of what is over and still open in the CRM; ``waits`` names those
    that wait for the manager's ruling, ``asked`` what the last rulings on open deals ask for, what is due first,
    ``due`` are the steps that this rep does, overdue or due within a week, also on opportunities of colleagues,
    ``they_owe`` the customers' steps that are overdue, ``with_colleagues`` the overdue ones of ours that a colleague
    does on this rep's opportunities, ``picks`` the picks of this week, or of one to come, and ``last_picks``
    those of the week before that has any, ``awake`` what the cold file says to look at again.  ``follow_up`` is None
    where no blocks are kept.  ``calls`` are those of this week with what to ask there, ``asks`` what to
    ask on any opportunity.  ``old`` counts down the baseline, None where the team keeps none.
    """

    rep: str
    name: str
    manager: str | None
    manager_name: str | None
    leads: bool
    territory: str | None
    territory_name: str | None
    open: Sum
    qualified: Qualified
    won: Sum
    won_not_signed: int
    lost: int
    no_decision: int | None
    unknown_everywhere: tuple[str, ...]
    ruled: tuple[Intervention, ...]
    asked: tuple[Asked, ...]
    due: tuple[Due, ...]
    actions: tuple[Action, ...]
    nearest: tuple[str, ...]
    told: int
    untold: tuple[str, ...]
    find_out: tuple[Ask, ...]
    calls: tuple[CallGroup, ...]
    asks: tuple[Ask, ...]
    groups: tuple[FindingGroup, ...]
    stages: tuple[StageGroup, ...]
    closed: tuple[str, ...]
    closed_rest: int
    closed_asks: tuple[Ask, ...]
    since: Since | None
    waits: tuple[str, ...]
    they_owe: tuple[Due, ...]
    with_colleagues: tuple[Due, ...]
    picks: tuple[Pick, ...]
    last_picks: tuple[Pick, ...]
    follow_up: FollowUp | None
    awake: tuple[Cold, ...]
    old: OldFindings | None

    @property
    def has_ended(self) -> bool:
        """Whether any of the rep's opportunities has come to an end."""
        return bool(self.won.count or self.lost or self.no_decision)

    @property
    def holds_anything(self) -> bool:
        """Whether the snapshot holds anything under the rep's name."""
        return bool(self.open.count or self.has_ended or self.awake)

    @property
    def has_steps(self) -> bool:
        """Whether the rep has steps to do, on opportunities of colleagues too."""
        return bool(self.due or (self.follow_up and (self.follow_up.overflow or self.follow_up.filled)))

    @property
    def has_questions(self) -> bool:
        """Whether there is something to ask on what is open."""
        return bool(self.open.count and (self.asks or self.calls))

    @property
    def to_close(self) -> tuple[Intervention, ...]:
        """What the manager closed and the CRM still holds open."""
        return tuple(each for each in self.ruled if each.days_still_open is not None)

    @property
    def decided(self) -> tuple[Intervention, ...]:
        """The manager's other new decisions."""
        return tuple(each for each in self.ruled if each.days_still_open is None)

    @property
    def asked_of_us(self) -> tuple[Asked, ...]:
        """What managers ask for that is not their own to do."""
        return tuple(each for each in self.asked if each.action.who != "manager")

    @property
    def late(self) -> tuple[Due, ...]:
        """The steps of this rep that are overdue."""
        return tuple(each for each in self.due if each.step.is_overdue)

    @property
    def late_with_others(self) -> tuple[Due, ...]:
        """What is overdue and another's to do: the customers' steps, and those of colleagues."""
        return (*self.they_owe, *self.with_colleagues)

    @property
    def ahead(self) -> tuple[Due, ...]:
        """The steps of this rep that are due within a week."""
        return tuple(each for each in self.due if not each.step.is_overdue)

    def picks_of(self, opportunity: str) -> tuple[Pick, ...]:
        """Give the picks of this week of one opportunity."""
        return tuple(pick for pick in self.picks if pick.opportunity == opportunity)

    @property
    def picked(self) -> tuple[Action, ...]:
        """The actions that the rep picked."""
        return tuple(each for each in self.actions if self.picks_of(each.opportunity))

    @property
    def suggested(self) -> tuple[Action, ...]:
        """The actions that the page suggests."""
        return tuple(each for each in self.actions if not self.picks_of(each.opportunity))

    @property
    def picks_over(self) -> tuple[Pick, ...]:
        """The picks of this week that are no action any more."""
        acted = {each.opportunity for each in self.actions}
        return tuple(pick for pick in self.picks if pick.opportunity not in acted)

    @property
    def picks_ruled_over(self) -> tuple[Pick, ...]:
        """Those of them that the manager ruled over."""
        return tuple(pick for pick in self.picks_over if pick.ruled)

    @property
    def picks_closed(self) -> tuple[Pick, ...]:
        """Those of them that are no longer open, with no ruling."""
        return tuple(pick for pick in self.picks_over if not pick.ruled)
