"""What facts are derived against: the day, the playbook's rules, the team and its accounts, ready for look-ups."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scorecards.accounts import Account, Accounts
from scorecards.history import Story
from scorecards.playbook import Phrase, Playbook, Question, Stage
from scorecards.rulings import Ruling
from scorecards.snapshot import Answer, Opportunity
from scorecards.team import Rep, Team, Territory

_NOTHING_MATCHES = re.compile(r"(?!)")


@dataclass(frozen=True)
class Background:
    """Look-ups that all facts share."""

    as_of: date
    team: Team
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
    restarted: frozenset[str]
    stories: Mapping[str, Story]
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
        stories: Mapping[str, Story] | None = None,
        rulings: Iterable[Ruling] = (),
    ) -> "Background":
        """Prepare the look-ups for one snapshot; ``stories`` are told by all snapshots, ``rulings`` in their order."""
        order = [stage.id for stage in playbook.stages]
        return cls(
            as_of=as_of,
            team=team,
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
            restarted=frozenset(each.restarted_from for each in opportunities if each.restarted_from),
            stories=stories or {},
            rulings=_by_opportunity(rulings),
        )

    def says_something(self, answer: Answer) -> bool:
        """Tell whether an answer says anything: not blank, and not a word for "no answer"."""
        return answer.value is not None and answer.value.strip().casefold() not in self.no_answer

    def is_stale(self, question: str, answer: Answer) -> bool:
        """Tell whether an answer is older than its question allows; one without a date never is."""
        return answer.on is not None and (self.as_of - answer.on).days > self.good_for_days[question]

    def is_good(self, question: str, answer: Answer) -> bool:
        """Tell whether an answer counts: it says something and is not stale (D11)."""
        return self.says_something(answer) and not self.is_stale(question, answer)


def needs_map(opportunity: Opportunity) -> tuple[str, ...]:
    """Give the map of needs in a form in which copies are equal."""
    return tuple(sorted(" ".join(need.need.casefold().split()) for need in opportunity.needs))


def _seen_twice(opportunities: Iterable[Opportunity]) -> frozenset[tuple[str, ...]]:
    maps = Counter(needs_map(opportunity) for opportunity in opportunities if opportunity.needs)
    return frozenset(needs for needs, times in maps.items() if times > 1)


def _by_opportunity(rulings: Iterable[Ruling]) -> dict[str, tuple[Ruling, ...]]:
    found: dict[str, tuple[Ruling, ...]] = {}
    for ruling in rulings:
        found[ruling.opportunity] = (*found.get(ruling.opportunity, ()), ruling)
    return found


def phrase_pattern(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    """Make a pattern that finds phrases as whole words, in capitals or not."""
    if not phrases:
        return _NOTHING_MATCHES
    longest_first = sorted((phrase.phrase for phrase in phrases), key=lambda text: (-len(text), text))
    words = "|".join(r"\s+".join(re.escape(word) for word in text.split()) for text in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
