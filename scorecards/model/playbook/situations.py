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
        description="Where it is so. Of all situations that surely apply, the first in the file counts."
    )
    about: Literal["our_overdue_step", "their_overdue_step", "our_next_step", "their_next_step"] | None = Field(
        None, description="The next step that it is about: shown with what to do, and said as {step}."
    )
    do: Text = Field(description="What to do first, in a sentence. {person} and {step} are filled in.")
    whom: Annotated[tuple[Whom, ...], BeforeValidator(blank_list)] = Field(
        (), description=f"{WHOM_IN_WORDS} Nobody on their side where it is empty: then nothing is asked."
    )
    ask: Text | None = Field(
        None,
        description="The first question to them. Where neither this nor question is given, it is the first of the "
        "deal's open questions.",
    )
    question: Id | None = Field(None, description="In place of ask: the qualification question to ask first.")
    needs_cause: Flag = Field(default=False, description="True if it applies only while a cause leads the diagnosis.")
    cause_decides: Flag = Field(
        default=False, description="True where a cause that leads says what to do, whom to talk to, and what to ask."
    )
    not_for: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Causes that say nothing here though they lead: the situation knows better what to do."
    )
    suggested: Flag = Field(
        default=True,
        description="False where the deal needs no more than what is planned: it is never suggested as a focus deal.",
    )
    has_gone: Flag | None = Field(
        None,
        description="True where they have gone: they vanished, called it off or turned it down. Then only the checks "
        "with when_gone stay findings and questions. False where they have not, whatever a later situation says. Of "
        "the situations that say either and surely apply, the first counts; the diagnosis is not read for it.",
    )
    play: Id | None = Field(None, description="The play that helps.")
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)

    def within(self, order: Sequence[str]) -> "Situation":
        """Fill in the stages that it looks at, given all of them in the order of the sale."""
        return self.model_copy(update={"applies_to": self.applies_to.within(order)})


class Situations(Model):
    """The file situations.yml; the order decides: of what applies to a deal, the first counts."""

    situations: tuple[Situation, ...] = Field(description="The situations, the most pressing first.", min_length=1)
