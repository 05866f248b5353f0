"""What all reps share: the day, the playbook, the team and its accounts, ready for look-ups.

It is built once, is never changed, and holds nothing of any one deal: what a deal must know of other deals stands in
its own file (:mod:`.opportunity_file`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cached_property

from scorecards.index.themes import ThemeFinder, whole_words
from scorecards.model.accounts import Account, Accounts, TerritoryPlan
from scorecards.model.baseline import Baseline
from scorecards.model.names import folded
from scorecards.model.playbook.phrases import Phrase
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.questions import Question
from scorecards.model.playbook.stages import Criterion, Stage
from scorecards.model.snapshot import Answer
from scorecards.model.team import Manager, Rep, Team, Territory
from scorecards.model.working_days import WorkCalendar
from scorecards.read.input import Input
from scorecards.report.backtest import KeptCheck
from scorecards.report.baseline import OldFindings
from scorecards.report.formats import Formats
from scorecards.report.values import Place

_SHORT = 3
_OF_PLAYBOOK = (
    *("stages", "earlier_criteria", "needed_criteria", "questions_due", "workdays", "waiting", "blame", "themes"),
    *("no_answer", "denial", "telling_questions", "told_by_questions"),
)
"""The look-ups that rest on the playbook alone."""


def phrase_pattern(phrases: Iterable[Phrase]) -> re.Pattern[str]:
    """Make a pattern that finds phrases of the playbook."""
    return whole_words(tuple(phrase.phrase for phrase in phrases))


@dataclass(frozen=True)
class Index:
    """Look-ups that every step shares.

    ``previous`` is the day of the snapshot before, None where there is none; ``source`` is the export's name, and the
    paths are what the pages call the files.  The places of the playbook's rules stand by kind (stage, question, cause,
    play, story, term, check) and id.  ``rulings_indent`` is what stands before the dashes of rulings.yml, None where it
    holds no ruling yet.  ``editors`` are the addresses at which the repository's web editor opens files of the playbook
    and the rulings, by the names that the pages call these files.  ``baseline`` holds the findings of when the team
    began, None where it keeps none, and ``backtest`` what the kept back-test says of a check.
    """

    as_of: date
    previous: date | None
    source: str | None
    snapshot_path: str
    rulings_path: str
    playbook: Playbook
    team: Team
    accounts_file: Accounts
    places_of_rules: Mapping[tuple[str, str], Place]
    places_of_accounts: Mapping[str, Place]
    rulings_indent: str | None
    baseline: Baseline | None = None
    editors: Mapping[str, str] = field(default_factory=dict)
    backtest: Mapping[str, KeptCheck] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Input, editors: Mapping[str, str] | None = None) -> "Index":
        """Prepare the look-ups for one review."""
        return cls(
            as_of=given.as_of,
            source=given.source,
            snapshot_path=given.snapshot_path,
            rulings_path=given.rulings_path,
            previous=given.snapshots[-2].as_of if len(given.snapshots) > 1 else None,
            playbook=given.playbook,
            team=given.team,
            accounts_file=given.accounts,
            places_of_rules=given.places_of_rules,
            places_of_accounts=given.places_of_accounts,
            rulings_indent=given.rulings_indent,
            baseline=given.baseline,
            editors=editors or {},
            backtest=given.backtest,
        )

    def for_another(self, given: Input) -> "Index":
        """Prepare the look-ups for another review by the same playbook, and keep those that rest on it alone."""
        other = Index.of(given)
        vars(other).update({name: getattr(self, name) for name in _OF_PLAYBOOK})
        return other

    def under(self, playbook: Playbook) -> "Index":
        """Prepare the look-ups for the same review by a playbook with other checks, causes and situations."""
        if playbook is self.playbook:
            return self
        other = replace(self, playbook=playbook)
        vars(other).update({name: value for name, value in vars(self).items() if name not in vars(other)})
        return other

    def __getstate__(self) -> dict[str, object]:
        """Leave the look-ups behind where another process is handed the index: it makes them anew."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    # The playbook

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """The stages by id, in the order of the sale."""
        return {stage.id: stage for stage in self.playbook.stages}

    @cached_property
    def earlier_criteria(self) -> dict[str, tuple[Criterion, ...]]:
        """By stage, the exit criteria of all stages before it."""
        stages = self.playbook.stages
        return {
            stage.id: tuple(each for before in stages[:place] for each in before.exit_criteria)
            for place, stage in enumerate(stages)
        }

    @cached_property
    def needed_criteria(self) -> tuple[Criterion, ...]:
        """The exit criteria without which some fact cannot be so."""
        return tuple(each for each in self.playbook.criteria.values() if each.needed_for)

    @cached_property
    def questions_due(self) -> dict[str, tuple[Question, ...]]:
        """By stage, the questions that must be answered before an opportunity leaves it."""
        order = self.playbook.stage_order
        return {
            stage: tuple(each for each in self.playbook.questions if order[each.answered_by_stage] <= place)
            for stage, place in order.items()
        }

    @cached_property
    def workdays(self) -> WorkCalendar:
        """Which days are working days."""
        return WorkCalendar.of(self.playbook.working_days)

    @cached_property
    def waiting(self) -> re.Pattern[str]:
        """Finds phrases of steps that only wait (D28)."""
        return phrase_pattern(self.playbook.phrases.waiting)

    @cached_property
    def blame(self) -> re.Pattern[str]:
        """Finds words that hand control to somebody else (D26)."""
        return phrase_pattern(self.playbook.phrases.blame)

    @cached_property
    def themes(self) -> ThemeFinder:
        """Find what talks and notes speak of (D36)."""
        return ThemeFinder.of(self.playbook.themes)

    @cached_property
    def no_answer(self) -> frozenset[str]:
        """The words of an answer that say that there is none."""
        return frozenset(word.strip().casefold() for word in self.playbook.phrases.no_answer)

    @cached_property
    def denial(self) -> re.Pattern[str]:
        """Finds words with which an answer may deny what it was asked for."""
        words = self.playbook.phrases.denial
        short = "|".join(re.escape(word) for word in words if len(word) < _SHORT)
        anywhere = whole_words(tuple(word for word in words if len(word) >= _SHORT))
        return re.compile(rf"\A\W*(?:{short})\W*\Z|{anywhere.pattern}", re.IGNORECASE) if short else anywhere

    @cached_property
    def telling_questions(self) -> tuple[Question, ...]:
        """The questions whose answers tell facts, too."""
        return tuple(each for each in self.playbook.questions if each.tells)

    @cached_property
    def told_by_questions(self) -> Mapping[str, tuple[str, ...]]:
        """By fact, the questions whose answers tell it."""
        facts = {fact for each in self.telling_questions for fact in each.tells}
        return {fact: tuple(each.id for each in self.telling_questions if fact in each.tells) for fact in facts}

    def says_something(self, answer: Answer) -> bool:
        """Tell whether an answer says anything: not blank, and not a word for "no answer"."""
        return answer.value is not None and answer.value.strip().casefold() not in self.no_answer

    def time_in(self, stage: Stage, entered: date, until: date) -> int:
        """Count the days in a stage until a day: working days where the stage's limit counts these."""
        return self.workdays.between(entered, until) if stage.in_working_days else (until - entered).days

    def limit_of(self, stage: Stage, entered: date) -> date:
        """Give the last day within a stage's limit."""
        if stage.in_working_days:
            return self.workdays.after(entered, stage.max_days)
        return entered + timedelta(days=stage.max_days)

    # The team and its accounts

    @cached_property
    def reps(self) -> dict[str, Rep]:
        """The reps by id."""
        return {rep.id: rep for rep in self.team.reps}

    @cached_property
    def managers(self) -> dict[str, Manager]:
        """The managers by id."""
        return {manager.id: manager for manager in self.team.managers}

    @cached_property
    def our_first_names(self) -> frozenset[str]:
        """The first names of everybody on our side, as they are written: Will is somebody, will is not."""
        names = (*(rep.name for rep in self.team.reps), *(manager.name for manager in self.team.managers))
        return frozenset(first for name in names for first in name.split()[:1])

    @cached_property
    def territories(self) -> dict[str, Territory]:
        """The territories by id."""
        return {territory.id: territory for territory in self.team.territories}

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """The accounts by id."""
        return {account.id: account for account in self.accounts_file.accounts}

    @cached_property
    def territory_plans(self) -> dict[str, TerritoryPlan]:
        """The plans of territories that are there on the day of the snapshot, by territory."""
        plans = self.accounts_file.territory_plans
        return {plan.territory: plan for plan in plans if plan.written_on <= self.as_of}

    def rep_called(self, name: str) -> str | None:
        """Give the id of the rep who has this id, or alone this name; None where nobody has, or several have."""
        return name if name in self.reps else self._reps_by_name.get(folded(name))

    @cached_property
    def _reps_by_name(self) -> dict[str, str]:
        names = Counter(folded(rep.name) for rep in self.team.reps)
        return {folded(rep.name): rep.id for rep in self.team.reps if names[folded(rep.name)] == 1}

    def rep_name(self, rep: str) -> str:
        """Give the name of a rep; the id where the rep is no longer in the team."""
        return self.reps[rep].name if rep in self.reps else rep

    def account_name(self, account: str | None) -> str | None:
        """Give the name of an account; what the snapshot calls it where accounts.yml does not know it."""
        known = self.accounts.get(account or "")
        return known.name if known else account

    def old_findings(self, left: int, of: int) -> OldFindings | None:
        """Count down findings of the baseline; None where the team keeps none."""
        return OldFindings(self.baseline.as_of, left, of) if self.baseline else None

    # How the pages show things

    @cached_property
    def formats(self) -> Formats:
        """How the team's locale writes days and sums, for the words to say."""
        return Formats(self.team.locale, self.team.currency)

    def editor_at(self, place: Place) -> str | None:
        """Give the address at which the web editor opens a place, at its line where the host allows that."""
        address = self.editors.get(place.path)
        return address and f"{address}#L{place.line}"
