"""What a rep's page must know of the others' deals, once all are assessed: the small reduce between the two maps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorecards.compose.picks import picks_of
from scorecards.compose.week import due_by_rep
from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.index.index import Index
from scorecards.index.opportunity_files import OpportunityFiles
from scorecards.model.picks import Pick as Picked
from scorecards.report.changes import Gone
from scorecards.report.sums import money_of
from scorecards.report.values import Located, OutcomeName, Tally
from scorecards.report.week import Due, Pick
from scorecards.score.case import Case
from scorecards.score.score import tally, tells_little


@dataclass(frozen=True, slots=True)
class Across:
    """What reaches across reps.

    ``tallies`` count the outcomes of each check over all opportunities, and ``tells_little`` names the checks that fail
    for nearly all, and so say little about any one.  ``due`` are our due steps by the rep who does them, whoever owns
    the opportunity.  ``gone`` are the open opportunities that left the export.
    """

    tallies: Mapping[str, Tally]
    tells_little: frozenset[str]
    due: Mapping[str, Sequence[Due]]
    picks: tuple[Pick, ...]
    gone: tuple[Gone, ...]


def across_of(
    cases: Sequence[Case], picked: tuple[Located[Picked], ...], files: OpportunityFiles, history: History, index: Index
) -> Across:
    """Gather it from the cases of all reps."""
    tallies = _tallies(cases, index)
    scoring = index.playbook.scoring
    by_id = {each.opportunity.id: each for each in (*files.opportunities, *files.left_the_export)}
    return Across(
        tallies=tallies,
        tells_little=frozenset(check for check, counts in tallies.items() if tells_little(counts, scoring)),
        due=due_by_rep((case for case in cases if case.is_open and not case.is_over), index),
        picks=picks_of(picked, by_id, {case.id: case.facts for case in cases}, history, index),
        gone=gone_of(history, index),
    )


def _tallies(cases: Sequence[Case], index: Index) -> dict[str, Tally]:
    """Count how each check comes out over all opportunities."""
    outcomes: dict[str, list[OutcomeName]] = {check: [] for check in index.playbook.checks_by_id}
    for case in cases:
        for check, outcome in case.findings.outcomes.items():
            outcomes[check].append(outcome)
    return {check: tally(each, len(cases)) for check, each in outcomes.items()}


def gone_of(history: History, index: Index) -> tuple[Gone, ...]:
    """Give the open opportunities that an earlier snapshot held and this one does not, the latest to go first."""
    left = [each for each in history.histories.values() if each.seen_on < index.as_of and each.last.is_open]
    return tuple(
        _gone(each, index) for each in sorted(left, key=lambda each: (-each.seen_on.toordinal(), each.last.id))
    )


def _gone(history: OpportunityHistory, index: Index) -> Gone:
    last = history.last
    return Gone(
        opportunity=last.id,
        name=last.name,
        account_name=index.account_name(last.account),
        owner=last.owner,
        owner_name=index.rep_name(last.owner),
        stage=last.stage if last.stage in index.playbook.stage_order else None,
        amount=money_of(last, index.team),
        last_seen=history.seen_on,
        place=history.place,
    )
