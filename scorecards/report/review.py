"""The whole review."""

from dataclasses import dataclass
from datetime import date

from scorecards.model.facts.fact import Fact
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.practices import Practice
from scorecards.report.baseline import OldFindings
from scorecards.report.changes import Since
from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.figures import Figures
from scorecards.report.forecast import ForecastLine
from scorecards.report.managers import AccountLine, ManagerPage, TerritoryLine
from scorecards.report.rules import Rules
from scorecards.report.scorecard import FindingGroup, Scorecard
from scorecards.report.values import Qualified, Sum
from scorecards.report.week import Wins


@dataclass(frozen=True, slots=True)
class ManagerLine:
    """A manager and the reps whose own manager that is."""

    manager: str
    name: str
    reps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageLine:
    """How many opportunities stand in a stage, for the home page.

    ``over_limit`` counts those over its limit, of those whose age is ``age_known``; what a manager ruled lost or dead
    by the day of the snapshot is in neither, and counted as ``ruled_over``.
    """

    stage: str
    total: Sum
    over_limit: int
    age_known: int
    ruled_over: int


@dataclass(frozen=True, slots=True)
class CrmStageLine:
    """How many open opportunities the CRM's own word for the stage covers."""

    crm_stage: str
    stage: str
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that the snapshot does not tell for some or all open opportunities.

    ``waiting`` counts the outcomes that are unknown where the field is absent or blank, ``checks`` names whose they
    are; a check that reads several such fields waits for each of them.
    """

    field: str
    meaning: str
    given: int
    blank: int
    absent: int
    waiting: int
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """How many steps are late, on how many deals; how many deals tell, and of how many nobody knows."""

    steps: int
    deals: int
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class TeamReview:
    """What one build shows of the team as a whole; what grows with the deals, the reps or the accounts is not here.

    ``rulings_editor`` is the address at which the repository's web editor opens rulings.yml, None where mkdocs.yml
    names no repository.  ``decisions_due`` counts the deals that wait for their manager's ruling,
    ``overdue_promises`` the steps that we promised a customer and are late with; ``forecast`` is empty where nobody
    forecasts.  ``since`` is None where there is no earlier snapshot.  ``old`` counts down the baseline, None where the
    team keeps none.  ``facts`` is the catalogue of facts;
    ``rules`` is what the review adds to the playbook, the facts and the practices.
    """

    format: int
    as_of: date
    source: str | None
    team: str
    locale: str
    currency: str
    snapshot: str
    open: Sum
    qualified: Qualified
    won: Sum
    won_not_signed: int
    lost: int
    no_decision: int | None
    stages: tuple[StageLine, ...]
    crm_stages: tuple[CrmStageLine, ...]
    forecast: tuple[ForecastLine, ...]
    decisions_due: int
    overdue_promises: Late
    managers: tuple[ManagerLine, ...]
    groups: tuple[FindingGroup, ...]
    gaps: tuple[Gap, ...]
    since: Since | None
    figures: Figures
    old: OldFindings | None
    rulings_file: str
    rulings_editor: str | None
    playbook: Playbook
    facts: tuple[Fact, ...]
    practices: tuple[Practice, ...]
    rules: Rules

    @property
    def waived_checks(self) -> tuple[tuple[str, int], ...]:
        """The checks that managers waive today, each with the number of deals, the most often waived first."""
        counts = ((check, today.tally.waived) for check, today in self.rules.checks.items())
        return tuple(sorted(((check, count) for check, count in counts if count), key=lambda each: -each[1]))

    @property
    def commit(self) -> ForecastLine | None:
        """What stands in commit; None where nothing does."""
        return next((line for line in self.forecast if line.category == "commit"), None)


@dataclass(frozen=True, slots=True)
class Review(TeamReview):
    """Everything that one build shows."""

    scorecards: tuple[Scorecard, ...]
    opportunities: tuple[Deal, ...]
    manager_pages: tuple[ManagerPage, ...]
    accounts: tuple[AccountLine, ...]
    territories: tuple[TerritoryLine, ...]
    cold: tuple[Cold, ...]
    wins: Wins

    @property
    def open_deals(self) -> tuple[Deal, ...]:
        """The opportunities that are open."""
        return tuple(deal for deal in self.opportunities if deal.is_open)

    @property
    def open_without_account(self) -> int:
        """How many of these name no account."""
        return sum(not deal.account for deal in self.open_deals)
