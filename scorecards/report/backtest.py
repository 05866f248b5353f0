"""What a back-test finds out: which checks, and which answers, told anything of how deals ended."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from scorecards.report.figures import Share, Spread

FORMAT: Final = 1
"""The number of the form in which a back-test is written as JSON."""

Telling = Literal["tells", "tells_nothing", "too_few"]
"""Whether intervals lie apart, overlap, or rest on too few deals."""


@dataclass(frozen=True, slots=True)
class ValueTold:
    """The deals with one value in a column, and how many of them were won.

    ``is_unknown`` says that the value is blank or a word for no answer.  It tells something where its interval lies
    apart from that of all other deals, ``others_won``.
    """

    value: str
    is_unknown: bool
    won: Share
    others_won: Share
    telling: Telling


@dataclass(frozen=True, slots=True)
class ColumnTold:
    """A column and its values, the most frequent first.

    It tells something where the intervals of two values lie apart; ``apart`` are the two that do so by most, the one
    that was won more often first, and ``known_apart`` the same of the answers that say something: None where only
    nobody knowing makes the difference.
    """

    column: str
    telling: Telling
    apart: tuple[str, str] | None
    known_apart: tuple[str, str] | None
    values: tuple[ValueTold, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that is not counted, and why."""

    column: str
    why: Literal["names_people", "known_after_the_end", "too_many_values", "one_value"]
    values: int


@dataclass(frozen=True, slots=True)
class ClosedDeals:
    """Which values of which columns came before wins and which before losses.

    ``need`` is how many deals a value needs, ``not_closed`` counts rows whose outcome is neither won nor lost, and
    ``twice`` those that stand word for word in the file before.
    """

    format: int
    file: str
    outcome: str
    deals: int
    won: Share
    need: int
    not_closed: int
    twice: int
    columns: tuple[ColumnTold, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """How many times as often deals ended without a sale as all deals that the check knew; None where none did.

    ``low`` and ``high`` are the interval of the precision, over the same share of all, which is taken as it is.
    """

    times: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CheckTold:
    """What a check said of deals before they ended, each deal counted once.

    A deal on which it failed in any review counts as fired, one on which it passed and never failed as passed, and one
    of which it was never known as unknown.  Each has the share that ended without a sale: that of ``fired`` is the
    precision.  ``recall`` is the share of the deals without a sale on which it fired, of those of which it was known.
    ``days_ahead`` go from the first review in which it fired to the end, before losses and before wins.
    ``warns`` says which way it tells: True where deals on which it fired were lost more often, False where less.
    """

    check: str
    name: str
    fired: Share
    passed: Share
    unknown: Share
    not_applicable: int
    recall: Share
    lift: Lift
    days_ahead_of_losses: Spread
    days_ahead_of_wins: Spread
    telling: Telling
    warns: bool | None


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """What a back-test that was kept says of a check: ``as_of`` is its newest review.

    ``is_stale`` says that the playbook's files have changed since, so that it may be another check by now.
    """

    as_of: date
    is_stale: bool
    told: CheckTold


@dataclass(frozen=True, slots=True)
class StageLimit:
    """How long deals that were won later stayed in a stage, beside the stage's limit, in its unit of days.

    ``suggested`` is the day by which three in four had left (Kaplan-Meier), ``median`` that by which half had; None
    where too few were watched that long.  ``visits`` counts those of won deals, ``still_there`` open deals that are
    there now and count for as long as they were watched, ``left_out`` visits that nobody watched.
    """

    stage: str
    name: str
    limit: int
    in_working_days: bool
    visits: int
    still_there: int
    left_out: int
    median: int | None
    suggested: int | None
    at_risk: int | None


@dataclass(frozen=True, slots=True)
class Replay:
    """A playbook replayed over all snapshots, each with nothing known but what was known on its day.

    ``playbook`` is a fingerprint of the rules that were replayed.  ``ended`` counts the deals that some review shows
    open before they ended; ``still_open`` and ``gone`` (left the export while open) count in no figure, and nor do
    those that were ``never_seen_open``.
    """

    format: int
    playbook: str
    as_of: date
    since: date
    reviews: int
    need: int
    ended: int
    without_a_sale: Share
    still_open: int
    gone: int
    never_seen_open: int
    checks: tuple[CheckTold, ...]
    stages: tuple[StageLimit, ...]

    def of_checks(self, playbook: str) -> dict[str, KeptCheck]:
        """Give what it says of each check, by id; ``playbook`` is the fingerprint of the rules as they are now."""
        return {each.check: KeptCheck(self.as_of, self.playbook != playbook, each) for each in self.checks}
