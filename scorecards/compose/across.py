"""What a rep's page must know of the others' deals, once all are assessed: the small reduce between the two maps."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from scorecards.compose.closed import asks_about_closed, closed_shown
from scorecards.compose.picks import picks_of
from scorecards.compose.week import due_by_rep, due_in_blocks
from scorecards.conclude.person import main_contact
from scorecards.derive.facts import Row
from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.index.index import Index
from scorecards.index.opportunity_files import OpportunityFiles
from scorecards.model.picks import Pick as Picked
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.team import Rep
from scorecards.report.changes import Gone
from scorecards.report.deal import ColleaguesDeal
from scorecards.report.sums import money_of
from scorecards.report.values import Located, OutcomeName, Tally
from scorecards.report.week import Due, Pick
from scorecards.score.case import Case
from scorecards.score.score import tally_of, tells_little


@dataclass(frozen=True, slots=True)
class Reach:
    """What one rep's cases tell beyond the rep's own page.

    ``outcomes`` count how each check comes out on them, ``situations`` the open ones in each.  ``due`` are our steps on
    them, whoever does them.  ``facts``
    are those of the cases that anybody picked, ``named`` the cases that a colleague's page names.
    """

    cases: int
    outcomes: Mapping[str, Mapping[OutcomeName, int]]
    situations: Mapping[str, int]
    due: tuple[Due, ...]
    facts: Mapping[str, Row]
    named: Mapping[str, ColleaguesDeal]


@dataclass(frozen=True, slots=True)
class Across:
    """What reaches across reps.

    ``tallies`` count the outcomes of each check over all opportunities, and ``tells_little`` names the checks that fail
    for nearly all, and so say little about any one; ``usual`` are the situations that nearly all open opportunities are
    in.  ``due`` are our due steps by the rep who does them, whoever owns the opportunity.  ``marks_no_decision`` is
    that of the history.  ``weeks`` are those that anybody picked for.  ``gone`` are the open opportunities that left
    the export.  ``named`` are the opportunities that a page names though they are a colleague's.
    """

    tallies: Mapping[str, Tally]
    tells_little: frozenset[str]
    usual: frozenset[str]
    due: Mapping[str, Sequence[Due]]
    picks: tuple[Pick, ...]
    weeks: frozenset[date]
    gone: tuple[Gone, ...]
    marks_no_decision: bool
    named: Mapping[str, ColleaguesDeal] = field(default_factory=dict)

    def to(self, rep: str) -> "Across":
        """Give the part that reaches one rep: what happens to others' deals changes nothing on that rep's page."""
        due = self.due.get(rep, ())
        picks = tuple(pick for pick in self.picks if pick.rep == rep)
        ids = dict.fromkeys([*(each.opportunity for each in due), *(pick.opportunity for pick in picks)])
        return replace(
            self,
            tallies={},
            due={rep: due},
            picks=picks,
            gone=tuple(each for each in self.gone if each.owner == rep),
            named={each: self.named[each] for each in ids if each in self.named},
        )


def pickers(picked: Iterable[Located[Picked]]) -> dict[str, frozenset[str]]:
    """Give the reps who ever picked each opportunity, by its id."""
    found: dict[str, frozenset[str]] = {}
    for each in picked:
        found[each.value.opportunity] = found.get(each.value.opportunity, frozenset()) | {each.value.rep}
    return found


def reach_of(rep: Rep, cases: Sequence[Case], picked_by: Mapping[str, frozenset[str]], index: Index) -> Reach:
    """Tell what one rep's cases mean for the others; ``picked_by`` is who picked each opportunity."""
    due = due_in_blocks((case for case in cases if case.is_open and not case.is_over), index)
    done_by_others = {each.opportunity for each in due if each.step.rep not in {None, rep.id}}
    picked_by_others = {each for each, reps in picked_by.items() if reps - {rep.id}}
    return Reach(
        cases=len(cases),
        outcomes=_outcomes(cases),
        situations=Counter(case.conclusion.situation for case in cases if case.is_open and case.conclusion),
        due=due,
        facts={case.id: case.facts for case in cases if case.id in picked_by},
        named=_named(cases, done_by_others | picked_by_others, index),
    )


def _named(cases: Sequence[Case], ids: Collection[str], index: Index) -> dict[str, ColleaguesDeal]:
    named = [case for case in cases if case.id in ids]
    closed = _closed_shown(cases, index) if any(not case.is_open for case in named) else ()
    return {
        case.id: ColleaguesDeal(
            id=case.id,
            name=case.opportunity.name,
            account_name=index.account_name(case.opportunity.account),
            owner=case.opportunity.owner,
            owner_name=index.rep_name(case.opportunity.owner),
            contact=main_contact(case.file),
            has_row=case.is_open or case.id in closed,
        )
        for case in named
    }


def _closed_shown(cases: Sequence[Case], index: Index) -> tuple[str, ...]:
    return closed_shown(cases, asks_about_closed(cases, index), index)[0]


def across_of(
    reaches: Iterable[Reach],
    picked: Sequence[Located[Picked]],
    files: OpportunityFiles,
    history: History,
    index: Index,
) -> Across:
    """Gather it from what the cases of each rep tell."""
    reaches = list(reaches)
    tallies = _tallies(reaches, index)
    scoring = index.playbook.scoring
    wanted = {each.value.opportunity for each in picked}
    facts = {opportunity: row for reach in reaches for opportunity, row in reach.facts.items()}
    picks = picks_of(picked, files.of(wanted), facts, history, index)
    return Across(
        tallies=tallies,
        tells_little=frozenset(check for check, counts in tallies.items() if tells_little(counts, scoring)),
        usual=_usual(reaches, scoring),
        due=due_by_rep(each for reach in reaches for each in reach.due),
        picks=picks,
        weeks=frozenset(pick.week for pick in picks),
        gone=gone_of(history, index),
        marks_no_decision=history.marks_no_decision,
        named={opportunity: deal for reach in reaches for opportunity, deal in reach.named.items()},
    )


def _usual(reaches: Iterable[Reach], scoring: Scoring) -> frozenset[str]:
    """Name the situations that nearly all open opportunities are in: none of these makes one stand out."""
    found: Counter[str] = Counter()
    for reach in reaches:
        found.update(reach.situations)
    limit, of = scoring.flags_nearly_all, found.total()
    if of < limit.of_at_least:
        return frozenset()
    return frozenset(situation for situation, count in found.items() if 100 * count >= limit.percent * of)


def _outcomes(cases: Sequence[Case]) -> dict[str, Counter[OutcomeName]]:
    found: dict[str, Counter[OutcomeName]] = {}
    for case in cases:
        for check, outcome in case.findings.outcomes.items():
            found.setdefault(check, Counter())[outcome] += 1
    return found


def _tallies(reaches: Sequence[Reach], index: Index) -> dict[str, Tally]:
    """Count how each check comes out over all opportunities."""
    cases = sum(reach.cases for reach in reaches)
    counts: dict[str, Counter[OutcomeName]] = {check: Counter() for check in index.playbook.checks_by_id}
    for reach in reaches:
        for check, outcomes in reach.outcomes.items():
            counts[check].update(outcomes)
    return {check: tally_of(each, cases) for check, each in counts.items()}


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
