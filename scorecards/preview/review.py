"""What changes in one review: each deal worked on as a build does, with one playbook and with the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scorecards.derive.facts import Row, derive
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.preview.counting import check_effects, counted
from scorecards.preview.deals import deal_change
from scorecards.preview.rules import is_same_but_for_checks, outcomes_decide_alike
from scorecards.read.input import Input
from scorecards.report.preview import DealChange, ReviewChange
from scorecards.report.values import OutcomeName
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import Desk
from scorecards.score.case import Case
from scorecards.score.case_of import case_on


@dataclass(frozen=True, slots=True)
class _Side:
    """A playbook with all that a build works on reps with."""

    prepared: Prepared
    desk: Desk

    @classmethod
    def of(cls, prepared: Prepared) -> "_Side":
        return cls(prepared, Desk(prepared.index, prepared.picked_by))


def review_change(base: Input, head: Input) -> ReviewChange:
    """Compare two playbooks on one review."""
    after = Prepared.of(head)
    deals = tuple(_deals(_Side.of(_other(after, base)), _Side.of(after)))
    ordered = tuple(sorted(deals, key=lambda deal: (deal.decision is None, -(deal.amount or 0), deal.id)))
    return ReviewChange(head.as_of, len(head.written), counted(ordered), check_effects(ordered), ordered)


def _other(prepared: Prepared, given: Input) -> Prepared:
    """Prepare the same review for another playbook; where only checks differ, histories and files are the same."""
    if not is_same_but_for_checks(given.playbook, prepared.given.playbook):
        return Prepared.of(given)
    return replace(prepared, given=given, index=replace(prepared.index, playbook=given.playbook))


def _deals(base: _Side, head: _Side) -> Iterator[DealChange]:
    """Compare each deal; one whose outcomes are the same is passed over where nothing else can differ."""
    shares_facts = base.prepared.files is head.prepared.files
    settled = shares_facts and outcomes_decide_alike(base.prepared.index.playbook, head.prepared.index.playbook)
    others = base.prepared.reps()
    for rep, deals in head.prepared.reps().items():
        files = deals.files
        for was, now in zip(files if shares_facts else others[rep].files, files, strict=True):
            change = _compared(base, head, was, now, shares_facts=shares_facts, settled=settled)
            if change:
                yield change


def _compared(  # noqa: PLR0913 - two sides of one deal, and what they share
    base: _Side, head: _Side, was: OpportunityFile, now: OpportunityFile, *, shares_facts: bool, settled: bool
) -> DealChange | None:
    facts = derive(now, head.desk.index)
    if settled and _outcomes(base, was, facts) == _outcomes(head, now, facts):
        return None
    before = _case(base, was, facts if shares_facts else None)
    return deal_change(before, _case(head, now, facts), base.desk.index, head.desk.index)


def _outcomes(side: _Side, file: OpportunityFile, facts: Row) -> dict[str, OutcomeName]:
    return side.desk.diagnostics.evaluator.outcomes(file.opportunity, facts)


def _case(side: _Side, file: OpportunityFile, facts: Row | None) -> Case:
    known = derive(file, side.desk.index) if facts is None else facts
    return case_on(file, known, side.desk.diagnostics, side.desk.situations, side.desk.index)
