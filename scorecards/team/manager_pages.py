"""A manager's page: what waits for a ruling, the reps, and what came of earlier rulings (D01 to D06)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from scorecards.compose.deal_summary import DealSummary
from scorecards.compose.finding_groups import finding_groups
from scorecards.compose.interventions import follow_ups_due, interventions_of
from scorecards.compose.rep_review import RepReview
from scorecards.compose.ruling_case import first_to_rule_on, is_due
from scorecards.compose.since import since_of
from scorecards.index.index import Index
from scorecards.model.team import Manager
from scorecards.report.changes import Gone, Since
from scorecards.report.interventions import Intervention
from scorecards.report.managers import ManagerPage, RepLine, Ruled, RulingCase, TrendPoint
from scorecards.report.scorecard import FindingGroup, Scorecard
from scorecards.report.sums import qualified_of, total_of
from scorecards.report.values import Named
from scorecards.report.waivers import WaiverLine
from scorecards.team.finding_matrix import matrix_by_rep
from scorecards.team.rep_trends import rep_trends
from scorecards.team.stage_ages import ages_of
from scorecards.team.team_history import TeamHistory, named, rows_of
from scorecards.team.waivers import waivers_by_manager

_Shown = Mapping[str, tuple[Intervention, ...]]
"""The rulings on each deal that a rep's page shows."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What is a manager's own: the opportunities of all reps of the team, their pages, and what is gone."""

    manager: Manager
    deals: Sequence[DealSummary]
    reps: Sequence[RepReview]
    gone: Sequence[Gone]
    waivers: tuple[WaiverLine, ...]

    @property
    def ruling_cases(self) -> dict[str, RulingCase]:
        """The cases that were made for the manager, by opportunity."""
        return {case.opportunity: case for rep in self.reps for case in rep.ruling_cases}


def manager_pages(
    deals: Sequence[DealSummary], reps: Sequence[RepReview], gone: Sequence[Gone], past: TeamHistory, index: Index
) -> tuple[ManagerPage, ...]:
    """Put the page of each manager together, in the order of team.yml."""
    rows = rows_of(rep.scorecard for rep in reps)
    led_by = {rep.id: rep.manager for rep in index.team.reps}
    over = frozenset(deal.id for deal in deals if deal.is_open and deal.is_over)
    shown = {deal.id: deal.interventions for rep in reps for deal in rep.deals if deal.interventions}
    trends = rep_trends(past, index)
    waivers = waivers_by_manager(deals, rows, past, index)
    return tuple(
        _page(
            _Own(
                manager,
                [deal for deal in deals if led_by[deal.owner] == manager.id],
                [rep for rep in reps if rep.scorecard.manager == manager.id],
                [each for each in gone if led_by.get(each.owner) == manager.id],
                waivers[manager.id],
            ),
            over,
            rows,
            shown,
            trends,
            past,
            index,
        )
        for manager in index.team.managers
    )


def _page(  # noqa: PLR0913, PLR0917 - a manager's own, and what reaches there from others
    own: _Own,
    over: frozenset[str],
    rows: frozenset[str],
    shown: _Shown,
    trends: Mapping[str, tuple[TrendPoint, ...]],
    past: TeamHistory,
    index: Index,
) -> ManagerPage:
    scoring = index.playbook.scoring
    open_deals = [deal for deal in own.deals if deal.is_open]
    due = sorted((deal for deal in open_deals if is_due(deal)), key=first_to_rule_on)
    others = [deal for deal in open_deals if not is_due(deal)]
    waiting = sorted((deal for deal in others if deal.awaits_ruling), key=first_to_rule_on)
    first, rest = waiting[: scoring.ruling_cases], waiting[scoring.ruling_cases :]
    cases = own.ruling_cases
    cards = [rep.scorecard for rep in own.reps]
    since = since_of([deal.moved for deal in own.deals if deal.moved], own.gone, index)
    return ManagerPage(
        manager=own.manager.id,
        name=own.manager.name,
        reps=tuple(_rep_line(card, [*due, *waiting], trends[card.rep]) for card in cards),
        open=total_of(open_deals, index.team),
        qualified=qualified_of(open_deals, index.team),
        since=since,
        waits=total_of([*due, *waiting], index.team),
        reviews_due=tuple(cases[deal.id] for deal in due),
        reviews_overdue=sum((deal.days_past_review or 0) > 0 for deal in due),
        waiting=tuple(cases[deal.id] for deal in first),
        awaits=scoring.awaits_ruling,
        waiting_sum=total_of(waiting, index.team),
        waiting_rest=total_of(rest, index.team),
        rest_ids=tuple(deal.id for deal in rest[: scoring.begin_with]),
        decided=_decided(own, {deal.id for deal in (*due, *waiting)}, past, index),
        follow_ups=follow_ups_due(each for card in cards for each in card.asked),
        follow_ups_done=tuple(each for card in cards for each in card.asked if each.action.is_done),
        to_close=tuple(
            sorted(
                (deal.id for deal in open_deals if deal.is_over),
                key=lambda each: (past.rulings[each][-1].value.on, each),
            )
        ),
        paused=_paused(others),
        findings=_findings(open_deals, index),
        tells_little=tuple(group for group in finding_groups(open_deals, index) if group.tells_little),
        waivers=own.waivers,
        old=index.old_findings(sum(deal.old for deal in own.deals), sum(deal.in_baseline for deal in own.deals)),
        ended=_ended(since, rows, past, index),
        interventions=_ruled_by(own.manager.id, over, rows, shown, past, index),
        ages=ages_of(open_deals, index),
        matrix=matrix_by_rep(open_deals, {card.rep: card.name for card in cards}, index),
    )


def _decided(own: _Own, waiting: Collection[str], past: TeamHistory, index: Index) -> tuple[str, ...]:
    """Name the open deals that the manager ruled on today, the day of the review, and that wait no more."""
    last = {deal.id: past.rulings[deal.id][-1].value for deal in own.deals if deal.is_open and deal.id in past.rulings}
    return tuple(
        opportunity
        for opportunity, ruling in last.items()
        if ruling.on == index.as_of and ruling.by == own.manager.id and opportunity not in waiting
    )


def _rep_line(card: Scorecard, waiting: Sequence[DealSummary], trend: tuple[TrendPoint, ...]) -> RepLine:
    return RepLine(
        rep=card.rep,
        open=card.open,
        qualified=card.qualified,
        since=card.since,
        waits=sum(deal.owner == card.rep for deal in waiting),
        picks=card.picks,
        trend=trend,
    )


def _paused(deals: Sequence[DealSummary]) -> tuple[str, ...]:
    """Name the opportunities under a pause that runs, the first to end first."""
    ends = sorted((deal.paused_until, deal.id) for deal in deals if deal.paused_until)
    return tuple(opportunity for _, opportunity in ends)


def _findings(deals: Sequence[DealSummary], index: Index) -> tuple[FindingGroup, ...]:
    """Group the findings on the manager; that something waits for a ruling is told case by case, and not here."""
    groups = finding_groups(deals, index, concerns="manager")
    return tuple(group for group in groups if group.check != index.playbook.scoring.awaits_ruling)


def _ended(since: Since | None, rows: frozenset[str], past: TeamHistory, index: Index) -> tuple[Named, ...]:
    """Name what was won, lost or left undecided since the snapshot before."""
    ids = (*since.won, *since.lost, *since.no_decision) if since else ()
    return tuple(named(opportunity, rows, past.history, index) for opportunity in ids)


def _ruled_by(  # noqa: PLR0913, PLR0917 - a manager's own among what reaches there from others
    manager: str, over: Collection[str], rows: frozenset[str], shown: _Shown, past: TeamHistory, index: Index
) -> tuple[Ruled, ...]:
    """Give every ruling of one manager with what came of it, by opportunity, the one with the latest first (D04)."""
    ruled = []
    for opportunity, rulings in past.rulings.items():
        history = past.history.histories[opportunity]
        told = shown.get(opportunity) or interventions_of(
            rulings, past.follow_ups.get(opportunity, ()), history, index, is_over=opportunity in over
        )
        own = tuple(each for each in reversed(told) if each.by == manager)
        if own:
            ruled.append(Ruled(named(opportunity, rows, past.history, index), own))
    return tuple(sorted(ruled, key=lambda each: (-each.interventions[0].on.toordinal(), each.of.opportunity)))
