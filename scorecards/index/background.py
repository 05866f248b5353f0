"""What facts are derived against: the day, the playbook's rules, the team and its accounts, ready for look-ups."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.carried_forward import said_by_then
from scorecards.index.left_export import held
from scorecards.index.work_calendar import WorkCalendar
from scorecards.model.accounts import Account, Accounts
from scorecards.model.names import folded
from scorecards.model.playbook import Phrase, Playbook, Question, Stage
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Answer, Contact, Opportunity
from scorecards.model.team import Rep, Team, Territory

if TYPE_CHECKING:
    from scorecards.history.record import OpportunityRecord

_NOTHING_MATCHES = re.compile(r"(?!)")


@dataclass(frozen=True)
class Background:
    """Look-ups that all facts share."""

    as_of: date
    team: Team
    workdays: WorkCalendar
    stages: dict[str, Stage]
    questions_due: dict[str, tuple[Question, ...]]
    good_for_days: dict[str, int]
    waiting: re.Pattern[str]
    blame: re.Pattern[str]
    no_answer: frozenset[str]
    accounts: dict[str, Account]
    reps: dict[str, Rep]
    territories: dict[str, Territory]
    territory_plans: frozenset[str]
    copied_needs: frozenset[tuple[str, ...]]
    restarted: Mapping[str, str]
    held: tuple[Opportunity, ...]
    watched: Mapping[tuple[str, str], tuple[tuple[str, Contact], ...]]
    stories: Mapping[str, OpportunityHistory]
    rulings: Mapping[str, tuple[Ruling, ...]]

    @classmethod
    def of(  # noqa: PLR0913 - the parts of one input
        cls,
        as_of: date,
        playbook: Playbook,
        team: Team,
        accounts: Accounts,
        opportunities: Sequence[Opportunity],
        *,
        stories: Mapping[str, OpportunityHistory] | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> "Background":
        """Prepare the look-ups for one snapshot; ``stories`` are told by all snapshots, ``rulings`` in their order."""
        order = [stage.id for stage in playbook.stages]
        stories, by_opportunity = stories or {}, _by_opportunity(rulings)
        restarted = _restarted(opportunities, stories, as_of)
        gone = held(stories, restarted, by_opportunity, as_of)
        return cls(
            as_of=as_of,
            team=team,
            workdays=WorkCalendar.of(playbook.working_days),
            stages={stage.id: stage for stage in playbook.stages},
            questions_due={
                stage: tuple(q for q in playbook.questions if order.index(q.answered_by_stage) <= place)
                for place, stage in enumerate(order)
            },
            good_for_days={question.id: question.good_for_days for question in playbook.questions},
            waiting=phrase_pattern(playbook.phrases.waiting),
            blame=phrase_pattern(playbook.phrases.blame),
            no_answer=frozenset(word.strip().casefold() for word in playbook.phrases.no_answer),
            accounts={account.id: account for account in accounts.accounts},
            reps={rep.id: rep for rep in team.reps},
            territories={territory.id: territory for territory in team.territories},
            territory_plans=frozenset(plan.territory for plan in accounts.territory_plans if plan.written_on <= as_of),
            copied_needs=_seen_twice(opportunities),
            restarted=restarted,
            held=gone,
            watched=_watched(opportunities, gone),
            stories=stories,
            rulings=by_opportunity,
        )

    def time_in(self, stage: Stage, entered: date, until: date) -> int:
        """Count the days in a stage until a day: working days where the stage's limit counts these."""
        return self.workdays.between(entered, until) if stage.in_working_days else (until - entered).days

    def limit_of(self, stage: Stage, entered: date) -> date:
        """Give the last day within a stage's limit."""
        if stage.in_working_days:
            return self.workdays.after(entered, stage.max_days)
        return entered + timedelta(days=stage.max_days)

    def standing_rulings(self, opportunity: str, before: date = date.max) -> tuple[Ruling, ...]:
        """Give the rulings on an opportunity that stood on the eve of a day, the oldest first.

        A ruling stands until the opportunity is closed and opened again: then the manager looks anew (D01).
        """
        rulings = self.rulings.get(opportunity, ())
        story = self.stories.get(opportunity) if rulings else None
        changes = story.changes if story else ()
        opened = [each.told_on for each in changes if each.kind == "reopened" and each.told_on < before]
        since = max(opened, default=date.min)
        return tuple(each for each in rulings if since <= each.on < before)

    def says_something(self, answer: Answer) -> bool:
        """Tell whether an answer says anything: not blank, and not a word for "no answer"."""
        return answer.value is not None and answer.value.strip().casefold() not in self.no_answer

    def is_stale(self, question: str, answer: Answer, opportunity: Opportunity) -> bool:
        """Tell whether an answer is certainly older than its question allows, or than a new start (:func:`is_reset`).

        Without a day of its own, it is at least as old as the snapshot from which it was carried on.  Where that is
        not known either, it never is.
        """
        if is_reset(answer, opportunity):
            return True
        latest = said_by_then(question, answer, opportunity)
        return latest is not None and (self.as_of - latest).days > self.good_for_days[question]

    def is_good(self, question: str, answer: Answer, opportunity: Opportunity) -> bool:
        """Tell whether an answer counts: it says something and is not stale (D11)."""
        return self.says_something(answer) and not self.is_stale(question, answer, opportunity)


def is_reset(answer: Answer, opportunity: Opportunity) -> bool:
    """Tell whether a new start took an answer back (D37).

    On an opportunity that starts another one over, only a day on or after its start shows that an answer is a new one.
    """
    if opportunity.restarted_from is None:
        return False
    start = opportunity.created_on
    return start is None or answer.on is None or answer.on < start


def needs_map(opportunity: Opportunity) -> tuple[str, ...]:
    """Give the map of needs in a form in which copies are equal."""
    return tuple(sorted(folded(need.need) for need in opportunity.needs))


def _restarted(
    opportunities: Iterable[Opportunity], stories: Mapping[str, OpportunityHistory], as_of: date
) -> dict[str, str]:
    """Give the opportunity that starts another one over, the latest one where there are several, by the old one.

    One that left the export while it was open goes on nowhere: it starts nothing over.
    """
    ended = (story.last for story in stories.values() if story.seen_on < as_of and not story.last.is_open)
    goes_on: list[Opportunity | OpportunityRecord] = [*opportunities, *ended]
    ordered = sorted(goes_on, key=lambda each: (each.created_on or date.min, each.id))
    return {each.restarted_from: each.id for each in ordered if each.restarted_from}


def _watched(
    opportunities: Sequence[Opportunity], gone: Sequence[Opportunity]
) -> dict[tuple[str, str], tuple[tuple[str, Contact], ...]]:
    """Find the people whose change is waited for among the contacts of all opportunities of their account.

    Those of what is ``gone`` from the export tell how it was then, so they tell nothing of the others.
    """
    found: dict[tuple[str, str], tuple[tuple[str, Contact], ...]] = {
        (each.account or each.id, folded(each.wake.person)): ()
        for each in (*opportunities, *gone)
        if each.wake and each.wake.person
    }
    if found:
        for opportunity in opportunities:
            for contact in opportunity.contacts:
                key = (opportunity.account or opportunity.id, folded(contact.name))
                if key in found:
                    found[key] = (*found[key], (opportunity.id, contact))
    return found


def _seen_twice(opportunities: Sequence[Opportunity]) -> frozenset[tuple[str, ...]]:
    """Find the maps of needs of two that have nothing to do with each other; one that starts over keeps its own."""
    before = {each.id: each.restarted_from for each in opportunities if each.restarted_from}
    maps: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for opportunity in opportunities:
        if opportunity.needs:
            maps[needs_map(opportunity)].add(_beginning(opportunity.id, before))
    return frozenset(needs for needs, beginnings in maps.items() if len(beginnings) > 1)


def _beginning(opportunity: str, before: Mapping[str, str]) -> str:
    """Name the opportunity that was started over first; no snapshot with a circle gets this far."""
    while opportunity in before:
        opportunity = before[opportunity]
    return opportunity


def _by_opportunity(rulings: Iterable[Ruling]) -> dict[str, tuple[Ruling, ...]]:
    found: dict[str, tuple[Ruling, ...]] = {}
    for ruling in rulings:
        found[ruling.opportunity] = (*found.get(ruling.opportunity, ()), ruling)
    return found


def phrase_pattern(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    """Make a pattern that finds phrases as whole words, in capitals or not."""
    return whole_words(tuple(phrase.phrase for phrase in phrases))


def whole_words(texts: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern that finds texts as whole words, in capitals or not, the longest first."""
    if not texts:
        return _NOTHING_MATCHES
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    words = "|".join(r"\s+".join(re.escape(word) for word in text.split()) for text in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
