"""Phrases that give something away, and words that say that there is no answer."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Model, Text, blank_list


class Phrase(Model):
    """A phrase that gives something away, with what to write in its place."""

    phrase: Text = Field(description="Found in text as whole words, upper or lower case.")
    instead: Text = Field(description="What to write instead.")


class Phrases(Model):
    """The file phrases.yml."""

    waiting: tuple[Phrase, ...] = Field(
        description="Steps that aren't real steps: waiting, checking in, resending (D28)."
    )
    blame: tuple[Phrase, ...] = Field(description="Words that hand off ownership (D26).")
    no_answer: tuple[Text, ...] = Field(description="Values that mean there's no answer, such as unknown or tbd.")
    denial: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Words that make an answer a no. Such an answer counts, but sets no fact. Found as whole words; "
        "one of fewer than three letters counts only as the whole answer.",
    )
