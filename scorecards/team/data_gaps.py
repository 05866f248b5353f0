"""What the snapshot does not tell: fields that are absent or blank, and what that keeps from being known."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.snapshot import Opportunity
from scorecards.report.review import Gap


def gaps_of(cases: Sequence[DealSummary], index: Index) -> tuple[Gap, ...]:
    """Give the fields for which outcomes of open opportunities wait, the one for which most wait first."""
    fields = {
        check: tuple(dict.fromkeys(field for fact in facts for field in FACT_BY_NAME[fact].reads))
        for check, facts in index.playbook.facts_read.items()
    }
    waiting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for check in case.findings.unknown:
            for field in fields[check]:
                if field not in case.given:
                    waiting[field][check] += 1
    gaps = [_gap(field, counts, cases, index) for field, counts in waiting.items()]
    return tuple(sorted(gaps, key=lambda gap: (-gap.waiting, gap.field)))


def _gap(field: str, waiting: Mapping[str, int], cases: Sequence[DealSummary], index: Index) -> Gap:
    present = sum(field in case.present for case in cases)
    given = sum(field in case.given for case in cases)
    return Gap(
        field=field,
        meaning=Opportunity.model_fields[field].description or "",
        given=given,
        blank=present - given,
        absent=len(cases) - present,
        waiting=sum(waiting.values()),
        checks=tuple(check for check in index.playbook.checks_by_id if check in waiting),
    )
