"""Accounts, and the plans that were written for accounts and territories beforehand (D06)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Day, Flag, Id, Model, OptionalDay, Text, blank_list, type_of_blank


class Goal(Model):
    """One goal of a plan, and how far it has come (D05)."""

    goal: Text = Field(description="What is to be reached, in words that a third person can check.")
    by: OptionalDay = Field(None, description="The day by which it is to be reached.")
    progress: Text | None = Field(None, description="How far it has come, in words.")
    done_on: OptionalDay = Field(None, description="The day on which it was reached.")


Goals = Annotated[tuple[Goal, ...], BeforeValidator(blank_list)]


class AccountPlan(Model):
    """What we want with an account, written before any one deal hangs."""

    written_on: Day = Field(description="The day on which it was written; one written after a stall is said to be so.")
    aim: Text = Field(description="What we want there: hold our place, extend it, or win a first one.")
    why_it_matters: Text | None = Field(None, description="Why holding or extending our place matters.")
    goals: Goals = Field((), description="The goals of the plan, each with its progress.")
    next_review: OptionalDay = Field(
        None, description="The day to review the plan itself; a check reads whether that has passed."
    )


class Account(Model):
    """A company that we sell to."""

    id: Id = Field(description="Its id, as opportunities name it.")
    name: Text = Field(description="The company's name.")
    known_as: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Other words by which the CRM calls it: an id, another spelling. The import understands them."
    )
    strategic: Annotated[Flag | None, type_of_blank] = Field(
        None, description="True where holding or extending our place matters beyond the single deal."
    )
    territory: Annotated[Id | None, type_of_blank] = Field(
        None, description="The id of the territory that it belongs to."
    )
    plan: Annotated[AccountPlan | None, type_of_blank] = Field(
        None, description="The account plan; absent means that none is on file."
    )
    notes: Text | None = Field(None, description="Anything else, shown exactly as written.")


class TerritoryPlan(Model):
    """What we want with a territory."""

    territory: Id = Field(description="The territory's id in team.yml.")
    written_on: Day = Field(description="The day on which it was written.")
    aim: Text = Field(description="What we want there.")
    why_it_matters: Text | None = Field(None, description="Why, for example an upcoming realignment.")
    goals: Goals = Field((), description="The goals of the plan, each with its progress.")
    next_review: OptionalDay = Field(
        None, description="The day to review the plan itself; a check reads whether that has passed."
    )


class Accounts(Model):
    """The accounts as ``pipeline/accounts.yml`` describes them."""

    accounts: Annotated[tuple[Account, ...], BeforeValidator(blank_list)] = Field((), description="The accounts.")
    territory_plans: Annotated[tuple[TerritoryPlan, ...], BeforeValidator(blank_list)] = Field(
        (), description="The territory plans."
    )
