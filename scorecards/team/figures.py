"""The team's figures, from all snapshots: of deals and stages, never of a person (D14, D19)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Literal, NamedTuple

from scorecards.compose.deal_summary import DealSummary
from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import OpportunityRecord, SnapshotRecord
from scorecards.index.index import Index
from scorecards.model.playbook.stages import Stage
from scorecards.model.vocabulary import CLOSED, WITHOUT_A_SALE, Closed
from scorecards.report.figures import Figures, PickFigure, ReasonFigure, StageFigure, WeekFigure
from scorecards.report.sums import total_of
from scorecards.report.week import Pick
from scorecards.team.agreement import agreement_of
from scorecards.team.durations import spread, stay_of, where_to
from scorecards.team.finding_matrix import matrix_by_manager
from scorecards.team.pipeline_flow import flow_of
from scorecards.team.shares import share_of
from scorecards.team.snapshot_ages import ages_then
from scorecards.team.stage_ages import ages_of
from scorecards.team.survival import Watched
from scorecards.team.team_history import TeamHistory, named

VisitEnd = Literal["moved_on", "back", Closed, "gone", "still_there"]
_ENDS: Final[tuple[VisitEnd, ...]] = ("moved_on", "back", *CLOSED.values())
"""The ways to leave a stage; what is gone from the export, or still there, has not left it as far as anybody knows."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of an opportunity in a stage, with how it ended (D19).

    ``entered_on`` is None where nobody says.  ``first_seen`` is the day of the first snapshot that shows it there,
    ``until`` the day on which it left, or the day of the last snapshot that shows it there.
    """

    stage: str
    end: VisitEnd
    entered_on: date | None
    first_seen: date
    until: date


class _Stay(NamedTuple):
    stage: str
    entered_on: date | None
    first_seen: date


def visits_of(history: History, stages: Mapping[str, int]) -> Iterator[Visit]:
    """Give the visits of all opportunities that a snapshot shows open, in stages of today's playbook.

    A closing that was undone is none: the visit goes on where it is reopened in the same stage.  Where nobody gives
    the day on which it left, or one before it came, it is that of the first snapshot that shows it elsewhere.
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
                left_on, seen_elsewhere = following.entered_on, following.first_seen
            else:
                end, left_on, seen_elsewhere = _last(each, as_of)
            is_told = left_on is not None and (stay.entered_on is None or left_on >= stay.entered_on)
            yield Visit(
                stay.stage, end, stay.entered_on, stay.first_seen, left_on if left_on and is_told else seen_elsewhere
            )


def _stays(history: History) -> dict[str, list[_Stay]]:
    """Give the stages that each opportunity went through, in their order, once it was seen open."""
    found: dict[str, list[_Stay]] = {}
    for snapshot in history.snapshots:
        for opportunity, record in snapshot.records.items():
            counts = record.is_open or (
                opportunity in found and history.histories[opportunity].seen_on == snapshot.as_of
            )
            if counts and record.stage:
                _add(found.setdefault(opportunity, []), record, snapshot.as_of)
    return found


def _add(stays: list[_Stay], record: OpportunityRecord, as_of: date) -> None:
    stage, entered_on = record.stage or "", record.stage_entered_on
    if not stays or stays[-1].stage != stage:
        stays.append(_Stay(stage, entered_on, as_of))
    elif entered_on not in {None, stays[-1].entered_on}:
        stays[-1] = stays[-1]._replace(entered_on=entered_on)


def _last(past: OpportunityHistory, as_of: date) -> tuple[VisitEnd, date | None, date]:
    """Tell how the last visit ended, the day on which it did, and that of the snapshot that says so."""
    if past.last.is_open:
        return ("gone" if past.seen_on < as_of else "still_there"), None, past.seen_on
    told = [change.told_on for change in past.changes if change.kind in CLOSED]
    return CLOSED[past.last.status], past.last.closed_on, told[-1] if told else past.seen_on


def figures_of(
    deals: Sequence[DealSummary], picks: Sequence[Pick], rows: frozenset[str], so_far: TeamHistory, index: Index
) -> Figures:
    """Count what became of opportunities, and how long it took.

    Stages and weeks come from all snapshots, what has closed from the newest one.  ``rows`` are the opportunities that
    a rep's page shows.
    """
    open_deals = [deal for deal in deals if deal.is_open]
    status = Counter(each.status for each in deals)
    scoring = index.playbook.scoring
    need, targets = scoring.figures_need, scoring.targets
    ended = sum(status[each] for each in CLOSED)
    return Figures(
        need=need,
        quartiles_need=scoring.quartiles_need,
        stages=tuple(_stages(so_far.history, index)),
        weeks=tuple(_weeks(so_far, index)),
        reasons=tuple(_reasons(deals, index)),
        agreement=agreement_of(so_far.history),
        closed=sum(status[each] for each in WITHOUT_A_SALE),
        picks=_picks(picks),
        won_of_decided=share_of(status["won"], status["won"] + status["lost"], need, targets.won_of_decided),
        won_of_ended=share_of(status["won"], ended, need),
        signed_of_ended=share_of(sum(each.status == "won" and each.is_signed for each in deals), ended, need),
        no_decision_of_ended=share_of(status["no_decision"], ended, need, targets.no_decision_of_ended)
        if so_far.history.marks_no_decision
        else None,
        days_to_close=spread(_days_to_close(deals), scoring),
        days_to_win=spread(_days_to_close([each for each in deals if each.status == "won"]), scoring),
        days_to_win_target=targets.days_to_win,
        ages=ages_of(open_deals, index),
        flow=flow_of(so_far.history, index.team, partial(named, rows=rows, history=so_far.history, index=index)),
        matrix=matrix_by_manager(open_deals, index),
    )


def _stages(history: History, index: Index) -> Iterator[StageFigure]:
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits_of(history, index.playbook.stage_order):
        visits[visit.stage].append(visit)
    return (_stage(stage, visits[stage], index) for stage in index.playbook.stage_order)


def _stage(stage: str, visits: Sequence[Visit], index: Index) -> StageFigure:
    ends = Counter(visit.end for visit in visits)
    watched = [each for each in watched_visits(index.stages[stage], visits, index) if each.is_at_risk]
    return StageFigure(
        stage=stage,
        seen=len(visits),
        left=sum(ends[end] for end in _ENDS),
        moved_on=ends["moved_on"],
        back=ends["back"],
        won=ends["won"],
        lost=ends["lost"],
        no_decision=ends["no_decision"],
        gone=ends["gone"],
        still_there=ends["still_there"],
        stay=stay_of(stage, watched, len(visits) - len(watched), index.playbook.scoring),
        where_to=where_to(stage, watched, index.playbook.scoring),
    )


def watched_visits(stage: Stage, visits: Iterable[Visit], index: Index) -> Iterator[Watched]:
    """Give each visit by its days, in the unit of the stage's limit, so that the two can be compared.

    Visits that ended before a snapshot came by were never seen.  So one counts from the day on which a snapshot first
    shows it, else those that lasted would count for more than they are.
    """
    for visit in visits:
        if visit.entered_on:
            entry = index.time_in(stage, visit.entered_on, max(visit.entered_on, visit.first_seen))
            until = index.time_in(stage, visit.entered_on, max(visit.entered_on, visit.until))
            yield Watched(entry, until, visit.end if visit.end in _ENDS else None)


def _weeks(so_far: TeamHistory, index: Index) -> Iterator[WeekFigure]:
    """Give each snapshot's open pipeline; what was ruled after its day changes nothing of it."""
    return (_week(snapshot, so_far, index) for snapshot in so_far.history.snapshots)


def _week(snapshot: SnapshotRecord, so_far: TeamHistory, index: Index) -> WeekFigure:
    still_open = [each for each in snapshot.records.values() if each.is_open]
    ages = ages_then(still_open, snapshot.as_of, so_far, index)
    days_open = ((snapshot.as_of - each.created_on).days for each in still_open if each.created_on)
    return WeekFigure(
        as_of=snapshot.as_of,
        open=total_of(still_open, index.team),
        aged=total_of(ages.over_limit, index.team),
        age_known=len(ages.known),
        ruled_over=ages.ruled_over,
        days_open=spread(days_open, index.playbook.scoring),
    )


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
