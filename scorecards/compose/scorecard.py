"""A rep's page: what to bring to an end, what to ask, what to mend, and every opportunity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scorecards.compose.actions import actions_of, due_before, nearest_to_a_signature, untold
from scorecards.compose.asks import asks_of, calls_of, to_find_out_first
from scorecards.compose.case import Case
from scorecards.compose.finding_groups import finding_groups
from scorecards.compose.interventions import interventions_of
from scorecards.compose.material import Material
from scorecards.compose.movement import since_of
from scorecards.compose.sums import total
from scorecards.compose.week import follow_up_of, they_owe, with_colleagues
from scorecards.model.picks import monday_of
from scorecards.model.team import Rep
from scorecards.report.changes import Gone
from scorecards.report.cold_file import Cold
from scorecards.report.interventions import Intervention
from scorecards.report.scorecard import Ask, Scorecard, StageGroup
from scorecards.report.week import Due, Pick


@dataclass(frozen=True, slots=True)
class Whole:
    """What is found for the whole team at once, and shown in part on each rep's page.

    ``due`` holds our due steps by the rep who does them, whoever owns the opportunity.
    """

    picks: tuple[Pick, ...]
    gone: tuple[Gone, ...]
    cold: tuple[Cold, ...]
    due: Mapping[str | None, Sequence[Due]]


_A_WEEK = timedelta(days=7)
_CLOSED_SHOWN = 10
_ASKED_ABOUT_FOR = timedelta(days=90)


def scorecard_of(rep: Rep, cases: Sequence[Case], whole: Whole, material: Material) -> Scorecard:
    """Put one rep's page together from the rep's cases, the most urgent first."""
    open_cases = [case for case in cases if case.is_open]
    worked = [case for case in open_cases if case.is_worked]
    going_on = [case for case in open_cases if not case.is_over]
    closed_cases = [case for case in cases if not case.is_open]
    closed_asks = asks_of(_of_late(closed_cases, material), material)
    weeks = {pick.week for pick in whole.picks}
    week = max([monday_of(material.snapshot.as_of), *weeks])
    before = max((each for each in weeks if each < week), default=None)
    picks = tuple(pick for pick in whole.picks if pick.rep == rep.id and pick.week == week)
    picked = {pick.opportunity: pick.why or "" for pick in picks}
    actions = actions_of(open_cases, picked, material)
    ahead = whole.due.get(rep.id, ())
    week_ends = material.snapshot.as_of + _A_WEEK
    due = tuple(each for each in ahead if (each.step.due or date.max) < week_ends)
    unclear = () if actions else untold(worked, material)
    closed, closed_rest = _closed_shown(closed_cases, closed_asks, material)
    qualified = [case.facts["qualified"] for case in open_cases if "qualified" in case.facts]
    territory = material.background.territories.get(rep.territory or "")
    return Scorecard(
        rep=rep.id,
        name=rep.name,
        manager=rep.manager,
        manager_name=material.managers[rep.manager].name,
        territory=rep.territory,
        territory_name=territory.name if territory else None,
        open=total(open_cases, material.team),
        qualified=sum(value is True for value in qualified),
        qualification_known=len(qualified),
        won=total([case for case in cases if case.opportunity.status == "won"], material.team),
        won_not_signed=won_not_signed(cases),
        lost=sum(case.opportunity.status == "lost" for case in cases),
        no_decision=sum(case.opportunity.status == "no_decision" for case in cases),
        unknown_everywhere=unknown_everywhere(open_cases, material),
        ruled=_ruled(open_cases, material),
        due=due,
        actions=actions,
        nearest=() if actions else nearest_to_a_signature(worked, material),
        told=len(worked) - len(unclear),
        untold=tuple(case.opportunity.id for case in unclear),
        find_out=to_find_out_first(unclear, material),
        calls=calls_of(open_cases, actions, picked, due_before(week_ends, "us", going_on), material),
        asks=asks_of(worked, material),
        groups=finding_groups(open_cases, material),
        stages=_stages(open_cases, material),
        closed=closed,
        closed_rest=closed_rest,
        closed_asks=closed_asks,
        since=since_of(cases, [each for each in whole.gone if each.owner == rep.id], material),
        waits=tuple(case.opportunity.id for case in open_cases if case.awaits_ruling),
        they_owe=they_owe(going_on, material),
        with_colleagues=with_colleagues(rep, going_on, material),
        picks=picks,
        last_picks=tuple(pick for pick in whole.picks if pick.rep == rep.id and pick.week == before),
        follow_up=follow_up_of(rep, ahead, material),
        awake=tuple(each for each in whole.cold if each.owner == rep.id and each.state == "awake"),
    )


def _ruled(cases: Sequence[Case], material: Material) -> tuple[Intervention, ...]:
    """Give the manager's last word where it is new, or where it is over and the CRM still holds it open."""
    since = material.history.previous or material.snapshot.as_of
    last = [(case, interventions_of(case.opportunity.id, material)[-1:]) for case in cases]
    ruled = [each for case, found in last for each in found if case.is_over or each.on >= since]
    return tuple(sorted(ruled, key=lambda each: (-each.on.toordinal(), each.opportunity)))


def _closed_shown(closed: Sequence[Case], asks: Sequence[Ask], material: Material) -> tuple[tuple[str, ...], int]:
    """Give the closed opportunities to show, and how many more have something to mend.

    Those that a question names are among them, and those that went away of late: why is still to be found out (D36).
    """
    named = {opportunity for ask in asks for opportunity in ask.begin_with}
    named |= {case.opportunity.id for case in _of_late(closed, material) if case.said_to_have_gone}
    to_mend = [case.opportunity.id for case in closed if case.failed]
    first = set(to_mend[:_CLOSED_SHOWN])
    shown = tuple(case.opportunity.id for case in closed if case.opportunity.id in first | named)
    return shown, len(set(to_mend) - set(shown))


def _of_late(closed: Sequence[Case], material: Material) -> list[Case]:
    """Give the closed ones that somebody can still be asked about; those without a day of closing are among them."""
    as_of = material.snapshot.as_of
    return [case for case in closed if _age(case.opportunity.closed_on, as_of) <= _ASKED_ABOUT_FOR]


def _age(closed_on: date | None, as_of: date) -> timedelta:
    return as_of - closed_on if closed_on else timedelta()


def won_not_signed(cases: Sequence[Case]) -> int:
    """Count the won ones of which the snapshot does not say that they are signed: a handshake is none (D35)."""
    return sum(case.opportunity.status == "won" and case.facts.get("signed") is not True for case in cases)


def unknown_everywhere(cases: Sequence[Case], material: Material) -> tuple[str, ...]:
    """Name the checks that are unknown wherever they apply, in two opportunities at least: said once, not each time.

    What concerns the manager is nothing to ask a rep.
    """
    result = []
    for check in material.checks.values():
        outcomes = [case.outcomes[check.id] for case in cases if check.id in case.outcomes]
        if check.concerns == "rep" and len(outcomes) > 1 and all(outcome == "unknown" for outcome in outcomes):
            result.append(check.id)
    return tuple(result)


def _stages(cases: Sequence[Case], material: Material) -> tuple[StageGroup, ...]:
    said_before = set(unknown_everywhere(cases, material))
    groups = []
    for stage in material.playbook.stages:
        inside = [case for case in cases if case.opportunity.stage == stage.id]
        if inside:
            groups.append(
                StageGroup(
                    stage=stage.id,
                    total=total(inside, material.team),
                    unknown_everywhere=tuple(
                        check for check in unknown_everywhere(inside, material) if check not in said_before
                    ),
                    opportunities=tuple(case.opportunity.id for case in inside),
                )
            )
    return tuple(groups)
