"""All that is shown of one rep's deals: the scorecard, the deals, and what the team's pages need of them (map 2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scorecards.compose.across import Across
from scorecards.compose.cold_file import cold_file
from scorecards.compose.deal import deal_of
from scorecards.compose.deal_summary import DealSummary, summary_of
from scorecards.compose.ruling_case import first_to_rule_on, is_due, ruling_case
from scorecards.compose.scorecard import scorecard_of
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.team import Rep
from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.managers import RulingCase
from scorecards.report.scorecard import Scorecard
from scorecards.report.week import Pick
from scorecards.score.case import Case


@dataclass(frozen=True, slots=True)
class RepReview:
    """What composing gives for one rep.

    ``deals`` are the open ones and the closed ones that a page shows; ``ruling_cases`` those that are due for another
    look, and of those that wait for a first one as many of the first as a manager's page shows at most.  There are none
    where nobody is known who leads the rep.
    """

    scorecard: Scorecard
    deals: tuple[Deal, ...]
    summaries: tuple[DealSummary, ...]
    ruling_cases: tuple[RulingCase, ...]
    cold: tuple[Cold, ...]

    def for_the_team(self) -> "RepReview":
        """Keep what the team's pages need: of deals that none of them shows in full, the evidence is left out."""
        full = {case.opportunity for case in self.ruling_cases}
        return replace(self, deals=tuple(deal if deal.id in full else deal.in_brief() for deal in self.deals))


def compose_rep(  # noqa: PLR0913, PLR0917 - what one rep's review is made of
    rep: Rep,
    cases: Sequence[Case],
    left_the_export: Sequence[OpportunityFile],
    across: Across,
    index: Index,
    also: str | None = None,
) -> RepReview:
    """Compose one rep's review from the rep's cases, the most urgent first.

    ``left_the_export`` are the rep's deals that the snapshot lacks and the cold file goes on holding; ``also`` is one
    that is shown though no page shows it.
    """
    cold = cold_file((*(case.file for case in cases), *left_the_export), index)
    card = scorecard_of(rep, cases, cold, across, index)
    shown = {*card.closed, also}
    picks = _by_opportunity(across.picks)
    plays = {action.opportunity: action.play for action in card.actions}
    summaries = tuple(summary_of(case, index) for case in cases)
    to_rule_on = _to_rule_on(summaries, index.playbook.scoring.ruling_cases) if rep.manager else frozenset()
    return RepReview(
        scorecard=card,
        deals=tuple(
            deal_of(case, index, plays.get(case.id), picks.get(case.id, ()))
            for case in cases
            if case.is_open or case.id in shown
        ),
        summaries=summaries,
        ruling_cases=tuple(ruling_case(case, across.tells_little, index) for case in cases if case.id in to_rule_on),
        cold=cold,
    )


def _by_opportunity(picks: Iterable[Pick]) -> dict[str, list[Pick]]:
    found: defaultdict[str, list[Pick]] = defaultdict(list)
    for pick in picks:
        found[pick.opportunity].append(pick)
    return found


def _to_rule_on(deals: Sequence[DealSummary], most: int) -> frozenset[str]:
    """Name all that is due for another look, and the first of what waits besides."""
    due = [deal for deal in deals if is_due(deal)]
    waiting = [deal for deal in deals if deal.is_open and deal.awaits_ruling and not is_due(deal)]
    return frozenset(deal.id for deal in (*due, *sorted(waiting, key=first_to_rule_on)[:most]))
