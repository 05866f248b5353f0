"""Accounts, and the plans that were written for accounts and territories beforehand (D06)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Day, Flag, Id, Model, OptionalDay, Text, blank_list, type_of_blank


class Goal(Model):
    """One goal of a plan, and how far it has come (D05)."""

    goal: Text = Field(description="The goal, in words somebody else can check.")
    by: OptionalDay = Field(None, description="The target date.")
    progress: Text | None = Field(None, description="Progress so far, in words.")
    done_on: OptionalDay = Field(None, description="The date it was reached.")


Goals = Annotated[tuple[Goal, ...], BeforeValidator(blank_list)]


class AccountPlan(Model):
    """What we want with an account, written before any one deal hangs."""

    written_on: Day = Field(description="The date it was written. The pages say if that was after the deal stalled.")
    aim: Text = Field(description="What we want there: hold our position, expand, or win a first deal.")
    why_it_matters: Text | None = Field(None, description="Why holding or expanding our position matters.")
    goals: Goals = Field((), description="The goals of the plan, each with its progress.")
    next_review: OptionalDay = Field(None, description="The plan's review date. A check flags it once it has passed.")


class Account(Model):
    """A company that we sell to."""

    id: Id = Field(description="Its id, used by opportunities.")
    name: Text = Field(description="The company's name.")
    known_as: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Other names for it in the CRM: an id, another spelling. The import accepts them."
    )
    strategic: Annotated[Flag | None, type_of_blank] = Field(
        None, description="True if holding or expanding our position matters beyond a single deal."
    )
    territory: Annotated[Id | None, type_of_blank] = Field(None, description="The id of its territory.")
    plan: Annotated[AccountPlan | None, type_of_blank] = Field(
        None, description="The account plan; if absent, none is on file."
    )
    notes: Text | None = Field(None, description="Anything else, shown as written.")


class TerritoryPlan(Model):
    """What we want with a territory."""

    territory: Id = Field(description="The territory's id in team.yml.")
    written_on: Day = Field(description="The date it was written.")
    aim: Text = Field(description="What we want there.")
    why_it_matters: Text | None = Field(None, description="Why, such as an upcoming realignment.")
    goals: Goals = Field((), description="The goals of the plan, each with its progress.")
    next_review: OptionalDay = Field(None, description="The plan's review date. A check flags it once it has passed.")


class Accounts(Model):
    """The accounts as ``pipeline/accounts.yml`` describes them."""

    accounts: Annotated[tuple[Account, ...], BeforeValidator(blank_list)] = Field((), description="The accounts.")
    territory_plans: Annotated[tuple[TerritoryPlan, ...], BeforeValidator(blank_list)] = Field(
        (), description="The territory plans."
    )
