"""The reduce over the team: what was composed for each rep, put together to the one value that the pages show."""

from collections import Counter
from collections.abc import Sequence

from scorecards.compose.across import Across
from scorecards.compose.cold_file import cold_file, in_cold_order
from scorecards.compose.finding_groups import finding_groups
from scorecards.compose.rep_review import RepReview
from scorecards.compose.since import since_of
from scorecards.index.index import Index
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.practices import PRACTICES
from scorecards.report.review import Late, Review
from scorecards.report.sums import qualified_of, total_of
from scorecards.report.values import FORMAT
from scorecards.team.figures import figures_of
from scorecards.team.forecast import forecast_lines
from scorecards.team.home import crm_stage_lines, gaps_of, manager_lines, stage_lines
from scorecards.team.manager_pages import manager_pages
from scorecards.team.rules import rules_of
from scorecards.team.team_history import TeamHistory, rows_of
from scorecards.team.territories import account_lines, territory_lines
from scorecards.team.wins import wins_of


def review_team(reps: Sequence[RepReview], across: Across, past: TeamHistory, index: Index) -> Review:
    """Put a whole review together from the reviews of all reps, in the order of team.yml."""
    summaries = sorted((deal for rep in reps for deal in rep.summaries), key=lambda deal: deal.urgency)
    place = {deal.id: at for at, deal in enumerate(summaries)}
    deals = tuple(sorted((deal for rep in reps for deal in rep.deals), key=lambda deal: place[deal.id]))
    open_deals = [deal for deal in summaries if deal.is_open]
    won = [deal for deal in summaries if deal.status == "won"]
    ended = Counter(deal.status for deal in summaries)
    cards = tuple(rep.scorecard for rep in reps)
    promises = [deal.overdue_promises for deal in open_deals]
    late = [steps for steps in promises if steps]
    pages = manager_pages(summaries, reps, across.gone, past, index)
    of_nobody = cold_file((each for each in past.left_the_export if each.opportunity.owner not in index.reps), index)
    return Review(
        format=FORMAT,
        as_of=index.as_of,
        source=index.source,
        team=index.team.name,
        locale=index.team.locale,
        currency=index.team.currency,
        snapshot=index.snapshot_path,
        open=total_of(open_deals, index.team),
        qualified=qualified_of(open_deals, index.team),
        won=total_of(won, index.team),
        won_not_signed=sum(not deal.is_signed for deal in won),
        lost=ended["lost"],
        no_decision=ended["no_decision"] if across.marks_no_decision else None,
        stages=stage_lines(open_deals, index),
        crm_stages=crm_stage_lines(open_deals, index),
        forecast=forecast_lines(open_deals, index),
        decisions_due=sum(page.waits.count for page in pages),
        overdue_promises=Late(sum(late), len(late), len(promises) - promises.count(None), promises.count(None)),
        managers=manager_lines(index.team),
        scorecards=cards,
        groups=finding_groups(open_deals, index),
        gaps=gaps_of(open_deals, index),
        opportunities=deals,
        since=since_of([deal.moved for deal in summaries if deal.moved], across.gone, index),
        manager_pages=pages,
        accounts=account_lines(open_deals, index),
        territories=territory_lines(open_deals, index),
        cold=in_cold_order([*(each for rep in reps for each in rep.cold), *of_nobody]),
        figures=figures_of(summaries, across.picks, rows_of(cards), past, index),
        wins=wins_of(across.picks, past.history, index),
        old=index.old_findings(sum(deal.old for deal in open_deals), index.baseline.count if index.baseline else 0),
        rulings_file=index.rulings_path,
        rulings_editor=index.editors.get(index.rulings_path),
        playbook=index.playbook,
        facts=FACTS,
        practices=PRACTICES,
        rules=rules_of(summaries, deals, across.tallies, index),
    )
