"""All that was found out, put together to the one value that the pages and scorecards.json show."""

from scorecards.compose.case import Case, cases_of
from scorecards.compose.cold_file import cold_file
from scorecards.compose.deal import deal_of
from scorecards.compose.finding_groups import finding_groups
from scorecards.compose.material import Material
from scorecards.compose.movement import gone_of, since_of
from scorecards.compose.scorecard import Whole, scorecard_of, won_not_signed
from scorecards.compose.sums import total
from scorecards.compose.week import due_by_rep, picks_of
from scorecards.report.review import Review
from scorecards.report.values import FORMAT
from scorecards.team.data_gaps import gaps_of
from scorecards.team.figures import figures_of
from scorecards.team.managers import manager_pages
from scorecards.team.named import rows_of
from scorecards.team.overview import crm_stage_lines, manager_lines, stage_lines
from scorecards.team.rules import rules_of
from scorecards.team.territories import account_lines, territory_lines
from scorecards.team.wins import wins_of

__all__ = ["Material", "compose"]


def compose(material: Material, also: str | None = None) -> Review:
    """Put a whole review together; the same material gives the same value.

    ``also`` is an opportunity that is shown though no page shows it, such as a closed one that is asked for by its id.
    """
    cases = cases_of(material)
    open_cases = [case for case in cases if case.is_open]
    by_rep: dict[str, list[Case]] = {rep.id: [] for rep in material.team.reps}
    for case in cases:
        by_rep[case.opportunity.owner].append(case)
    due = due_by_rep([case for case in open_cases if not case.is_over], material)
    whole = Whole(picks_of(material), gone_of(material), cold_file(material), due)
    scorecards = tuple(scorecard_of(rep, by_rep[rep.id], whole, material) for rep in material.team.reps)
    managers = manager_pages(cases, scorecards, whole.gone, material)
    shown = {case.opportunity.id for case in open_cases} | {
        opportunity for card in scorecards for opportunity in card.closed
    }
    shown.update({also} if also else ())
    action_plays = {action.opportunity: action.play for card in scorecards for action in card.actions}
    deals = tuple(
        deal_of(case, material, action_plays.get(case.opportunity.id)) for case in cases if case.opportunity.id in shown
    )
    return Review(
        format=FORMAT,
        as_of=material.snapshot.as_of,
        source=material.snapshot.source,
        team=material.team.name,
        locale=material.team.locale,
        currency=material.team.currency,
        snapshot=material.given.snapshot_path,
        open=total(open_cases, material.team),
        won=total([case for case in cases if case.opportunity.status == "won"], material.team),
        won_not_signed=won_not_signed(cases),
        lost=sum(case.opportunity.status == "lost" for case in cases),
        no_decision=sum(case.opportunity.status == "no_decision" for case in cases),
        stages=stage_lines(open_cases, material),
        crm_stages=crm_stage_lines(open_cases, material),
        managers=manager_lines(material.team),
        scorecards=scorecards,
        groups=finding_groups(open_cases, material),
        gaps=gaps_of(open_cases, material),
        opportunities=deals,
        since=since_of(cases, whole.gone, material),
        manager_pages=managers,
        accounts=account_lines(open_cases, material),
        territories=territory_lines(open_cases, material),
        cold=whole.cold,
        figures=figures_of(cases, whole.picks, rows_of(scorecards), material),
        wins=wins_of(whole.picks, material),
        rulings_file=material.given.rulings_path,
        rulings_editor=material.editors.get(material.given.rulings_path),
        rules=rules_of(cases, deals, material),
    )
