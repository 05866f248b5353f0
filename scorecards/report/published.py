"""What stands in each of the JSON files: the index of the review, and one for each rep, each manager, and so on."""

from dataclasses import dataclass
from datetime import date

from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.managers import AccountLine, ManagerPage, TerritoryLine
from scorecards.report.review import TeamReview
from scorecards.report.scorecard import Scorecard
from scorecards.report.week import Wins


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Whose file it is, and where it lies beside the index."""

    id: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class IndexFile(TeamReview):
    """The review without what has a file of its own, and where these are.

    ``cold`` is what the cold file holds of reps who are no longer in the team; that of the others stands with them.
    """

    reps: tuple[PersonFile, ...]
    manager_files: tuple[PersonFile, ...]
    accounts_file: str
    wins_file: str
    cold: tuple[Cold, ...]


@dataclass(frozen=True, slots=True)
class RepFile:
    """One rep: the scorecard, the opportunities that a page shows, the most urgent first, and the cold file."""

    format: int
    as_of: date
    scorecard: Scorecard
    opportunities: tuple[Deal, ...]
    cold: tuple[Cold, ...]


@dataclass(frozen=True, slots=True)
class ManagerFile:
    """One manager's page."""

    format: int
    as_of: date
    page: ManagerPage


@dataclass(frozen=True, slots=True)
class AccountsFile:
    """The accounts and the territories."""

    format: int
    as_of: date
    accounts: tuple[AccountLine, ...]
    territories: tuple[TerritoryLine, ...]


@dataclass(frozen=True, slots=True)
class WinsFile:
    """What was brought to an end."""

    format: int
    as_of: date
    wins: Wins
