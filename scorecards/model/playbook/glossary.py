"""The words of the trade, explained."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Id, Model, Practice, Text, blank_list


class Term(Model):
    """A word of the trade, explained in the team's own words."""

    id: Id = Field(description="Its id, for links.")
    term: Text = Field(description="The word as it stands on the pages.")
    meaning: Text = Field(
        description="What it means, in a sentence or two; it is shown wherever the word is explained."
    )
    also_called: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Other words for the same, which readers may know."
    )
    instead_of: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Words that this one replaces, and that nobody is to use for it."
    )
    doctrine: Annotated[tuple[Practice, ...], BeforeValidator(blank_list)] = Field(
        (), description="The practices that it belongs to."
    )


class Glossary(Model):
    """The file glossary.yml.  Without it, no word is explained, and the page says so."""

    terms: Annotated[tuple[Term, ...], BeforeValidator(blank_list)] = Field(description="The words.")
