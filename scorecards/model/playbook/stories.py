"""The stories of customers (D21)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Id, Model, Practice, Text, blank_list


class Story(Model):
    """A customer like them (D21)."""

    id: Id = Field(description="Its id, used by opportunities.")
    formerly: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Its earlier ids. Snapshots that still use one are read as if they used this one."
    )
    title: Text = Field(description="The story in a line.")
    customer: Text = Field(description="Who it was.")
    situation: Text = Field(description="What they faced.")
    what_they_did: Text = Field(description="How they decided and what they did.")
    result: Text = Field(description="The result.")
    fits_needs: tuple[Text, ...] = Field(description="Words in a customer's needs that it fits.", min_length=1)
    doctrine: tuple[Practice, ...] = Field(("D21",), description="The practices it supports.")


class Stories(Model):
    """The file stories.yml."""

    stories: Annotated[tuple[Story, ...], BeforeValidator(blank_list)] = Field(description="The stories.")
