"""Where the facts stand that do not come from the snapshot: rulings, accounts and earlier snapshots (promise 3)."""

from collections.abc import Iterator
from datetime import date

from scorecards.index.index import Index
from scorecards.model.facts import account, movement, rulings
from scorecards.report.values import Elsewhere, Place
from scorecards.score.case import Case

_RULED = frozenset(fact.name for fact in rulings.FACTS)
_ACCOUNT = frozenset(fact.name for fact in account.FACTS) - {"has_account"}
_MOVEMENT = frozenset(fact.name for fact in movement.FACTS)


def elsewhere_of(case: Case, index: Index) -> tuple[Elsewhere, ...]:
    """Give the places outside the snapshot that the known facts of a case come from, each with those facts."""
    read = {name for check in case.findings.outcomes for name in index.playbook.facts_read[check]} & case.facts.keys()
    found = ((group & read, told_by, on, place) for group, told_by, on, place in _places(case, index))
    return tuple(Elsewhere(tuple(sorted(names)), told_by, on, place) for names, told_by, on, place in found if names)


def _places(case: Case, index: Index) -> Iterator[tuple[frozenset[str], str, date | None, Place]]:
    opportunity = case.opportunity
    for ruling in case.file.standing_rulings()[-1:]:
        yield _RULED, f"ruled {ruling.value.ruling}", ruling.value.on, ruling.place
    place_of_account = index.places_of_accounts.get(opportunity.account or "")
    if place_of_account:
        yield _ACCOUNT, "the account", None, place_of_account
    if case.file.place_before:
        yield _MOVEMENT, "the snapshot before", None, case.file.place_before
