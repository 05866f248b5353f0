"""The qualification questions (D11)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Days, Id, Model, Practice, Text, blank_list
from scorecards.model.playbook.fact_names import FactName, ThemeName


class Question(Model):
    """A qualification question (D11)."""

    id: Id = Field(description="Its id, used by answers.")
    formerly: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Its earlier ids. Snapshots and mappings that still use one are understood."
    )
    name: Text = Field(description="A short name for lists.")
    question: Text = Field(description="What we must know.")
    why: Text = Field(description="Why it matters.")
    how_to_ask: tuple[Text, ...] = Field(description="Sentences to say on a call.", min_length=1)
    ask_whom: Text = Field(description="Who can answer it.")
    answered_by_stage: Id = Field(description="The stage it must be answered by.")
    good_for_days: Days = Field(description="Calendar days an answer stays valid.")
    tells_of: Annotated[tuple[ThemeName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Themes from themes.yml to look for in the answer, which may name an obstacle. Answers to "
        "questions without this are about their business, and no sign of trouble.",
    )
    told_by: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Facts that answer it too: if all of them are true, or at least 1, nobody has to ask. "
        "Qualification facts aren't allowed, because they count the questions.",
    )
    tells: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Facts an answer sets: a flag is true, a count is at least 1, if the buyer gave the answer and "
        "it's still valid. An answer with a word of denial sets nothing, except a date it states.",
    )
    doctrine: tuple[Practice, ...] = Field(description="The practices it supports.", min_length=1)


class Questions(Model):
    """The file questions.yml; the order is the order in which to ask, the most telling first."""

    questions: tuple[Question, ...] = Field(description="The questions.", min_length=1)
