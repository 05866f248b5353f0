"""Facts of the people on their side (D23, D38)."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from scorecards.derive.activities import they_spoke
from scorecards.derive.counts import certain
from scorecards.derive.silence import DECIDING
from scorecards.derive.told_by_answers import answers_that_tell, named_in
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.snapshot import Activity, Contact
from scorecards.report.values import AtLeast, Value

_SPONSORS = DECIDING | {"champion"}
_RAPPORT = {"built": True, "none": False, "unknown": None}
_DEED_DAYS = 60
"""Days within which a champion is to have done something for us."""
_SETBACK_DAYS = 90
"""Days for which a setback tells how things stand."""


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.people.FACTS`.

    Who decides says yes to the money only where nobody is known to hold the budget: not every voter is one who pays.
    """
    opportunity = file.opportunity
    if "contacts" not in opportunity.model_fields_set:
        return
    contacts = opportunity.contacts
    champions = _playing({"champion"}, "champions", file, index)
    buyers = _playing({"economic_buyer"}, "economic_buyers", file, index)
    buyers = buyers or _playing({"decision_maker"}, "economic_buyers", file, index)
    yield "people_known", len(contacts)
    yield "people_known_in_account", max(len(contacts), file.people_in_account)
    if opportunity.account:
        yield "said_no_before", file.was_turned_down
    yield "champions", certain(_plays(contact, champions) for contact in contacts)
    yield "champion_deeds", _deeds(champions, file)
    yield "economic_buyers", certain(_plays(contact, buyers) for contact in contacts)
    yield "people_with_rapport", certain(_RAPPORT[contact.rapport] for contact in contacts)
    yield "sponsor_left", _sponsor_left(contacts, file)
    if not buyers:
        yield "talks_with_economic_buyer", certain(False if _roles_given(contact) else None for contact in contacts)
    elif "activities" in opportunity.model_fields_set:
        others = {folded(contact.name) for contact in contacts if _roles_given(contact)} - buyers
        talked = (_talked(activity, buyers, others) for activity in opportunity.activities)
        yield "talks_with_economic_buyer", certain(talked)
        yield "setbacks_without_the_decider", _setbacks_from_others(buyers, others, file)


def _playing(roles: set[str], fact: str, file: OpportunityFile, index: Index) -> set[str]:
    """Name the people who play a part: by their roles, or since the buyer named them when asked who does."""
    contacts = file.opportunity.contacts
    playing = {folded(contact.name) for contact in contacts if roles & set(contact.roles)}
    return playing.union(*(named_in(answer, contacts) for answer in answers_that_tell(fact, file, index)))


def _talked(activity: Activity, buyers: set[str], others: set[str]) -> bool | None:
    """Tell whether it was a talk with one who decides; None where nobody says whether, with whom, or who that is."""
    spoke = they_spoke(activity)
    who = folded(activity.contact or "")
    if spoke is False or who in others:
        return False
    return spoke if who in buyers else None


def _setbacks_from_others(buyers: set[str], others: set[str], file: OpportunityFile) -> int:
    """Count the setbacks of late that others brought us, where nobody who decides has ever talked with us (D38)."""
    if any(_talked(activity, buyers, others) is not False for activity in file.opportunity.activities):
        return 0
    return sum(
        each.outcome == "setback"
        and folded(each.contact or "") in others
        and (file.as_of - each.on).days <= _SETBACK_DAYS
        for each in file.opportunity.activities
    )


def _plays(contact: Contact, names: set[str]) -> bool | None:
    if folded(contact.name) in names:
        return True
    return False if _roles_given(contact) else None


def _roles_given(contact: Contact) -> bool:
    return "roles" in contact.model_fields_set


def _deeds(champions: set[str], file: OpportunityFile) -> int | AtLeast | None:
    """Count what champions did for us of late: they came to us, agreed something, or did a step of theirs (D38)."""
    if not champions:
        return None
    opportunity = file.opportunity
    theirs = [(each.owner, each.done_on) for each in opportunity.next_steps if each.side == "customer"]
    theirs += [(each.owner, each.done_on) for each in opportunity.buying_plan]
    steps = sum(_is_of_late(who, on, champions, file.as_of) for who, on in theirs)
    if "activities" not in opportunity.model_fields_set:
        return steps or None
    talks = [each for each in opportunity.activities if _is_of_late(each.contact, each.on, champions, file.as_of)]
    return certain([*(True for _ in range(steps)), *map(_is_deed, talks)])


def _is_of_late(who: str | None, on: date | None, champions: set[str], as_of: date) -> bool:
    return who is not None and on is not None and folded(who) in champions and (as_of - on).days <= _DEED_DAYS


def _is_deed(activity: Activity) -> bool | None:
    if activity.direction == "inbound":
        return True
    return None if activity.outcome is None else activity.outcome == "advance"


def _sponsor_left(contacts: Sequence[Contact], file: OpportunityFile) -> bool | None:
    """Tell whether one who spoke for us or decides is noted as having left, and nobody else has that part."""
    left = [each for each in contacts if has_left(each, file)]
    there = {role for each in contacts if each not in left for role in each.roles}
    if any(role in _SPONSORS and not _standing_in(role, there) for each in left for role in each.roles):
        return True
    return None if any(not _roles_given(each) for each in left) else False


def has_left(contact: Contact, file: OpportunityFile) -> bool:
    """Tell whether somebody has left, as this deal or another one of the account notes it."""
    left_on = contact.left_on
    return (left_on is not None and left_on <= file.as_of) or folded(contact.name) in file.left_in_account


def _standing_in(role: str, there: AbstractSet[str]) -> bool:
    return role in there if role == "champion" else bool(DECIDING & there)
