"""The numbers of a review's changes: in all, and for each check."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from scorecards.report.preview import CheckEffect, Counted, DealChange, Extent


def counted(deals: Sequence[DealChange]) -> Counted:
    """Count all that changes on deals."""
    findings = Counter(each.kind for deal in deals for each in deal.findings)
    parts = Counter(each.kind for deal in deals for each in deal.conclusions)
    decisions = Counter(deal.decision for deal in deals)
    return Counted(
        deals=len(deals),
        raised=findings["raised"],
        cleared=findings["cleared"],
        findings_changed=findings["changed"],
        situations=parts["situation"],
        first_actions=parts["first_action"],
        plays=parts["play"],
        leading_causes=parts["leading_cause"],
        more_decisions=decisions["more"],
        fewer_decisions=decisions["fewer"],
        extent=extent(deal for deal in deals if deal.has_finding),
    )


def extent(deals: Iterable[DealChange]) -> Extent:
    """Add up deals, with the reps and managers whose they are."""
    every = list(deals)
    return Extent(
        deals=len(every),
        amount=sum((deal.amount for deal in every if deal.amount is not None), Decimal()),
        without_amount=sum(deal.amount is None for deal in every),
        reps=len({deal.owner for deal in every}),
        managers=len({deal.manager for deal in every if deal.manager}),
    )


def check_effects(deals: Sequence[DealChange]) -> tuple[CheckEffect, ...]:
    """Give what changes for each check, the one on the most deals first."""
    names: dict[str, str] = {}
    kinds: dict[str, Counter[str]] = {}
    concerned: dict[str, list[DealChange]] = {}
    for deal in deals:
        for each in deal.findings:
            names[each.check] = each.name
            kinds.setdefault(each.check, Counter())[each.kind] += 1
            concerned.setdefault(each.check, []).extend([] if each.kind == "changed" else [deal])
    effects = (
        CheckEffect(
            check,
            name,
            kinds[check]["raised"],
            kinds[check]["cleared"],
            kinds[check]["changed"],
            extent(concerned[check]),
        )
        for check, name in names.items()
    )
    return tuple(sorted(effects, key=lambda each: (-each.extent.deals, -each.changed, each.check)))
