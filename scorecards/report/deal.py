"""One opportunity as the pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from scorecards.model.snapshot import ForecastCategory
from scorecards.report.buyer_side import TheirSide
from scorecards.report.changes import Movement
from scorecards.report.channels import Channels, PersonThere
from scorecards.report.cold_file import Restart
from scorecards.report.conclusion import Conclusion
from scorecards.report.interventions import Intervention, Pause
from scorecards.report.rules import RulesToday
from scorecards.report.timeline import TimelineEntry
from scorecards.report.values import (
    AtLeast,
    Carried,
    Elsewhere,
    KnownFact,
    Money,
    Place,
    Read,
    Score,
    Spoken,
    StepState,
    Told,
)
from scorecards.report.waivers import DealWaiver


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the playbook that the record shows, for a cause or against it.

    ``strength`` is 1 for a weak sign to 3 for a strong one, ``ask`` what to ask first because of it.  ``facts`` are the
    known facts that show it, ``spoken`` the words on record that they count.
    """

    sign: str
    strength: int
    ask: str | None
    facts: tuple[KnownFact, ...]
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of the playbook's causes, with its evidence; ``unknown`` counts the signs of which nothing is known."""

    cause: str
    speaks_for: tuple[Sign, ...]
    speaks_against: tuple[Sign, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class TellingQuestion:
    """A question that tells the causes apart, of the cause that asks it."""

    text: str
    cause: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The causes, the best supported first; hypotheses with counts, never a verdict.

    ``leading`` names the cause in front, None where none has evidence enough; until then whether it can be saved is
    unknown.  ``also`` are further causes with evidence enough of their own: several can be at work at once.  ``named``
    is the cause that somebody has named in the snapshot.  ``as_of_end`` says that the evidence is that of the day on
    which it was closed.
    """

    hypotheses: tuple[Hypothesis, ...]
    leading: str | None
    also: tuple[str, ...]
    retrievability: Literal["slim", "likely_with_care", "unlikely", "unknown"]
    named: str | None
    questions: tuple[TellingQuestion, ...]
    play: str | None
    as_of_end: bool

    @property
    def with_evidence(self) -> tuple[Hypothesis, ...]:
        """The causes for or against which anything speaks."""
        return tuple(each for each in self.hypotheses if each.speaks_for or each.speaks_against)

    @property
    def without_evidence(self) -> tuple[Hypothesis, ...]:
        """The causes for and against which nothing speaks."""
        return tuple(each for each in self.hypotheses if not each.speaks_for and not each.speaks_against)

    @property
    def in_front(self) -> tuple[Hypothesis, ...]:
        """The cause that leads, and the others that have evidence enough; else those for which most speaks."""
        if self.leading:
            return tuple(each for each in self.hypotheses if each.cause in {self.leading, *self.also})
        return tuple(each for each in self.hypotheses if each.speaks_for)[:1]

    @property
    def asks_for_several(self) -> bool:
        """Whether the questions are those of more than one cause, and tell these apart."""
        return len({each.cause for each in self.questions}) > 1

    @property
    def bears_out_the_name(self) -> bool:
        """Whether the evidence points to the cause that somebody has named."""
        return self.named is not None and self.named in {self.leading, *self.also}


@dataclass(frozen=True, slots=True)
class Clearing:
    """The smallest set of answers or steps that would clear the critical findings.

    ``facts`` are what has to become true, each told in the catalogue of facts; ``checks`` are the findings that it
    clears; ``beyond`` are critical findings that no answer and no step clears.
    """

    facts: tuple[str, ...]
    checks: tuple[str, ...]
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerState:
    """How it stands with one qualification question that is due by the opportunity's stage.

    ``told`` says that other fields answer it, by the facts that the playbook names for it; what was said on the
    question itself stands beside that, with its day.  ``stale`` is an answer that was good until ``good_until``, or,
    without such a day, one that a new start took back (D37).  ``carried_from`` is the day of the snapshot from which it
    was carried on.  Where nobody noted the day ``on`` which it was said, it is ``days_at_least`` days old for certain,
    and was good until ``good_until`` at the latest.
    """

    question: str
    state: Literal["answered", "told", "stale", "open"]
    value: str | None
    said_by: str | None
    on: date | None
    carried_from: date | None
    days_at_least: int | None
    good_until: date | None
    line: int | None


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """How it stands with one exit criterion of the present stage (D17); unclear where nobody has said."""

    criterion: str
    text: str
    state: Literal["met", "unmet", "unclear"]
    evidence: str | None
    on: date | None
    line: int | None

    @property
    def is_unclear(self) -> bool:
        """Whether nobody has said if it is met."""
        return self.state == "unclear"


@dataclass(frozen=True, slots=True)
class Deal:
    """One opportunity as the pages show it.

    ``to_ask`` are the unknown checks that surely apply and whose question has no answer on file; the others wait for
    what decides whether they do, or need not be asked.
    ``waived`` are the checks that its manager lets pass unmet until a day, ``waivers`` all that were granted on it.
    ``old`` are the checks of the baseline that are not cleared yet: those of them that failed are old findings.
    ``movement`` is None where there is no earlier snapshot.  ``timeline`` is all that is on record of it, the newest
    first, what has no day last: what the counts rest on.  ``resting`` are findings that an approved pause silences,
    ``resting_unknown`` what nobody need find out while it runs, ``moot`` and ``moot_unknown`` those that no longer
    matter because they have gone (``has_gone``), ``for_manager`` what the manager is to mend.
    ``criteria`` are the present stage's exit criteria, none where the snapshot says nothing of any, ``next_stage`` the
    stage that follows once they are met, None after the last.  ``blocker`` is what is in the way.
    ``crm_next_step`` is the CRM's free text of which nobody has said who does it, and by when: it is no next step.
    ``days_silent`` counts days since their last word, ``tries_since`` our tries since then (D12, D34).

    ``worth`` is the amount in the team's currency, None where there is no amount, or no rate is on file.
    ``forecast`` is the CRM's forecast category, ``people`` are those on their side, whoever has left included.
    ``days_in_stage`` and ``stage_limit`` are working days where ``in_working_days`` says so.
    ``reads`` and ``facts`` are the evidence of every finding: the finding's check names its facts, a fact names
    the fields that it reads, and a fact that is missing here is unknown.  ``elsewhere`` is the evidence that does not
    stand in the snapshot.  ``today`` are the rules by which a table finds it.
    """

    id: str
    name: str
    account: str | None
    account_name: str | None
    strategic: bool
    owner: str
    owner_name: str
    status: str
    stage: str | None
    crm_stage: str | None
    ended: str | None
    amount: Money | None
    worth: Decimal | None
    amount_basis: str | None
    close_date: date | None
    closed_on: date | None
    days_in_stage: int | None
    stage_limit: int | None
    in_working_days: bool
    forecast: ForecastCategory | None
    contact: str | None
    people: tuple[PersonThere, ...]
    channels: tuple[Channels, ...]
    place: Place
    score: Score
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    to_ask: tuple[str, ...]
    passed: tuple[str, ...]
    waived: tuple[str, ...]
    waivers: tuple[DealWaiver, ...]
    old: tuple[str, ...]
    told: tuple[Told, ...]
    days_silent: int | None
    tries_since: int | AtLeast | None
    criteria: tuple[CriterionLine, ...]
    next_stage: str | None
    blocker: Told | None
    facts: tuple[KnownFact, ...]
    reads: tuple[Read, ...]
    elsewhere: tuple[Elsewhere, ...]
    answers: tuple[AnswerState, ...]
    questions_due: int
    questions_answered: int | None
    next_steps: tuple[StepState, ...] | None
    crm_next_step: Told | None
    notes: str | None
    carried: tuple[Carried, ...]
    movement: Movement | None
    timeline: tuple[TimelineEntry, ...]
    awaits_ruling: bool
    ruled_over: bool
    interventions: tuple[Intervention, ...]
    pause: Pause | None
    has_gone: bool
    resting: tuple[str, ...]
    resting_unknown: tuple[str, ...]
    moot: tuple[str, ...]
    moot_unknown: tuple[str, ...]
    for_manager: tuple[str, ...]
    diagnosis: Diagnosis | None
    conclusion: Conclusion | None
    clearing: Clearing | None
    theirs: TheirSide
    restart: Restart | None
    today: RulesToday

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost, nor ended undecided."""
        return self.status == "open"

    @property
    def is_over_limit(self) -> bool:
        """Whether it is known to be in its stage for longer than the stage's limit."""
        return self.days_in_stage is not None and self.stage_limit is not None and self.days_in_stage > self.stage_limit

    @property
    def is_late_in_stage(self) -> bool:
        """Whether that is told as late: not while an approved pause runs."""
        return self.is_over_limit and not self.pause

    @property
    def waivers_that_hold(self) -> tuple[DealWaiver, ...]:
        """The waivers that silence what their check finds."""
        return tuple(each for each in self.waivers if each.state == "waives")

    @property
    def waivers_ended(self) -> tuple[DealWaiver, ...]:
        """The waivers that have ended, where their check finds something again."""
        return tuple(each for each in self.waivers if each.is_back)

    @property
    def new_findings(self) -> tuple[str, ...]:
        """The findings that were not there when the team began; all, where it keeps no baseline."""
        return tuple(check for check in self.failed if check not in self.old)

    @property
    def old_findings(self) -> tuple[str, ...]:
        """The findings that were there then."""
        return tuple(check for check in self.failed if check in self.old)

    def to_mark(self, *, prune: bool) -> tuple[str, ...]:
        """Name the checks that a baseline marks as old: all that fail, or of an older one what is not cleared."""
        return self.old if prune else (*self.failed, *self.resting, *self.moot)

    @property
    def timeline_tells(self) -> bool:
        """Whether the timeline holds more than that it entered its stage, which stands in view."""
        return any(each.kind != "stage" for each in self.timeline)

    @property
    def tells_next_steps(self) -> bool:
        """Whether the snapshot says anything of next steps, be it that there are none."""
        return self.next_steps is not None or self.crm_next_step is not None

    @property
    def soonest_steps(self) -> tuple[StepState, ...]:
        """The soonest step of each side that counts as one."""
        return tuple(step for step in self.next_steps or () if step.is_next)

    @property
    def other_steps(self) -> tuple[StepState, ...]:
        """The next steps that stand behind the soonest ones."""
        return tuple(step for step in self.next_steps or () if not step.is_next)

    @property
    def moving_steps(self) -> tuple[StepState, ...]:
        """The next steps that do more than wait."""
        return tuple(step for step in self.next_steps or () if not step.waiting_phrase)

    @property
    def last_heard(self) -> Told | None:
        """The last contact in which they spoke."""
        return self._told("activities")

    @property
    def claim(self) -> Told | None:
        """What the rep says of how it stands."""
        return self._told("claim")

    @property
    def buyer_call(self) -> Told | None:
        """What the buyer calls it, in the buyer's words."""
        return self._told("buyer_call")

    @property
    def open_criteria(self) -> tuple[CriterionLine, ...]:
        """The exit criteria that are not met yet, so far as anybody has said."""
        return tuple(each for each in self.criteria if each.state != "met")

    def soonest_steps_of(self, side: str) -> tuple[StepState, ...]:
        """Give the soonest step of one side, ``us`` or ``customer``, where one counts."""
        return tuple(step for step in self.soonest_steps if step.side == side)

    def moving_steps_of(self, side: str) -> tuple[StepState, ...]:
        """Give the next steps of one side that do more than wait."""
        return tuple(step for step in self.moving_steps if step.side == side)

    @property
    def further_questions(self) -> tuple[TellingQuestion, ...]:
        """The questions of its diagnosis but for the one that the conclusion asks first."""
        first = self.conclusion.question.text if self.conclusion and self.conclusion.question else None
        return tuple(each for each in self.diagnosis.questions if each.text != first) if self.diagnosis else ()

    @property
    def tells_play(self) -> bool:
        """Whether its conclusion names the play of its diagnosis already."""
        return (
            self.conclusion is not None and self.diagnosis is not None and self.conclusion.play == self.diagnosis.play
        )

    def besides(self, steps: Iterable[StepState]) -> tuple[StepState, ...]:
        """Give these steps but for the one that the conclusion is about, which stands there already."""
        first = self.conclusion.step if self.conclusion else None
        return tuple(step for step in steps if step != first)

    def concludes_from(self, fact: str) -> bool:
        """Whether its conclusion rests on a fact, and so tells it."""
        return self.conclusion is not None and any(each.name == fact for each in self.conclusion.because)

    def channels_of(self, contact: str | None) -> Channels | None:
        """Give how to reach one of the contacts; None where that is not on file."""
        return next((each for each in self.channels if each.contact == contact), None)

    def in_brief(self) -> "Deal":
        """Leave out the evidence, which no page shows but that of its rep and that of a manager who is to rule."""
        return replace(
            self,
            facts=(),
            reads=(),
            elsewhere=(),
            told=(),
            answers=(),
            criteria=(),
            carried=(),
            notes=None,
            people=(),
            channels=(),
            timeline=(),
            blocker=None,
            passed=(),
            diagnosis=None,
            clearing=None,
            restart=None,
        )

    def fails(self, check: str) -> bool:
        """Whether a check comes out as to mend."""
        return check in self.failed

    def is_of(self, rep: str | None) -> bool:
        """Whether it is this rep's own."""
        return self.owner == rep

    def _told(self, field: str) -> Told | None:
        return next((each for each in self.told if each.field == field), None)


@dataclass(frozen=True, slots=True)
class ColleaguesDeal:
    """An opportunity as a page names it that is not its own rep's: that of whoever does a step on it, or picked it.

    ``contact`` is whom to talk to there; ``has_row`` says whether its own rep's page shows it.
    """

    id: str
    name: str
    account_name: str | None
    owner: str
    owner_name: str
    contact: str | None
    has_row: bool

    def is_of(self, rep: str | None) -> bool:
        """Whether it is this rep's own."""
        return self.owner == rep
