"""Who is on an opportunity, and how to reach them; what is no well-formed number or address stays text (promise 5)."""

import re
from collections.abc import Iterator
from typing import Final

from scorecards.model.snapshot import Opportunity
from scorecards.report.channels import Channels, PersonThere

_EMAIL: Final = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9-]+\.)+[A-Za-z]{2,63}", re.ASCII)
_LONGEST_EMAIL: Final = 254

_DIALLED: Final = re.compile(r"\+?[0-9]{3,15}", re.ASCII)
_BETWEEN_DIGITS: Final = re.compile(r"[ ./()\u00a0\u2010-\u2013-]")
_TRUNK: Final = re.compile(r"\(0\)")
"""The zero in +353 (0)1, which nobody dials from abroad."""


def people_of(opportunity: Opportunity) -> tuple[PersonThere, ...]:
    """Give everybody on their side, as the record has them."""
    return tuple(PersonThere(each.name, each.title, each.roles, each.left_on) for each in opportunity.contacts)


def channels_of(opportunity: Opportunity) -> tuple[Channels, ...]:
    """Give the channels of each contact who has any and has not left."""
    return tuple(_channels(opportunity))


def _channels(opportunity: Opportunity) -> Iterator[Channels]:
    for contact in opportunity.contacts:
        if contact.left_on is None and (contact.phone or contact.email):
            phone, email = contact.phone, contact.email
            yield Channels(contact.name, phone, phone_link(phone or ""), email, email_link(email or ""))


def email_link(email: str) -> str | None:
    """Give the link that writes to an address; None where it is none, or could say more than an address."""
    return f"mailto:{email}" if len(email) <= _LONGEST_EMAIL and _EMAIL.fullmatch(email) else None


def phone_link(phone: str) -> str | None:
    """Give the link that dials a number; None where anything but digits and what stands between them is in it."""
    number = _BETWEEN_DIGITS.sub("", _TRUNK.sub("", phone) if phone.startswith("+") else phone)
    return f"tel:{number}" if _DIALLED.fullmatch(number) else None
