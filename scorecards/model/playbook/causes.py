"""The causes for which deals stall, vanish or are reversed, with the signs of each (D36 to D39)."""

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from scorecards.model.check import Condition
from scorecards.model.fields import Id, Model, PrincipleIds, Text, Whole, blank_list
from scorecards.model.playbook.whom import Whom

STRONG: Final = 3
"""The strength of a sign that is enough alone; weaker ones must add up to as much."""


class Sign(Model):
    """What speaks for a cause, or against it; a bare text stands for ``{sign: …}``, which only people can see."""

    sign: Text = Field(description="The sign, in a sentence.")
    when: Condition | None = Field(
        None,
        description="The condition that shows it on record. If it's absent or unknown, there's no sign. Without a "
        "condition, only somebody who was there can tell.",
    )
    strength: Annotated[Whole, Field(ge=1, le=STRONG)] = Field(
        1, description="From 1, a weak sign, to 3, a strong one."
    )
    ask: Text | None = Field(
        None, description="The question to ask first if this sign shows; otherwise the cause's first telling question."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, data: Any) -> Any:
        return {"sign": data} if isinstance(data, str) else data


class Cause(Model):
    """A cause for which deals stall, vanish or are reversed (D36 to D39)."""

    id: Id = Field(description="Its id, used by checks.")
    formerly: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Its earlier ids. Snapshots that still use one are understood."
    )
    name: Text = Field(description="Its name on the pages.")
    definition: Text = Field(description="What happened.")
    signs: tuple[Sign, ...] = Field(description="Evidence for it.", min_length=1)
    signs_against: tuple[Sign, ...] = Field(description="Evidence against it.", min_length=1)
    retrievability: Literal["slim", "likely_with_care", "unlikely"] = Field(
        description="Whether a deal with this cause can be saved."
    )
    retrievability_note: Text = Field(description="The same, in a sentence.")
    what_to_do: tuple[Text, ...] = Field(description="What to do, in sequence.", min_length=1)
    warning: Text = Field(description="What not to do.")
    do: Text = Field(description="What to do first, in a sentence.")
    whom: tuple[Whom, ...] = Field(description="Who to talk to, as in situations.yml.", min_length=1)
    telling_questions: tuple[Text, ...] = Field(
        description="Questions that tell this cause apart from the others; the first is asked first.",
        min_length=1,
    )
    play: Id = Field(description="The recovery play.")
    doctrine: PrincipleIds = Field((), description="The principles it serves, by their ids in principles.yml.")


class Causes(Model):
    """The file causes.yml."""

    causes: tuple[Cause, ...] = Field(description="The causes.", min_length=1)
