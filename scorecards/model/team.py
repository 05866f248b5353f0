"""The team: who sells, who rules, and where."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from scorecards.model.currencies import converted
from scorecards.model.fields import (
    ClockTime,
    Currency,
    Day,
    Flag,
    Id,
    IdOrBlank,
    Model,
    OptionalDay,
    Rate,
    RecordAddress,
    Text,
    Weekday,
    blank_list,
    blank_mapping,
    type_of_blank,
)


class Territory(Model):
    """A part of the market that one or more reps work."""

    id: Id = Field(description="Its id for links.")
    name: Text = Field(description="Its name.")
    realigned_on: OptionalDay = Field(None, description="The date its borders were last redrawn (D06).")
    realignment: Text | None = Field(None, description="What was redrawn, and what that means for the deals in it.")


class Manager(Model):
    """A sales manager: the only person who rules on an opportunity (D01), and never on one of their own."""

    id: IdOrBlank = Field("", description="Id for links; made from the name if absent.")
    name: Text = Field(description="The manager's name.")


class FollowUpBlock(Model):
    """A weekly block of time for follow-up (D25)."""

    day: Weekday = Field(description="Day of the week.")
    start: ClockTime = Field(description="Start, such as 09:00, in the team's time zone.")
    end: ClockTime = Field(description="End, such as 10:30.")


class EarlierManager(Model):
    """A manager who led a rep before the present one."""

    manager: Id = Field(description="The manager's id. They stay in the list of managers.")
    until: Day = Field(description="The last day with that manager; the next one starts the day after.")


class Rep(Model):
    """A sales rep, owner of opportunities."""

    id: IdOrBlank = Field("", description="Id for links and the page name; made from the name if absent.")
    name: Text = Field(description="The rep's name.")
    known_as: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Other names for the rep in the CRM: a user id, an email address, another spelling. The import "
        "accepts them.",
    )
    manager: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The id of the rep's own manager, the only one who decides on the rep's deals. Only a manager "
        "who owns deals, with the same id among the reps, may leave it out; then nobody can decide on "
        "them.",
    )
    earlier_managers: Annotated[tuple[EarlierManager, ...], BeforeValidator(blank_list)] = Field(
        (), description="The rep's earlier managers, so that their decisions still count (D01)."
    )
    territory: Annotated[Id | None, type_of_blank] = Field(None, description="The id of the rep's territory.")
    follow_up_blocks: Annotated[tuple[FollowUpBlock, ...], BeforeValidator(blank_list)] = Field(
        (), description="Weekly times kept free for follow-up (D25)."
    )

    def manager_on(self, day: date) -> str | None:
        """Name the manager whose team the rep was in on a day: the only one who could rule then, if known (D01)."""
        earlier = sorted(self.earlier_managers, key=lambda each: each.until)
        return next((each.manager for each in earlier if day <= each.until), self.manager)


class Team(Model):
    """The team as ``pipeline/team.yml`` describes it."""

    name: Text = Field(description="The team's name, shown on the home page.")
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?$")] = Field(
        "en_GB", description="How dates, numbers and money are written, such as en_GB or de_DE."
    )
    currency: Currency = Field(description="The currency of amounts with none of their own.")
    rates: Annotated[dict[Currency, Rate], BeforeValidator(blank_mapping)] = Field(
        {},
        description="What one unit of another currency is worth in the team's currency. Without a rate, totals stay "
        "separate by currency.",
    )
    crm_url: Annotated[RecordAddress | None, type_of_blank] = Field(
        None,
        description="The address of an opportunity in the CRM, with {id} for its id, such as "
        "https://crm.example/opp/{id}. Reps' pages then link to the record.",
    )
    time_zone: Text = Field("UTC", description="IANA time zone of the follow-up blocks, such as Europe/Dublin.")
    first_names: Flag = Field(
        default=False,
        description="True if the team calls customers by their first names. Talk tracks then use the first word of "
        "a contact's name, unless it's a title such as Dr or Sister. A contact's called comes first.",
    )
    managers: tuple[Manager, ...] = Field(description="The managers.", min_length=1)
    reps: tuple[Rep, ...] = Field(description="The reps.", min_length=1)
    territories: Annotated[tuple[Territory, ...], BeforeValidator(blank_list)] = Field(
        (), description="The territories."
    )
    former_reps: Annotated[tuple[Rep, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Reps who have left, so that decisions on their deals can be checked against their manager of "
        "the time (D01).",
    )

    def in_team_currency(self, amount: Decimal, currency: str) -> Decimal | None:
        """Give an amount in the team's currency, down to its smallest unit, or None where no rate is on file."""
        if currency == self.currency:
            return amount
        rate = self.rates.get(currency)
        return None if rate is None else converted(amount, rate, self.currency)
