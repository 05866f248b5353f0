"""The situations that the facts of a deal come to, and what follows from each."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scorecards.model.check import AppliesTo
from scorecards.model.fields import Flag, Id, Model, Practice, Text, blank_list
from scorecards.model.playbook.whom import WHOM_IN_WORDS, Whom


class Situation(Model):
    """What a deal's facts come to, and what follows from it: what to do first, with whom, and what to ask."""

    id: Id = Field(description="Its id.")
    name: Text = Field(description="What the situation is, in a few words.")
    applies_to: AppliesTo = Field(
        description="When it applies. If several definitely apply, the first in the file counts."
    )
    about: Literal["our_overdue_step", "their_overdue_step", "our_next_step", "their_next_step"] | None = Field(
        None, description="The next step it's about, shown with what to do, and filled in as {step}."
    )
    do: Text = Field(description="What to do first, in a sentence. {person} and {step} are filled in.")
    whom: Annotated[tuple[Whom, ...], BeforeValidator(blank_list)] = Field(
        (), description=f"{WHOM_IN_WORDS} Nobody on their side where it is empty: then nothing is asked."
    )
    ask: Text | None = Field(
        None,
        description="The first question to ask them. Without this or question, it's the deal's first open question.",
    )
    question: Id | None = Field(None, description="Instead of ask: the qualification question to ask first.")
    needs_cause: Flag = Field(
        default=False, description="True if it applies only when the diagnosis has a leading cause."
    )
    cause_decides: Flag = Field(
        default=False, description="True if a leading cause decides what to do, who to talk to, and what to ask."
    )
    not_for: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Leading causes to ignore here: the situation knows better what to do."
    )
    suggested: Flag = Field(
        default=True,
        description="False if the deal needs nothing beyond what's planned: it's never suggested as a focus deal.",
    )
    has_gone: Flag | None = Field(
        None,
        description="True if they're gone: they went silent, called it off or turned it down. Then only checks with "
        "when_gone stay findings and questions. False if they aren't, whatever a later situation says. "
        "The first situation that says either and certainly applies counts, without regard to the "
        "diagnosis.",
    )
    play: Id | None = Field(None, description="The play to run.")
    doctrine: tuple[Practice, ...] = Field(description="The practices it supports.", min_length=1)

    def within(self, order: Sequence[str]) -> "Situation":
        """Fill in the stages that it looks at, given all of them in the order of the sale."""
        return self.model_copy(update={"applies_to": self.applies_to.within(order)})


class Situations(Model):
    """The file situations.yml; the order decides: of what applies to a deal, the first counts."""

    situations: tuple[Situation, ...] = Field(description="The situations, the most urgent first.", min_length=1)
