"""The words of the trade, explained."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Id, Model, Practice, Text, blank_list


class Term(Model):
    """A word of the trade, explained in the team's own words."""

    id: Id = Field(description="Its id, for links.")
    term: Text = Field(description="The word, as used on the pages.")
    meaning: Text = Field(description="What it means, in a sentence or two. Shown wherever the word is explained.")
    also_called: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Other words for it that readers may know."
    )
    instead_of: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Words this one replaces; don't use them."
    )
    doctrine: Annotated[tuple[Practice, ...], BeforeValidator(blank_list)] = Field(
        (), description="The practices it belongs to."
    )


class Glossary(Model):
    """The file glossary.yml.  Without it, no word is explained, and the page says so."""

    terms: Annotated[tuple[Term, ...], BeforeValidator(blank_list)] = Field(description="The words.")
