"""What to celebrate: signatures and honest noes; and what else was brought to an end (D09, D15)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from scorecards.compose.picks import outcome_of
from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import SnapshotRecord
from scorecards.index.index import Index
from scorecards.model.picks import monday_of
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change
from scorecards.report.sums import money_of
from scorecards.report.week import Closure, Pick, Wins

_WEEKS = 14
"""So many snapshots are looked at: those of a quarter, and the one that they are compared with."""

_BROUGHT_TO_AN_END = {"signed", "won_unsigned", "no", "to_a_competitor"}
_TO_UNDERSTAND = {"vanished", "reversed"}
"""What ended so is to be understood first (D36): it is a success only where somebody set out to hear the no."""
_MOVES = {"advance", "step_done"}
_MOVES_SHOWN = 3


def wins_of(picks: Sequence[Pick], history: History, index: Index) -> Wins:
    """Collect the closures that the snapshots of the last quarter tell: the picked ones first, the latest first."""
    snapshots = history.snapshots[-_WEEKS:]
    since = snapshots[0].as_of
    told = [pick.outcome for pick in picks if pick.week >= monday_of(since) and pick.outcome != "not_yet"]
    closures = _closures(snapshots, picks, history, index)
    return Wins(
        weeks=len(snapshots),
        since=since,
        successes=tuple(each for each in closures if _is_success(each)),
        ended=tuple(each for each in closures if not _is_success(each) and _is_told(each)),
        picked=len(told),
        closed=sum(outcome in _BROUGHT_TO_AN_END for outcome in told),
        still_open=told.count("open"),
        without_a_word=told.count("without_a_word"),
        gone=told.count("gone"),
    )


def _is_success(closure: Closure) -> bool:
    """Tell whether it is a signature, or a no that the buyer said; to lose to a competitor is no win."""
    if closure.outcome in {"signed", "won_unsigned"}:
        return True
    understood = closure.picked or closure.ended not in _TO_UNDERSTAND
    return closure.outcome == "no" and closure.said_by == "buyer" and understood


def _is_told(closure: Closure) -> bool:
    """Tell whether anybody says that they chose; silence and what was called off are to be understood first."""
    they_chose = closure.outcome in {"no", "to_a_competitor"}
    return closure.ended not in _TO_UNDERSTAND and (they_chose or closure.said_by == "rep")


def _closures(
    snapshots: Sequence[SnapshotRecord], picks: Sequence[Pick], history: History, index: Index
) -> list[Closure]:
    """Give all that was closed in these snapshots: the picked ones first, the latest first."""
    picked: defaultdict[str, list[Pick]] = defaultdict(list)
    for pick in picks:
        picked[pick.opportunity].append(pick)
    found = []
    for each in history.histories.values():
        told_on = _closed_in(each, snapshots)
        if told_on:
            found.append(_closure(each, told_on, _last_before(told_on, picked[each.last.id]), index))
    return sorted(found, key=lambda each: (not each.picked, -each.told_on.toordinal(), each.opportunity))


def _last_before(told_on: date, picks: Sequence[Pick]) -> Pick | None:
    """Give the last pick before the snapshot that told the end."""
    return max((pick for pick in picks if pick.week <= told_on), key=lambda pick: pick.week, default=None)


def _closed_in(each: OpportunityHistory, snapshots: Sequence[SnapshotRecord]) -> date | None:
    """Give the day of the snapshot that told the end of what is closed now; None where none of these snapshots did."""
    if each.last.is_open:
        return None
    told = [change.told_on for change in each.changes if change.kind in CLOSED and change.told_on > snapshots[0].as_of]
    return told[-1] if told else _closed_when_first_seen(each, snapshots)


def _closed_when_first_seen(each: OpportunityHistory, snapshots: Sequence[SnapshotRecord]) -> date | None:
    """Give the day of the snapshot that first held an opportunity, where it was opened and closed since the one before.

    No change tells of these: there was nothing to compare them with.
    """
    before = [snapshot.as_of for snapshot in snapshots if snapshot.as_of < each.first_seen]
    ended = each.last.closed_on
    seen_closed = not any(change.kind == "reopened" or change.kind in CLOSED for change in each.changes)
    return each.first_seen if seen_closed and before and ended and ended > before[-1] else None


def _moved(each: OpportunityHistory) -> tuple[Change, ...]:
    """Give the last talks and steps by which the buyer moved it forward; of those of one day, the talk."""
    by_day: dict[date, Change] = {}
    for change in sorted(each.changes, key=lambda each: each.kind != "advance"):
        if change.kind in _MOVES and change.text:
            by_day.setdefault(change.on, change)
    return tuple(by_day[on] for on in sorted(by_day)[-_MOVES_SHOWN:])


def _closure(each: OpportunityHistory, told_on: date, pick: Pick | None, index: Index) -> Closure:
    last = each.last
    is_won = last.status == "won"
    return Closure(
        opportunity=last.id,
        name=last.name,
        account_name=index.account_name(last.account),
        rep=last.owner,
        rep_name=index.rep_name(last.owner),
        amount=money_of(last, index.team),
        outcome=outcome_of(last),  # type: ignore[arg-type]
        ended=last.ended,
        told_on=told_on,
        closed_on=last.closed_on,
        picked=pick is not None,
        week=pick.week if pick else None,
        why=pick.why if pick else None,
        moved=_moved(each),
        words=None if is_won else last.loss_reason,
        said_by=None if is_won else last.loss_said_by,
    )
