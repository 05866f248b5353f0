"""The team's figures, from all snapshots: of deals and stages, never of a person (D14, D19)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from statistics import quantiles

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.compose.sums import total_of
from scorecards.history.record import OpportunityRecord, SnapshotRecord
from scorecards.model.snapshot import Opportunity
from scorecards.report.figures import Figures, PickFigure, ReasonFigure, Spread, StageFigure, WeekFigure
from scorecards.report.week import Pick
from scorecards.team.finding_matrix import matrix_by_manager
from scorecards.team.named import named
from scorecards.team.pipeline_flow import flow_of
from scorecards.team.stage_ages import ages_of
from scorecards.team.stage_visits import Visit, visits_of

_GIVEN_UP = frozenset({"lost", "dead"})


def figures_of(cases: Sequence[Case], picks: Sequence[Pick], rows: frozenset[str], material: Material) -> Figures:
    """Count what became of opportunities, and how long it took.

    Stages and weeks come from all snapshots, what has closed from the newest one.  ``rows`` are the opportunities that
    a rep's page shows.
    """
    opportunities = [case.opportunity for case in cases]
    open_cases = [case for case in cases if case.is_open]
    status = Counter(each.status for each in opportunities)
    need = material.playbook.scoring.figures_need
    return Figures(
        need=need,
        stages=tuple(_stages(material)),
        weeks=tuple(_weeks(material)),
        reasons=tuple(_reasons(opportunities, material)),
        closed=status["lost"] + status["no_decision"],
        picks=_picks(picks),
        won_of_decided=(status["won"], status["won"] + status["lost"]),
        no_decision=status["no_decision"],
        days_to_close=spread(_days_to_close(opportunities), need),
        days_to_win=spread(_days_to_close([each for each in opportunities if each.status == "won"]), need),
        ages=ages_of(open_cases, material),
        flow=flow_of(material.history, material.team, partial(named, rows=rows, material=material)),
        matrix=matrix_by_manager(open_cases, material),
    )


def spread(days: Iterable[int], need: int) -> Spread:
    """Give the median and the quartiles in whole days; none of them where there are fewer cases than needed."""
    known = sorted(days)
    if len(known) < need:
        return Spread(len(known), None, None, None)
    low, median, high = (round(each) for each in quantiles(known, n=4, method="inclusive"))
    return Spread(len(known), median, low, high)


def _stages(material: Material) -> Iterator[StageFigure]:
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in visits_of(material.history, material.stage_order):
        visits[visit.stage].append(visit)
    return (_stage(stage, visits[stage], material) for stage in material.stage_order)


def _stage(stage: str, visits: Sequence[Visit], material: Material) -> StageFigure:
    need = material.playbook.scoring.figures_need
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
        days=spread(_days_in(stage, visits, material), need),
    )


def _days_in(stage: str, visits: Sequence[Visit], material: Material) -> Iterator[int]:
    """Give the days of each visit, in the unit of the stage's limit, so that the two can be compared."""
    background = material.background
    for visit in visits:
        if visit.entered_on and visit.left_on:
            yield background.time_in(background.stages[stage], visit.entered_on, visit.left_on)


def _weeks(material: Material) -> Iterator[WeekFigure]:
    """Give each snapshot's open pipeline; as on the day's review, rulings count until the next snapshot."""
    weeks = material.history.weeks
    nexts = [*(later.as_of for _, later in pairwise(weeks)), date.max]
    return (_week(week, following, material) for week, following in zip(weeks, nexts, strict=True))


def _week(week: SnapshotRecord, following: date, material: Material) -> WeekFigure:
    still_open = [each for each in week.records.values() if each.is_open]
    known = [each for each in still_open if each.stage in material.background.stages and each.stage_entered_on]
    over = _over_limit(known, week.as_of, material)
    aged = [each for each in known if _entry(each) in over and not _is_given_up(each.id, following, material)]
    days_open = ((week.as_of - each.created_on).days for each in still_open if each.created_on)
    return WeekFigure(
        as_of=week.as_of,
        open=total_of(still_open, material.team),
        aged=total_of(aged, material.team),
        age_known=len(known),
        days_open=spread(days_open, material.playbook.scoring.figures_need),
    )


def _over_limit(sightings: Iterable[OpportunityRecord], as_of: date, material: Material) -> set[tuple[str, date]]:
    """Give the stages, each with the day of entering it, whose limit has passed; many deals share them."""
    background = material.background
    entries = {_entry(each) for each in sightings}
    return {
        (stage, entered)
        for stage, entered in entries
        if background.time_in(background.stages[stage], entered, as_of) > background.stages[stage].max_days
    }


def _entry(sighting: OpportunityRecord) -> tuple[str, date]:
    return (sighting.stage or "", sighting.stage_entered_on or date.max)


def _is_given_up(opportunity: str, before: date, material: Material) -> bool:
    """Tell whether the last ruling before a day says that it is lost or dead."""
    rulings = material.background.standing_rulings(opportunity, before)
    return bool(rulings) and rulings[-1].ruling in _GIVEN_UP


def _reasons(opportunities: Iterable[Opportunity], material: Material) -> Iterator[ReasonFigure]:
    """Count causes, or else ways of ending, by who said so: the most frequent first, the unnamed last."""
    who: defaultdict[tuple[str | None, str | None], Counter[str]] = defaultdict(Counter)
    for each in opportunities:
        if each.status in {"lost", "no_decision"}:
            reason = each.loss_reason
            cause = reason.cause if reason else None
            who[cause, None if cause else each.ended][(reason and reason.said_by) or "nobody"] += 1
    causes = [cause.id for cause in material.playbook.causes]
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


def _days_to_close(opportunities: Iterable[Opportunity]) -> Iterator[int]:
    for each in opportunities:
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
