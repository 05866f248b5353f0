"""The picks: the one or two deals that a rep brings to an end in a week (D08)."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Day, Id, Model, OpportunityId, Text, blank_list
from scorecards.model.vocabulary import AN_END


class Pick(Model):
    """One deal that a rep means to bring to a yes or an honest no in a week."""

    week: Day = Field(description="Any day of that week, Monday to Sunday. A rep picks at most two a week.")
    rep: Id = Field(description="The rep's id in team.yml.")
    opportunity: OpportunityId = Field(
        description=f"The opportunity's id; it is open, the rep's own, and its manager hasn't decided it's {AN_END}."
    )
    why: Text | None = Field(None, description="Why this one.")


class Focus(Model):
    """The file focus.yml: the picks of every week."""

    picks: Annotated[tuple[Pick, ...], BeforeValidator(blank_list)] = Field(description="Every pick, the oldest first.")


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
