"""What to call a person on the customer's side when talking to them."""

import re
from typing import Final

from scorecards.model.names import folded
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team

_TITLES: Final = (
    # English, and offices that go before a name
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "reverend"}
    | {"fr", "father", "sr", "sister", "br", "brother", "canon", "bishop", "archbishop", "cardinal", "rabbi", "imam"}
    | {"captain", "capt", "major", "colonel", "col", "sergeant", "sgt"}
    # German and Dutch
    | {"herr", "frau", "hr", "ing", "dipl", "drs", "dhr", "mevr", "mevrouw", "meneer"}
    # French, Spanish, Italian, Polish
    | {"monsieur", "mme", "madame", "mlle", "señor", "señora", "sra", "srta", "signor", "signora", "pan", "pani"}
)
"""Words before a name that are no first name: whoever is listed with one is called with it."""

_FIRST_NAME: Final = re.compile(r"[^\d_.,;:()\[\]@/&+]{2,}")
"""An initial, with its point or without, is none, nor is a family name before a comma."""


def called(contact_name: str, opportunity: Opportunity, team: Team) -> str:
    """Give the name to say to somebody: what the person is called, else the first name where the team says so.

    It is the full name where that begins with a title or an initial, and where nobody of that name is listed: a step
    may name a department.
    """
    wanted = folded(contact_name)
    contact = next((each for each in opportunity.contacts if folded(each.name) == wanted), None)
    if contact is None:
        return contact_name
    if contact.called:
        return contact.called
    return (_first_name(contact.name) if team.first_names else None) or contact.name


def _first_name(name: str) -> str | None:
    first = next(iter(name.split()), "")
    is_title = first.rstrip(".").casefold() in _TITLES
    return first if not is_title and _FIRST_NAME.fullmatch(first) else None
