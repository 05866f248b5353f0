"""Phrases that give something away, and words that say that there is no answer."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Model, Text, blank_list


class Phrase(Model):
    """A phrase that gives something away, with what to write in its place."""

    phrase: Text = Field(description="Found in texts as whole words, in capitals or not.")
    instead: Text = Field(description="What to write in its place.")


class Phrases(Model):
    """The file phrases.yml."""

    waiting: tuple[Phrase, ...] = Field(description="Steps that are none: waiting, checking in, resending (D28).")
    blame: tuple[Phrase, ...] = Field(description="Words that hand control to somebody else (D26).")
    no_answer: tuple[Text, ...] = Field(
        description="Values of an answer that say that there is none, such as unknown or tbd."
    )
    denial: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Words with which an answer may deny what it was asked for: such an answer counts, and tells no "
        "fact. Found as whole words; one of fewer than three letters only where it is the whole answer.",
    )
