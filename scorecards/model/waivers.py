"""The waivers: checks that a manager lets pass unmet on a deal or an account, with a reason and an end."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Day, Id, Model, OpportunityId, Text, blank_list, type_of_blank


class Waiver(Model):
    """One check that the owner's manager waives until a day, on an opportunity or on all of an account."""

    check: Id = Field(
        description="The check's id. The one by which a deal waits for a ruling can't be waived; only a ruling ends it."
    )
    opportunity: Annotated[OpportunityId | None, type_of_blank] = Field(
        None, description="The opportunity's id; either this or account."
    )
    account: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The account's id, to waive the check on each of its opportunities whose owner the approving "
        "manager led on that day; either this or opportunity.",
    )
    reason: Text = Field(description="Why the check need not pass here.")
    approved_by: Id = Field(description="The manager's id in team.yml: the owner's own manager on that day.")
    approved_on: Day = Field(description="The day of the approval.")
    until: Day = Field(
        description="The last day on which the check is waived. From the next day, the check raises findings again."
    )

    def has_ended(self, as_of: date) -> bool:
        """Tell whether its last day has passed."""
        return as_of > self.until


class Waivers(Model):
    """The file waivers.yml: what managers let pass, each with an end."""

    waivers: Annotated[tuple[Waiver, ...], BeforeValidator(blank_list)] = Field(description="Every waiver.")
