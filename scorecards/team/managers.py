"""A manager's page: what waits for a ruling, the reps, and what came of earlier rulings (D01 to D06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecards.compose.case import Case
from scorecards.compose.finding_groups import finding_groups
from scorecards.compose.interventions import interventions_of
from scorecards.compose.material import Material
from scorecards.compose.movement import since_of
from scorecards.compose.ruling_case import at_stake, days_past_review, is_due, ruling_case
from scorecards.compose.sums import total
from scorecards.model.team import Manager
from scorecards.report.changes import Gone, Since
from scorecards.report.managers import ManagerPage, Named, RepLine, Ruled
from scorecards.report.scorecard import FindingGroup, Scorecard
from scorecards.team.finding_matrix import matrix_by_rep
from scorecards.team.named import named, rows_of
from scorecards.team.stage_ages import ages_of


@dataclass(frozen=True, slots=True)
class _Own:
    """What is a manager's own: the opportunities of all reps of the team, their pages, and what is gone."""

    manager: Manager
    cases: Sequence[Case]
    cards: Sequence[Scorecard]
    gone: Sequence[Gone]


def manager_pages(
    cases: Sequence[Case], cards: Sequence[Scorecard], gone: Sequence[Gone], material: Material
) -> tuple[ManagerPage, ...]:
    """Put the page of each manager together, in the order of team.yml."""
    rows = rows_of(cards)
    led_by = {rep.id: rep.manager for rep in material.team.reps}
    return tuple(
        _page(
            _Own(
                manager,
                [case for case in cases if led_by[case.opportunity.owner] == manager.id],
                [card for card in cards if card.manager == manager.id],
                [each for each in gone if led_by.get(each.owner) == manager.id],
            ),
            rows,
            material,
        )
        for manager in material.team.managers
    )


def _page(own: _Own, rows: frozenset[str], material: Material) -> ManagerPage:
    open_cases = [case for case in own.cases if case.is_open]
    due = [case for case in open_cases if is_due(case, material)]
    others = [case for case in open_cases if not is_due(case, material)]
    waiting = sorted((case for case in others if case.awaits_ruling), key=lambda case: _largest_first(case, material))
    shown = material.playbook.scoring.ruling_cases
    since = since_of(own.cases, own.gone, material)
    return ManagerPage(
        manager=own.manager.id,
        name=own.manager.name,
        reps=tuple(_rep_line(card, [*due, *waiting]) for card in own.cards),
        open=total(open_cases, material.team),
        since=since,
        waits=total([*due, *waiting], material.team),
        reviews_due=tuple(
            ruling_case(case, material) for case in sorted(due, key=lambda case: _longest_first(case, material))
        ),
        reviews_overdue=sum((days_past_review(case, material) or 0) > 0 for case in due),
        waiting=tuple(ruling_case(case, material) for case in waiting[:shown]),
        awaits=material.playbook.scoring.awaits_ruling,
        waiting_sum=total(waiting, material.team),
        waiting_rest=total(waiting[shown:], material.team),
        rest_ids=tuple(case.opportunity.id for case in waiting[shown:][: material.playbook.scoring.begin_with]),
        to_close=_to_close(open_cases, material),
        paused=_paused(others),
        findings=_findings(open_cases, material),
        tells_little=tuple(group for group in finding_groups(open_cases, material) if group.tells_little),
        ended=_ended(since, rows, material),
        interventions=_ruled_by(own.manager.id, rows, material),
        ages=ages_of(open_cases, material),
        matrix=matrix_by_rep(open_cases, {card.rep: card.name for card in own.cards}, material),
    )


def _largest_first(case: Case, material: Material) -> tuple[bool, Decimal, int, str]:
    """Give the key that puts the largest amount first, of equal ones the longest in its stage.

    An unknown amount comes last: it is not taken for zero.
    """
    amount = at_stake(case, material)
    days = case.facts.get("days_in_stage")
    return (amount is None, -(amount or Decimal(0)), -days if isinstance(days, int) else 0, case.opportunity.id)


def _longest_first(case: Case, material: Material) -> tuple[object, ...]:
    return (-(days_past_review(case, material) or 0), *_largest_first(case, material))


def _rep_line(card: Scorecard, waiting: Sequence[Case]) -> RepLine:
    return RepLine(
        rep=card.rep,
        open=card.open,
        since=card.since,
        waits=sum(case.opportunity.owner == card.rep for case in waiting),
        picks=card.picks,
    )


def _to_close(cases: Sequence[Case], material: Material) -> tuple[str, ...]:
    """Name what was ruled lost or dead and is still open, the longest ago first."""
    over = [case.opportunity.id for case in cases if case.is_over]
    return tuple(sorted(over, key=lambda each: (material.rulings[each][-1][0].on, each)))


def _paused(cases: Sequence[Case]) -> tuple[str, ...]:
    """Name the opportunities under a pause that runs, the first to end first."""
    ends = sorted((case.pause.until, case.opportunity.id) for case in cases if case.pause)
    return tuple(opportunity for _, opportunity in ends)


def _findings(cases: Sequence[Case], material: Material) -> tuple[FindingGroup, ...]:
    """Group the findings on the manager; that something waits for a ruling is told case by case, and not here."""
    groups = finding_groups(cases, material, concerns="manager")
    return tuple(group for group in groups if group.check != material.playbook.scoring.awaits_ruling)


def _ended(since: Since | None, rows: frozenset[str], material: Material) -> tuple[Named, ...]:
    """Name what was won, lost or left undecided since the snapshot before."""
    ids = (*since.won, *since.lost, *since.no_decision) if since else ()
    return tuple(named(opportunity, rows, material) for opportunity in ids)


def _ruled_by(manager: str, rows: frozenset[str], material: Material) -> tuple[Ruled, ...]:
    """Give every ruling of one manager with what came of it, by opportunity, the one with the latest first (D04)."""
    found = {
        opportunity: tuple(each for each in reversed(interventions_of(opportunity, material)) if each.by == manager)
        for opportunity in material.rulings
    }
    ruled = [Ruled(named(opportunity, rows, material), own) for opportunity, own in found.items() if own]
    return tuple(sorted(ruled, key=lambda each: (-each.interventions[0].on.toordinal(), each.of.opportunity)))
