"""Facts of the people on their side (D23, D38)."""

from collections.abc import Iterator

from scorecards.derive.activities import they_spoke
from scorecards.derive.counts import certain
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Activity, Contact
from scorecards.report.values import Value

_DECIDING = {"economic_buyer", "decision_maker"}
_RAPPORT = {"built": True, "none": False, "unknown": None}


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:  # noqa: ARG001 - all parts take the same
    """Derive :data:`scorecards.model.facts.people.FACTS`."""
    opportunity = file.opportunity
    if "contacts" not in opportunity.model_fields_set:
        return
    contacts = opportunity.contacts
    deciders = {contact.name.casefold() for contact in contacts if _plays(contact, _DECIDING)}
    yield "people_known", len(contacts)
    yield "champions", certain(_plays(contact, {"champion"}) for contact in contacts)
    yield "economic_buyers", certain(_plays(contact, _DECIDING) for contact in contacts)
    yield "people_with_rapport", certain(_RAPPORT[contact.rapport] for contact in contacts)
    if not deciders:
        yield "talks_with_economic_buyer", certain(False if _roles_given(contact) else None for contact in contacts)
    elif "activities" in opportunity.model_fields_set:
        others = {contact.name.casefold() for contact in contacts if _roles_given(contact)} - deciders
        talked = (_talked(activity, deciders, others) for activity in opportunity.activities)
        yield "talks_with_economic_buyer", certain(talked)


def _talked(activity: Activity, deciders: set[str], others: set[str]) -> bool | None:
    """Tell whether it was a talk with one who decides; None where nobody says whether, with whom, or who that is."""
    spoke = they_spoke(activity)
    who = (activity.contact or "").casefold()
    if spoke is False or who in others:
        return False
    return spoke if who in deciders else None


def _plays(contact: Contact, roles: set[str]) -> bool | None:
    return bool(roles & set(contact.roles)) if _roles_given(contact) else None


def _roles_given(contact: Contact) -> bool:
    return "roles" in contact.model_fields_set
