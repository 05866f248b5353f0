"""Where the facts stand that do not come from the snapshot: rulings, accounts and earlier snapshots (promise 3)."""

from collections.abc import Iterator
from datetime import date

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.model.facts import ACCOUNT, MOVEMENT, RULED
from scorecards.report.values import Elsewhere, Place

_RULED = frozenset(fact.name for fact in RULED)
_ACCOUNT = frozenset(fact.name for fact in ACCOUNT) - {"has_account"}
_MOVEMENT = frozenset(fact.name for fact in MOVEMENT)


def elsewhere_of(case: Case, material: Material) -> tuple[Elsewhere, ...]:
    """Give the places outside the snapshot that the known facts of a case come from, each with those facts."""
    read = {name for check in case.outcomes for name in material.facts_read[check]} & case.facts.keys()
    found = ((group & read, told_by, on, place) for group, told_by, on, place in _places(case, material))
    return tuple(Elsewhere(tuple(sorted(names)), told_by, on, place) for names, told_by, on, place in found if names)


def _places(case: Case, material: Material) -> Iterator[tuple[frozenset[str], str, date | None, Place]]:
    opportunity = case.opportunity
    for ruling, place in material.standing_rulings(opportunity.id)[-1:]:
        yield _RULED, f"ruled {ruling.ruling}", ruling.on, place
    place_of_account = material.places.accounts.get(opportunity.account or "")
    if place_of_account:
        yield _ACCOUNT, "the account", None, place_of_account
    for week in reversed(material.given.weeks[:-1]):
        if opportunity.id in week.records:
            yield _MOVEMENT, "the snapshot before", None, week.place(opportunity.id)
            return
