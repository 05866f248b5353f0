"""The rulings: what managers decided, append-only (D01, D02, D04)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Day, Id, Model, OpportunityId, OptionalDay, Text, blank_list
from scorecards.model.vocabulary import RULINGS, RulingWord


class Ruling(Model):
    """One ruling of a rep's own manager on one opportunity."""

    opportunity: OpportunityId = Field(
        description="The opportunity's id: one that is open on that day, or, to rule it dead, a closed one that left "
        "the CRM's export and waits to wake."
    )
    by: Id = Field(description="The manager's id in team.yml: the rep's own manager on that day.")
    on: Day = Field(description="The day of the ruling.")
    ruling: RulingWord = Field(
        description=f"{', '.join(f'{each.word} ({each.meaning})' for each in RULINGS.values())}."
    )
    reason: Text | None = Field(
        None,
        description="Why; required for all but active. For stalled, why it is expected to move again (D02).",
    )
    course_of_action: Text | None = Field(None, description="What is to be done.")
    review_on: OptionalDay = Field(
        None, description="The day to look again; required for stalled, and then the end of the approved pause (D02)."
    )


class Rulings(Model):
    """The file rulings.yml: entries are added at its end and never changed."""

    rulings: Annotated[tuple[Ruling, ...], BeforeValidator(blank_list)] = Field(
        description="Every ruling, the oldest first."
    )
