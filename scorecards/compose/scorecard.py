"""A rep's page: what to bring to an end, what to ask, what to mend, and every opportunity."""

from collections.abc import Sequence
from datetime import date, timedelta

from scorecards.compose.across import Across
from scorecards.compose.actions import actions_of, nearest_to_a_signature, untold
from scorecards.compose.asks import asks_of, calls_of, to_find_out_first
from scorecards.compose.closed import asks_about_closed, closed_shown
from scorecards.compose.finding_groups import finding_groups
from scorecards.compose.interventions import asked_on, interventions_on
from scorecards.compose.since import moved_of, since_of
from scorecards.compose.week import due_before, follow_up_of, they_owe, with_colleagues
from scorecards.index.index import Index
from scorecards.model.picks import monday_of
from scorecards.model.team import Rep
from scorecards.model.vocabulary import Closed
from scorecards.report.cold_file import Cold
from scorecards.report.interventions import Intervention
from scorecards.report.scorecard import Scorecard, StageGroup
from scorecards.report.sums import qualified_of, total_of
from scorecards.score.case import Case

_A_WEEK = timedelta(days=7)


def _ended_in(cases: Sequence[Case], status: Closed) -> int:
    return sum(case.opportunity.status == status for case in cases)


def scorecard_of(rep: Rep, cases: Sequence[Case], cold: Sequence[Cold], across: Across, index: Index) -> Scorecard:
    """Put one rep's page together from the rep's cases, the most urgent first, and the rep's part of the cold file."""
    open_cases = [case for case in cases if case.is_open]
    won = [case.opportunity for case in cases if case.opportunity.status == "won"]
    worked = [case for case in open_cases if case.is_worked]
    going_on = [case for case in open_cases if not case.is_over]
    closed_asks = asks_about_closed(cases, index)
    week = max([monday_of(index.as_of), *across.weeks])
    before = max((each for each in across.weeks if each < week), default=None)
    picks = tuple(pick for pick in across.picks if pick.rep == rep.id and pick.week == week)
    picked = {pick.opportunity: pick.why or "" for pick in picks}
    actions = actions_of(open_cases, picked, across.usual, index)
    ahead = across.due.get(rep.id, ())
    week_ends = index.as_of + _A_WEEK
    due = tuple(each for each in ahead if (each.step.due or date.max) < week_ends)
    unclear = () if actions else untold(worked, index)
    closed, closed_rest = closed_shown(cases, closed_asks, index)
    territory = index.territories.get(rep.territory or "")
    manager = index.managers.get(rep.manager or "")
    return Scorecard(
        rep=rep.id,
        name=rep.name,
        manager=rep.manager,
        manager_name=manager.name if manager else None,
        leads=rep.id in index.managers,
        territory=rep.territory,
        territory_name=territory.name if territory else None,
        open=total_of(open_cases, index.team),
        qualified=qualified_of(open_cases, index.team),
        won=total_of(won, index.team),
        won_not_signed=sum(case.facts.get("signed") is not True for case in cases if case.opportunity.status == "won"),
        lost=_ended_in(cases, "lost"),
        no_decision=_ended_in(cases, "no_decision") if across.marks_no_decision else None,
        unknown_everywhere=unknown_everywhere(open_cases, index),
        ruled=_ruled(open_cases, index),
        asked=asked_on(open_cases, index),
        due=due,
        actions=actions,
        nearest=() if actions else nearest_to_a_signature(worked, index),
        told=len(worked) - len(unclear),
        untold=tuple(case.id for case in unclear),
        find_out=to_find_out_first(unclear, index),
        calls=calls_of(open_cases, actions, picked, due_before(week_ends, "us", going_on), index),
        asks=asks_of(worked, index),
        groups=finding_groups(open_cases, index),
        stages=_stages(open_cases, index),
        closed=closed,
        closed_rest=closed_rest,
        closed_asks=closed_asks,
        since=since_of(
            [moved_of(case.file.history, index) for case in cases] if index.previous else [],
            [each for each in across.gone if each.owner == rep.id],
            index,
        ),
        waits=tuple(case.id for case in open_cases if case.awaits_ruling),
        they_owe=they_owe(going_on, index),
        with_colleagues=with_colleagues(rep, going_on, index),
        picks=picks,
        last_picks=tuple(pick for pick in across.picks if pick.rep == rep.id and pick.week == before),
        follow_up=follow_up_of(rep, ahead, index),
        awake=tuple(each for each in cold if each.state == "awake"),
        old=index.old_findings(sum(len(case.old) for case in cases), sum(len(case.file.baseline) for case in cases)),
    )


def _ruled(cases: Sequence[Case], index: Index) -> tuple[Intervention, ...]:
    """Give the manager's last word where it is new, or where it is over and the CRM still holds it open."""
    since = index.previous or index.as_of
    last = [(case, interventions_on(case, index)[-1:]) for case in cases]
    ruled = [each for case, found in last for each in found if case.is_over or each.on >= since]
    return tuple(sorted(ruled, key=lambda each: (-each.on.toordinal(), each.opportunity)))


def unknown_everywhere(cases: Sequence[Case], index: Index) -> tuple[str, ...]:
    """Name the checks that are unknown wherever they apply, in two opportunities at least: said once, not each time.

    What concerns the manager is nothing to ask a rep.
    """
    return tuple(
        check.id
        for check in index.playbook.checks_by_id.values()
        if check.concerns == "rep" and _is_unknown_everywhere(check.id, cases)
    )


def _is_unknown_everywhere(check: str, cases: Sequence[Case]) -> bool:
    """Look no further than to the first case of which it is known."""
    unknown = 0
    for case in cases:
        outcome = case.findings.outcomes.get(check)
        if outcome not in {None, "unknown"}:
            return False
        unknown += outcome is not None
    return unknown > 1


def _stages(cases: Sequence[Case], index: Index) -> tuple[StageGroup, ...]:
    said_before = set(unknown_everywhere(cases, index))
    groups = []
    for stage in index.playbook.stages:
        inside = [case for case in cases if case.opportunity.stage == stage.id]
        if inside:
            groups.append(
                StageGroup(
                    stage=stage.id,
                    total=total_of((case.opportunity for case in inside), index.team),
                    unknown_everywhere=tuple(
                        check for check in unknown_everywhere(inside, index) if check not in said_before
                    ),
                    opportunities=tuple(case.id for case in inside),
                )
            )
    return tuple(groups)
