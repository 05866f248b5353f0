"""How the open pipeline came from the snapshot before to this one, to the last cent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import OpportunityRecord
from scorecards.model.team import Team
from scorecards.model.vocabulary import CLOSED
from scorecards.report.figures import Flow, FlowKind, FlowStep, FlowSum, MovedDates
from scorecards.report.sums import worth_of
from scorecards.report.values import Money, Named

_COMES: Mapping[FlowKind, int] = {
    "new": 1,
    "back": 1,
    "reopened": 1,
    "given": 0,
    "raised": 0,
    "lowered": 0,
    "currency": 0,
    "withdrawn": 0,
    **dict.fromkeys(CLOSED.values(), -1),
    "gone": -1,
}
_SHOWN = 3
"""So many opportunities of each change are named; the others are counted."""


class _Turn(NamedTuple):
    """An opportunity as both snapshots show it, where they do; open in one of them at least."""

    kind: FlowKind | None
    before: OpportunityRecord | None
    now: OpportunityRecord | None

    @property
    def one(self) -> OpportunityRecord:
        """How it stands now, or stood before."""
        seen = self.now or self.before
        assert seen is not None  # noqa: S101 - a turn is made of at least one
        return seen


class _Pool:
    """Amounts by currency, worth something in the team's where a rate is on file."""

    def __init__(self, team: Team, records: Sequence[OpportunityRecord] = ()) -> None:
        """Begin with what is in it."""
        self._team = team
        self._amounts: dict[str, Decimal] = {}
        for each in records:
            self.add(each, 1)

    def add(self, record: OpportunityRecord | None, sign: int) -> None:
        """Put an opportunity's amount in, or take it out."""
        if record and record.amount:
            currency = _currency(record, self._team)
            self._amounts[currency] = self._amounts.get(currency, Decimal(0)) + sign * record.amount

    @property
    def worth(self) -> Decimal:
        """What it is worth; each currency is converted once, as the sums on all pages are."""
        converted = (self._team.in_team_currency(amount, currency) for currency, amount in self._amounts.items())
        return sum((amount for amount in converted if amount is not None), Decimal(0))


def flow_of(history: History, team: Team, named: Callable[[str], Named]) -> Flow | None:
    """Tell what changed the open pipeline since the snapshot before; None where there is none.

    ``named`` names an opportunity by its id.

    What one kind of change did is what the pool is worth after it less what it was worth before, so that the amounts
    add up to the last cent, whatever was rounded in converting them.
    """
    if len(history.snapshots) < 2:  # noqa: PLR2004 - it takes two to compare
        return None
    before, now = (snapshot.records for snapshot in history.snapshots[-2:])
    turns = [_turn(each, before, now, history, team) for each in sorted(_open(before) | _open(now))]
    then_open = [each for each in before.values() if each.is_open]
    still = [turn.now for turn in turns if turn.now and turn.now.is_open and turn.before and turn.before.is_open]
    return Flow(
        since=history.snapshots[-2].as_of,
        then=_sum(then_open, team),
        steps=tuple(_steps(turns, _Pool(team, then_open), team, named)),
        now=_sum([each for each in now.values() if each.is_open], team),
        pushed_out=_moved([each for each in still if _days_moved(before[each.id], each) > 0], team, named),
        pulled_in=_moved([each for each in still if _days_moved(before[each.id], each) < 0], team, named),
    )


def _open(records: Mapping[str, OpportunityRecord]) -> set[str]:
    return {each.id for each in records.values() if each.is_open}


def _turn(
    opportunity: str,
    before: Mapping[str, OpportunityRecord],
    now: Mapping[str, OpportunityRecord],
    history: History,
    team: Team,
) -> _Turn:
    """Tell what became of an opportunity that is open in either snapshot."""
    earlier, later = before.get(opportunity), now.get(opportunity)
    if later is None or not later.is_open:
        return _Turn(CLOSED[later.status] if later else "gone", earlier, None)
    if earlier is None or not earlier.is_open:
        return _Turn(_came(history.histories[opportunity]), None, later)
    return _Turn(_revalued(earlier, later, team), earlier, later)


def _came(history: OpportunityHistory) -> FlowKind:
    """Tell whether one that is open now is new, was left out of the export for a while, or had been closed."""
    told = {change.kind for change in history.changes if change.told_on == history.seen_on}
    return "reopened" if "reopened" in told else "back" if history.first_seen < history.seen_on else "new"


def _revalued(before: OpportunityRecord, now: OpportunityRecord, team: Team) -> FlowKind | None:
    """Tell how the amount changed; an amount that adds nothing to the sum counts as none."""
    counted, counts = _counts(before, team), _counts(now, team)
    if not counted:
        return "given" if counts else None
    if not counts:
        return "withdrawn"
    if _currency(before, team) != _currency(now, team):
        return "currency"
    was, is_ = before.amount or Decimal(0), now.amount or Decimal(0)
    return None if was == is_ else "raised" if is_ > was else "lowered"


def _steps(turns: Sequence[_Turn], pool: _Pool, team: Team, named: Callable[[str], Named]) -> Iterator[FlowStep]:
    for kind, comes in _COMES.items():
        these = [turn for turn in turns if turn.kind == kind]
        if not these:
            continue
        worth = pool.worth
        for turn in these:
            pool.add(turn.before, -1)
            pool.add(turn.now, 1)
        ones = _largest_first([turn.one for turn in these], team)
        added = _sum(ones, team)
        yield FlowStep(
            kind=kind,
            comes=comes,
            count=added.count,
            amount=Money(pool.worth - worth, team.currency),
            without=added.without,
            without_rate=added.without_rate,
            opportunities=tuple(each.id for each in ones),
            shown=tuple(named(each.id) for each in ones[:_SHOWN]),
            rest=len(ones[_SHOWN:]),
        )


def _sum(records: Sequence[OpportunityRecord], team: Team) -> FlowSum:
    without = sum(not each.amount for each in records)
    return FlowSum(
        count=len(records),
        amount=Money(_Pool(team, records).worth, team.currency),
        without=without,
        without_rate=len(records) - without - sum(_counts(each, team) for each in records),
    )


def _moved(records: Sequence[OpportunityRecord], team: Team, named: Callable[[str], Named]) -> MovedDates:
    ordered = _largest_first(records, team)
    total = _sum(ordered, team)
    return MovedDates(
        count=total.count,
        amount=total.amount,
        without=total.without,
        without_rate=total.without_rate,
        opportunities=tuple(each.id for each in ordered),
        shown=tuple(named(each.id) for each in ordered[:_SHOWN]),
        rest=len(ordered[_SHOWN:]),
    )


def _largest_first(records: Sequence[OpportunityRecord], team: Team) -> list[OpportunityRecord]:
    """Put the largest amount in the team's currency first; what adds nothing to a sum comes last."""
    return sorted(records, key=lambda each: (-(worth_of(each, team) or 0), each.id))


def _days_moved(before: OpportunityRecord, now: OpportunityRecord) -> int:
    return (now.close_date - before.close_date).days if before.close_date and now.close_date else 0


def _counts(record: OpportunityRecord, team: Team) -> bool:
    """Tell whether an opportunity adds to the sum: it has an amount, in a currency with a rate."""
    return bool(record.amount) and team.in_team_currency(Decimal(1), _currency(record, team)) is not None


def _currency(record: OpportunityRecord, team: Team) -> str:
    return record.currency or team.currency
