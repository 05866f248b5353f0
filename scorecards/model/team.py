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
    realigned_on: OptionalDay = Field(None, description="The day on which its borders were last redrawn (D06).")
    realignment: Text | None = Field(None, description="What was redrawn, and what that means for the deals in it.")


class Manager(Model):
    """A sales manager: the only person who rules on an opportunity (D01), and never on one of their own."""

    id: IdOrBlank = Field("", description="Id for links; made from the name where absent.")
    name: Text = Field(description="The manager's name.")


class FollowUpBlock(Model):
    """A weekly block of time for follow-up (D25)."""

    day: Weekday = Field(description="Day of the week.")
    start: ClockTime = Field(description="Start, as 09:00, in the team's time zone.")
    end: ClockTime = Field(description="End, as 10:30.")


class EarlierManager(Model):
    """A manager who led a rep before the present one."""

    manager: Id = Field(description="The manager's id; he or she stays in the list of managers.")
    until: Day = Field(description="The last day of that; the next manager's first day is the day after.")


class Rep(Model):
    """A sales rep, owner of opportunities."""

    id: IdOrBlank = Field("", description="Id for links and for the page's name; made from the name where absent.")
    name: Text = Field(description="The rep's name.")
    known_as: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Other words by which the CRM calls the rep: a user id, an e-mail address, another spelling. "
        "The import understands them.",
    )
    manager: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The id of the rep's own manager, who alone rules on the rep's deals. Only a manager who owns "
        "deals, under the same id among the reps, may name none: then nobody is known who could rule on them.",
    )
    earlier_managers: Annotated[tuple[EarlierManager, ...], BeforeValidator(blank_list)] = Field(
        (), description="Whose team the rep was in before, so that rulings of that time still count (D01)."
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
        "en_GB", description="How dates, numbers and money are written, for example en_GB or de_DE."
    )
    currency: Currency = Field(description="The currency of amounts that name none.")
    rates: Annotated[dict[Currency, Rate], BeforeValidator(blank_mapping)] = Field(
        {},
        description="What one unit of another currency is worth in the team's currency. Without a rate, sums stay "
        "apart by currency.",
    )
    crm_url: Annotated[RecordAddress | None, type_of_blank] = Field(
        None,
        description="The address of an opportunity in the CRM, with {id} where its id stands, for example "
        "https://crm.example/opp/{id}. Reps' pages then link to the record.",
    )
    time_zone: Text = Field("UTC", description="IANA time zone of the follow-up blocks, for example Europe/Dublin.")
    first_names: Flag = Field(
        default=False,
        description="True where the team calls customers by their first names: talk tracks then say the first word of "
        "a contact's name, unless it is a title such as Dr or Sister. A contact's called comes before that.",
    )
    managers: tuple[Manager, ...] = Field(description="The managers.", min_length=1)
    reps: tuple[Rep, ...] = Field(description="The reps.", min_length=1)
    territories: Annotated[tuple[Territory, ...], BeforeValidator(blank_list)] = Field(
        (), description="The territories."
    )
    former_reps: Annotated[tuple[Rep, ...], BeforeValidator(blank_list)] = Field(
        (), description="Reps who have left, so that rulings on their deals can be held against who led them (D01)."
    )

    def in_team_currency(self, amount: Decimal, currency: str) -> Decimal | None:
        """Give an amount in the team's currency, down to its smallest unit, or None where no rate is on file."""
        if currency == self.currency:
            return amount
        rate = self.rates.get(currency)
        return None if rate is None else converted(amount, rate, self.currency)
