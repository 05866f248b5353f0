"""How to reach a person on the customer's side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channels:
    """A contact's phone number and e-mail address as they are written, each with its link where it is well-formed."""

    contact: str
    phone: str | None
    phone_link: str | None
    email: str | None
    email_link: str | None
