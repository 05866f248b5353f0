"""The qualification questions (D11)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Days, Id, Model, Practice, Text, blank_list
from scorecards.model.playbook.fact_names import FactName, ThemeName


class Question(Model):
    """A qualification question (D11)."""

    id: Id = Field(description="Its id, as answers name it.")
    formerly: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Ids that it had before: snapshots and mappings that name one are read as if they named this."
    )
    name: Text = Field(description="A short name for lists.")
    question: Text = Field(description="What must be known.")
    why: Text = Field(description="Why it matters.")
    how_to_ask: tuple[Text, ...] = Field(description="Sentences to say on a call.", min_length=1)
    ask_whom: Text = Field(description="Who can answer it.")
    answered_by_stage: Id = Field(description="The stage by which it must be answered.")
    good_for_days: Days = Field(description="Calendar days for which an answer stays good.")
    tells_of: Annotated[tuple[ThemeName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Themes of themes.yml that are looked for in its answer: it may say what is in the way. Any other "
        "answer is about their business, and no sign of anything.",
    )
    told_by: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Facts that answer it too: where each of them is true, or one or more, nobody need ask again. "
        "No facts of qualification: these count the questions themselves.",
    )
    tells: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Facts that an answer tells: a flag is true, a count is at least 1, once the buyer gave the answer "
        "and it is still good. An answer that holds one of the words for a denial tells nothing, but for a day that it "
        "states.",
    )
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)


class Questions(Model):
    """The file questions.yml; the order is the order in which to ask, the most telling first."""

    questions: tuple[Question, ...] = Field(description="The questions.", min_length=1)
