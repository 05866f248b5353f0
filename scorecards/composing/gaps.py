"""What the snapshot does not tell: fields that are absent or blank, and what that keeps from being known."""

from collections.abc import Sequence

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.facts import FACTS
from scorecards.results import Gap
from scorecards.snapshot import Opportunity


def gaps_of(cases: Sequence[Case], material: Material) -> tuple[Gap, ...]:
    """Give the fields that open opportunities lack, the ones on which most checks wait first."""
    gaps = [
        gap
        for field in Opportunity.model_fields
        if (gap := _gap(field, cases, material)).facts and gap.given < len(cases)
    ]
    return tuple(sorted(gaps, key=lambda gap: (-len(gap.checks) * (gap.absent + gap.blank), gap.field)))


def _gap(field: str, cases: Sequence[Case], material: Material) -> Gap:
    opportunities = [case.opportunity for case in cases]
    present = [opportunity for opportunity in opportunities if field in opportunity.model_fields_set]
    given = sum(getattr(opportunity, field) not in (None, (), {}) for opportunity in present)
    facts = tuple(fact.name for fact in FACTS if field in fact.reads)
    return Gap(
        field=field,
        meaning=Opportunity.model_fields[field].description or "",
        given=given,
        blank=len(present) - given,
        absent=len(opportunities) - len(present),
        facts=facts,
        checks=tuple(check for check, read in material.facts_read.items() if set(read) & set(facts)),
    )
