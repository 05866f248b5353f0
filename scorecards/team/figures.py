"""The team's figures, from all snapshots: of deals and stages, never of a person (D14, D19)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from statistics import quantiles
from typing import Literal, NamedTuple

from scorecards.compose.deal_summary import DealSummary
from scorecards.history.opportunity_history import History
from scorecards.history.record import OpportunityRecord, SnapshotRecord
from scorecards.index.index import Index
from scorecards.model.vocabulary import CLOSED, RULED_OVER, WITHOUT_A_SALE, Closed
from scorecards.report.figures import Figures, PickFigure, ReasonFigure, Spread, StageFigure, WeekFigure
from scorecards.report.sums import total_of
from scorecards.report.week import Pick
from scorecards.team.finding_matrix import matrix_by_manager
from scorecards.team.pipeline_flow import flow_of
from scorecards.team.stage_ages import ages_of
from scorecards.team.team_history import TeamHistory, named

VisitEnd = Literal["moved_on", "back", Closed, "gone", "still_there"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of an opportunity in a stage, with how it ended (D19); both days are None where either is not known."""

    stage: str
    end: VisitEnd
    entered_on: date | None
    left_on: date | None


class _Stay(NamedTuple):
    stage: str
    entered_on: date | None


def visits_of(history: History, stages: Mapping[str, int]) -> Iterator[Visit]:
    """Give the visits of all opportunities that a snapshot shows open, in stages of today's playbook.

    A closing that was undone is none: the visit goes on where it is reopened in the same stage.
    """
    as_of = history.snapshots[-1].as_of
    for opportunity, all_stays in _stays(history).items():
        each = history.histories[opportunity]
        known = [stay for stay in all_stays if stay.stage in stages]
        stays = [stay for at, stay in enumerate(known) if at == 0 or stay.stage != known[at - 1].stage]
        for place, stay in enumerate(stays):
            following = stays[place + 1] if place + 1 < len(stays) else None
            if following:
                end: VisitEnd = "moved_on" if stages[following.stage] > stages[stay.stage] else "back"
                left_on = following.entered_on
            else:
                end, left_on = _last(each.last, is_gone=each.seen_on < as_of)
            yield Visit(stay.stage, end, *_days(stay.entered_on, left_on))


def _stays(history: History) -> dict[str, list[_Stay]]:
    """Give the stages that each opportunity went through, in their order, once it was seen open."""
    found: dict[str, list[_Stay]] = {}
    for snapshot in history.snapshots:
        for opportunity, record in snapshot.records.items():
            counts = record.is_open or (
                opportunity in found and history.histories[opportunity].seen_on == snapshot.as_of
            )
            if counts and record.stage:
                _add(found.setdefault(opportunity, []), record)
    return found


def _add(stays: list[_Stay], record: OpportunityRecord) -> None:
    stage, entered_on = record.stage or "", record.stage_entered_on
    if not stays or stays[-1].stage != stage:
        stays.append(_Stay(stage, entered_on))
    elif entered_on not in {None, stays[-1].entered_on}:
        stays[-1] = _Stay(stage, entered_on)


def _last(last: OpportunityRecord, *, is_gone: bool) -> tuple[VisitEnd, date | None]:
    if last.is_open:
        return ("gone" if is_gone else "still_there"), None
    return CLOSED[last.status], last.closed_on


def _days(entered_on: date | None, left_on: date | None) -> tuple[date | None, date | None]:
    if entered_on is None or left_on is None or left_on < entered_on:
        return None, None
    return entered_on, left_on


def figures_of(
    deals: Sequence[DealSummary], picks: Sequence[Pick], rows: frozenset[str], so_far: TeamHistory, index: Index
) -> Figures:
    """Count what became of opportunities, and how long it took.

    Stages and weeks come from all snapshots, what has closed from the newest one.  ``rows`` are the opportunities that
    a rep's page shows.
    """
    open_deals = [deal for deal in deals if deal.is_open]
    status = Counter(each.status for each in deals)
    need = index.playbook.scoring.figures_need
    return Figures(
        need=need,
        stages=tuple(_stages(so_far.history, index)),
        weeks=tuple(_weeks(so_far, index)),
        reasons=tuple(_reasons(deals, index)),
        closed=sum(status[each] for each in WITHOUT_A_SALE),
        picks=_picks(picks),
        won_of_decided=(status["won"], status["won"] + status["lost"]),
        no_decision=status["no_decision"],
        days_to_close=spread(_days_to_close(deals), need),
        days_to_win=spread(_days_to_close([each for each in deals if each.status == "won"]), need),
        ages=ages_of(open_deals, index),
        flow=flow_of(so_far.history, index.team, partial(named, rows=rows, history=so_far.history, index=index)),
        matrix=matrix_by_manager(open_deals, index),
    )


def spread(days: Iterable[int], need: int) -> Spread:
    """Give the median and the quartiles in whole days; none of them where there are fewer cases than needed."""
    known = sorted(days)
    if len(known) < need:
        return Spread(len(known), None, None, None)
    low, median, high = (round(each) for each in quantiles(known, n=4, method="inclusive"))
    return Spread(len(known), median, low, high)


def _stages(history: History, index: Index) -> Iterator[StageFigure]:
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits_of(history, index.playbook.stage_order):
        visits[visit.stage].append(visit)
    return (_stage(stage, visits[stage], index) for stage in index.playbook.stage_order)


def _stage(stage: str, visits: Sequence[Visit], index: Index) -> StageFigure:
    need = index.playbook.scoring.figures_need
    ends = Counter(visit.end for visit in visits)
    left = len(visits) - ends["gone"] - ends["still_there"]
    return StageFigure(
        stage=stage,
        seen=len(visits),
        left=left,
        moved_on=ends["moved_on"],
        back=ends["back"],
        won=ends["won"],
        lost=ends["lost"],
        no_decision=ends["no_decision"],
        gone=ends["gone"],
        still_there=ends["still_there"],
        enough=left >= need,
        days=spread(_days_in(stage, visits, index), need),
    )


def _days_in(stage: str, visits: Sequence[Visit], index: Index) -> Iterator[int]:
    """Give the days of each visit, in the unit of the stage's limit, so that the two can be compared."""
    for visit in visits:
        if visit.entered_on and visit.left_on:
            yield index.time_in(index.stages[stage], visit.entered_on, visit.left_on)


def _weeks(so_far: TeamHistory, index: Index) -> Iterator[WeekFigure]:
    """Give each snapshot's open pipeline; as on the day's review, rulings count until the next snapshot."""
    snapshots = so_far.history.snapshots
    nexts = [*(later.as_of for _, later in pairwise(snapshots)), date.max]
    return (_week(snapshot, following, so_far, index) for snapshot, following in zip(snapshots, nexts, strict=True))


def _week(snapshot: SnapshotRecord, following: date, so_far: TeamHistory, index: Index) -> WeekFigure:
    still_open = [each for each in snapshot.records.values() if each.is_open]
    known = [each for each in still_open if each.stage in index.stages and each.stage_entered_on]
    over = _over_limit(known, snapshot.as_of, index)
    aged = [each for each in known if _entry(each) in over and not _is_given_up(each.id, following, so_far)]
    days_open = ((snapshot.as_of - each.created_on).days for each in still_open if each.created_on)
    return WeekFigure(
        as_of=snapshot.as_of,
        open=total_of(still_open, index.team),
        aged=total_of(aged, index.team),
        age_known=len(known),
        days_open=spread(days_open, index.playbook.scoring.figures_need),
    )


def _over_limit(records: Iterable[OpportunityRecord], as_of: date, index: Index) -> set[tuple[str, date]]:
    """Give the stages, each with the day of entering it, whose limit has passed; many deals share them."""
    entries = {_entry(each) for each in records}
    return {
        (stage, entered)
        for stage, entered in entries
        if index.time_in(index.stages[stage], entered, as_of) > index.stages[stage].max_days
    }


def _entry(record: OpportunityRecord) -> tuple[str, date]:
    return (record.stage or "", record.stage_entered_on or date.max)


def _is_given_up(opportunity: str, before: date, so_far: TeamHistory) -> bool:
    """Tell whether the last ruling before a day ends it."""
    rulings = so_far.standing_rulings(opportunity, before)
    return bool(rulings) and rulings[-1].value.ruling in RULED_OVER


def _reasons(deals: Iterable[DealSummary], index: Index) -> Iterator[ReasonFigure]:
    """Count causes, or else ways of ending, by who said so: the most frequent first, the unnamed last."""
    who: defaultdict[tuple[str | None, str | None], Counter[str]] = defaultdict(Counter)
    for each in deals:
        if each.status in WITHOUT_A_SALE:
            reason = each.loss_reason
            cause = reason.cause if reason else None
            who[cause, None if cause else each.ended][(reason and reason.said_by) or "nobody"] += 1
    causes = [cause.id for cause in index.playbook.causes]
    ordered = sorted(
        who.items(),
        key=lambda item: (
            item[0] == (None, None),
            -item[1].total(),
            causes.index(item[0][0]) if item[0][0] else len(causes),
            item[0][1] or "",
        ),
    )
    for (cause, ended), said in ordered:
        yield ReasonFigure(cause, ended, said["buyer"], said["rep"], said["inferred"], said["nobody"])


def _days_to_close(deals: Iterable[DealSummary]) -> Iterator[int]:
    for each in deals:
        if each.created_on and each.closed_on:
            yield (each.closed_on - each.created_on).days


def _picks(picks: Sequence[Pick]) -> PickFigure:
    outcomes = Counter(pick.outcome for pick in picks)
    return PickFigure(
        picked=len(picks),
        signed=outcomes["signed"],
        won_unsigned=outcomes["won_unsigned"],
        no=outcomes["no"],
        to_a_competitor=outcomes["to_a_competitor"],
        without_a_word=outcomes["without_a_word"],
        open=outcomes["open"],
        gone=outcomes["gone"],
        not_yet=outcomes["not_yet"],
    )
