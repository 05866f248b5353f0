"""One deal as two playbooks see it, and what differs."""

from collections.abc import Iterator

from scorecards.index.index import Index
from scorecards.model.playbook.playbook import Playbook
from scorecards.preview.deciding import deciding
from scorecards.report.preview import ConclusionChange, ConclusionKind, DealChange, FindingChange, Stand
from scorecards.score.case import Case


def deal_change(before: Case, after: Case, base: Index, head: Index) -> DealChange | None:
    """Give what differs between two cases of one deal; None where nothing does."""
    findings = tuple(_findings(before, after, base.playbook, head.playbook))
    conclusions = tuple(_conclusions(before, after, base.playbook, head.playbook))
    if not findings and not conclusions:
        return None
    deal = after.opportunity
    rep = head.reps.get(deal.owner)
    manager = rep.manager if rep else None
    return DealChange(
        id=deal.id,
        name=deal.name,
        owner=deal.owner,
        owner_name=head.rep_name(deal.owner),
        manager=manager,
        manager_name=head.managers[manager].name if manager else None,
        amount=after.worth,
        findings=findings,
        conclusions=conclusions,
    )


def _findings(before: Case, after: Case, base: Playbook, head: Playbook) -> Iterator[FindingChange]:
    was, now = before.findings.outcomes, after.findings.outcomes
    for check in {**head.checks_by_id, **base.checks_by_id}:
        if check not in was and check not in now:
            continue
        stood, stands = _stand(before, check), _stand(after, check)
        if stood != stands:
            old, new = base.checks_by_id.get(check), head.checks_by_id.get(check)
            named = new or old
            assert named  # noqa: S101 - one of the two playbooks has it
            kind = "raised" if stands == "fail" else "cleared" if stood == "fail" else "changed"
            facts = deciding(old, new, before.facts, after.facts)
            yield FindingChange(check, named.name, kind, stood, stands, facts)  # type: ignore[arg-type]


def _stand(case: Case, check: str) -> Stand:
    if check in case.findings.resting:
        return "on_hold"
    return case.findings.outcomes.get(check, "not_applicable")


def _conclusions(before: Case, after: Case, base: Playbook, head: Playbook) -> Iterator[ConclusionChange]:
    was, now = dict(_concluded(before, base)), dict(_concluded(after, head))
    for kind in {**now, **was}:
        if was.get(kind) != now.get(kind):
            yield ConclusionChange(kind, was.get(kind), now.get(kind))


def _concluded(case: Case, playbook: Playbook) -> Iterator[tuple[ConclusionKind, str]]:
    if found := case.conclusion:
        yield "situation", playbook.situations_by_id[found.situation].name
        yield "first_action", found.do
        if found.play:
            yield "play", playbook.plays_by_id[found.play].name
    if case.diagnosis and case.diagnosis.leading:
        yield "leading_cause", playbook.causes_by_id[case.diagnosis.leading].name
    if case.awaits_ruling:
        yield "decision_due", "awaiting manager decision"
