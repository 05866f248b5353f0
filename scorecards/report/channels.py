"""Who is on the customer's side, and how to reach them."""

from dataclasses import dataclass
from datetime import date

from scorecards.model.snapshot import Role


@dataclass(frozen=True, slots=True)
class Channels:
    """A contact's phone number and e-mail address as they are written, each with its link where it is well-formed."""

    contact: str
    phone: str | None
    phone_link: str | None
    email: str | None
    email_link: str | None


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Somebody on the customer's side: the job title, the parts played in the decision, and when that person left."""

    name: str
    title: str | None
    roles: tuple[Role, ...]
    left_on: date | None
