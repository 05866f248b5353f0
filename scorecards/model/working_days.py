"""Which days count as working days: the playbook's file working-days.yml."""

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from scorecards.model.fields import Day, Model, Weekday, blank_list, type_of_blank

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166 code such as IE."""

PartCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,3}$")]
"""The second part of an ISO 3166-2 code, such as BY of DE-BY."""


class WorkingDays(Model):
    """The days on which nobody is expected to work.  Without the file, these are Saturdays and Sundays."""

    weekend: Annotated[tuple[Weekday, ...], BeforeValidator(blank_list)] = Field(
        ("saturday", "sunday"), description="The days of the week without work."
    )
    country: Annotated[CountryCode | None, type_of_blank] = Field(
        None, description="ISO code of the country whose public holidays count, for example IE."
    )
    subdivision: Annotated[PartCode | None, type_of_blank] = Field(
        None, description="ISO code of the part of the country, where its holidays differ, for example BY."
    )
    holidays: Annotated[tuple[Day, ...], BeforeValidator(blank_list)] = Field(
        (), description="Further days without work."
    )
