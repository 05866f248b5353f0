"""The principles behind the rules: the team's own, with the sources they come from."""

from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Model, PrincipleId, Text, blank_list


class PrincipleSource(Model):
    """What principles come from: an article, a book, a method."""

    id: PrincipleId = Field(description="Its id, used by principles.")
    title: Text = Field(description="Its title, as a heading on the page Principles.")


class Principle(Model):
    """One principle, which rules name under ``doctrine``."""

    id: PrincipleId = Field(description="Its id, used by rules under doctrine and shown on the pages.")
    source: PrincipleId = Field(description="The id of the source it comes from.")
    text: Text = Field(description="What it says, in a sentence or two.")


class Principles(Model):
    """The file principles.yml.  Without it, the playbook has no principles, and no rule may name any."""

    sources: Annotated[tuple[PrincipleSource, ...], BeforeValidator(blank_list)] = Field(
        description="Where the principles come from, in the order of the page."
    )
    principles: Annotated[tuple[Principle, ...], BeforeValidator(blank_list)] = Field(description="The principles.")


NO_PRINCIPLES: Final = Principles(sources=(), principles=())
