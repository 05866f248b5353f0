"""What the snapshot does not tell: fields that are absent or blank, and what that keeps from being known."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.model.facts import FACT_BY_NAME
from scorecards.model.snapshot import Opportunity
from scorecards.report.review import Gap


def gaps_of(cases: Sequence[Case], material: Material) -> tuple[Gap, ...]:
    """Give the fields for which outcomes of open opportunities wait, the one for which most wait first."""
    fields = {
        check: tuple(dict.fromkeys(field for fact in facts for field in FACT_BY_NAME[fact].reads))
        for check, facts in material.facts_read.items()
    }
    waiting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    readable = {field for each in fields.values() for field in each}
    for case in cases:
        given = {field for field in readable if _is_given(case.opportunity, field)}
        for check in case.unknown:
            for field in fields[check]:
                if field not in given:
                    waiting[field][check] += 1
    gaps = [_gap(field, counts, cases, material) for field, counts in waiting.items()]
    return tuple(sorted(gaps, key=lambda gap: (-gap.waiting, gap.field)))


def _gap(field: str, waiting: Mapping[str, int], cases: Sequence[Case], material: Material) -> Gap:
    present = sum(field in case.opportunity.model_fields_set for case in cases)
    given = sum(_is_given(case.opportunity, field) for case in cases)
    return Gap(
        field=field,
        meaning=Opportunity.model_fields[field].description or "",
        given=given,
        blank=present - given,
        absent=len(cases) - present,
        waiting=sum(waiting.values()),
        checks=tuple(check for check in material.checks if check in waiting),
    )


def _is_given(opportunity: Opportunity, field: str) -> bool:
    return getattr(opportunity, field) not in (None, (), {})
