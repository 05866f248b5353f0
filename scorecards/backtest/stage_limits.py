"""How long deals that were won later stayed in each stage: the limit that the team's own wins suggest."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.index.index import Index
from scorecards.model.playbook.stages import Stage
from scorecards.report.backtest import StageLimit
from scorecards.team.durations import stay_of
from scorecards.team.figures import Visit, visits_of, watched_visits


def stage_limits(history: History, index: Index) -> tuple[StageLimit, ...]:
    """Give what the visits of won deals suggest; where open deals are now counts for as long as it was watched."""
    order = index.playbook.stage_order
    of_won = list(visits_of(_only(history, lambda each: each.last.status == "won"), order))
    of_open = visits_of(_only(history, lambda each: each.last.is_open), order)
    now = [each for each in of_open if each.end in {"still_there", "gone"}]
    return tuple(_limit(stage, of_won, now, index) for stage in index.playbook.stages)


def _only(history: History, wanted: Callable[[OpportunityHistory], bool]) -> History:
    """Keep some opportunities; every snapshot stays, so that the last day is the same."""
    kept = {deal: each for deal, each in history.histories.items() if wanted(each)}
    snapshots = (
        replace(each, records={deal: record for deal, record in each.records.items() if deal in kept})
        for each in history.snapshots
    )
    return History(tuple(snapshots), kept)


def _limit(stage: Stage, of_won: Iterable[Visit], now: Iterable[Visit], index: Index) -> StageLimit:
    won = [each for each in of_won if each.stage == stage.id]
    still = [each for each in now if each.stage == stage.id]
    watched = [each for each in watched_visits(stage, [*won, *still], index) if each.is_at_risk]
    stay = stay_of(stage.id, watched, len(won) + len(still) - len(watched), index.playbook.scoring)
    return StageLimit(
        stage=stage.id,
        name=stage.name,
        limit=stage.max_days,
        in_working_days=stage.in_working_days,
        visits=stay.left,
        still_there=stay.n - stay.left,
        left_out=stay.left_out,
        median=stay.median,
        suggested=None if stay.is_range else stay.high,
        at_risk=stay.at_risk,
    )
